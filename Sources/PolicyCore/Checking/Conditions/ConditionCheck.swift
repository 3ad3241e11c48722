import CEL
import Diagnostics

/// Reviews every condition of a policy, each with what its place makes of it.
struct ConditionCheck {
  private let types: TypeEnvironment
  /// Without a schema nobody has said which fields there must be: that one may be absent is then
  /// worth a note, and no finding that fails a check.
  private let isSchemaWritten: Bool
  private(set) var findings: [Diagnostic] = []

  /// - Complexity: O(size of all conditions).
  init(_ policy: Policy) {
    types = TypeEnvironment(policy.schema)
    isSchemaWritten = policy.schema.isWritten
    for rule in policy.rules { check(rule) }
    if case .review(let review) = policy.settings.defaultOutcome {
      check(review.evidence.map(\.that), .evidence)
    }
    for exception in policy.exceptions {
      let flag = exception.breakGlass.map { [$0.flag] } ?? []
      check([exception.condition] + flag, .exception)
    }
    for invariant in policy.settings.invariants { check([invariant.condition], .invariant) }
    for gate in policy.settings.gates {
      if case .maxNewlyAutomatic(where: let condition?, count: _) = gate.test {
        check([condition], .gate)
      }
    }
  }

  private mutating func check(_ rule: Rule) {
    check([rule.condition], .when(rule.effect))
    switch rule.consequence {
    case .approve, .deny: break
    case .review(let review): check(review.evidence.map(\.that), .evidence, given: rule.condition)
    case .constrain(let conditions, let otherwise):
      let conditions = conditions.map(\.that)
      switch otherwise {
      case .deny: check(conditions, .clause(otherwise: .deny), given: rule.condition)
      case .review(let review):
        check(conditions, .clause(otherwise: .review), given: rule.condition)
        check(review.evidence.map(\.that), .evidence, given: rule.condition)
      }
    }
  }

  /// Checks conditions that must all hold: each is read given the others, and given one that holds
  /// wherever they are asked.
  private mutating func check(
    _ conditions: [Condition], _ use: ConditionUse, given first: Condition? = nil
  ) {
    var table = ExpressionTable()
    let outer = first.map { [review($0, &table)] } ?? []
    let reviews = conditions.map { review($0, &table) }
    for (index, condition) in conditions.enumerated() {
      let others = reviews.indices.filter { $0 != index }.map { reviews[$0] }
      add(reviews[index].findings(given: outer + others), about: condition, use)
    }
  }

  private func review(
    _ condition: Condition, _ table: inout ExpressionTable
  ) -> ConditionReview {
    ConditionReview(
      of: condition.source, condition.program.syntax, in: types, table: &table)
  }

  private mutating func add(
    _ found: [ConditionFinding], about condition: Condition, _ use: ConditionUse
  ) {
    let relevant = found.filter { use.minds($0.kind) }
    let places = condition.locations(of: relevant.flatMap { [$0.span] + $0.others })[...]
    var rest = places
    for finding in relevant {
      let own = rest.prefix(1 + finding.others.count)
      rest = rest.dropFirst(own.count)
      guard let place = own.first else { continue }
      var diagnostic = Diagnostic(finding, use, at: place, others: Array(own.dropFirst()))
      if case .unguardedRead = finding.kind, !isSchemaWritten { diagnostic.severity = .note }
      findings.append(diagnostic)
    }
  }
}

extension ConditionUse {
  /// Whether a finding is one in this place.
  fileprivate func minds(_ kind: ConditionFinding.Kind) -> Bool {
    switch kind {
    case .outsideEnumeration, .unguardedRead, .always, .repeated, .contradiction: true
    case .allOfPossiblyEmpty: approves
    case .pattern: relaxes
    }
  }
}
