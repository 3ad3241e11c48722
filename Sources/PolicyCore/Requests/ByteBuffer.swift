/// Bytes that are written one behind the other, by one writer: nobody else can hold them, which is
/// not asked for each byte.
struct ByteBuffer: ~Copyable {
  private var memory: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  private(set) var count = 0

  /// A decision record fits in this.
  private static let usualCapacity = 4_096

  init() {
    capacity = Self.usualCapacity
    memory = .allocate(capacity: capacity)
  }

  deinit { memory.deallocate() }

  /// A copy of what was written.
  var array: [UInt8] { Array(UnsafeBufferPointer(start: memory, count: count)) }

  /// What was written, as text.
  var text: String {
    String(decoding: UnsafeBufferPointer(start: memory, count: count), as: UTF8.self)
  }

  mutating func append(_ byte: UInt8) {
    if count == capacity { grow(for: 1) }
    (memory + count).initialize(to: byte)
    count += 1
  }

  mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let start = bytes.baseAddress else { return }
    if bytes.count > capacity - count { grow(for: bytes.count) }
    (memory + count).initialize(from: start, count: bytes.count)
    count += bytes.count
  }

  mutating func append(_ text: String) {
    var text = text
    text.withUTF8 { append($0) }
  }

  /// At least twice as large, so that each byte is moved once in the mean.
  private mutating func grow(for more: Int) {
    capacity = max(capacity * 2, count + more)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    larger.moveInitialize(from: memory, count: count)
    memory.deallocate()
    memory = larger
  }
}
