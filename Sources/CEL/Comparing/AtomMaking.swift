/// Makes the atoms of two conditions, with a table for each.
struct AtomMaking {
  private let conditions: [ComparedCondition]
  private let requests: [RequestMaking]
  private(set) var table: TermTable
  private(set) var atoms: [ComparedAtom] = []
  private var drafts: [Draft] = []

  /// An atom before the regions of its terms are known.
  private struct Draft {
    let part: PartOfCondition
    let reads: [Int]
    let isDetermined: Bool
  }

  init(
    _ conditions: [ComparedCondition], _ requests: [RequestMaking], _ table: TermTable
  ) {
    self.conditions = conditions
    self.requests = requests
    self.table = table
  }

  // MARK: - Formulas

  /// Splits a condition into atoms.
  mutating func formula(_ id: Syntax.NodeID, _ side: Int) -> Formula {
    switch conditions[side].syntax[id] {
    case .unary(.not, let operand): return .not(formula(operand, side))
    case .logical(let logical, let operands):
      var parts: [Formula] = []
      for operand in operands { parts.append(formula(operand, side)) }
      return logical == .and ? .all(parts) : .any(parts)
    case .conditional(let condition, let then, let otherwise):
      return .choice(
        formula(condition, side), then: formula(then, side), otherwise: formula(otherwise, side))
    default:
      var reading = AtomReading(conditions[side], table)
      let isDetermined = reading.isDetermined(id)
      table = reading.table
      drafts.append(
        Draft(
          part: PartOfCondition(side: side, id: id), reads: reading.reads.sorted(),
          isDetermined: isDetermined))
      return .atom(drafts.count - 1)
    }
  }

  // MARK: - Tables

  /// A table with more entries is not made.
  private static let greatestTableCount = 4_096

  /// False where some atom asks too much.
  mutating func makeAtoms() -> Bool {
    let unclear = table.findRegions()
    let isKnown = drafts.map { draft in
      draft.isDetermined && unclear.isDisjoint(with: draft.reads)
        && tableCount(draft.reads) <= Self.greatestTableCount
    }
    var partials: [Int: PartialAtom] = [:]
    for (place, draft) in drafts.enumerated() where !isKnown[place] {
      partials[place] = PartialAtom(draft.part, conditions[draft.part.side], &table)
    }
    _ = table.findRegions()
    for (place, draft) in drafts.enumerated() {
      let key = conditions[draft.part.side].key(draft.part.id)
      if let partial = partials[place] {
        guard tableCount(partial.terms) <= Self.greatestTableCount else { return false }
        atoms.append(
          ComparedAtom(
            part: draft.part, terms: partial.terms,
            table: entries(partial.terms) { partial.outcome($0) }, key: key))
      } else {
        atoms.append(
          ComparedAtom(
            part: draft.part, terms: draft.reads,
            table: entries(draft.reads) { evaluated(draft, $0) }, key: key))
      }
    }
    return true
  }

  private func tableCount(_ terms: [Int]) -> Int {
    terms.reduce(1) { count, term in
      min(count * table.terms[term].regions.count, Self.greatestTableCount + 1)
    }
  }

  /// How a determined atom ends, found by evaluating it.
  private func evaluated(_ draft: Draft, _ regions: [Region]) -> Outcomes {
    let fields = zip(draft.reads, regions).compactMap { term, region in
      table.terms[term].path.map { (path: $0, value: region.value) }
    }
    let side = draft.part.side
    return conditions[side].outcome(of: draft.part.id, requests[side].bindings(fields))
  }

  /// One entry for each combination of regions, the last term fastest.
  private func entries(_ terms: [Int], _ entry: ([Region]) -> Outcomes) -> [Outcomes] {
    var combinations: [[Region]] = [[]]
    for term in terms {
      combinations = combinations.flatMap { earlier in
        table.terms[term].regions.map { earlier + [$0] }
      }
    }
    return combinations.map(entry)
  }

  // MARK: - Validity

  /// That an object which is there has the fields that it must have, and so have those around it.
  mutating func makeValidity() -> Formula {
    var presence: [Int: Formula] = [:]
    for term in table.terms.indices where table.terms[term].path != nil {
      presence[term] = makePresence(term)
    }
    let paths = table.terms.map { $0.path ?? [] }
    var claims: [Formula] = []
    for (inner, isInnerThere) in presence.sorted(by: { $0.key < $1.key }) {
      for (outer, isOuterThere) in presence.sorted(by: { $0.key < $1.key }) where outer != inner {
        guard needs(paths[inner], outer) else { continue }
        claims.append(.any([.not(isInnerThere), isOuterThere]))
      }
    }
    return .all(claims)
  }

  private mutating func makePresence(_ term: Int) -> Formula? {
    guard table.terms[term].declaration?.mayBeAbsent == true else { return nil }
    let entries = table.terms[term].regions.map { $0.isAbsent ? Outcomes.fails : .holds }
    atoms.append(
      ComparedAtom(part: nil, terms: [term], table: entries, key: "presence \(term)"))
    return .atom(atoms.count - 1)
  }

  /// Whether a field can only be there together with another one.
  private func needs(_ path: [String], _ other: Int) -> Bool {
    guard let around = table.terms[other].path, let declaration = table.terms[other].declaration
    else { return false }
    if path.count > around.count, Array(path.prefix(around.count)) == around { return true }
    let object = around.dropLast()
    return declaration.isRequired && path.count >= object.count
      && Array(path.prefix(object.count)) == Array(object)
  }
}
