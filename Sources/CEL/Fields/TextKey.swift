/// A text as two words, so that comparing texts is comparing numbers: all of it where it is short,
/// else its length and a hash.
struct TextKey: Sendable, Hashable {
  private let low: UInt64
  /// The length, or the mark of a hash, is in the highest byte.
  private let high: UInt64

  /// Up to so many bytes are kept whole.
  private static let greatestExactByteCount = 15
  private static let hashMark: UInt64 = 0xFF << 56

  /// Whether equal keys are equal texts. If not, they are only likely to be.
  var isExact: Bool { high < Self.hashMark }

  /// - Complexity: O(length).
  init(_ text: String) {
    var copy = text
    self = copy.withUTF8 { bytes in
      bytes.count <= Self.greatestExactByteCount ? Self(exact: bytes) : Self(hash: bytes)
    }
  }

  /// No text has this key.
  static let none = TextKey(low: 0, high: (hashMark >> 1))

  private init(low: UInt64, high: UInt64) {
    self.low = low
    self.high = high
  }

  private init(exact bytes: UnsafeBufferPointer<UInt8>) {
    let wordSize = 8
    var words: (UInt64, UInt64) = (0, 0)
    for (place, byte) in bytes.enumerated() {
      if place < wordSize {
        words.0 |= UInt64(byte) << (wordSize * place)
      } else {
        words.1 |= UInt64(byte) << (wordSize * (place - wordSize))
      }
    }
    self.init(low: words.0, high: words.1 | UInt64(bytes.count) << 56)
  }

  /// Eight bytes at a time, each round a multiplication by the golden ratio. Whoever makes texts that
  /// collide gains a comparison, nothing else.
  private init(hash bytes: UnsafeBufferPointer<UInt8>) {
    let wordSize = 8
    var hash = UInt64(bytes.count)
    var place = 0
    while place < bytes.count {
      var word: UInt64 = 0
      for offset in place..<min(place + wordSize, bytes.count) {
        word = word << 8 | UInt64(bytes[offset])
      }
      hash = Self.mixed(hash ^ word)
      place += wordSize
    }
    self.init(low: hash, high: Self.hashMark | UInt64(bytes.count) & 0xFFFF_FFFF)
  }

  private static func mixed(_ word: UInt64) -> UInt64 {
    let product = word &* 0x9E37_79B9_7F4A_7C15
    return product ^ (product >> 29)
  }

  /// Where to look for the key first in a table of a power of two places.
  func place(mask: Int) -> Int {
    Int(truncatingIfNeeded: Self.mixed(low ^ Self.mixed(high))) & mask
  }
}
