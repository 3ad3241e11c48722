import CEL
import PolicyCore

@testable import Impact

extension BlastRadius {
  static let policyDigest = String(repeating: "9c1e", count: 16)

  /// A change with something to say in every section.
  static func everything(_ plant: Planting = .ordinary) -> BlastRadius {
    BlastRadius(
      from: Version(
        name: plant("main"), commit: plant("3f2a9d0c4b5e6f708192a3b4c5d6e7f801234567"),
        policySHA256: plant(String(repeating: "51d0", count: 16)), hasPolicy: true),
      to: Version(
        name: plant("worktree"), commit: nil, policySHA256: plant(policyDigest), hasPolicy: true),
      meaning: .everything(plant),
      history: HistorySummary(
        records: 1_103, replayed: 1_101, unreplayable: 2, earliest: .at("2026-01-02T08:00:00Z"),
        latest: .at("2026-06-30T17:30:00Z"), sha256: plant(String(repeating: "ab", count: 32))),
      scope: .everything(plant),
      changed: 45,
      classes: [
        .unreplayable: 2, .newlyAutomatic: 12, .newlyHuman: 30, .longerLimits: 2, .unchanged: 1_057,
      ],
      directions: [
        .gives: [.loosened: 13, .tightened: 28, .both: 1], .takes: [.tightened: 2],
      ],
      transitions: Transition.everything,
      unchangedByTier: [.automatic: 812, .human: 200, .denied: 45],
      againstOutcome: OutcomeShift.everything,
      deniedThenNowApproved: (1...24).map { plant("req-\(1_000 + $0)") },
      approvedThenNowDenied: [plant("req-2007")], inForce: [.everything(plant)],
      rules: RuleImpact.everything(plant), invariants: InvariantImpact.everything(plant),
      affected: .everything(plant),
      load: ApproverLoad.everything(plant),
      noEligibleApprover: [plant("req-3001"), plant("req-3002")],
      noEvidence: [ID(plant("vendor-access"))], gates: GateResult.everything(plant),
      samples: Sample.everything(plant), notReplayed: NotReplayed.everything(plant))
  }

  /// A change of nothing.
  static func nothing(gates: [GateResult] = [.replayable]) -> BlastRadius {
    var radius = empty
    radius.from = everything().from
    radius.history = HistorySummary(
      records: 1_103, replayed: 1_103, unreplayable: 0, earliest: .at("2026-01-02T08:00:00Z"),
      latest: .at("2026-06-30T17:30:00Z"), sha256: String(repeating: "ab", count: 32))
    radius.scope = Scope(touched: 0, untouched: 1_103, cause: .some([]))
    radius.classes = [.unchanged: 1_103]
    radius.unchangedByTier = [.automatic: 900, .human: 203]
    radius.gates = gates
    return radius
  }

  /// No history, and no policy to compare with.
  static var empty: BlastRadius {
    BlastRadius(
      from: Version(name: "HEAD~1", commit: "3f2a9d0c4b5e", policySHA256: "", hasPolicy: false),
      to: Version(name: "HEAD", commit: nil, policySHA256: policyDigest, hasPolicy: true),
      meaning: .nothing,
      history: HistorySummary(
        records: 0, replayed: 0, unreplayable: 0, earliest: nil, latest: nil,
        sha256: String(repeating: "00", count: 32)),
      scope: Scope(touched: 0, untouched: 0, cause: .every(.settings)),
      changed: 0, classes: [:], directions: [:], transitions: [], unchangedByTier: [:],
      againstOutcome: [], deniedThenNowApproved: [], approvedThenNowDenied: [], inForce: [],
      rules: [], invariants: [],
      affected: Affected(subjects: [], resources: [], owners: []),
      load: [], noEligibleApprover: [], noEvidence: [], gates: [], samples: [], notReplayed: [])
  }
}

extension BlastRadius.Scope {
  static func everything(_ plant: Planting) -> BlastRadius.Scope {
    BlastRadius.Scope(
      touched: 61, untouched: 1_040,
      cause: .some(
        [
          Entry(
            kind: .rule, id: ID(plant("staging-db-readers")), isConditionOnly: true, reach: .say),
          Entry(kind: .rule, id: ID(plant("vendor-access")), isConditionOnly: false, reach: .say),
          Entry(
            kind: .exception, id: ID(plant("EX-2026-014")), isConditionOnly: false, reach: .say),
        ]))
  }
}

extension Transition {
  static let everything = [
    Transition(
      step: Step(
        from: TierAndStatus(.automatic, .approved), to: TierAndStatus(.human, .pending)),
      records: 30),
    Transition(
      step: Step(
        from: TierAndStatus(.human, .denied), to: TierAndStatus(.automatic, .approved)),
      records: 12),
    Transition(
      step: Step(
        from: TierAndStatus(.human, .approved), to: TierAndStatus(.human, .approved)),
      records: 2),
  ]
}

extension OutcomeShift {
  static let everything = [
    OutcomeShift(
      step: Step(
        recorded: .approved, before: TierAndStatus(.automatic, .approved),
        after: TierAndStatus(.human, .pending)), records: 30),
    OutcomeShift(
      step: Step(
        recorded: .denied, before: TierAndStatus(.human, .denied),
        after: TierAndStatus(.automatic, .approved)), records: 12),
  ]
}

extension InForceImpact {
  static func everything(_ plant: Planting) -> InForceImpact {
    InForceImpact(
      instant: InForceInstant(
        at: .at("2026-10-01T00:00:00Z"), rules: [ID(plant("staging-db-readers"))],
        exceptions: [ID(plant("EX-2026-014"))], delegations: [plant("alice -> bob")]),
      changed: 60, classes: [.newlyAutomatic: 27, .newlyHuman: 33, .unchanged: 1_041],
      transitions: Transition.everything, loosened: 27, tightened: 33,
      deniedThenNowApproved: (1...26).map { plant("req-\(1_000 + $0)") },
      approvedThenNowDenied: [])
  }
}

extension RecordList {
  init(_ ids: [String]) {
    self.init()
    for id in ids { append(id) }
  }
}

extension RuleImpact {
  static func everything(_ plant: Planting) -> [RuleImpact] {
    [
      RuleImpact(
        rule: ID(plant("staging-db-readers")),
        title: plant("Engineers read staging databases without asking."), change: .changed,
        inWords: "the action is `\(plant("grant"))`, and the environment is `dev` or `staging`",
        inWordsBefore: "the action is `\(plant("grant"))`, and the environment is `dev`",
        matchedBefore: 1_012, matchedAfter: 1_024,
        gained: RecordList((1...12).map { plant("req-\(1_000 + $0)") }), lost: RecordList([])),
      RuleImpact(
        rule: ID(plant("vendor-access")), title: plant("Vendors wait for security."),
        change: .added, inWords: plant("the subject's type is `integration`"), matchedBefore: 0,
        matchedAfter: 0, gained: RecordList([]),
        lost: RecordList([])),
      RuleImpact(
        rule: "prod-db-write", title: "Writing to production data needs its owner.",
        change: .unchanged, inWords: "the environment is `prod`", matchedBefore: 40,
        matchedAfter: 31, liftedAfter: 9, gained: RecordList([]),
        lost: RecordList((1...9).map { plant("req-\(4_000 + $0)") })),
      RuleImpact(
        kind: .exception, rule: ID(plant("EX-2026-014")),
        title: plant("The order migration writes to production."), change: .added,
        inWords: plant("the subject is `svc-migrator`"), matchedBefore: 0, matchedAfter: 9,
        gained: RecordList((1...9).map { plant("req-\(4_000 + $0)") }), lost: RecordList([])),
    ]
  }
}

extension InvariantImpact {
  static func everything(_ plant: Planting) -> [InvariantImpact] {
    [
      InvariantImpact(
        invariant: ID(plant("critical-needs-a-human")),
        title: plant("Nobody gets into a critical system without a human."), change: .changed,
        reviewsBefore: 2, reviewsAfter: 3,
        gained: RecordList([plant("req-4001")]), lost: RecordList([])),
      InvariantImpact(
        invariant: "agents-need-a-human", title: "No agent gets into production alone.",
        change: .unchanged, reviewsBefore: 0, reviewsAfter: 0, gained: RecordList([]),
        lost: RecordList([])),
    ]
  }
}

extension Affected {
  static func everything(_ plant: Planting) -> Affected {
    Affected(
      subjects: [
        Entry(id: plant("ci-deployer"), records: 30), Entry(id: plant("alice"), records: 4),
      ],
      resources: [Entry(id: plant("orders-db"), records: 41)],
      owners: [Entry(id: plant("team-orders"), records: 41)])
  }
}

extension ApproverLoad {
  static func everything(_ plant: Planting) -> [ApproverLoad] {
    [
      ApproverLoad(
        approver: plant("security"), before: 203, after: 233, perWeekBefore: 7.913_04,
        perWeekAfter: 9.082_4),
      ApproverLoad(
        approver: plant("team-data"), before: 12, after: 12, perWeekBefore: 0.5,
        perWeekAfter: 0.5),
    ]
  }
}

extension GateResult {
  static var replayable: GateResult {
    GateResult(
      id: "replayable", kind: .newlyUnreplayable, origin: .both, limit: "at most 0", measured: 0,
      records: [], inForceAt: nil, verdict: .passed)
  }

  static func everything(_ plant: Planting) -> [GateResult] {
    let records = (1...27).map { plant("req-\(1_000 + $0)") }
    var gates = [
      GateResult(
        id: ID(plant("no-new-critical")), kind: .maxNewlyAutomatic, origin: .from,
        limit: plant(
          "at most 0 where resource.sensitivity == \"critical\" || resource.id == \"a\""),
        measured: 27, records: records, inForceAt: .at("2026-10-01T00:00:00Z"), verdict: .tripped),
      GateResult(
        id: ID(plant("evidence")), kind: .looseningWithoutEvidence, origin: .both,
        limit: "at most 0", measured: 1, records: [],
        parts: [plant("rule vendor-access is new")], inForceAt: nil, verdict: .tripped),
      .replayable,
    ]
    let trailer = "share 50 \(BlastRadius.policyDigest)"
    if let acceptance = Acceptance(
      trailer: trailer, committer: plant("alice@example.com"), commit: plant("77aa88bb99cc00dd"))
    {
      gates.append(
        GateResult(
          id: ID(plant("share")), kind: .maxChangedShare, origin: .both,
          limit: plant("at most 3% of the records"), measured: 45, records: records,
          inForceAt: nil, verdict: .accepted(acceptance)))
    }
    return gates
  }
}

extension Sample {
  static func everything(_ plant: Planting) -> [Sample] {
    [
      Sample(
        id: plant("req-1001"), recordClass: .newlyAutomatic, direction: .loosened,
        from: TierAndStatus(.human, .denied), to: TierAndStatus(.automatic, .approved),
        recorded: .denied, rulesBefore: [ID(plant("prod-db-write"))],
        rulesAfter: [ID(plant("staging-db-readers"))],
        request: [
          "id": .string(plant("req-1001")), "time": .string("2026-03-01T10:00:00Z"),
          "subject": .object(["id": .string(plant("alice"))]),
          "action": .object(["name": .string("grant")]),
          "resource": .object(["id": .string(plant("orders-db"))]),
        ]),
      Sample(
        id: plant("req-1500"), recordClass: .newlyHuman, direction: .tightened,
        from: TierAndStatus(.automatic, .approved), to: TierAndStatus(.human, .pending),
        recorded: .approved, rulesBefore: [], rulesAfter: [ID(plant("prod-db-write"))],
        request: ["id": .string(plant("req-1500"))]),
    ]
  }
}

extension NotReplayed {
  static func everything(_ plant: Planting) -> [NotReplayed] {
    [
      NotReplayed(
        file: plant("history/2026.ndjson"), lineNumber: 1_512, id: plant("req-9"), blame: .to,
        code: "invalid-request", reason: plant("`context.ticket` is missing")),
      NotReplayed(
        file: plant("history/2026.ndjson"), lineNumber: 1_600, id: nil, blame: .both,
        code: "history-invalid-json", reason: plant("the line is not valid JSON")),
    ]
  }
}
