/// Finds out, scalar by scalar, whether some part of a text matches an expression.
///
/// States are bits of a number (Thompson, "Regular Expression Search Algorithm", CACM 1968).
struct TextAutomaton {
  private enum Step {
    case free(to: Int)
    case atStart(to: Int)
    case atEnd(to: Int)
    case one(of: ScalarSet, to: Int)
  }

  private var steps: [[Step]] = [[]]
  private var final = 0
  private static let greatestCount = 128

  /// Nil for one with too many states.
  init?(_ expression: TextExpression) {
    // A part of the text may begin anywhere, and what comes behind it does not matter.
    steps[0].append(.one(of: .all, to: 0))
    guard let end = append(expression, from: 0, isFresh: false) else { return nil }
    steps[end].append(.one(of: .all, to: end))
    final = end
  }

  private mutating func makeState() -> Int? {
    guard steps.count < Self.greatestCount else { return nil }
    steps.append([])
    return steps.count - 1
  }

  /// Adds the steps of an expression; the answer is where they end.
  private mutating func append(
    _ expression: TextExpression, from start: Int, isFresh: Bool
  ) -> Int? {
    guard let first = isFresh ? start : makeState() else { return nil }
    if !isFresh { steps[start].append(.free(to: first)) }
    switch expression {
    case .one(let set): return connect(first) { .one(of: set, to: $0) }
    case .start: return connect(first) { .atStart(to: $0) }
    case .end: return connect(first) { .atEnd(to: $0) }
    case .sequence(let parts):
      return parts.reduce(Optional(first)) { place, part in
        place.flatMap { append(part, from: $0, isFresh: true) }
      }
    case .alternatives(let parts):
      guard let end = makeState() else { return nil }
      for part in parts {
        guard let place = append(part, from: first, isFresh: false) else { return nil }
        steps[place].append(.free(to: end))
      }
      return end
    case .repeated(let part, let least, let greatest):
      return appendRepeated(part, least, greatest, from: first)
    }
  }

  private mutating func connect(_ start: Int, _ step: (Int) -> Step) -> Int? {
    guard let end = makeState() else { return nil }
    steps[start].append(step(end))
    return end
  }

  private mutating func appendRepeated(
    _ part: TextExpression, _ least: Int, _ greatest: Int?, from start: Int
  ) -> Int? {
    var place: Int? = start
    for _ in 0..<least { place = place.flatMap { append(part, from: $0, isFresh: false) } }
    guard let last = place else { return nil }
    guard let greatest else {
      guard let round = makeState() else { return nil }
      steps[last].append(.free(to: round))
      guard let back = append(part, from: round, isFresh: false) else { return nil }
      steps[back].append(.free(to: round))
      return round
    }
    guard let end = makeState() else { return nil }
    var current = last
    steps[current].append(.free(to: end))
    for _ in least..<greatest {
      guard let next = append(part, from: current, isFresh: false) else { return nil }
      current = next
      steps[current].append(.free(to: end))
    }
    return end
  }

  // MARK: - Running

  /// Before the first scalar.
  var initial: UInt128 { closure(1, isAtStart: true, isAtEnd: false) }

  func next(_ states: UInt128, _ scalar: UInt32) -> UInt128 {
    var next: UInt128 = 0
    forEach(states) { state in
      for case .one(let set, let target) in steps[state] where set.contains(scalar) {
        next |= 1 << UInt128(target)
      }
    }
    return closure(next, isAtStart: false, isAtEnd: false)
  }

  /// Whether a text that ends here matches.
  func accepts(_ states: UInt128, isAtStart: Bool) -> Bool {
    closure(states, isAtStart: isAtStart, isAtEnd: true) & (1 << UInt128(final)) != 0
  }

  private func forEach(_ states: UInt128, _ body: (Int) -> Void) {
    var rest = states
    while rest != 0 {
      body(rest.trailingZeroBitCount)
      rest &= rest - 1
    }
  }

  private func closure(_ states: UInt128, isAtStart: Bool, isAtEnd: Bool) -> UInt128 {
    var closed = states
    var fresh = states
    while fresh != 0 {
      var found: UInt128 = 0
      forEach(fresh) { state in
        for step in steps[state] {
          switch step {
          case .free(let target): found |= 1 << UInt128(target)
          case .atStart(let target): if isAtStart { found |= 1 << UInt128(target) }
          case .atEnd(let target): if isAtEnd { found |= 1 << UInt128(target) }
          case .one: break
          }
        }
      }
      fresh = found & ~closed
      closed |= found
    }
    return closed
  }

  /// Where the sets of its steps begin and end.
  var boundaries: Set<UInt32> {
    var boundaries: Set<UInt32> = []
    for case .one(let set, _) in steps.joined() {
      for range in set.ranges { boundaries.formUnion([range.lowerBound, range.upperBound + 1]) }
    }
    return boundaries
  }
}
