import Crypto

/// The bytes of one source as they are stored, hashed and counted as they pass by.
struct StoredBytes: ~Copyable {
  let path: String
  private let file: FileDescriptor?
  private let bytes: [UInt8]
  private var pulled: PulledBytes?
  private var position = 0
  private var hash = SHA256()
  private(set) var byteCount = 0

  init(_ source: HistorySource) throws(HistoryError) {
    let pulled = try PulledBytes(source)
    file = try Self.file(of: source)
    self.pulled = pulled
    path = source.name
    bytes = if case .bytes(let bytes, _) = source { bytes } else { [] }
  }

  private static func file(of source: HistorySource) throws(HistoryError) -> FileDescriptor? {
    switch source {
    case .file(let path, let name): try FileDescriptor.opening(path, shownAs: name)
    case .standardInput(_, let descriptor): FileDescriptor(borrowing: descriptor)
    case .bytes, .pulled: nil
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
    if pulled != nil { return try pulled?.read(into: buffer) ?? 0 }
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
