/// SplitMix64 (Steele, Lea, Flood, OOPSLA 2014): the same seed gives the same numbers everywhere.
///
/// What is drawn from it is worked out here and not by the standard library, whose ways may change
/// from one version of Swift to the next.
struct SeededGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number below a bound, which is at least 1: the high half of a product (Lemire, ACM TOMACS
  /// 2019, without its correction of a bias too small to see in bounds far below 2^64).
  mutating func number(below bound: UInt64) -> UInt64 {
    next().multipliedFullWidth(by: bound).high
  }

  /// True with a chance of so many in a hundred.
  mutating func chance(_ percent: Int) -> Bool { Int(number(below: 100)) < percent }

  mutating func pick<Element>(_ elements: [Element]) -> Element? {
    elements.isEmpty ? nil : elements[Int(number(below: UInt64(elements.count)))]
  }

  /// - Precondition: the range has fewer than 2^63 numbers.
  mutating func whole(_ range: ClosedRange<Int64>) -> Int64 {
    range.lowerBound
      + Int64(number(below: UInt64(range.upperBound - range.lowerBound) + 1))
  }

  /// So many of the elements, each at most once, in random order; all where there are fewer.
  mutating func pick<Element>(_ count: Int, of elements: [Element]) -> [Element] {
    var elements = elements
    let count = min(count, elements.count)
    for index in 0..<count {
      let other = index + Int(number(below: UInt64(elements.count - index)))
      elements.swapAt(index, other)
    }
    return Array(elements.prefix(count))
  }
}
