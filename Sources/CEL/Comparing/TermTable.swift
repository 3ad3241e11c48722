/// The terms of a comparison while its conditions are read.
struct TermTable {
  private let environments: [TypeEnvironment]
  private(set) var terms: [ComparedTerm] = []
  private var asked: [Distinctions] = []
  private var places: [String: Int] = [:]
  private var related: [(Int, Int)] = []
  /// All texts that the conditions know.
  private var texts: Set<String> = []

  init(_ environments: [TypeEnvironment]) { self.environments = environments }

  /// The term of a field; nil where the schemas do not say enough of it.
  mutating func field(_ path: [String]) -> Int? {
    let key = path.map { "\($0.utf8.count).\($0)" }.joined()
    if let place = places[key] { return place }
    let found = environments.compactMap { $0.declaration(of: path) }
    guard let first = found.first,
      let declaration = found.dropFirst().reduce(
        Optional(first), { merged, next in merged.flatMap { $0.merged(with: next) } })
    else { return nil }
    return append(.field(path), declaration, key)
  }

  /// The term of an expression; where it is absent, it errs.
  mutating func expression(
    _ part: PartOfCondition, _ declaration: FieldDeclaration, key: String
  ) -> Int {
    if let place = places["expression " + key] { return place }
    return append(.expression(part), declaration, "expression " + key)
  }

  /// The term of a part of which only the outcome is known.
  mutating func part(_ part: PartOfCondition, _ outcomes: [Outcomes], key: String) -> Int {
    if let place = places["part " + key] { return place }
    let place = append(.part(part), nil, "part " + key)
    terms[place].regions = outcomes.map { Region(content: .outcome($0), isExact: false) }
    return place
  }

  private mutating func append(
    _ subject: ComparedTerm.Subject, _ declaration: FieldDeclaration?, _ key: String
  ) -> Int {
    terms.append(ComparedTerm(subject: subject, declaration: declaration, regions: []))
    asked.append(Distinctions())
    places[key] = terms.count - 1
    return terms.count - 1
  }

  /// Takes down what is asked about a term.
  mutating func ask(_ term: Int, _ change: (inout Distinctions) -> Void) { change(&asked[term]) }

  /// Takes down that two fields are compared with one another.
  mutating func relate(_ left: Int, _ right: Int) { related.append((left, right)) }

  /// A field knows the constants of all that it is compared with.
  private mutating func shareConstants() {
    for (left, right) in related + related.reversed() {
      let shared = knownConstants(left).union(knownConstants(right))
      asked[left].constants.formUnion(shared)
      asked[right].constants.formUnion(shared)
    }
  }

  private func knownConstants(_ term: Int) -> Set<Constant> {
    let finite = terms[term].declaration?.finiteValues ?? []
    return asked[term].constants.union(finite.compactMap { Constant($0) })
  }

  /// Takes down a text that some condition knows.
  mutating func note(_ text: String) { texts.insert(text) }

  func words() -> FreshWords { FreshWords(avoiding: texts) }

  /// Finds the regions of all terms that have none yet; the answer is the terms for which there
  /// are none that tell all apart. Those get one region, and nothing can be read from its value.
  mutating func findRegions() -> Set<Int> {
    var unclear: Set<Int> = []
    let words = words()
    shareConstants()
    for place in terms.indices where terms[place].regions.isEmpty {
      guard let declaration = terms[place].declaration else { continue }
      if let regions = declaration.regions(asked[place], words: words) {
        terms[place].regions = regions
      } else {
        unclear.insert(place)
        terms[place].regions =
          declaration.regions(Distinctions(), words: words) ?? declaration.onlyRegions
      }
    }
    return unclear
  }
}

extension FieldDeclaration {
  /// Whether it is there is all that is known.
  fileprivate var onlyRegions: [Region] {
    let value = Region(content: .value(.null), isExact: false)
    return mayBeAbsent ? [value, Region(content: .absent, isExact: true)] : [value]
  }
}
