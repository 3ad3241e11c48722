/// Where recorded requests come from.
package enum HistorySource: Sendable, Hashable {
  /// A file on disk; `name` is what people are shown.
  case file(path: String, name: String)
  /// Bytes that are already in memory, such as a blob of a git tree.
  case bytes([UInt8], name: String)
  /// An open descriptor that is read to its end and left open.
  case standardInput(name: String = "<stdin>", fileDescriptor: Int32)
  /// Records that are made while they are read.
  case pulled(PulledHistory)

  /// What people are shown.
  package var name: String {
    switch self {
    case .file(_, let name), .bytes(_, let name), .standardInput(let name, _): name
    case .pulled(let history): history.name
    }
  }

  /// The stored size of all of some sources; nil when one of them is a stream or cannot be looked at.
  package static func storedByteCount(of sources: [HistorySource]) -> Int? {
    var total = 0
    for source in sources {
      switch source {
      case .bytes(let bytes, _): total += bytes.count
      case .file(let path, _):
        guard let status = FileStatus(path: path), status.kind == .regular else { return nil }
        total += status.byteCount
      case .standardInput, .pulled: return nil
      }
    }
    return total
  }

  /// Where a line stands, as people are shown it.
  func place(ofLine lineNumber: Int) -> RecordPlace {
    switch self {
    case .file(_, let name), .bytes(_, let name), .standardInput(let name, _):
      RecordPlace(file: name, lineNumber: lineNumber)
    case .pulled(let history): history.place(lineNumber)
    }
  }
}
