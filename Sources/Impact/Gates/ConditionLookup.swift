import CEL
import PolicyCore

extension Policy {
  /// The condition of a rule or an exception that is printed so.
  func condition(_ printed: String, of name: RuleName) -> Condition? {
    conditions(of: name).first { $0.printed.hasSameUTF8(as: printed) }
  }

  private func conditions(of name: RuleName) -> [Condition] {
    switch name.kind {
    case .rule: rule(name.id).map { [$0.condition] + $0.consequence.conditions } ?? []
    case .exception:
      exception(name.id).map { exception in
        [exception.condition] + [exception.breakGlass?.flag].compactMap { $0 }
          + exception.consequence.conditions
      } ?? []
    }
  }
}

extension Consequence {
  /// Of its clauses and of the evidence that it asks for.
  fileprivate var conditions: [Condition] {
    switch self {
    case .approve, .deny: []
    case .constrain(let clauses, let otherwise): clauses.map(\.that) + otherwise.conditions
    case .review(let review): review.evidence.map(\.that)
    }
  }
}

extension Otherwise {
  fileprivate var conditions: [Condition] {
    switch self {
    case .deny: []
    case .review(let review): review.evidence.map(\.that)
    }
  }
}
