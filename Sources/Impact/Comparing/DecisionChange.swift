package import PolicyCore

/// How a decision under the new version differs from the one under the old.
package struct DecisionChange: Sendable, Hashable {
  /// The first part, in the order of the classes, in which the decisions differ.
  package let recordClass: RecordClass
  /// Nil when nothing got looser or tighter.
  package let direction: Direction?

  /// Compares two decisions of the same request (design document, section 5).
  package init(from before: Decision, to after: Decision) {
    guard before != after else {
      recordClass = .unchanged
      direction = nil
      return
    }
    recordClass = DecisionComparison(before: before, after: after).recordClass
    direction = Direction(
      looser: DecisionLoosening(from: before, to: after).isPresent,
      tighter: DecisionLoosening(from: after, to: before).isPresent)
  }
}

/// Finds the class: the first part in which two decisions differ.
private struct DecisionComparison {
  let before: Decision
  let after: Decision

  var recordClass: RecordClass {
    if before.tier != after.tier { return after.tier.newlyClass }
    if let approvals = approvalsClass { return approvals }
    if before.status != after.status { return .statusChanged }
    if haveOtherTerms { return .termsChanged }
    if let limits = limitsClass { return limits }
    return Obligations(before) == Obligations(after) ? .unchanged : .obligationsChanged
  }

  private var approvalsClass: RecordClass? {
    if after.places != before.places {
      return after.places > before.places ? .moreApprovals : .fewerApprovals
    }
    return Asked(before) == Asked(after) ? nil : .differentApprovers
  }

  /// The wording of evidence and the rule that asks for it are no terms.
  private var haveOtherTerms: Bool {
    evidence(before) != evidence(after) || before.deadline != after.deadline
      || before.approvalsValidFor != after.approvalsValidFor
      || before.escalations != after.escalations || before.needsHuman != after.needsHuman
      || AskedTerms(before) != AskedTerms(after) || Set(before.rollback) != Set(after.rollback)
  }

  private func evidence(_ decision: Decision) -> Set<Evidence> {
    Set(decision.evidence.map { Evidence(that: ID($0.that), holds: $0.holds) })
  }

  private var limitsClass: RecordClass? {
    guard before.hasLimits, after.hasLimits else { return nil }
    if before.limitSeconds != after.limitSeconds {
      return after.limitSeconds > before.limitSeconds ? .longerLimits : .shorterLimits
    }
    return Decision.grantsLonger(after, than: before)
      ? .longerLimits : Decision.grantsLonger(before, than: after) ? .shorterLimits : nil
  }
}

/// A condition on a review, compared by its bytes, and whether it held.
private struct Evidence: Hashable {
  var that: ID
  var holds: Bool
}

/// Whether anything got looser from one decision to another; swapped, whether anything got tighter.
private struct DecisionLoosening {
  private let before: Decision
  private let after: Decision

  init(from before: Decision, to after: Decision) {
    self.before = before
    self.after = after
  }

  var isPresent: Bool {
    after.tier < before.tier || after.status.strictness < before.status.strictness
      || asksLess || limitsLess || obligesLess
  }

  /// Of reviews only: that a denial has no places to fill does not make it looser.
  private var asksLess: Bool {
    guard before.tier == .human, after.tier == .human else { return false }
    return ReviewTerms(before).isLooser(ReviewTerms(after)) || asksFewerOrOthers
  }

  /// Fewer places, more people, or the same shared out so that others suffice. Another requirement
  /// is none of that, though it lets more people take part.
  private var asksFewerOrOthers: Bool {
    guard before.requirements != after.requirements else { return false }
    if after.places < before.places { return true }
    if asksAllOfBefore { return false }
    if !after.eligible.isSubset(of: before.eligible) { return true }
    let demand = ReviewDemand(after.requirements)
    switch demand.isFilledWithout(ReviewDemand(before.requirements)) {
    case .yes: return true
    case .no: return false
    case .unknown: return !DecisionLoosening.asksAlike(before, after)
    }
  }

  /// Every requirement still stands, of as many and no other people: whoever fills the review now
  /// would have filled it before. In which stage it stands is for `ReviewTerms`.
  private var asksAllOfBefore: Bool {
    let now = Asked(after).bySelectors
    return Asked(before).bySelectors.allSatisfy { from, asked in
      now[from].map { $0.count >= asked.count && $0.people.isSubset(of: asked.people) } ?? false
    }
  }

  private static func asksAlike(_ before: Decision, _ after: Decision) -> Bool {
    before.requirements.elementsEqual(after.requirements) {
      $0.count == $1.count && $0.eligible == $1.eligible
    }
  }

  private var limitsLess: Bool {
    guard before.hasLimits, after.hasLimits else { return false }
    return after.limitSeconds > before.limitSeconds || Decision.grantsLonger(after, than: before)
  }

  /// A denial has obligations of its own: they say nothing about those of an approval.
  private var obligesLess: Bool {
    (before.status == .denied) == (after.status == .denied)
      && !Obligations(before).isSubset(of: Obligations(after))
  }
}

/// What a decision obliges to, however it is ordered and written.
private struct Obligations: Equatable {
  private let bytes: Set<[UInt8]>

  init(_ decision: Decision) {
    bytes = Set(
      decision.obligations.map { obligation in
        let parts: [JSONValue] = [
          .string(obligation.id), .string(obligation.type), .object(obligation.properties),
        ]
        return JSONValue.array(parts).canonicalBytes
      })
  }

  func isSubset(of other: Obligations) -> Bool { bytes.isSubset(of: other.bytes) }
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
  fileprivate var places: Int {
    requirements.reduce(0) {
      let (sum, overflow) = $0.addingReportingOverflow($1.count)
      return overflow ? .max : sum
    }
  }

  fileprivate var eligible: Set<ID> { Set(requirements.flatMap(\.eligible)) }

  /// Limits bound what is granted: of what is denied outright they say nothing.
  fileprivate var hasLimits: Bool { tier != .denied }

  /// No limit is the longest one.
  fileprivate var limitSeconds: Int64 { limit?.seconds ?? .max }

  /// Whether both grant, and one for longer: the window of a rule ends a grant as a limit does.
  fileprivate static func grantsLonger(_ one: Decision, than other: Decision) -> Bool {
    guard let longer = one.grant, let shorter = other.grant else { return false }
    guard let end = shorter.until else { return false }
    return longer.until.map { $0 > end } ?? true
  }
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
