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
      self.name = name
      self.before = PolicyText(gates: [], rules: before)
      self.after = PolicyText(gates: [], rules: after)
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
      approve("since: 2030-01-01", "limits: { duration: 1h }")),
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
      at: "2029-12-31T23:59:59Z d"),
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

  @Test(arguments: windows + certifications)
  func listsWhenSomethingIsInForce(_ input: Case) throws {
    let instants = InForceInstant.between(try input.before.load(), try input.after.load())
    let shown = instants.map { instant in
      "\(instant.at) \(instant.rules.map(\.text).joined(separator: " "))"
    }
    #expect(shown == input.instants)
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
