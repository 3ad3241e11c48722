import DecisionLog

/// The decisions of a log, some at a time, for whoever verifies them.
struct VerifiedLog: ~Copyable {
  let header: LogHeader
  private var cursor: LogCursor
  /// The reviews of break-glass met so far: entries, of which a log has few.
  private(set) var reviews: [LogEntry] = []

  /// - Parameter folder: absolute.
  static func open(_ folder: String) throws(LogFailure) -> VerifiedLog {
    let scan = try LogScan(folder: folder)
    return VerifiedLog(header: scan.header, cursor: try LogCursor(scan))
  }

  /// How far the log holds; its end once `next` has given nil.
  var end: LogEnd { cursor.end }

  /// The next decisions; nil at the end and at a damage.
  mutating func next() throws(LogFailure) -> [RecordBatches.Item]? {
    var items: [RecordBatches.Item] = []
    while items.count < RecordBatches.size, let (entry, _) = try cursor.next() {
      switch entry.content {
      case .decision(let record, let signatures):
        items.append(.init(index: entry.index, record: record, signatures: signatures))
      case .review: reviews.append(entry)
      case .rollback: break
      }
    }
    return items.isEmpty ? nil : items
  }
}
