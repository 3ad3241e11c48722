package import CEL

/// The exception that turns a rule which acts alone into a review by its owner, now.
///
/// It must not open anything. So:
/// - Its condition is `true`, not a copy of the rule's: an exception applies only where a rule that
///   it lifts matched, so `true` means "wherever the rule matches", also after somebody has edited the
///   rule's condition. A copy would then let the edited rule act alone again; and `true` never errs.
/// - Limits, rollback and obligations of a lifted rule no longer count, so it repeats them. It ends
///   where the rule ends, as that bounds grants too.
/// - A constrained rule refuses what fails its conditions; lifted, it would not. They become evidence,
///   without which the review is never approved.
package struct Suspension: Sendable {
  /// What it suspends.
  package let rule: Rule
  /// Unique among exceptions.
  package let id: ID
  /// The team that reviews meanwhile: the rule's.
  package let owner: ID
  /// Who said so; a member.
  package let approvedBy: ID
  /// Where it is written down.
  package let ticket: String
  /// For people.
  package let reason: String
  /// From now until the end.
  package let from: Timestamp
  /// Exclusive.
  package let until: Timestamp

  /// Why a rule cannot be suspended.
  package enum Refusal: Error, Sendable, Equatable {
    case asksPeopleAlready
    case denies
    case hasNoOwner
    /// It no longer applies.
    case hasEnded(Timestamp)
    /// The duration is zero, or longer than the floor.
    case badDuration(floor: PolicyDuration)
  }

  /// Makes the suspension of a rule from an instant on.
  /// - Parameters:
  ///   - duration: as long as the floor allows, if nil.
  ///   - reason: a sentence of its own, if nil.
  package init(
    of rule: Rule, in policy: Policy, from instant: Timestamp, lasting duration: PolicyDuration?,
    by approver: ID, ticket: String, reason: String?
  ) throws(Refusal) {
    switch rule.effect {
    case .approve, .constrain: break
    case .review: throw .asksPeopleAlready
    case .deny: throw .denies
    }
    guard let owner = rule.owner else { throw .hasNoOwner }
    if let end = rule.window.until, end <= instant { throw .hasEnded(end) }
    let floor = policy.settings.floors.exceptionMaxDuration
    let duration = duration ?? floor
    // To the second: an end is easier to read, and moving both ends keeps the length.
    let start = Timestamp(seconds: instant.seconds) ?? instant
    guard duration.seconds > 0, duration <= floor, let end = start.adding(duration) else {
      throw .badDuration(floor: floor)
    }
    self.rule = rule
    self.owner = owner
    id = Self.freeID(for: rule.id, on: start, in: policy)
    approvedBy = approver
    self.ticket = ticket
    self.reason = reason ?? "Suspended until its owner has looked at it."
    from = start
    until = min(end, rule.window.until ?? end)
  }

  /// `SUSPEND-<rule>-<date>`, with a number behind it where that is taken.
  private static func freeID(for rule: ID, on instant: Timestamp, in policy: Policy) -> ID {
    let taken = Set(policy.exceptions.map(\.id.foldingCase))
    // So that prefix, date and number fit into the 128 bytes of an id.
    let longestRule = 100
    let day = instant.description.prefix(10)
    let base = "SUSPEND-\(rule.text.prefix(longestRule))-\(day)"
    var id = ID(base)
    var number = 2
    while taken.contains(id.foldingCase) {
      id = ID("\(base)-\(number)")
      number += 1
    }
    return id
  }
}

extension Suspension {
  /// The entry of `exceptions:`.
  var entry: EditValue {
    .mapping(
      [
        .init("id", .text(id.text)),
        .init("title", .text(title)),
        .init("lifts", .flow([.text(rule.id.text)])),
        .init("when", .text("true")),
        .init("effect", .text(Effect.review.rawValue)),
        .init("review", .mapping(review, .block)),
      ] + terms + [
        .init("owner", .text(owner.text)),
        .init("approvedBy", .text(approvedBy.text)),
        .init("reason", .text(reason)),
        .init("ticket", .text(ticket)),
        .init("from", .text(from.description)),
        .init("until", .text(until.description)),
      ], .block)
  }

  private var title: String { "\(rule.id) is suspended: \(owner) reviews what it would approve." }

  /// One stage, one approval from the owner; and what a constrained rule asks.
  private var review: [EditValue.Member] {
    let requirement = EditValue.flow(
      .init("count", .typed("1")), .init("from", .flow([.flow(.init("team", .text(owner.text)))])))
    let stage = EditValue.flow(.init("require", .flow([requirement])))
    let stages = EditValue.Member("stages", .list([stage], .block))
    guard case .constrain(let clauses, _) = rule.consequence else { return [stages] }
    let evidence = clauses.map { clause in
      EditValue.flow(
        .init("that", .text(clause.that.source)), .init("because", .text(clause.because)))
    }
    return [stages, .init("evidence", .list(evidence, .block))]
  }

  /// What would be lost with the rule.
  private var terms: [EditValue.Member] {
    var members: [EditValue.Member] = []
    switch rule.limits {
    case .duration(let duration):
      members.append(.init("limits", .flow(.init("duration", .text(duration.text)))))
    case .unlimited(let reason):
      members.append(.init("limits", .flow(.init("none", .text(reason)))))
    case nil: break
    }
    if let rollback = rule.rollback {
      let keys: [EditValue.Member] = [
        .init("by", .text(rollback.by.text)), .init("within", .text(rollback.within.text)),
        .init("steps", .text(rollback.steps)),
      ]
      members.append(.init("rollback", .mapping(keys, .block)))
    }
    if !rule.obligations.isEmpty {
      members.append(.init("obligations", .list(rule.obligations.map(\.entry), .block)))
    }
    return members
  }

  /// Whether an exception, read back, is this suspension.
  func isSaid(by exception: PolicyException) -> Bool {
    guard case .review(let review) = exception.consequence else { return false }
    return exception.lifts == [rule.id] && review.stages == Review.byOwner(owner).stages
      && review.evidence == evidence && exception.limits == rule.limits
      && exception.rollback == rule.rollback && exception.obligations == rule.obligations
      && exception.owner == owner && exception.approvedBy == approvedBy
      && exception.window == Window(since: from, until: until)
  }

  private var evidence: [Clause] {
    guard case .constrain(let clauses, _) = rule.consequence else { return [] }
    return clauses
  }
}

extension Obligation {
  fileprivate var entry: EditValue {
    var members: [EditValue.Member] = [.init("id", .text(id)), .init("type", .text(type))]
    if !properties.members.isEmpty {
      members.append(.init("properties", EditValue(.object(properties))))
    }
    return .mapping(members, .flow)
  }
}
