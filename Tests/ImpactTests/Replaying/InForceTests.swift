import CEL
import Impact
import PolicyCore
import Testing

struct InForceTests {
  struct Case: CustomTestStringConvertible {
    var name: String
    var before: PolicyText
    var after: PolicyText
    /// `instant rules`, each.
    var instants: [String]

    var testDescription: String { name }

    init(_ name: String, _ before: String?, _ after: String?, at instants: String...) {
      self.init(
        name, PolicyText(gates: [], rules: before), PolicyText(gates: [], rules: after),
        at: instants)
    }

    init(_ name: String, _ before: PolicyText, _ after: PolicyText, at instants: [String]) {
      self.name = name
      self.before = before
      self.after = after
      self.instants = instants
    }
  }

  private static func approve(_ keys: String...) -> String {
    rule("a", "approve") + keys.map { "    \($0)\n" }.joined()
  }

  private static func deny(_ keys: String...) -> String {
    rule("d", "deny") + keys.map { "    \($0)\n" }.joined()
  }

  private static func certified(_ day: String, every: String = "30d") -> String {
    approve("recertify: { every: \(every) }", "certified: { on: \(day), by: alice }")
  }

  private static let windows = [
    Case("nothing", nil, nil),
    Case("a rule without window", nil, approve()),
    Case("a window that stays", approve("since: 2030-01-01"), approve("since: 2030-01-01")),
    Case(
      "another meaning in the same window", approve("since: 2030-01-01"),
      approve("since: 2030-01-01", "limits: { duration: 1h }"), at: "2030-01-01T00:00:00Z a"),
    Case("a start", nil, approve("since: 2030-01-01"), at: "2030-01-01T00:00:00Z a"),
    Case(
      "a start that moves", approve("since: 2030-01-01"), approve("since: 2031-01-01"),
      at: "2030-01-01T00:00:00Z a", "2031-01-01T00:00:00Z a"),
    // Both are in the same window at its start and just before its end.
    Case(
      "a window", nil, approve("since: 2030-01-01", "until: 2030-02-01"),
      at: "2030-01-01T00:00:00Z a"),
    Case(
      "a removed rule with a window", deny("until: 2030-01-01"), nil,
      at: "2029-12-31T23:59:59Z d", "2030-01-01T00:00:00Z d"),
    Case(
      "a denial with an end", nil, deny("until: 2030-01-01"), at: "2029-12-31T23:59:59Z d",
      "2030-01-01T00:00:00Z d"),
    Case(
      "an end that is new", deny(), deny("until: 2030-01-01"), at: "2029-12-31T23:59:59Z d",
      "2030-01-01T00:00:00Z d"),
    Case(
      "an end that is gone", approve("until: 2030-01-01"), approve(),
      at: "2029-12-31T23:59:59Z a", "2030-01-01T00:00:00Z a"),
    Case(
      "an end that moves", approve("until: 2030-01-01"), approve("until: 2031-01-01"),
      at: "2029-12-31T23:59:59Z a", "2030-01-01T00:00:00Z a"),
    Case(
      "rules that start together", nil,
      approve("since: 2030-01-01") + deny("since: 2030-01-01"), at: "2030-01-01T00:00:00Z a d"),
    Case(
      "a start inside another window", nil,
      approve("since: 2030-01-01") + deny("since: 2031-01-01"), at: "2030-01-01T00:00:00Z a",
      "2031-01-01T00:00:00Z d"),
  ]

  /// What hides others: whatever changes beside it counts where it ends.
  private static let covers = [
    Case(
      "a loosening behind an old denial", deny("until: 2030-01-01"),
      deny("until: 2030-01-01") + approve(), at: "2030-01-01T00:00:00Z d"),
    Case(
      "a loosening behind two", deny("until: 2030-01-01") + reviewed(until: "2031-01-01"),
      deny("until: 2030-01-01") + reviewed(until: "2031-01-01") + approve(),
      at: "2030-01-01T00:00:00Z d", "2031-01-01T00:00:00Z r"),
    Case("an old denial, and no change", deny("until: 2030-01-01"), deny("until: 2030-01-01")),
    Case(
      "an old denial that has ended", deny("until: 2026-01-01"),
      rule("a", "approve") + deny("until: 2026-01-01")),
    Case(
      "an old approval hides nothing", approve("until: 2030-01-01"),
      approve("until: 2030-01-01") + deny()),
    Case(
      "an old exception", excepted(rules: ""), excepted(rules: rule("b", "approve")),
      at: ["2030-01-01T00:00:00Z E", "2030-01-15T00:00:00Z E"]),
    Case(
      "an old break-glass that lapses", glass("2026-11-30"),
      glass("2026-11-30", rule("b", "approve")),
      at: ["2026-12-30T00:00:00Z G"]),
  ]

  private static func reviewed(until: String) -> String {
    rule("r", "review", ImpactTests.review("1 security"), "until: \(until)")
  }

  private static func excepted(
    rules: String = "", _ from: String = "2030-01-01", _ until: String = "2030-01-15",
    _ keys: String = "limits: { duration: 1h }"
  ) -> PolicyText {
    PolicyText(
      rule("r", "review", ImpactTests.review("1 security")) + rules,
      exceptions: exception(
        "E", "approve", lifts: "r", "from: \(from)", "until: \(until)", keys))
  }

  private static func glass(
    _ certified: String, _ rules: String = "", every: String = "30d"
  ) -> PolicyText {
    PolicyText(
      rule("r", "review", ImpactTests.review("1 security")) + rules,
      exceptions: exception(
        "G", "approve", lifts: "r", breakGlass, "recertify: { every: \(every) }",
        "certified: { on: \(certified), by: carol }"))
  }

  private static let plain = PolicyText(
    rule("r", "review", ImpactTests.review("1 security")))

  private static func lent(
    _ from: String, _ to: String, _ starts: String, _ ends: String, _ reason: String = "Leave."
  ) -> PolicyText {
    var policy = plain
    policy.delegations =
      "  - { from: \(from), to: \(to), starts: \(starts), ends: \(ends), reason: \(reason) }\n"
    return policy
  }

  private static let exceptions = [
    Case(
      "a new exception", plain, excepted(),
      at: ["2030-01-01T00:00:00Z E", "2030-01-15T00:00:00Z E"]),
    Case(
      "a removed exception", excepted(), plain,
      at: ["2030-01-01T00:00:00Z E", "2030-01-15T00:00:00Z E"]),
    Case(
      "an exception that moves", excepted(), excepted("2030-01-10", "2030-01-20"),
      at: [
        "2030-01-01T00:00:00Z E", "2030-01-10T00:00:00Z E", "2030-01-15T00:00:00Z E",
        "2030-01-20T00:00:00Z E",
      ]),
    Case(
      "an exception that has ended, of other terms", excepted("2026-01-01", "2026-01-15"),
      excepted("2026-01-01", "2026-01-15", "limits: { duration: 2h }"),
      at: ["2026-01-01T00:00:00Z E"]),
    Case(
      "a break-glass certified anew", glass("2026-01-01"), glass("2026-06-01"),
      at: ["2026-06-01T00:00:00Z G"]),
    Case(
      "a longer period for a break-glass", glass("2026-01-01"), glass("2026-01-01", every: "60d"),
      at: ["2026-01-31T00:00:00Z G"]),
    Case(
      "a new delegation", plain, lent("alice", "carol", "2030-01-01", "2030-02-01"),
      at: ["2030-01-01T00:00:00Z alice -> carol"]),
    Case(
      "a delegation to another", lent("alice", "carol", "2030-01-01", "2030-02-01"),
      lent("alice", "dan", "2030-01-15", "2030-03-01"),
      at: [
        "2030-01-01T00:00:00Z alice -> carol", "2030-01-15T00:00:00Z alice -> carol alice -> dan",
        "2030-02-28T23:59:59Z alice -> dan",
      ]),
    Case(
      "the same delegation for another reason", lent("alice", "carol", "2030-01-01", "2030-02-01"),
      lent("alice", "carol", "2030-01-01", "2030-02-01", "Illness."), at: []),
  ]

  private static let reviewed = rule("a", "review", review("1 security"))
  private static let certifiedReview =
    reviewed + "    certified: { on: 2026-06-01, by: alice }\n"
  private static let certifiedDenial = deny("certified: { on: 2026-06-01, by: alice }")

  private static let certifications = [
    Case(
      "certified anew", certified("2026-01-01"), certified("2026-06-01"),
      at: "2026-06-01T00:00:00Z a"),
    Case(
      "certified for the first time", approve("recertify: { every: 30d }"),
      certified("2026-06-01"), at: "2026-06-01T00:00:00Z a"),
    Case("certified as before", certified("2026-01-01"), certified("2026-01-01")),
    Case(
      "certified by somebody else", certified("2026-01-01"),
      certified("2026-01-01").replacing("by: alice", with: "by: bob")),
    Case("a certified review", reviewed, certifiedReview),
    Case("a certified denial", deny(), certifiedDenial),
    Case(
      "a longer period", certified("2026-01-01"), certified("2026-01-01", every: "60d"),
      at: "2026-01-31T00:00:00Z a"),
    Case(
      "a shorter period", certified("2026-01-01", every: "60d"), certified("2026-01-01"),
      at: "2026-01-31T00:00:00Z a"),
    Case("a review instead of a rule that lapses", certified("2026-01-01"), reviewed),
    Case("a rule that lapses instead of a review", certifiedReview, certified("2026-06-01")),
  ]

  @Test(arguments: windows + certifications + exceptions + covers)
  func listsWhenSomethingIsInForce(_ input: Case) throws {
    let now = try #require(Timestamp.parse("2026-11-21T00:00:00Z"))
    let instants = InForceInstant.between(
      try input.before.load(), try input.after.load(), now: now)
    let shown = instants.map { "\($0.at) \($0.names.joined(separator: " "))" }
    #expect(shown == input.instants)
  }

  /// Without an instant of the simulation every end counts.
  @Test
  func listsEveryEndWhereNobodySaysWhatIsOver() throws {
    let before = try PolicyText(Self.deny("until: 2026-01-01")).load()
    let after = try PolicyText(Self.deny("until: 2026-01-01"), rule("a", "approve")).load()
    let instants = InForceInstant.between(before, after)
    #expect(instants.map { "\($0.at)" } == ["2026-01-01T00:00:00Z"])
  }

  private static let gates = ["id: auto, maxNewlyAutomatic: { count: 0 }"]

  private func judged(_ before: String?, _ after: String?) async throws -> BlastRadius {
    try await simulate(
      PolicyText(gates: Self.gates, rules: before), PolicyText(gates: Self.gates, rules: after),
      [RecordText(id: "r"), RecordText(id: "s", outcome: "denied alice")])
  }

  @Test(arguments: [
    (nil, approve("since: 2030-01-01")),
    (approve("until: 2026-01-01"), approve("until: 2030-01-01")),
    (deny() + approve(), deny("until: 2030-01-01") + approve()),
    (approve("until: 2030-01-01"), approve()),
    // A denial that ends one day hides until then what comes beside it.
    (nil, approve() + deny("until: 2030-01-01")),
    (deny(), approve() + deny("until: 2030-01-01")),
    // Lapsed since January, and certified since.
    (certified("2026-01-01", every: "40d"), certified("2026-06-01", every: "40d")),
  ])
  func judgesWhatIsNotInForceYet(_ before: String?, _ after: String) async throws {
    let radius = try await judged(before, after)
    let gate = try #require(radius.gates.first { $0.id == "auto" })
    #expect(gate.records == ["r", "s"])
    #expect(gate.verdict == .tripped)
    #expect(radius.isRefused)
    #expect(radius.noEvidence.isEmpty)
  }

  /// What two versions of a policy say, with the gate that trips.
  struct Hidden: CustomTestStringConvertible {
    var testDescription: String
    var before: PolicyText
    var after: PolicyText
    /// Because of whom the instant counts.
    var names: [String]

    init(_ name: String, _ before: PolicyText, _ after: PolicyText, _ names: String...) {
      testDescription = name
      self.before = before
      self.after = after
      self.names = names
    }
  }

  /// The record is approved by carol only, and was denied by alice.
  @Test(arguments: [
    Hidden(
      "behind an old denial", PolicyText(deny("until: 2030-01-01")),
      PolicyText(deny("until: 2030-01-01"), rule("a", "approve")), "d"),
    Hidden(
      "behind an old review that ends", PolicyText(reviewed(until: "2030-01-01")),
      PolicyText(reviewed(until: "2030-01-01"), rule("a", "approve")), "r"),
    Hidden("a new exception", plain, excepted(), "E"),
    Hidden(
      "behind what an old exception lifts",
      lifted(rule("b", "review", ImpactTests.review("1 security"))), lifted(), "E"),
    Hidden(
      "a delegation", plain, lent("alice", "carol", "2030-01-01", "2030-02-01"), "alice -> carol"),
  ])
  func judgesWhatIsHiddenNow(_ input: Hidden) async throws {
    let gate = ["id: no, noHumanDeniedApproved: true"]
    var (before, after) = (input.before, input.after)
    before.gates = gate
    after.gates = gate
    let radius = try await simulate(
      before, after, [RecordText(id: "r", verdicts: ["carol+"], outcome: "denied alice")])
    #expect(radius.deniedThenNowApproved.isEmpty)
    #expect(radius.changed == 0)
    let result = try #require(radius.gates.first { $0.id == "no" })
    #expect(result.verdict == .tripped)
    let impact = try #require(radius.inForce.first { $0.instant.at == result.inForceAt })
    #expect(impact.deniedThenNowApproved == ["r"])
    #expect(impact.instant.names == input.names)
  }

  /// Denied at all times but while the exception lifts the denial.
  private static func lifted(_ rules: String = "") -> PolicyText {
    PolicyText(
      deny("liftable: true") + rules,
      exceptions: exception(
        "E", "approve", lifts: "d", "from: 2030-01-01", "until: 2030-01-15"))
  }

  @Test
  func namesTheInstantAndTheRecords() async throws {
    let radius = try await judged(nil, Self.approve("since: 2030-01-01"))
    #expect(radius.changed == 0)
    #expect(radius.deniedThenNowApproved.isEmpty)
    let impact = try #require(radius.inForce.first)
    #expect(radius.inForce.count == 1)
    #expect("\(impact.instant.at)" == "2030-01-01T00:00:00Z")
    #expect(impact.changed == 2)
    #expect(impact.classes == [.newlyAutomatic: 2])
    #expect(impact.loosened == 2)
    #expect(impact.tightened == 0)
    #expect(impact.deniedThenNowApproved == ["s"])
    #expect(radius.gates.first { $0.id == "auto" }?.inForceAt == impact.instant.at)
  }

  @Test
  func saysNothingOfForceWhereTheMainReplayIsWorst() async throws {
    let radius = try await judged(nil, Self.approve("until: 2030-01-01"))
    let gate = try #require(radius.gates.first { $0.id == "auto" })
    #expect(gate.measured == 2)
    #expect(gate.inForceAt == nil)
  }

  @Test
  func theGivenInstantMovesWindowsOnly() async throws {
    let policy = try PolicyText(Self.approve("since: 2030-01-01")).load()
    var terms = Simulation.Terms(from: .old, to: .new)
    let reader = RecordReader(schema: policy.schema)
    let later = RecordText(id: "x", time: "2031-01-01T00:00:00Z").line
    terms.policyAt = try reader.record(parse(later)).request.time
    let radius = try await simulate(
      PolicyText().load(), policy, [RecordText(id: "r").line], terms: terms)
    #expect(radius.classes == [.newlyAutomatic: 1])
  }
}
