/// The values that an expression can have as far as some claims about it tell.
struct ValueSet {
  /// Nil for all values.
  private var candidates: Set<Constant>?
  private var excluded: Set<Constant> = []
  private var least: ValueFacts.Bound?
  private var greatest: ValueFacts.Bound?
  private let isWhole: Bool

  /// What is known before any claim.
  /// - Parameter isWhole: whether all values are whole numbers.
  init(_ facts: ValueFacts, isWhole: Bool) {
    self.isWhole = isWhole
    candidates = facts.values.isEmpty ? nil : Set(facts.values)
    least = facts.least
    greatest = facts.greatest
  }

  /// Takes in one claim more.
  mutating func intersect(_ claim: ValueClaim) {
    switch claim {
    case .oneOf(let values):
      candidates = candidates?.intersection(values) ?? values
    case .noneOf(let values): excluded.formUnion(values)
    case .atLeast(let bound): if isStricter(bound, than: least, isLower: true) { least = bound }
    case .atMost(let bound):
      if isStricter(bound, than: greatest, isLower: false) { greatest = bound }
    }
  }

  private func isStricter(
    _ bound: ValueFacts.Bound, than other: ValueFacts.Bound?, isLower: Bool
  ) -> Bool {
    guard let other else { return true }
    if bound.value == other.value { return !bound.isInclusive }
    let isLess = bound.value.precedes(other.value) ?? false
    return isLower ? !isLess : isLess
  }

  /// Whether no value is left.
  var isEmpty: Bool {
    if let candidates { return !candidates.contains { admits($0) } }
    guard let least, let greatest else { return false }
    if let numbers = wholeNumbers(least, greatest) {
      return !numbers.contains { admits(.int($0)) }
    }
    if greatest.value.precedes(least.value) == true { return true }
    guard least.value == greatest.value else { return false }
    return !admits(least.value)
  }

  private func admits(_ value: Constant) -> Bool {
    !excluded.contains(value) && isWithin(value, least, isLower: true)
      && isWithin(value, greatest, isLower: false)
  }

  private func isWithin(
    _ value: Constant, _ bound: ValueFacts.Bound?, isLower: Bool
  ) -> Bool {
    // The bounds of a schema are those of numbers; whether null is allowed, the type says.
    guard let bound, value != .null else { return true }
    if value == bound.value { return bound.isInclusive }
    return (isLower ? bound.value.precedes(value) : value.precedes(bound.value)) ?? false
  }

  /// More whole numbers than this are not looked at one by one.
  private static let greatestCount: Int64 = 1_000

  private func wholeNumbers(
    _ least: ValueFacts.Bound, _ greatest: ValueFacts.Bound
  ) -> ClosedRange<Int64>? {
    guard isWhole, case .int(let first) = least.value, case .int(let last) = greatest.value else {
      return nil
    }
    let (distance, isTooFar) = last.subtractingReportingOverflow(first)
    guard !isTooFar, (0...Self.greatestCount).contains(distance) else { return nil }
    return first...last
  }
}

/// What one comparison says of a value.
enum ValueClaim: Hashable {
  case oneOf(Set<Constant>)
  case noneOf(Set<Constant>)
  case atLeast(ValueFacts.Bound)
  case atMost(ValueFacts.Bound)

  /// What holds where this does not.
  var negated: ValueClaim {
    switch self {
    case .oneOf(let values): .noneOf(values)
    case .noneOf(let values): .oneOf(values)
    case .atLeast(let bound):
      .atMost(ValueFacts.Bound(bound.value, isInclusive: !bound.isInclusive))
    case .atMost(let bound):
      .atLeast(ValueFacts.Bound(bound.value, isInclusive: !bound.isInclusive))
    }
  }
}
