#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A stretch of bytes that is consumed at the front and filled at the back, followed by readable
/// bytes for the parser.
struct ByteWindow: ~Copyable {
  private var memory: UnsafeMutableRawBufferPointer
  private let padding: Int
  private var start = 0
  private var end = 0
  /// Up to here there is no line break.
  private var searched = 0

  init(padding: Int) {
    self.padding = padding
    memory = .allocate(byteCount: padding, alignment: 64)
    memory.initializeMemory(as: UInt8.self, repeating: 0)
  }

  deinit { memory.deallocate() }

  var count: Int { end - start }
  var capacity: Int { memory.count }

  /// The bytes before the first line break, if there is one.
  mutating func lengthOfLine() -> Int? {
    guard searched < end, let base = memory.baseAddress else { return nil }
    guard let found = memchr(base + searched, Int32(UInt8(ascii: "\n")), end - searched) else {
      searched = end
      return nil
    }
    return UnsafeRawPointer(found) - UnsafeRawPointer(base) - start
  }

  /// Gives away bytes at the front; they stay in place until room is made.
  mutating func take(_ length: Int, andDrop dropped: Int) -> UnsafeBufferPointer<UInt8> {
    let taken = UnsafeRawBufferPointer(rebasing: memory[start..<start + length])
    start += length + dropped
    searched = start
    return taken.bindMemory(to: UInt8.self)
  }

  mutating func clear() {
    start = 0
    end = 0
    searched = 0
  }

  /// Room at the back for so many bytes: by moving what is left to the front, or by growing.
  mutating func makeRoom(_ wanted: Int) -> UnsafeMutableRawBufferPointer {
    if end + wanted + padding > memory.count { compact(wanted) }
    return UnsafeMutableRawBufferPointer(rebasing: memory[end..<end + wanted])
  }

  mutating func append(_ count: Int) { end += count }

  private mutating func compact(_ wanted: Int) {
    let rest = UnsafeRawBufferPointer(rebasing: memory[start..<end])
    let needed = rest.count + wanted + padding
    if needed <= memory.count {
      memory.copyMemory(from: rest)
    } else {
      let grown = UnsafeMutableRawBufferPointer.allocate(
        byteCount: max(needed, memory.count * 2), alignment: 64)
      grown.initializeMemory(as: UInt8.self, repeating: 0)
      grown.copyMemory(from: rest)
      memory.deallocate()
      memory = grown
    }
    searched -= start
    end = rest.count
    start = 0
  }
}
