import Crypto

/// The bytes of one source as they are stored, hashed and counted as they pass by.
struct StoredBytes: ~Copyable {
  let path: String
  private let file: FileDescriptor?
  private let bytes: [UInt8]
  private var position = 0
  private var hash = SHA256()
  private(set) var byteCount = 0

  init(_ source: HistorySource) throws(HistoryError) {
    switch source {
    case .file(let path, let name):
      self.path = name
      file = try FileDescriptor.opening(path, shownAs: name)
      bytes = []
    case .bytes(let bytes, let name):
      path = name
      file = nil
      self.bytes = bytes
    case .standardInput(let name, let descriptor):
      path = name
      file = FileDescriptor(borrowing: descriptor)
      bytes = []
    }
  }

  /// Fills the front of a buffer; 0 at the end.
  mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws(HistoryError) -> Int {
    let count = try fill(buffer)
    hash.update(bufferPointer: UnsafeRawBufferPointer(rebasing: buffer[..<count]))
    byteCount += count
    return count
  }

  /// The digest of everything read so far.
  func digest() -> SHA256.Digest { hash.finalize() }

  private mutating func fill(_ buffer: UnsafeMutableRawBufferPointer) throws(HistoryError) -> Int {
    if file != nil { return try readFile(into: buffer) }
    let count = min(buffer.count, bytes.count - position)
    buffer.copyBytes(from: bytes[position..<position + count])
    position += count
    return count
  }

  private func readFile(into buffer: UnsafeMutableRawBufferPointer) throws(HistoryError) -> Int {
    switch file {
    case .some(let file): return try file.read(into: buffer, path: path)
    case .none: return 0
    }
  }
}
