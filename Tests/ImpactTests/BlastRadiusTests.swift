import History
import PolicyCore
import Testing

@testable import Impact

struct BlastRadiusTests {
  private static let approve = rule("a", "approve")
  private static let reviewed = rule("a", "review", review("1 security"))

  @Test
  func putsHumanDecisionsFirst() async throws {
    let records = [
      RecordText(id: "denied", verdicts: ["alice-"], outcome: "denied alice"),
      RecordText(id: "approved", verdicts: ["alice+"], outcome: "approved alice"),
      RecordText(id: "byPolicy", outcome: "denied policy"),
      RecordText(
        id: "withdrawn",
        outcome: "withdrawn eve"),
    ]
    let loose = try await simulate(PolicyText(Self.reviewed), PolicyText(Self.approve), records)
    #expect(loose.deniedThenNowApproved == ["denied"])
    #expect(loose.approvedThenNowDenied == [])
    #expect(
      loose.againstOutcome.map { shift in
        "\(shift.step.recorded.rawValue) \(shift.step.before) \(shift.step.after) \(shift.records)"
      } == [
        "approved human/approved automatic/approved 1", "denied human/denied automatic/approved 1",
        "denied human/pending automatic/approved 1",
        "withdrawn human/pending automatic/approved 1",
      ])
    let strict = try await simulate(PolicyText(Self.reviewed), PolicyText(), records)
    #expect(strict.deniedThenNowApproved == [])
    #expect(strict.approvedThenNowDenied == ["approved"])
  }

  @Test
  func splitsDirectionsByWhatTheOldVersionSaysOfTheAction() async throws {
    let records = [
      RecordText(id: "r", action: "grant"), RecordText(id: "s", action: "revoke"),
      RecordText(id: "t", action: "extend"), RecordText(id: "u", action: "prune"),
    ]
    let radius = try await simulate(
      PolicyText(), PolicyText(Self.approve, settings: "actions: { grant: takes, prune: takes }"),
      records)
    #expect(radius.directions == [.gives: [.loosened: 2], .takes: [.loosened: 2]])
    #expect(radius.count(.loosened) == 4)
  }

  @Test
  func tellsPerRuleWhoGainedAndLost() async throws {
    let before = PolicyText(
      rule("gone", "approve", when: #"resource.id == "none""#),
      rule("kept", "deny", when: #"resource.id == "x""#),
      rule("moved", "approve", when: #"resource.id == "old""#))
    let after = PolicyText(
      rule("fresh", "approve", when: #"resource.id == "none""#),
      rule("kept", "deny", when: #"resource.id == "x""#),
      rule("moved", "approve", when: #"resource.id == "new""#))
    let records = ["old", "new", "new", "other"].enumerated().map {
      RecordText(id: "r\($0.offset)", resource: $0.element)
    }
    let radius = try await simulate(before, after, records)
    #expect(
      radius.rules.map { "\($0.rule) \($0.change.rawValue)" } == [
        "fresh added", "gone removed", "kept unchanged", "moved changed",
      ])
    let moved = try #require(radius.rules.last)
    #expect(moved.matchedBefore == 1)
    #expect(moved.matchedAfter == 2)
    #expect(moved.gained.first == ["r1", "r2"])
    #expect(moved.lost.first == ["r0"])
    #expect(radius.noEvidence == ["fresh", "gone"])
  }

  @Test
  func recertifyingIsNoChangeOfMeaning() async throws {
    let after = PolicyText(rule("a", "approve", "certified: { on: 2026-01-01, by: alice }"))
    let radius = try await simulate(PolicyText(Self.approve), after, [])
    #expect(radius.rules.map(\.change) == [.recertified])
    #expect(radius.noEvidence.isEmpty)
  }

  // MARK: - Approvers

  @Test
  func countsReviewsAndWaitsPerApprover() async throws {
    let records = [
      RecordText(id: "r", outcome: "approved alice", minutes: 10),
      RecordText(id: "s", time: "2026-03-09T10:00:00Z", outcome: "denied alice", minutes: 12),
      RecordText(id: "t", time: "2026-03-16T10:00:00Z", outcome: "approved policy", minutes: 1),
      RecordText(id: "u", time: "2026-03-09T10:00:00Z", outcome: "expired", minutes: 900),
    ]
    let radius = try await simulate(
      PolicyText(Self.reviewed), PolicyText(rule("a", "review", review("1 data", "1 security"))),
      records)
    #expect(radius.load.map(\.approver) == ["data", "security"])
    let (data, security) = (radius.load[0], radius.load[1])
    #expect(data.before == 0)
    #expect(data.after == 4)
    #expect(data.perWeekBefore == 0)
    #expect(data.perWeekAfter == 2)
    #expect(data.medianWaitMinutesBefore == nil)
    #expect(data.medianWaitMinutesAfter == 10)
    #expect(security.medianWaitMinutesBefore == 10)
    #expect(security.before == 4)
  }

  @Test
  func anAttributeThatNamesNobodyAsksNobody() async throws {
    let policy = PolicyText(rule("a", "review", review("1 resource.owner")))
    let records = [
      RecordText(id: "team", more: #""owner":"data""#),
      RecordText(id: "alias", more: #""owner":"dan@home.example""#),
      RecordText(id: "unknown", more: #""owner":"ghost""#), RecordText(id: "none"),
    ]
    let radius = try await simulate(PolicyText(), policy, records)
    #expect(radius.load.map(\.approver) == ["dan", "data"])
    #expect(radius.load[0].perWeekAfter == nil)
    #expect(radius.noEligibleApprover == ["unknown", "none"])
  }

  @Test
  func listsReviewsThatNobodyCouldFill() async throws {
    // Two places of one team, and a third of one of its two members.
    let policy = PolicyText(
      rule("a", "review", review("2 security", "1 resource.owner")),
      rule("b", "review", when: #"resource.id == "easy""#, review("1 data")))
    let records = [
      RecordText(id: "r", more: #""owner":"alice""#),
      RecordText(id: "s", subject: "alice", more: #""owner":"carol""#),
      RecordText(id: "t", more: #""owner":"carol""#),
    ]
    let radius = try await simulate(PolicyText(), policy, records)
    #expect(radius.noEligibleApprover == ["r", "s"])
  }

  /// Machines may fill places, and never all of them.
  @Test
  func listsReviewsThatNoHumanCouldFill() async throws {
    let directory =
      PolicyText.standardDirectory.replacing(
        "teams:", with: "teams:\n  - { id: machines, members: [ m, n ] }")
      + "\n  - { id: m, kind: agent, owner: data, authority: 'true' }"
      + "\n  - { id: n, kind: agent, owner: data, authority: 'true' }"
    let alone = PolicyText(rule("a", "review", review("1 machines")), directory: directory)
    let suffices = PolicyText(
      rule("a", "review", review("1 machines", terms: ", workloadsSuffice: true")),
      directory: directory)
    let beside = PolicyText(
      rule("a", "review", review("1 machines", "1 data")), directory: directory)
    for (policy, expected) in [(alone, ["r"]), (suffices, []), (beside, [])] {
      let radius = try await simulate(PolicyText(), policy, [RecordText(id: "r")])
      #expect(radius.noEligibleApprover == expected)
    }
  }

  // MARK: - Exceptions and invariants

  private static func lifting(when condition: String, _ keys: String = "") -> String {
    exception(
      "a", "approve", lifts: "a", when: condition, "from: 2026-03-01", "until: 2026-03-20",
      "limits: { duration: 1h }", keys)
  }

  /// An exception may have the id of a rule; a rule that is lifted is not among those that match.
  @Test
  func listsExceptionsBesideRules() async throws {
    let records = [RecordText(id: "r"), RecordText(id: "s", resource: "wiki")]
    let before = PolicyText(
      Self.reviewed, exceptions: Self.lifting(when: #"resource.id == "wiki""#))
    let after = PolicyText(Self.reviewed, exceptions: Self.lifting(when: "true"))
    let radius = try await simulate(before, after, records)
    let shown = radius.rules.map { rule in
      [
        "\(rule.kind) \(rule.rule) \(rule.change)", "\(rule.matchedBefore)->\(rule.matchedAfter)",
        "\(rule.liftedBefore)->\(rule.liftedAfter)",
        "+\(rule.gained.first.joined()) -\(rule.lost.first.joined())",
      ].joined(separator: ", ")
    }
    #expect(
      shown == [
        "rule a unchanged, 1->0, 1->2, + -r", "exception a changed, 1->2, 0->0, +r -",
      ])
    #expect(radius.rules[1].inWords == "it is always so")
    #expect(radius.rules[1].inWordsBefore == "the resource is `wiki`")
    #expect(radius.noEvidence.isEmpty)
  }

  @Test
  func aChangedExceptionThatNoRecordMatchesHasNoEvidence() async throws {
    let radius = try await simulate(
      PolicyText(Self.reviewed),
      PolicyText(Self.reviewed, exceptions: Self.lifting(when: #"resource.id == "wiki""#)),
      [RecordText(id: "r")])
    #expect(radius.noEvidence == ["a"])
    #expect(radius.rules.map(\.change) == [.unchanged, .added])
  }

  @Test
  func aBreakGlassThatIsCertifiedAnewIsNoOther() async throws {
    let (before, after) = ("2026-02-01", "2026-02-02")
    let policies = [before, after].map { day in
      PolicyText(
        Self.reviewed,
        exceptions: exception(
          "g", "approve", lifts: "a", breakGlass, "recertify: { every: 90d }",
          "certified: { on: \(day), by: carol }"))
    }
    let radius = try await simulate(
      policies[0], policies[1], [RecordText(id: "r", subject: "carol")])
    #expect(radius.rules.map(\.change) == [.unchanged, .recertified])
    #expect(radius.rules[1].matchedAfter == 1)
    #expect(
      radius.rules[1].inWords == "it is always so; and also the action is `grant`")
  }

  @Test
  func countsWhatEachInvariantHoldsBack() async throws {
    let records = [
      RecordText(id: "r"), RecordText(id: "s", resource: "wiki"),
      RecordText(id: "t", resource: "wages"),
    ]
    let before = PolicyText(
      Self.approve,
      invariants: [
        invariant("gone", when: #"resource.id == "wages""#),
        invariant("moved", when: #"resource.id == "orders""#),
      ])
    let after = PolicyText(
      Self.approve,
      invariants: [
        invariant("idle", when: "false"), invariant("moved", when: #"resource.id != "wages""#),
      ])
    let radius = try await simulate(before, after, records)
    let shown = radius.invariants.map { item in
      "\(item.invariant) \(item.change) \(item.reviewsBefore)->\(item.reviewsAfter) "
        + "+\(item.gained.first.joined()) -\(item.lost.first.joined())"
    }
    #expect(
      shown == ["gone removed 1->0 + -t", "idle added 0->0 + -", "moved changed 1->2 +s -"])
  }

  // MARK: - Who is affected, and what is shown

  @Test
  func listsTheMostAffectedFirst() async throws {
    let records = (0..<30).map { index in
      RecordText(
        id: "r\(index)", subject: index < 20 ? "eve" : "s\(index)", resource: "db\(index % 2)",
        more: index % 3 == 0 ? #""owner":"data""# : "")
    }
    let radius = try await simulate(PolicyText(), PolicyText(Self.approve), records)
    #expect(radius.affected.subjects.first == .init(id: "eve", records: 20))
    #expect(radius.affected.subjects.map(\.id) == ["eve"] + (20..<29).map { "s\($0)" })
    #expect(radius.affected.resources.map(\.records) == [15, 15])
    #expect(radius.affected.owners == [.init(id: "data", records: 10)])
    #expect(radius.samples.map(\.id) == (0..<5).map { "r\($0)" })
  }

  @Test
  func tellsApartNamesThatOnlyLookAlike() async throws {
    let records = [
      RecordText(id: "r", subject: "jos\u{E9}"), RecordText(id: "s", subject: "jose\u{301}"),
    ]
    let radius = try await simulate(PolicyText(), PolicyText(Self.approve), records)
    #expect(radius.affected.subjects.map(\.records) == [1, 1])
  }

  // MARK: - What could not be replayed

  private static func schema(_ requirement: String) -> String {
    #"{"type":"object","properties":{"resource":{"type":"object","properties":{"level":{\#(requirement)}}}}}"#
  }

  @Test
  func tellsWhoCannotReadARecord() async throws {
    var before = PolicyText(Self.approve)
    var after = PolicyText(Self.reviewed)
    before.schema = Self.schema(#""enum":[1,2]"#)
    after.schema = Self.schema(#""enum":[2,3]"#)
    let lines =
      (1...4).map { RecordText(id: "r\($0)", more: #""level":\#($0)"#).line } + [
        "{", "[]", #"{"id":"r1"}"#,
      ]
    let radius = try await simulate(before.load(), after.load(), lines)
    #expect(
      radius.notReplayed.map { "\($0.file):\($0.lineNumber) \($0.id ?? "-") \($0.blame.rawValue)" }
        == [
          "h.ndjson:1 r1 to", "h.ndjson:3 r3 from", "h.ndjson:4 r4 both", "h.ndjson:5 - both",
          "h.ndjson:6 - both", "h.ndjson:7 - both",
        ])
    #expect(radius.notReplayed.allSatisfy { !$0.reason.isEmpty })
    #expect(radius.history.records == 7)
    #expect(radius.history.replayed == 1)
    #expect(radius.history.unreplayable == 6)
    #expect(radius.classes == [.unreplayable: 6, .newlyHuman: 1])
    #expect(radius.changed == 2)
    #expect(radius.gates.first { $0.id == "replayable" }?.records == ["r1"])
  }

  @Test
  func saysBothReasonsWhereTheyDiffer() async throws {
    var before = PolicyText()
    var after = PolicyText()
    before.schema = Self.schema(#""type":"string""#)
    after.schema = Self.schema(#""enum":[2]"#)
    let line = RecordText(id: "r", more: #""level":1"#).line
    let radius = try await simulate(before.load(), after.load(), [line])
    let reason = try #require(radius.notReplayed.first?.reason)
    #expect(reason.hasPrefix("before: `resource.level` must be text; after: "))
  }

  @Test
  func anEmptyHistoryIsAnEmptyReport() async throws {
    let radius = try await simulate(PolicyText(), PolicyText(Self.approve), [])
    #expect(radius.history.records == 0)
    #expect(radius.history.earliest == nil)
    #expect(radius.changed == 0)
    #expect(radius.classes.isEmpty)
    #expect(radius.gates.filter { $0.verdict == .tripped }.map(\.id) == ["evidence"])
    #expect(radius.noEvidence == ["a"])
  }
}
