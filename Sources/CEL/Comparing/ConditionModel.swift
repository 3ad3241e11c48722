/// Two conditions as combinations of atoms over the same terms.
///
/// Every request has a region of each term. Not every choice of regions need have a request: what
/// never happens in the model never happens, but what happens there must be tried.
struct ConditionModel {
  /// The old one and the new one.
  let conditions: [ComparedCondition]
  let requests: [RequestMaking]
  private(set) var terms: [ComparedTerm] = []
  private(set) var atoms: [ComparedAtom] = []
  /// Of the old and the new condition.
  private(set) var formulas: [Formula] = []
  /// That objects which are there have what they must have.
  private(set) var validity = Formula.all([])
  /// For tries: a text that neither condition knows.
  let words: FreshWords

  /// Nil for conditions whose atoms ask too much.
  init?(_ conditions: [ComparedCondition], _ environments: [TypeEnvironment]) {
    self.conditions = conditions
    requests = zip(conditions, environments).map { RequestMaking($1, for: $0.program) }
    var making = AtomMaking(conditions, requests, TermTable(environments))
    formulas = conditions.indices.map { making.formula(conditions[$0].syntax.root, $0) }
    guard making.makeAtoms() else { return nil }
    validity = making.makeValidity()
    terms = making.table.terms
    atoms = making.atoms
    words = making.table.words()
    guard merge() else { return nil }
  }

  /// The regions of all terms.
  var wholeCube: Cube { Cube(terms.map { Self.mask($0.regions.count) }) }

  static func mask(_ count: Int) -> UInt64 { count >= 64 ? .max : (1 << UInt64(count)) - 1 }

  // MARK: - Merging

  /// Leaves one region of those that no atom tells apart; false where too many are left.
  private mutating func merge() -> Bool {
    for term in terms.indices {
      let groups = sameRegions(of: term)
      guard groups.count <= UInt64.bitWidth else { return false }
      guard groups.count < terms[term].regions.count else { continue }
      for place in atoms.indices {
        atoms[place] = atoms[place].limited(term, to: groups.map { $0[0] })
      }
      terms[term].regions = groups.map { group in
        var region = terms[term].regions[group[0]]
        region.others = group.dropFirst().map { terms[term].regions[$0] }
        return region
      }
    }
    return true
  }

  /// The places of regions that no atom tells apart, together.
  private func sameRegions(of term: Int) -> [[Int]] {
    let asking = atoms.filter { $0.terms.contains(term) }
    // Where atoms relate it to other terms, each value may matter by itself.
    guard asking.allSatisfy({ $0.terms.count == 1 }) else {
      return terms[term].regions.indices.map { [$0] }
    }
    var places: [[Outcomes]: Int] = [:]
    var groups: [[Int]] = []
    for region in terms[term].regions.indices {
      let outcomes = asking.map { $0.table[region] }
      if let place = places[outcomes] {
        groups[place].append(region)
      } else {
        places[outcomes] = groups.count
        groups.append([region])
      }
    }
    return groups
  }
}

extension ComparedAtom {
  /// The same atom over fewer regions of a term.
  fileprivate func limited(_ term: Int, to kept: [Int]) -> ComparedAtom {
    guard self.terms == [term] else { return self }
    return ComparedAtom(part: part, terms: self.terms, table: kept.map { table[$0] }, key: key)
  }
}

/// A set of choices of regions: some regions of each term.
struct Cube: Hashable {
  var masks: [UInt64]

  init(_ masks: [UInt64]) { self.masks = masks }

  var isEmpty: Bool { masks.contains(0) }

  func isSubset(of other: Cube) -> Bool {
    zip(masks, other.masks).allSatisfy { $0 & ~$1 == 0 }
  }
}

extension UInt64 {
  /// The places of its bits.
  var bits: [Int] {
    var rest = self
    var bits: [Int] = []
    while rest != 0 {
      bits.append(rest.trailingZeroBitCount)
      rest &= rest - 1
    }
    return bits
  }
}
