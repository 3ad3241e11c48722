/// A bit for each of some rows.
struct Bitmap: Sendable, Equatable {
  /// Row 0 is the lowest bit of the first word. Bits behind the last row are zero.
  var words: [UInt64]

  /// How many rows a word has.
  static let rowsPerWord = 64

  /// All zero.
  init(rowCount: Int) {
    words = [UInt64](
      repeating: 0, count: (rowCount + Self.rowsPerWord - 1) / Self.rowsPerWord)
  }

  /// Of every row.
  init(filledFor rowCount: Int) {
    self.init(rowCount: rowCount)
    for index in words.indices { words[index] = .max }
    let rest = rowCount % Self.rowsPerWord
    if rest != 0, !words.isEmpty { words[words.count - 1] = (1 << UInt64(rest)) - 1 }
  }

  /// Whether no bit is set.
  var isEmpty: Bool { words.allSatisfy { $0 == 0 } }

  subscript(row: Int) -> Bool {
    get { words[row >> 6] >> UInt64(row & 63) & 1 == 1 }
    set {
      let bit: UInt64 = 1 << UInt64(row & 63)
      if newValue { words[row >> 6] |= bit } else { words[row >> 6] &= ~bit }
    }
  }

  /// Rows that are in both.
  mutating func formIntersection(_ other: Bitmap) {
    for index in words.indices { words[index] &= other.words[index] }
  }

  /// Rows that are in either.
  mutating func formUnion(_ other: Bitmap) {
    for index in words.indices { words[index] |= other.words[index] }
  }

  /// Rows that are not in the other.
  mutating func subtract(_ other: Bitmap) {
    for index in words.indices { words[index] &= ~other.words[index] }
  }
}

/// Turns 64 rows of 64 bits into 64 columns: bit `j` of word `i` becomes bit `i` of word `j`.
///
/// The halves, quarters and so on change places (H. S. Warren, "Hacker's Delight", 7-3).
func transpose(_ block: inout [UInt64]) {
  block.withUnsafeMutableBufferPointer { block in
    var width = 32
    var mask: UInt64 = 0x0000_0000_FFFF_FFFF
    while width != 0 {
      var row = 0
      while row < 64 {
        let other = row | width
        let swapped = (block[row] >> UInt64(width) ^ block[other]) & mask
        block[row] ^= swapped << UInt64(width)
        block[other] ^= swapped
        row = (other + 1) & ~width
      }
      width >>= 1
      mask ^= mask << UInt64(width)
    }
  }
}
