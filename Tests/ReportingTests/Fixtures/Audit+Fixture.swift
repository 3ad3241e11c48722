import CEL
import Diagnostics
import PolicyCore

@testable import DecisionLog
@testable import Reporting

extension LogPopulation {
  /// A log with everything in it.
  static func everything(_ plant: Planting = .ordinary) -> LogPopulation {
    let damage = LogDamage(.brokenChain, file: plant("segments/0.ndjson"), lineNumber: 4, index: 3)
    let commit = plant(String(repeating: "c", count: 40))
    return LogPopulation(
      header: LogHeader(origin: plant("acme/decisions"), isReplay: true),
      period: LogPeriod(since: .at("2026-11-01T00:00:00Z"), until: .at("2026-12-01T00:00:00Z")),
      at: .at("2026-11-23T00:00:00Z"),
      head: Checkpoint(origin: "acme/decisions", size: 3, root: .ofNothing), damage: damage,
      tornEnd: LogDamage(.torn, file: plant("segments/0.ndjson"), lineNumber: 5, index: 4),
      first: .init(index: 0, recordedAt: .at("2026-11-21T12:00:00Z"), decisionID: plant("d1")),
      last: .init(index: 2, recordedAt: .at("2026-11-21T12:00:02Z"), decisionID: nil),
      kinds: [.decision: 2, .review: 1],
      outcomes: [
        .init(tier: .automatic, status: .approved): 1, .init(tier: .human, status: .pending): 1,
      ], signed: 1, requests: 2, repeated: [.init(requestID: plant("a"), decisions: 2)],
      open: [
        .init(
          requestID: plant("b"), requestedAt: .at("2026-11-20T00:00:00Z"),
          decidedAt: .at("2026-11-21T12:00:00Z"), deadline: .at("2026-11-22T00:00:00Z")),
        .init(
          requestID: plant("c"), requestedAt: nil, decidedAt: .at("2026-11-21T12:00:00Z"),
          deadline: nil),
      ], commits: [.init(commit: commit, decisions: 2, first: 0, last: 1)])
  }

  /// A log without an entry.
  static var nothing: LogPopulation {
    LogPopulation(
      header: LogHeader(origin: "acme/decisions", isReplay: false), period: LogPeriod(),
      at: .at("2026-11-23T00:00:00Z"),
      head: Checkpoint(origin: "acme/decisions", size: 0, root: .ofNothing), damage: nil,
      tornEnd: nil, first: nil, last: nil, kinds: [:], outcomes: [:], signed: 0, requests: 0,
      repeated: [], open: [], commits: [])
  }
}

extension OwnerReport {
  /// Two owners, one of them nobody.
  static func everything(_ plant: Planting = .ordinary) -> OwnerReport {
    var tally = Tally()
    tally.outcomes = [
      .init(tier: .human, status: .denied): 2, .init(tier: .automatic, status: .approved): 1_234,
    ]
    tally.last = .at("2026-11-21T12:00:00Z")
    let rules = [
      Entry(
        kind: .rule, id: ID(plant("staging")), effect: .approve, title: plant("Staging is open."),
        use: tally, due: .at("2027-06-01T00:00:00Z")),
      Entry(
        kind: .rule, id: ID(plant("prod")), effect: .review, title: plant("Ask."), use: Tally()),
    ]
    let exceptions = [
      Entry(
        kind: .breakGlass, id: ID(plant("emergency")), effect: .approve, title: plant("On call."),
        use: tally)
    ]
    return OwnerReport(
      at: .at("2026-11-23T00:00:00Z"), within: PolicyDuration(seconds: 30 * 86_400),
      log: Log(
        header: LogHeader(origin: plant("acme/decisions"), isReplay: true),
        period: LogPeriod(since: .at("2026-11-01T00:00:00Z")), decisions: 1_300, others: 3),
      owners: [
        Owner(
          id: ID(plant("security")), rules: rules, exceptions: exceptions, decisions: tally,
          unreviewed: [.everything(plant)], due: DueList.everything(plant).items),
        Owner(id: nil, rules: [rules[1]], exceptions: [], decisions: Tally()),
      ])
  }

  /// Without a log, and with nothing to say.
  static var nothing: OwnerReport {
    OwnerReport(
      at: .at("2026-11-23T00:00:00Z"), within: PolicyDuration(seconds: 86_400), log: nil,
      owners: [Owner(id: "security", rules: [], exceptions: [])])
  }
}

extension BreakGlassUse {
  static func everything(_ plant: Planting = .ordinary) -> BreakGlassUse {
    BreakGlassUse(
      index: 7, decisionID: plant("5a8ab1f09c3d"), requestID: plant("req-7"),
      subject: plant("carol@example.com"), resource: plant("orders-db"),
      at: .at("2026-11-21T12:00:00Z"), exceptions: [ID(plant("emergency"))],
      owners: [ID(plant("security"))], reviewBy: .at("2026-11-22T12:00:00Z"),
      location: .file(plant("log/segments/0.ndjson")))
  }
}
