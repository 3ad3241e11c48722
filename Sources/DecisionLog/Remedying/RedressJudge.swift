package import CEL
package import PolicyCore

/// Decides logged requests again under the good version of a policy, with their own approvals at
/// their own instants.
package struct RedressJudge: Sendable {
  private let decider: Decider
  private let reader: RecordReader
  private let settings: Settings
  private let policyAt: Timestamp?
  private let now: Timestamp

  /// Makes a judge.
  /// - Parameters:
  ///   - policy: the good version.
  ///   - policyAt: judges windows and recertification at this instant instead of the records' own.
  ///   - now: the instant as of which there is something to do.
  package init(policy: Policy, policyAt: Timestamp?, now: Timestamp) {
    decider = Decider(policy: policy)
    reader = RecordReader(schema: policy.schema)
    settings = policy.settings
    self.policyAt = policyAt
    self.now = now
  }

  /// What the good version makes of a decision.
  /// - Complexity: one decision.
  package func verdict(on logged: LoggedDecision) -> RedressVerdict {
    let problems = logged.stored.ownProblems
    guard problems.isEmpty else { return .altered(problems) }
    guard logged.stored.hasKnownSemantics else {
      return .unreplayable(
        reason: "it was made under `\(logged.stored.semantics)`, which this version does not know")
    }
    let decision: Decision
    do throws(InvalidRequest) {
      let record = try reader.record(logged.stored.document)
      decision = decider.decide(
        record.request, approvals: record.approvals, at: logged.stored.at, policyAt: policyAt)
    } catch {
      return .unreplayable(reason: error.message)
    }
    let before = GivenOutcome(status: logged.status, tier: logged.tier, until: logged.grantEnd)
    let after = GivenOutcome(
      status: decision.status, tier: decision.tier, until: decision.grant?.until)
    guard before != after else { return .same }
    return redress(for: logged, from: before, to: after).map { .redress($0) }
      ?? .differs(OutcomeChange(from: before, to: after))
  }

  private func redress(
    for logged: LoggedDecision, from before: GivenOutcome, to after: GivenOutcome
  ) -> Redress? {
    let faulty = FaultyDecision(logged)
    let direction = settings.direction(ofAction: faulty.action)
    guard let kind = Self.kind(of: direction, before, after) else { return nil }
    var redress = Redress(kind: kind, decision: faulty, before: before, after: after)
    redress.duties = RollbackDuty.all(of: logged)
    if kind == .shorten, let end = after.until, end > now { redress.startsAt = end }
    let lasts = before.status == .approved ? before.until : after.until
    if let lasts, lasts <= now { redress.standing = .ended(lasts) }
    return redress
  }

  /// Nil where nobody has more or less access than he would have had.
  private static func kind(
    of direction: ActionDirection, _ before: GivenOutcome, _ after: GivenOutcome
  ) -> Redress.Kind? {
    switch (before.status, after.status) {
    case (.approved, .denied), (.approved, .pending):
      direction == .gives ? .takeBack : .giveBack
    case (.denied, .approved): direction == .gives ? .giveBack : .takeBack
    case (.approved, .approved):
      direction == .gives && after.ends(before: before) ? .shorten : nil
    case (.pending, _), (.denied, .denied), (.denied, .pending): nil
    }
  }
}

/// What the good version makes of one decision.
package enum RedressVerdict: Sendable {
  /// The same.
  case same
  /// Somebody has more or less access than he would have had.
  case redress(Redress)
  /// Another outcome, and nobody has more or less access.
  case differs(OutcomeChange)
  /// The good version cannot read it.
  case unreplayable(reason: String)
  /// It is not what was written: nothing is concluded from it.
  case altered([RecordProblem])
}

/// A step from what was decided to what the good version decides, as it is counted.
package struct OutcomeChange: Sendable, Hashable, Comparable {
  /// How the end of a grant moves.
  package enum End: String, Sendable, Hashable, CaseIterable {
    case same, earlier, later
  }

  /// What was decided; without its end.
  package let from: GivenOutcome
  /// What the good version decides; without its end.
  package let to: GivenOutcome
  /// How the end of the grant moves, where both grant.
  package let end: End

  /// The step between two outcomes.
  package init(from: GivenOutcome, to: GivenOutcome) {
    let bothGrant = from.status == .approved && to.status == .approved
    end = !bothGrant || from.until == to.until ? .same : to.ends(before: from) ? .earlier : .later
    self.from = GivenOutcome(status: from.status, tier: from.tier, until: nil)
    self.to = GivenOutcome(status: to.status, tier: to.tier, until: nil)
  }

  /// By what was decided, then by what would be.
  package static func < (left: Self, right: Self) -> Bool {
    left.words.lexicographicallyPrecedes(right.words)
  }

  private var words: [String] {
    [
      from.status.rawValue, from.tier.rawValue, to.status.rawValue, to.tier.rawValue, end.rawValue,
    ]
  }
}
