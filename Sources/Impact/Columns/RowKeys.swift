/// A few words for each row; rows with the same words are the same case.
struct RowKeys: Sendable {
  /// Row by row.
  private(set) var words: [UInt64]
  /// How many words a row has.
  let width: Int

  /// How many words a row has for so many bitmaps.
  static func width(ofBitmaps count: Int) -> Int { (count + 63) / 64 + 1 }

  /// Packs a bit of each bitmap, and a number, into the words of every row.
  /// - Parameter number: of each row.
  init(_ bitmaps: [Bitmap], number: [UInt64]) {
    let rowCount = number.count
    width = Self.width(ofBitmaps: bitmaps.count)
    words = [UInt64](repeating: 0, count: rowCount * width)
    var block = [UInt64](repeating: 0, count: 64)
    for (part, start) in stride(from: 0, to: bitmaps.count, by: 64).enumerated() {
      let bank = bitmaps[start..<min(start + 64, bitmaps.count)]
      for word in 0..<((rowCount + 63) / 64) {
        for (bit, bitmap) in bank.enumerated() { block[bit] = bitmap.words[word] }
        for bit in bank.count..<64 { block[bit] = 0 }
        transpose(&block)
        for row in 0..<min(64, rowCount - word * 64) {
          words[(word * 64 + row) * width + part] = block[row]
        }
      }
    }
    for row in 0..<rowCount { words[row * width + width - 1] = number[row] }
  }
}

/// Numbers for keys, in the order in which they are met: an open table, as one look for each row must
/// cost little.
struct CaseTable: Sendable {
  private let width: Int
  private var keys: [UInt64] = []
  /// One more than the number of the key; 0 for none. Linear probing.
  private var slots = [UInt32](repeating: 0, count: 1 << 10)

  init(width: Int) { self.width = width }

  /// How many keys there are.
  var count: Int { keys.count / width }

  /// The number of a row's key; a new one where it has not been met.
  mutating func number(of row: Int, in rows: RowKeys) -> Int {
    let start = row * width
    var index = Self.hash(rows.words, start, width) & (slots.count - 1)
    while slots[index] != 0 {
      if isKey(Int(slots[index]) - 1, rows.words, start) { return Int(slots[index]) - 1 }
      index = (index + 1) & (slots.count - 1)
    }
    let number = count
    keys += rows.words[start..<start + width]
    slots[index] = UInt32(number + 1)
    if count * 2 > slots.count { grow() }
    return number
  }

  private func isKey(_ number: Int, _ words: [UInt64], _ start: Int) -> Bool {
    for part in 0..<width where keys[number * width + part] != words[start + part] { return false }
    return true
  }

  private mutating func grow() {
    slots = [UInt32](repeating: 0, count: slots.count * 2)
    for number in 0..<count {
      var index = Self.hash(keys, number * width, width) & (slots.count - 1)
      while slots[index] != 0 { index = (index + 1) & (slots.count - 1) }
      slots[index] = UInt32(number + 1)
    }
  }

  /// Multiplies and folds each word (the finalizer of MurmurHash3). Keys are bits of conditions: who
  /// writes a history can make few of them collide, and pays with time only.
  private static func hash(_ words: [UInt64], _ start: Int, _ width: Int) -> Int {
    var hash: UInt64 = 0
    for part in 0..<width {
      hash = (hash ^ words[start + part]) &* 0xFF51_AFD7_ED55_8CCD
      hash ^= hash >> 33
      hash = hash &* 0xC4CE_B9FE_1A85_EC53
      hash ^= hash >> 29
    }
    return Int(truncatingIfNeeded: hash >> 1)
  }
}
