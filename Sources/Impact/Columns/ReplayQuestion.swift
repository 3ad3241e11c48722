import CEL
import PolicyCore

/// A condition that a replay asks of every record, and the policy whose condition it is.
struct ReplayQuestion: Sendable {
  /// One of the two versions.
  enum Version: Int, Sendable, Hashable, CaseIterable { case before, after }

  let condition: Condition
  let version: Version

  /// The same kind of conditions of both versions.
  static func all(
    of before: Policy, _ after: Policy, _ conditions: (Policy) -> [Condition]
  ) -> [ReplayQuestion] {
    conditions(before).map { ReplayQuestion(condition: $0, version: .before) }
      + conditions(after).map { ReplayQuestion(condition: $0, version: .after) }
  }
}

extension Policy {
  /// Every condition that a decision under this policy can depend on, but for the evidence and the
  /// delegations of reviews.
  var decidingConditions: [Condition] {
    let rules = rules.flatMap { [$0.condition] + $0.consequence.clauses }
    let exceptions = exceptions.flatMap {
      [$0.condition] + ($0.breakGlass.map { [$0.flag] } ?? []) + $0.consequence.clauses
    }
    return rules + exceptions + settings.invariants.map(\.condition) + authorities
  }

  /// What approvers who are not human have authority over.
  var authorities: [Condition] {
    directory.members.values.sorted { $0.id < $1.id }.compactMap(\.authority)
  }

  /// Conditions under which a row must be looked at by itself: what they let in reads more of a
  /// request than conditions do.
  var rowBoundConditions: [Condition] {
    rules.filter { $0.dataMaxAge != nil }.map(\.condition)
      + exceptions.filter { $0.breakGlass != nil }.map(\.condition)
  }

  /// The reviews that a decision can come to.
  var reviews: [Review] {
    rules.flatMap(\.consequence.reviews) + exceptions.flatMap(\.consequence.reviews)
      + settings.defaultOutcome.reviews
  }

  /// Instants on whose sides something of the policy is in force, lapsed, stale or over, or is not.
  var boundaries: [Timestamp] {
    let rules = rules.flatMap { $0.window.bounds + [$0.lapse] }
    let exceptions = exceptions.flatMap { $0.window.bounds + [$0.lapse] }
    let people = directory.members.values.map(\.until)
    let data = directory.teams.values.compactMap(\.freshness).flatMap {
      [$0.syncedAt, $0.syncedAt.adding($0.maxAge)]
    }
    return (rules + exceptions + people + data).compactMap { $0 }
  }
}

extension Review {
  /// The fields in which it looks for who is asked.
  var askedFields: [FieldPath] {
    let selectors =
      stages.flatMap { $0.requirements.flatMap(\.from) } + escalations.flatMap(\.to)
    return selectors.compactMap { selector in
      switch selector {
      case .team, .user: nil
      case .attribute(let path), .each(let path): path
      }
    }
  }

  /// How long after a request it changes.
  var periods: [PolicyDuration] { [expire].compactMap { $0 } + escalations.map(\.after) }
}

extension Consequence {
  fileprivate var clauses: [Condition] {
    switch self {
    case .constrain(let clauses, _): clauses.map(\.that)
    case .approve, .review, .deny: []
    }
  }

  /// Those that it can come to.
  var reviews: [Review] {
    switch self {
    case .constrain(_, let otherwise): otherwise.reviews
    case .review(let review): [review]
    case .approve, .deny: []
    }
  }
}

extension Otherwise {
  var reviews: [Review] {
    switch self {
    case .deny: []
    case .review(let review): [review]
    }
  }
}

extension Window {
  fileprivate var bounds: [Timestamp?] { [since, until] }
}

extension Rule {
  fileprivate var lapse: Timestamp? {
    guard let recertifyEvery else { return nil }
    return certified?.on.adding(recertifyEvery)
  }
}

extension PolicyException {
  fileprivate var lapse: Timestamp? {
    guard let recertifyEvery else { return nil }
    return certified?.on.adding(recertifyEvery)
  }
}
