package import PolicyCore

/// How a decision under the new version differs from the one under the old.
package struct DecisionChange: Sendable, Hashable {
  package let recordClass: RecordClass
  /// Nil when nothing got looser or tighter.
  package let direction: Direction?

  /// Compares two decisions of the same request (design document, section 5).
  package init(from before: Decision, to after: Decision) {
    let comparison = DecisionComparison(before: before, after: after)
    recordClass = comparison.recordClass
    direction = Direction(looser: comparison.isLooser, tighter: comparison.isTighter)
  }
}

/// The parts in which two decisions can differ.
private struct DecisionComparison {
  let before: Decision
  let after: Decision

  var recordClass: RecordClass {
    if before.tier != after.tier { return after.tier.newlyClass }
    if let approvals = approvalsClass { return approvals }
    if before.status != after.status { return .statusChanged }
    if haveOtherTerms { return .termsChanged }
    if let limits = limitsClass { return limits }
    return obligationIDs(before) == obligationIDs(after)
      && before.obligations == after.obligations ? .unchanged : .obligationsChanged
  }

  var isLooser: Bool {
    after.tier < before.tier || after.status.strictness < before.status.strictness
      || arePlacesComparable && after.places < before.places
      || arePlacesComparable && !eligible(after).isSubset(of: eligible(before))
      || areTermsComparable && limitSeconds(after) > limitSeconds(before)
      || areTermsComparable && !obligationIDs(before).isSubset(of: obligationIDs(after))
  }

  var isTighter: Bool {
    after.tier > before.tier || after.status.strictness > before.status.strictness
      || arePlacesComparable && after.places > before.places
      || arePlacesComparable && !eligible(before).isSubset(of: eligible(after))
      || areTermsComparable && limitSeconds(after) < limitSeconds(before)
      || areTermsComparable && !obligationIDs(after).isSubset(of: obligationIDs(before))
  }

  private var approvalsClass: RecordClass? {
    if after.places > before.places { return .moreApprovals }
    if after.places < before.places { return .fewerApprovals }
    let hasSameRequirements = before.requirements.elementsEqual(after.requirements) {
      $0.stage == $1.stage && $0.count == $1.count && $0.from == $1.from
        && $0.eligible == $1.eligible
    }
    return hasSameRequirements ? nil : .differentApprovers
  }

  private var haveOtherTerms: Bool {
    before.evidence != after.evidence || before.deadline != after.deadline
      || before.approvalsValidFor != after.approvalsValidFor || before.rollback != after.rollback
  }

  private var limitsClass: RecordClass? {
    let old = limitSeconds(before)
    let new = limitSeconds(after)
    return new == old ? nil : new > old ? .longerLimits : .shorterLimits
  }

  /// A denial has no places to fill; that it has none does not make it looser.
  private var arePlacesComparable: Bool { before.tier == .human && after.tier == .human }

  /// Of what is denied outright, limits and obligations say nothing.
  private var areTermsComparable: Bool { before.tier != .denied && after.tier != .denied }

  private func eligible(_ decision: Decision) -> Set<ID> {
    Set(decision.requirements.flatMap(\.eligible))
  }

  /// No limit is the longest one.
  private func limitSeconds(_ decision: Decision) -> Int64 {
    decision.limit?.seconds ?? .max
  }

  private func obligationIDs(_ decision: Decision) -> Set<String> {
    Set(decision.obligations.map(\.id))
  }
}

extension Tier {
  fileprivate var newlyClass: RecordClass {
    switch self {
    case .automatic: .newlyAutomatic
    case .constrained: .newlyConstrained
    case .human: .newlyHuman
    case .denied: .newlyDenied
    }
  }
}

extension Decision {
  /// How many approvals its requirements ask for.
  fileprivate var places: Int { requirements.reduce(0) { $0 + $1.count } }
}

extension Decision.Status {
  fileprivate var strictness: Int {
    switch self {
    case .approved: 0
    case .pending: 1
    case .denied: 2
    }
  }
}
