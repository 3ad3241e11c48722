/// Numbers for sets of conditions: two rows have the same number where they began alike and the same
/// conditions hold.
///
/// A tree. A row begins at a root and goes one step down for each condition that holds, in a fixed
/// order; so a row costs as many steps as conditions hold for it, not as many as there are.
struct CaseTree: Sendable {
  /// Of a row that goes nowhere: it is left to itself.
  static let none = UInt32.max

  /// How many numbers there are; inner ones stand for cases, too.
  private(set) var count = 0
  private var roots: [UInt32: UInt32] = [:]
  /// By condition, then by number: where it leads, 0 for nowhere yet. No step leads to a root.
  private var steps: [[UInt32]]
  /// Of each number, the one before it, and the condition; of a root itself, and its beginning.
  private var origins: [(before: UInt32, by: UInt32)] = []
  /// With more numbers, rows that would need new ones are left to themselves.
  private let greatestCount: Int

  /// - Parameter conditionCount: how many may hold.
  init(conditionCount: Int, greatestCount: Int = 1 << 18) {
    steps = Array(repeating: [], count: conditionCount)
    self.greatestCount = greatestCount
  }

  /// Where rows that begin alike begin.
  mutating func root(_ beginning: UInt32) -> UInt32 {
    if let known = roots[beginning] { return known }
    guard let number = next() else { return Self.none }
    roots[beginning] = number
    origins.append((number, beginning))
    return number
  }

  /// Moves the rows for which a condition holds.
  /// - Parameters:
  ///   - rows: where each row is.
  ///   - condition: conditions come in order, from 0 on, the same for all rows.
  ///   - words: a bit for each row.
  mutating func step(
    _ rows: inout [UInt32], by condition: Int, where words: [UInt64]
  ) {
    rows.withUnsafeMutableBufferPointer { rows in
      for (place, word) in words.enumerated() where word != 0 {
        var rest = word
        while rest != 0 {
          let row = place << 6 + rest.trailingZeroBitCount
          rest &= rest - 1
          rows[row] = step(from: rows[row], by: condition)
        }
      }
    }
  }

  private mutating func step(from number: UInt32, by condition: Int) -> UInt32 {
    let place = Int(number)
    if place < steps[condition].count, steps[condition][place] != 0 {
      return steps[condition][place]
    }
    guard number != Self.none, let child = next() else { return Self.none }
    let missing = place + 1 - steps[condition].count
    if missing > 0 { steps[condition] += repeatElement(0, count: missing) }
    steps[condition][place] = child
    origins.append((number, UInt32(condition)))
    return child
  }

  /// How a row began that has a number, and the conditions that hold for it, the last one first.
  func path(of number: UInt32) -> [UInt32] {
    var path: [UInt32] = []
    var place = number
    while true {
      let origin = origins[Int(place)]
      path.append(origin.by)
      if origin.before == place { return path }
      place = origin.before
    }
  }

  private mutating func next() -> UInt32? {
    guard count < greatestCount else { return nil }
    // The first step must not look like none.
    if count == 0 {
      count = 1
      origins.append((0, 0))
    }
    count += 1
    return UInt32(count - 1)
  }
}
