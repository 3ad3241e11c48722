/// The name of a git object: its SHA-1, 20 bytes.
package struct ObjectID: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// How many bytes an id has; libgit2 1.5 knows SHA-1 only.
  package static let byteCount = 20

  private let head: UInt64
  private let middle: UInt64
  private let tail: UInt32

  /// Makes an id of 20 bytes, or nil of any other count.
  package init?(bytes: some Collection<UInt8>) {
    guard bytes.count == Self.byteCount else { return nil }
    var head: UInt64 = 0
    var middle: UInt64 = 0
    var tail: UInt32 = 0
    for (index, byte) in bytes.enumerated() {
      switch index {
      case 0..<8: head = head << 8 | UInt64(byte)
      case 8..<16: middle = middle << 8 | UInt64(byte)
      default: tail = tail << 8 | UInt32(byte)
      }
    }
    (self.head, self.middle, self.tail) = (head, middle, tail)
  }

  /// Reads 40 hexadecimal digits of either case; nil for anything else.
  package init?(hex: String) {
    let digits = hex.utf8.compactMap(Self.value)
    guard digits.count == Self.byteCount * 2, hex.utf8.count == digits.count else { return nil }
    self.init(
      bytes: stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] })
  }

  /// The 20 bytes.
  package var bytes: [UInt8] {
    func parts(_ value: some FixedWidthInteger) -> [UInt8] {
      stride(from: value.bitWidth - 8, through: 0, by: -8).map {
        UInt8(truncatingIfNeeded: value >> $0)
      }
    }
    return parts(head) + parts(middle) + parts(tail)
  }

  /// The 40 lower-case hexadecimal digits.
  package var hex: String {
    let digits = Array("0123456789abcdef".utf8)
    let text = bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
    return String(decoding: text, as: UTF8.self)
  }

  /// The 40 lower-case hexadecimal digits.
  package var description: String { hex }

  /// By bytes, which is also the order of the hexadecimal texts.
  package static func < (left: ObjectID, right: ObjectID) -> Bool {
    (left.head, left.middle, left.tail) < (right.head, right.middle, right.tail)
  }

  private static func value(ofDigit digit: UInt8) -> UInt8? {
    switch digit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
