/// Finds a text for every combination of patterns that a text can match.
///
/// The patterns run side by side over all texts, shortest first. What has been reached in the same
/// states goes on in the same way, so the search ends, and no combination is missed.
struct TextSearch {
  private let automata: [TextAutomaton]
  /// How many of the automata are asked about; the others only tell lengths apart.
  private let askedCount: Int
  private let constants: PrefixTree
  private let alphabet: [UInt32]
  private let lengths: ClosedRange<Int>

  /// Nil where a pattern is not understood.
  /// - Parameter texts: are not looked for.
  init?(_ patterns: [TextPattern], apartFrom texts: [String], lengths: ClosedRange<Int>?) {
    var patterns = patterns
    askedCount = patterns.count
    // A great least length would need many states; then texts may be too short, which is safe.
    let least = lengths?.lowerBound ?? 0
    self.lengths = (least <= Self.greatestLeastLength ? least : 0)...(lengths?.upperBound ?? .max)
    if (1...Self.greatestLeastLength).contains(least) { patterns.append(.length(atLeast: least)) }
    var automata: [TextAutomaton] = []
    for pattern in patterns {
      guard let automaton = TextExpression(pattern).flatMap(TextAutomaton.init) else { return nil }
      automata.append(automaton)
    }
    self.automata = automata
    constants = PrefixTree(texts)
    let boundaries = automata.reduce(into: constants.boundaries) { $0.formUnion($1.boundaries) }
    alphabet = Self.alphabet(boundaries)
    isComplete = true
    found = search()
    guard isComplete else { return nil }
  }

  private static let greatestLeastLength = 16
  private static let greatestStateCount = 3_000

  private var isComplete: Bool
  private var found: [String] = []

  /// A text for each combination.
  func examples() -> [String] { found }

  // MARK: - Letters

  /// One scalar of each range between boundaries, one that people like to read if there is one.
  private static func alphabet(_ boundaries: Set<UInt32>) -> [UInt32] {
    let starts = boundaries.union([0]).filter { $0 <= ScalarSet.greatest }.sorted()
    return starts.enumerated().compactMap { place, start in
      let end = place + 1 < starts.count ? starts[place + 1] - 1 : ScalarSet.greatest
      return letter(in: start...end)
    }
  }

  private static func letter(in range: ClosedRange<UInt32>) -> UInt32? {
    let liked = "xyzabcdefghijklmnopqrstuvwXYZABC0123456789-_.: ".unicodeScalars
    if let letter = liked.first(where: { range.contains($0.value) }) { return letter.value }
    if let printable = range.first(where: { $0 >= 0x21 && $0 != 0x7F }),
      Unicode.Scalar(printable) != nil, printable < 0xD800
    {
      return printable
    }
    return range.first { Unicode.Scalar($0) != nil }
  }

  // MARK: - Searching

  private struct State: Hashable {
    var states: [UInt128]
    var constant: Int
    var isAtStart: Bool
  }

  private mutating func search() -> [String] {
    let start = State(states: automata.map(\.initial), constant: 0, isAtStart: true)
    var queue: [(state: State, text: [UInt32])] = [(start, [])]
    var seen: Set<State> = [start]
    var combinations: Set<[Bool]> = []
    var examples: [String] = []
    var place = 0
    while place < queue.count {
      let (state, text) = queue[place]
      place += 1
      if isExample(state, text), combinations.insert(combination(state)).inserted {
        examples.append(Self.text(text))
      }
      for scalar in alphabet where text.count < lengths.upperBound {
        let next = State(
          states: zip(automata, state.states).map { $0.next($1, scalar) },
          constant: constants.next(state.constant, scalar), isAtStart: false)
        if seen.insert(next).inserted { queue.append((next, text + [scalar])) }
      }
      if seen.count > Self.greatestStateCount {
        isComplete = false
        return []
      }
    }
    return examples
  }

  private func combination(_ state: State) -> [Bool] {
    zip(automata, state.states).prefix(askedCount).map {
      $0.accepts($1, isAtStart: state.isAtStart)
    }
  }

  private func isExample(_ state: State, _ text: [UInt32]) -> Bool {
    lengths.contains(text.count) && !constants.isEnd(state.constant)
  }

  private static func text(_ scalars: [UInt32]) -> String {
    var text = String.UnicodeScalarView()
    for scalar in scalars { if let scalar = Unicode.Scalar(scalar) { text.append(scalar) } }
    return String(text)
  }
}

/// Texts as a tree of their scalars: tells in step with a text whether it is one of them.
struct PrefixTree {
  private var branches: [[UInt32: Int]] = [[:]]
  private var ends: Set<Int> = []
  private static let nowhere = -1

  init(_ texts: [String]) {
    for text in texts {
      var place = 0
      for scalar in text.unicodeScalars {
        if let next = branches[place][scalar.value] {
          place = next
        } else {
          branches.append([:])
          branches[place][scalar.value] = branches.count - 1
          place = branches.count - 1
        }
      }
      ends.insert(place)
    }
  }

  func next(_ place: Int, _ scalar: UInt32) -> Int {
    place == Self.nowhere ? Self.nowhere : branches[place][scalar] ?? Self.nowhere
  }

  func isEnd(_ place: Int) -> Bool { ends.contains(place) }

  var boundaries: Set<UInt32> {
    Set(branches.flatMap { $0.keys.flatMap { [$0, $0 + 1] } })
  }
}
