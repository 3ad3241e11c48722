/// What can be said about a condition from the slots alone.
///
/// The condition is split at its outermost `&&`, `||` and `!` into atoms. Those that compare a field
/// with a constant are tests of cells; all others are undecided. Where the tests decide the whole
/// condition, its evaluation would come to the same: an atom that fails counts for nothing beside
/// one that decides (CEL spec, "Logical Operators").
///
/// The parts refer to each other by their places.
struct FieldTests: Sendable {
  var tests: [FieldTest] = []
  var operands: [Int32] = []
  /// Texts of the tests, where a key does not say all.
  var texts: [String] = []
  var sets = TextSets()
  var root: Int32 = 0

  /// What is true of a condition as far as it is known.
  enum Truth: Sendable {
    case no, yes, undecided
  }
}

/// One test of a cell, or a combination of tests; numbers are places in the pools.
enum FieldTest: Sendable {
  case undecided
  case constant(Bool)
  case not(Int32)
  case all(OperandRange)
  case any(OperandRange)
  /// `has(field)`
  case isPresent(slot: Int32)
  case isTrue(slot: Int32)
  case equalsInt(slot: Int32, Int64)
  case isOrdered(slot: Int32, OrderingOperator, Int64)
  case equalsText(slot: Int32, TextKey, text: Int32)
  /// `field in ["a", "b"]`
  case isIn(slot: Int32, TextSets.Place)
  /// `"a" in field`, where the list is short enough to be searched within the limit of cost.
  case contains(slot: Int32, TextKey, greatestCount: Int)
}

extension FieldTests.Truth {
  init(_ truth: Bool) { self = truth ? .yes : .no }

  var negated: Self {
    switch self {
    case .no: .yes
    case .yes: .no
    case .undecided: .undecided
    }
  }
}

extension OrderingOperator {
  /// Whether two numbers stand to each other like this.
  func holds(_ left: Int64, _ right: Int64) -> Bool {
    switch self {
    case .less: left < right
    case .lessOrEqual: left <= right
    case .greater: left > right
    case .greaterOrEqual: left >= right
    }
  }

  /// The same question with the sides changed.
  var mirrored: Self {
    switch self {
    case .less: .greater
    case .lessOrEqual: .greaterOrEqual
    case .greater: .less
    case .greaterOrEqual: .lessOrEqual
    }
  }
}
