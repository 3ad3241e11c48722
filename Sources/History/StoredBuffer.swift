import Crypto

/// Why a source gave no more bytes.
enum StreamFault: Error {
  /// The system failed: the whole reading ends.
  case history(HistoryError)
  /// The bytes are no good: the rest of this source is unreadable.
  case content(UnreadableReason)
}

/// A look-ahead over the stored bytes of a source.
struct StoredBuffer: ~Copyable {
  private var stored: StoredBytes
  private let memory: UnsafeMutableRawBufferPointer
  private let chunkByteCount: Int
  private var start = 0
  private var end = 0

  /// The longest prefix that can be looked at.
  static let longestPrefix = 64

  init(_ stored: consuming StoredBytes, chunkByteCount: Int) {
    self.stored = stored
    self.chunkByteCount = chunkByteCount
    memory = .allocate(byteCount: max(chunkByteCount, Self.longestPrefix), alignment: 16)
  }

  deinit { memory.deallocate() }

  var path: String { stored.path }
  var byteCount: Int { stored.byteCount }
  var isEmpty: Bool { start == end }

  /// Valid until the next call that changes the buffer.
  var unread: UnsafeMutableBufferPointer<UInt8> {
    UnsafeMutableRawBufferPointer(rebasing: memory[start..<end]).bindMemory(to: UInt8.self)
  }

  mutating func consume(_ count: Int) { start += count }

  /// Reads on when everything was consumed; false at the end.
  mutating func refill() throws(StreamFault) -> Bool {
    start = 0
    end = try read(into: UnsafeMutableRawBufferPointer(rebasing: memory[..<chunkByteCount]))
    return end > 0
  }

  /// Reads until the longest prefix, or all there is, can be looked at.
  mutating func fillPrefix() throws(HistoryError) {
    while end < Self.longestPrefix {
      let room = memory[end..<min(end + chunkByteCount, memory.count)]
      let count = try stored.read(into: UnsafeMutableRawBufferPointer(rebasing: room))
      if count == 0 { return }
      end += count
    }
  }

  /// Gives away what is buffered, and then what is stored, without a further copy.
  mutating func readPlain(
    into buffer: UnsafeMutableRawBufferPointer
  ) throws(StreamFault) -> Int {
    if isEmpty {
      let room = min(chunkByteCount, buffer.count)
      return try read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[..<room]))
    }
    let count = min(buffer.count, end - start)
    buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: memory[start..<start + count]))
    start += count
    return count
  }

  /// Reads what is left, for its digest only.
  mutating func drain() throws(HistoryError) {
    start = 0
    end = 0
    while try stored.read(into: memory) > 0 {}
  }

  func digest() -> SHA256.Digest { stored.digest() }

  private mutating func read(
    into buffer: UnsafeMutableRawBufferPointer
  ) throws(StreamFault) -> Int {
    do throws(HistoryError) { return try stored.read(into: buffer) } catch { throw .history(error) }
  }
}
