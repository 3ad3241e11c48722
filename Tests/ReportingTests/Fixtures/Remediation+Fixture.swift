import CEL
@testable import DecisionLog
import PolicyCore

extension Remediation {
  /// Nothing was decided under bad versions.
  static let nothing = Remediation(
    terms: Terms(
      bad: Version(name: "v1", commit: String(repeating: "a", count: 40)),
      good: Version(name: "main", commit: String(repeating: "b", count: 40)),
      policySHA256: String(repeating: "c", count: 64), now: noon),
    header: LogHeader(origin: "acme/decisions", isReplay: false))

  /// One of everything, with a string from outside wherever there is one.
  static func everything(_ outside: String = "ordinary") -> Remediation {
    var all = nothing
    all.terms.bad.name = outside
    all.terms.period.since = Timestamp.at("2026-03-01T00:00:00Z")
    all.header = LogHeader(origin: outside, isReplay: true)
    all.entries = 12
    all.judged = 11
    all.commits = 2
    all.outside = 1
    all.unknownCommits = [outside: 3]
    all.redresses = redresses(outside)
    let human = GivenOutcome(status: .pending, tier: .human, until: nil)
    let denied = GivenOutcome(status: .denied, tier: .denied, until: nil)
    all.otherChanges = [OutcomeChange(from: human, to: denied): 4]
    all.notReplayed = [
      NotReplayed(index: 8, id: outside, requestID: outside, reason: "`\(outside)` is missing")
    ]
    all.findings = [
      .init(index: 9, recordID: outside, requestID: outside, problems: [.otherID])
    ]
    all.misfits = [Misfit(decision: later(outside), reverses: outside)]
    all.damage = LogDamage(.brokenChain, file: outside, lineNumber: 12, index: 11)
    return all
  }

  private static let noon = Timestamp.at("2026-03-01T12:00:00Z")

  private static func later(_ outside: String) -> LaterDecision {
    LaterDecision(index: 10, id: outside, status: .denied, requestID: outside)
  }

  private static func redresses(_ outside: String) -> [Redress] {
    let evening = Timestamp.at("2026-03-01T20:00:00Z")
    let approved = GivenOutcome(status: .approved, tier: .automatic, until: evening)
    let denied = GivenOutcome(status: .denied, tier: .denied, until: nil)
    let duties = [
      RollbackDuty(
        by: outside, within: PolicyDuration(seconds: 3_600), steps: outside, source: .rollback),
      RollbackDuty(by: "owners", within: nil, steps: nil, source: .ruleOwner),
    ]
    func made(_ index: Int, _ kind: Redress.Kind, _ standing: Redress.Standing) -> Redress {
      var redress = Redress(
        kind: kind, decision: decision(index, outside),
        before: kind == .giveBack ? denied : approved,
        after: kind == .giveBack ? approved : denied)
      redress.standing = standing
      redress.duties = index == 0 ? [] : duties
      return redress
    }
    var shorten = made(2, .shorten, .open)
    shorten.startsAt = Timestamp.at("2026-03-01T16:00:00Z")
    return [
      made(0, .takeBack, .open), made(1, .giveBack, .asked(later(outside), request: [:])), shorten,
      made(3, .takeBack, .ended(noon)), made(4, .takeBack, .reversed(later(outside))),
      made(5, .takeBack, .superseded(later(outside))),
    ]
  }

  private static func decision(_ index: Int, _ outside: String) -> FaultyDecision {
    FaultyDecision(
      index: index, recordedAt: noon, id: String(repeating: "\(index)", count: 64),
      commit: String(repeating: "a", count: 40),
      request: [
        "id": .string(outside), "subject": .object(["id": .string(outside)]),
        "action": .object(["name": .string(outside)]),
        "resource": .object(["id": .string(outside)]),
      ], requestSHA256: String(repeating: "d", count: 64), entries: [outside])
  }
}

extension Enforcement {
  /// Every answer, with a string from outside wherever there is one.
  static func all(_ outside: String = "ordinary") -> [Enforcement] {
    let damage = LogDamage(.torn, file: outside, lineNumber: 3, index: 2)
    let refusals: [EnforcementRefusal?] = [
      nil, .replayLog, .damagedLog(damage), .checkpoint(.otherOrigin(outside)), .notLogged,
      .unreadableEntry(index: 4, .notARecord(outside)), .otherRequest(fields: [outside, ""]),
      .otherRequest(fields: []), .invalidRequest(outside), .pending, .denied,
      .reversed(index: 7, id: outside),
      .notVerified([.otherDecision(part: outside, stored: outside, again: outside)]),
      .notYet(from: .at("2026-03-01T13:00:00Z")),
      .expired(until: .at("2026-03-01T11:00:00Z")),
    ]
    return refusals.map { refusal in
      var answer = Enforcement(
        requestID: outside, at: .at("2026-03-01T12:00:00Z"), ref: outside)
      answer.refusal = refusal
      answer.entries = 12
      answer.checkpoint = .otherOrigin(outside)
      answer.decision = refusal == .notLogged ? nil : word(outside)
      return answer
    }
  }

  private static func word(_ outside: String) -> Word {
    var word = Word(
      index: 3, id: outside, recordedAt: .at("2026-03-01T10:00:00Z"),
      commit: outside)
    word.until = .at("2026-03-01T18:00:00Z")
    return word
  }
}
