import CEL
import Diagnostics

/// Every sentence that a finding can say.
extension Diagnostic {
  init(
    _ code: CheckCode, _ severity: Severity, _ message: String, _ location: SourceLocation?,
    labels: [Label] = [], notes: [String] = [], help: String
  ) {
    self.init(
      code: code.rawValue, severity: severity, message: message, location: location,
      labels: labels, notes: notes, help: help)
  }

  // MARK: - What a rule that acts without a human must have

  static func ruleWithoutOwner(_ rule: Rule) -> Diagnostic {
    Diagnostic(
      .ruleWithoutOwner, .error, "\(acting(rule)) and has no owner", rule.location,
      help: "add `owner:` with the team that answers for it")
  }

  static func ruleWithoutLimits(_ rule: Rule) -> Diagnostic {
    Diagnostic(
      .ruleWithoutLimits, .error, "\(acting(rule)) and has no limits", rule.location,
      help: "add `limits: { duration: 8h }`, or `limits: { none: \"<reason>\" }`")
  }

  static func ruleWithoutRollback(_ rule: Rule) -> Diagnostic {
    Diagnostic(
      .ruleWithoutRollback, .error, "\(acting(rule)) and has no rollback", rule.location,
      help: "add `rollback:` with `by`, `within` and `steps`: who takes back what it gave, and how")
  }

  static func ruleWithoutRecertification(_ rule: Rule) -> Diagnostic {
    Diagnostic(
      .ruleWithoutRecertification, .error, "\(acting(rule)) and is never looked at again",
      rule.location, help: "add `recertify: { every: 180d }` and `certified: { on: ..., by: ... }`")
  }

  static func recertifiedTooRarely(
    _ rule: Rule, every: PolicyDuration, floor: PolicyDuration
  ) -> Diagnostic {
    Diagnostic(
      .recertifiedTooRarely, .error,
      "\(acting(rule)) and is looked at only every \(every); the floor is \(floor)",
      rule.location, help: "write `recertify: { every: \(floor) }` or less")
  }

  // MARK: - Time

  static func ruleLapsed(_ rule: Rule, on end: Timestamp?) -> Diagnostic {
    let message =
      end.map { "`\(rule.id)` lapsed at \($0); it can no longer approve by itself" }
      ?? "`\(rule.id)` has never been certified; it cannot approve by itself"
    return Diagnostic(
      .ruleLapsed, .warning, message, rule.location,
      notes: ["until it is certified, its owner reviews what it would have approved"],
      help: "look at it, then write `certified: { on: <today>, by: <you> }`")
  }

  static func ruleLapsesSoon(_ rule: Rule, on end: Timestamp) -> Diagnostic {
    Diagnostic(
      .ruleLapsesSoon, .note, "`\(rule.id)` lapses at \(end)", rule.location,
      help: "look at it, then write `certified: { on: <today>, by: <you> }`")
  }

  static func certifiedInTheFuture(_ rule: Rule, on: Timestamp) -> Diagnostic {
    Diagnostic(
      .certifiedInTheFuture, .warning, "`\(rule.id)` is certified at \(on), which is still to come",
      rule.location, help: "write the day on which somebody looked at it")
  }

  static func ruleExpired(_ rule: Rule, at end: Timestamp) -> Diagnostic {
    Diagnostic(
      .ruleExpired, .warning, "`\(rule.id)` ended at \(end) and no longer applies", rule.location,
      help: "take it away, or move its `until`")
  }

  // MARK: - People

  static func noPossibleQuorum(
    _ requirement: Requirement, eligible: Int, place: String, at location: SourceLocation
  ) -> Diagnostic {
    let names = requirement.from.map { inBackticks($0.description) }.joined(separator: " or ")
    return Diagnostic(
      .noPossibleQuorum, .error,
      "\(place) asks \(approvals(requirement.count)) from \(names), where \(people(eligible))",
      location, help: "add people, ask for fewer approvals, or ask further teams")
  }

  static func teamWithoutHuman(_ team: Team, because use: String) -> Diagnostic {
    Diagnostic(
      .teamWithoutHuman, .error, "no human is in the team `\(team.id)`, and \(use)", team.location,
      help: "add a human member, or name another team")
  }

  // MARK: - Wording

  private static func acting(_ rule: Rule) -> String { "`\(rule.id)` acts without a human" }

  private static func approvals(_ count: Int) -> String {
    count == 1 ? "1 approval" : "\(count) approvals"
  }

  private static func people(_ count: Int) -> String {
    switch count {
    case 0: "nobody can give one"
    case 1: "1 person can give one"
    default: "\(count) people can give one"
    }
  }
}
