/// Looks for what a condition that compiles still gets wrong.
///
/// What matters only in some places, such as a pattern without anchors, is found too: whoever asks
/// knows the place. Nothing is said of a condition whose types do not fit.
package struct ConditionReview {
  private let reviewed: ReviewedSyntax
  private let guarded: GuardReview

  /// Makes a review of a condition that was compiled from a source.
  /// - Parameter table: shared by conditions that are reviewed given one another.
  package init(
    of source: String, _ syntax: Syntax, in environment: TypeEnvironment,
    table: inout ExpressionTable
  ) {
    let types = Checker.check(syntax, in: environment, expecting: .bool)
    reviewed = ReviewedSyntax(source: source, syntax, types, environment, table: table)
    table = reviewed.table
    guarded = GuardReview(reviewed)
  }

  /// What is found, in the order of the source.
  /// - Parameter others: conditions of the same table that are true wherever this one matters, such as
  ///   `when` for the clauses of a rule.
  package func findings(given others: [ConditionReview] = []) -> [ConditionFinding] {
    guard reviewed.types.problems.isEmpty else { return [] }
    var logic = LogicReview(reviewed)
    logic.reviewCondition()
    var guarded = guarded
    guarded.reviewCondition(
      given: others.reduce(into: []) { $0.formUnion($1.guarded.guardsIfTrue) })
    return (logic.findings + guarded.findings).sorted {
      ($0.span.lowerBound, $0.span.upperBound, $0.kind.rank)
        < ($1.span.lowerBound, $1.span.upperBound, $1.kind.rank)
    }
  }
}

extension ConditionFinding.Kind {
  /// The order of findings about one place.
  fileprivate var rank: Int {
    switch self {
    case .outsideEnumeration: 0
    case .unguardedRead: 1
    case .always: 2
    case .repeated: 3
    case .contradiction: 4
    case .allOfPossiblyEmpty: 5
    case .pattern: 6
    }
  }
}
