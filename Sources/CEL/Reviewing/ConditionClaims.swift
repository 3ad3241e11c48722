/// What a condition says as a whole, so that conditions can be held against one another.
///
/// Only what is plain is known: parts that compare something with constants, and parts that are the
/// same in both. "No" therefore means that nobody can tell.
package struct ConditionClaims: Sendable {
  /// Parts that hold together, of each alternative; nil where there are too many alternatives.
  private let alternatives: [[Claim]]?
  private let formula: Formula

  /// Reads a condition that was compiled from a source.
  /// - Parameter table: shared by conditions that are held against one another.
  /// - Complexity: O(size of the condition), and at most `greatestCount` alternatives.
  package init(
    of source: String, _ syntax: Syntax, in environment: TypeEnvironment,
    table: inout ExpressionTable
  ) {
    let types = Checker.check(syntax, in: environment, expecting: .bool)
    let reviewed = ReviewedSyntax(source: source, syntax, types, environment, table: table)
    table = reviewed.table
    formula =
      types.problems.isEmpty ? Self.formula(syntax.root, true, reviewed) : .any([.all([])])
    alternatives =
      types.problems.isEmpty
      ? Self.alternatives(of: formula)?.filter { !Self.isImpossible($0) } : nil
  }

  /// Whether it is sure that nothing makes the condition true.
  package var isNeverTrue: Bool { alternatives?.isEmpty ?? false }

  /// Whether it is sure that this one is true wherever another one is.
  ///
  /// Another one that is never true implies nothing.
  package func isImplied(by other: ConditionClaims) -> Bool {
    guard let alternatives = other.alternatives, !alternatives.isEmpty else { return false }
    return alternatives.allSatisfy { holds(formula, given: $0) }
  }

  /// Whether it is sure that all of several conditions are never true together.
  package static func areDisjoint(_ conditions: [ConditionClaims]) -> Bool {
    var together: [[Claim]] = [[]]
    for condition in conditions {
      guard let alternatives = condition.alternatives,
        together.count * alternatives.count <= greatestCount
      else { return false }
      together = together.flatMap { earlier in alternatives.map { earlier + $0 } }
        .filter { !isImpossible($0) }
    }
    return together.isEmpty
  }

  /// What it says of the fields of one variable alone; of all else, nothing.
  package func limited(to variable: String) -> ConditionClaims {
    let prefix = variable + "."
    return ConditionClaims(
      alternatives: alternatives?.map { claims in claims.filter { $0.text.hasPrefix(prefix) } },
      formula: .all([]))
  }

  private init(alternatives: [[Claim]]?, formula: Formula) {
    self.alternatives = alternatives
    self.formula = formula
  }

  // MARK: - Reading

  /// More alternatives than this are not looked at.
  private static let greatestCount = 256

  /// What one part says of which expression.
  private struct Claim: Sendable {
    let subject: Int
    /// How the subject is written.
    let text: String
    let claim: ValueClaim
    /// What is known of the subject besides.
    let values: ValueSet
  }

  private indirect enum Formula: Sendable {
    case claim(Claim)
    case all([Formula])
    case any([Formula])
  }

  private static func formula(
    _ id: Syntax.NodeID, _ isPositive: Bool, _ reviewed: ReviewedSyntax
  ) -> Formula {
    switch reviewed.syntax[id] {
    case .unary(.not, let operand): return formula(operand, !isPositive, reviewed)
    case .logical(let logical, let operands):
      let parts = operands.map { formula($0, isPositive, reviewed) }
      return (logical == .and) == isPositive ? .all(parts) : .any(parts)
    case .bool(let bool): return bool == isPositive ? .all([]) : .any([])
    default:
      let atom = reviewed.atom(id, written: id, isPositive: isPositive)
      return .claim(
        Claim(
          subject: atom.subject, text: reviewed.text(atom.subjectID), claim: atom.claim,
          values: reviewed.values(of: atom)))
    }
  }

  private static func alternatives(of formula: Formula) -> [[Claim]]? {
    switch formula {
    case .claim(let claim): return [[claim]]
    case .any(let parts):
      var all: [[Claim]] = []
      for part in parts {
        guard let found = alternatives(of: part), all.count + found.count <= greatestCount
        else { return nil }
        all += found
      }
      return all
    case .all(let parts):
      var all: [[Claim]] = [[]]
      for part in parts {
        guard let found = alternatives(of: part), all.count * found.count <= greatestCount
        else { return nil }
        all = all.flatMap { earlier in found.map { earlier + $0 } }
      }
      return all
    }
  }

  // MARK: - Holding against one another

  /// Whether some expression has no value left.
  private static func isImpossible(_ claims: [Claim]) -> Bool {
    var known: [Int: ValueSet] = [:]
    for claim in claims {
      var values = known[claim.subject] ?? claim.values
      values.intersect(claim.claim)
      if values.isEmpty { return true }
      known[claim.subject] = values
    }
    return false
  }

  private func holds(_ formula: Formula, given claims: [Claim]) -> Bool {
    switch formula {
    case .all(let parts): return parts.allSatisfy { holds($0, given: claims) }
    case .any(let parts): return parts.contains { holds($0, given: claims) }
    case .claim(let claim):
      // Without a word about the subject it may not even be there.
      let about = claims.filter { $0.subject == claim.subject }
      guard !about.isEmpty else { return false }
      var values = claim.values
      for other in about { values.intersect(other.claim) }
      values.intersect(claim.claim.negated)
      return values.isEmpty
    }
  }
}
