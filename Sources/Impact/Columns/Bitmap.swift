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

  /// Of words as they are here.
  init(words: [UInt64]) { self.words = words }

  /// Whether no bit is set.
  var isEmpty: Bool { words.allSatisfy { $0 == 0 } }

  /// How many bits are set.
  var count: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

  subscript(row: Int) -> Bool {
    get { words[row >> 6] >> UInt64(row & 63) & 1 == 1 }
    set {
      let bit: UInt64 = 1 << UInt64(row & 63)
      if newValue { words[row >> 6] |= bit } else { words[row >> 6] &= ~bit }
    }
  }

  /// Goes through the rows that are set, in order.
  func forEachRow<Failure: Error>(_ body: (Int) throws(Failure) -> Void) throws(Failure) {
    for (place, word) in words.enumerated() where word != 0 {
      var rest = word
      while rest != 0 {
        try body(place << 6 + rest.trailingZeroBitCount)
        rest &= rest - 1
      }
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

  /// Rows that are in one of them only.
  mutating func formSymmetricDifference(_ other: Bitmap) {
    for index in words.indices { words[index] ^= other.words[index] }
  }

  /// Rows that are not in the other.
  mutating func subtract(_ other: Bitmap) {
    for index in words.indices { words[index] &= ~other.words[index] }
  }

  func intersection(_ other: Bitmap) -> Bitmap {
    var both = self
    both.formIntersection(other)
    return both
  }
}
