import Glibc

/// The files of a log: `log.json`, `segments/NNNNNNNNNNNN.ndjson` named for their first entry,
/// `lock`, and `summary/`, see `SummaryFolder`.
struct LogFolder: Sendable {
  let path: String

  static let segmentsName = "segments"
  private static let indexLength = 12

  var segments: String { path + "/" + Self.segmentsName }
  var header: String { path + "/" + LogHeader.fileName }
  var lock: String { path + "/lock" }

  static func segmentName(startingAt index: Int) -> String { digits(of: index) + ".ndjson" }

  /// An index as the names of files have it: they sort like numbers.
  static func digits(of index: Int) -> String {
    let digits = String(index)
    return String(repeating: "0", count: max(0, indexLength - digits.utf8.count)) + digits
  }

  /// The names of the segments in the order of their entries; others in the folder are no part of
  /// the log.
  func segmentNames() throws(LogFailure) -> [String] {
    try Self.names(in: segments).filter(Self.isSegment)
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// What is in a folder, without `.` and `..`, in no order.
  static func names(in path: String) throws(LogFailure) -> [String] {
    guard let folder = opendir(path) else { throw .ofSystem(path) }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }

  static func isSegment(_ name: String) -> Bool {
    let digits = name.utf8.prefix(indexLength)
    return name.hasSuffix(".ndjson") && name.utf8.count == indexLength + ".ndjson".utf8.count
      && digits.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
  }

  /// The header; nil for anything but one.
  func readHeader() throws(LogFailure) -> LogHeader? {
    let descriptor = open(header, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .ofSystem(header) }
    defer { close(descriptor) }
    // One read is more than any header has.
    return LogHeader(
      reading: try DescriptorReader(descriptor: descriptor, path: header).next())
  }
}

/// Reads an open descriptor, which it does not close.
struct DescriptorReader {
  let descriptor: Int32
  let path: String

  private static let chunkByteCount = 1 << 20

  /// Up to a megabyte; empty at the end.
  func next() throws(LogFailure) -> [UInt8] {
    while true {
      var count = 0
      let bytes = [UInt8](unsafeUninitializedCapacity: Self.chunkByteCount) { buffer, used in
        count = read(descriptor, buffer.baseAddress, buffer.count)
        used = max(0, count)
      }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw .ofSystem(path) }
      return bytes
    }
  }
}

extension LogFailure {
  /// What the last call of the system said.
  static func ofSystem(_ path: String) -> LogFailure {
    .system(path: path, reason: String(cString: strerror(errno)))
  }
}
