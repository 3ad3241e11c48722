/// Why one condition matches at some place of a model and the other does not.
struct DifferenceReason {
  private let model: ConditionModel
  private let goals: DifferenceGoals
  private let place: Cube
  private var search: ModelSearch
  /// All places to which the reason applies.
  private(set) var explained: Cube

  private static let budget = 4_000

  /// - Parameter place: one region of each term.
  init(_ model: ConditionModel, _ goals: DifferenceGoals, at place: Cube) {
    self.model = model
    self.goals = goals
    self.place = place
    search = ModelSearch(model, budget: Self.budget)
    explained = place
  }

  /// What makes the difference, as one line of CEL.
  mutating func because() -> String {
    let causes = causes()
    var cube = place
    for term in causes { widen(term, &cube) }
    explained = model.wholeCube
    for term in causes { explained.masks[term] = cube.masks[term] }
    let description = RegionText(model, at: place)
    let parts = causes.compactMap { description.text($0, cube.masks[$0]) }
    if parts.isEmpty, !causes.isEmpty { return model.conditions[goals.winner].syntax.printed }
    var seen: Set<String> = []
    let distinct = parts.filter { seen.insert($0).inserted }
    return distinct.isEmpty ? "true" : distinct.joined(separator: " && ")
  }

  // MARK: - Causes

  /// What the other one misses, and what the winner asks for that the other one does not know.
  ///
  /// Neither alone: where a condition drops one part and adds another, what it adds is no reason that it
  /// matches more.
  private mutating func causes() -> [Int] {
    let asked = needed(for: goals.wins, first: [])
    var own: [Int] = []
    for term in asked where lacks(term) && !(accepts(term)) { own.append(term) }
    // What only the winner needs is tried first, so that it is no part of what the other misses.
    let missed = needed(for: goals.loses, first: asked)
    let causes = Set(own + missed).sorted()
    return causes.isEmpty ? asked : causes
  }

  /// Terms without which it would not be sure how a condition ends here.
  private mutating func needed(for goal: ModelSearch.Goal, first: [Int]) -> [Int] {
    var cube = place
    let others = model.terms.indices.filter { !first.contains($0) }
    var needed: [Int] = []
    for term in first + others {
      var freed = cube
      freed.masks[term] = model.wholeCube.masks[term]
      if freed == cube { continue }
      if stays(goal, in: freed) { cube = freed } else { needed.append(term) }
    }
    return needed.sorted()
  }

  /// Whether a condition ends as it does here wherever a request of a cube is.
  private mutating func stays(_ goal: ModelSearch.Goal, in cube: Cube) -> Bool {
    search.isPossible(goals.opposite(of: goal), in: cube) == false
  }

  /// Whether the winner asks something of a term that the other condition does not ask.
  private func lacks(_ term: Int) -> Bool {
    let keys = Set(atoms(about: term, of: 1 - goals.winner).map(\.key))
    return atoms(about: term, of: goals.winner).contains { !keys.contains($0.key) }
  }

  /// Whether the other condition knows a term, and does not fail because of it.
  private mutating func accepts(_ term: Int) -> Bool {
    guard !atoms(about: term, of: 1 - goals.winner).isEmpty else { return false }
    var freed = place
    freed.masks[term] = model.wholeCube.masks[term]
    return stays(goals.loses, in: freed)
  }

  private func atoms(about term: Int, of side: Int) -> [ComparedAtom] {
    model.atoms.filter { $0.part?.side == side && $0.terms.contains(term) }
  }

  /// Takes in all regions of a term for which the difference stays; that a field is absent is a
  /// reason of its own.
  private mutating func widen(_ term: Int, _ cube: inout Cube) {
    let start = cube.masks[term].trailingZeroBitCount
    let regions = model.terms[term].regions
    for region in regions.indices
    where region != start && regions[region].isAbsent == regions[start].isAbsent {
      var other = cube
      other.masks[term] = 1 << UInt64(region)
      guard search.isPossible([goals.isValid], in: other) == true, stays(goals.wins, in: other),
        stays(goals.loses, in: other)
      else { continue }
      cube.masks[term] |= other.masks[term]
    }
  }
}
