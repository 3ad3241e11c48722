/// Numbers for pairs of numbers, in the order in which they are met.
///
/// An open table, as one look for each row must cost little.
struct PairNumbers: Sendable {
  /// How many pairs have a number.
  private(set) var count = 0
  private var pairs = [UInt64](repeating: 0, count: 1 << 8)
  /// One more than the number of the pair at the same place; 0 for none. Linear probing.
  private var numbers = [UInt32](repeating: 0, count: 1 << 8)

  /// The number of a pair; a new one, the count of those before, where it has not been met.
  mutating func number(of first: UInt32, _ second: UInt32) -> UInt32 {
    let pair = UInt64(first) << 32 | UInt64(second)
    var place = Self.hash(pair) & (numbers.count - 1)
    while numbers[place] != 0 {
      if pairs[place] == pair { return numbers[place] - 1 }
      place = (place + 1) & (numbers.count - 1)
    }
    pairs[place] = pair
    count += 1
    numbers[place] = UInt32(count)
    if count * 2 > numbers.count { grow() }
    return UInt32(count - 1)
  }

  private mutating func grow() {
    let old = (pairs, numbers)
    pairs = [UInt64](repeating: 0, count: old.0.count * 2)
    numbers = [UInt32](repeating: 0, count: old.0.count * 2)
    for (pair, number) in zip(old.0, old.1) where number != 0 {
      var place = Self.hash(pair) & (numbers.count - 1)
      while numbers[place] != 0 { place = (place + 1) & (numbers.count - 1) }
      pairs[place] = pair
      numbers[place] = number
    }
  }

  /// Multiplies and folds (the finalizer of MurmurHash3). The numbers are ours, given in order: who
  /// writes a history cannot choose them freely.
  private static func hash(_ pair: UInt64) -> Int {
    var hash = pair ^ pair >> 33
    hash = hash &* 0xFF51_AFD7_ED55_8CCD
    hash ^= hash >> 33
    return Int(truncatingIfNeeded: hash >> 1)
  }
}
