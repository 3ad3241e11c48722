import Glibc
import History

/// The lines of one segment.
struct SegmentReader: ~Copyable {
  struct Line {
    /// Without its end.
    var bytes: [UInt8]
    /// Whether it has an end.
    var isWhole: Bool
  }

  private let path: String
  private let descriptor: Int32
  private var buffer: [UInt8] = []
  private var start = 0
  private var isAtEnd = false

  /// - Parameter offset: where to start, in bytes.
  init(path: String, offset: Int = 0) throws(LogFailure) {
    self.path = path
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .ofSystem(path) }
    guard offset == 0 || lseek(descriptor, off_t(offset), SEEK_SET) == offset else {
      throw .ofSystem(path)
    }
  }

  deinit { close(descriptor) }

  /// Longer than any entry: a request has at most a few megabytes.
  private static let greatestLineByteCount = 64 << 20

  /// Nil at the end. A line that is too long is given without its bytes, and nothing behind it.
  mutating func next() throws(LogFailure) -> Line? {
    var searched = start
    while true {
      if let end = buffer[searched...].firstIndex(of: 0x0A) {
        let line = Array(buffer[start..<end])
        start = end + 1
        return Line(bytes: line, isWhole: true)
      }
      searched = buffer.count
      guard !isAtEnd else { break }
      if buffer.count - start > Self.greatestLineByteCount {
        (buffer, start, isAtEnd) = ([], 0, true)
        return Line(bytes: [], isWhole: true)
      }
      let more = try DescriptorReader(descriptor: descriptor, path: path).next()
      isAtEnd = more.isEmpty
      buffer.removeSubrange(..<start)
      searched -= start
      start = 0
      buffer += more
    }
    guard start < buffer.count else { return nil }
    let line = Array(buffer[start...])
    start = buffer.count
    return Line(bytes: line, isWhole: false)
  }

  /// Whether any line that follows is an entry by itself.
  mutating func hasEntryAhead(_ reader: inout JSONReader) throws(LogFailure) -> Bool {
    while let line = try next() {
      if line.isWhole, LogEntry(reading: line.bytes, by: &reader) != nil { return true }
    }
    return false
  }
}
