import Impact
import PolicyCore
import Testing

/// A safeguard that is lowered may not share a change with a loosening.
struct LoweredWithLooseningTests {
  private static let lowered = "testing: { changedRules: exercised }"

  @Test
  func refusesALoweredSafeguardTogetherWithALoosening() async throws {
    let radius = try await simulate(
      PolicyText(), PolicyText(rule("a", "approve"), settings: Self.lowered),
      [RecordText(id: "r")])
    #expect(radius.lowersSafeguardsWithLoosening)
    #expect(radius.isRefused)
  }

  @Test
  func refusesItTogetherWithALooseningInForceOnly() async throws {
    let radius = try await simulate(
      PolicyText(), PolicyText(rule("a", "approve", "since: 2030-01-01"), settings: Self.lowered),
      [RecordText(id: "r")])
    #expect(radius.count(.loosened) == 0)
    #expect(radius.isRefused)
  }

  @Test(arguments: [
    // A tightening, or nothing at all.
    (PolicyText(rule("a", "approve")), PolicyText(settings: lowered)),
    (PolicyText(), PolicyText(settings: lowered)),
    // A loosening alone.
    (PolicyText(), PolicyText(rule("a", "approve"))),
  ])
  func letsOneWithoutTheOtherPass(_ before: PolicyText, _ after: PolicyText) async throws {
    let radius = try await simulate(before, after, [RecordText(id: "r")])
    #expect(!radius.isRefused)
  }

  /// Such a request was refused unread, which is no class; that it is let in is a loosening still.
  @Test(arguments: [
    (rule("a", "approve"), ["r"]), (rule("a", "approve", "since: 2030-01-01"), ["r"]),
    (rule("a", "review", review("1 security")), []), (rule("a", "deny"), []),
  ])
  func lettingInWhatWasUnreadableIsALoosening(_ rules: String, _ approved: [String]) async throws {
    let narrow =
      #"{"type":"object","properties":{"action":{"type":"object","properties":{"name":{"enum":["revoke"]}}}}}"#
    let wide = narrow.replacing(#"["revoke"]"#, with: #"["revoke","grant"]"#)
    let radius = try await simulate(
      PolicyText(schema: narrow), PolicyText(rules, schema: wide), [RecordText(id: "r")])
    #expect(radius.count(.loosened) == 0)
    #expect(radius.safeguards.map(\.name) == ["action.name"])
    #expect(radius.notReplayed.map(\.blame) == [.from])
    #expect(radius.approvedOnceReadable == approved)
    #expect(radius.lowersSafeguardsWithLoosening == !approved.isEmpty)
  }

  @Test
  func countsWhatIsLoweredElsewhere() async throws {
    let moved = LoweredSafeguard(kind: .location, name: "precedent.yaml", change: "moved")
    let (before, after) = (PolicyText(), PolicyText(rule("a", "approve")))
    let meaning = PolicyDifference(
      from: try before.load(), to: try after.load(), loweredElsewhere: [moved])
    let terms = Simulation.Terms(from: .old, to: .new, meaning: meaning)
    let radius = try await simulate(before, after, [RecordText(id: "r")], terms: terms)
    #expect(radius.safeguards == [moved])
    #expect(radius.isRefused)
  }

  @Test
  func aVersionWithoutPolicyHasNothingToLower() async throws {
    let after = try PolicyText(
      rule("a", "approve"), gates: ["id: replayable, newlyUnreplayable: 5"],
      settings: Self.lowered
    ).load()
    var terms = Simulation.Terms(from: .old, to: .new)
    terms.from.hasPolicy = false
    let radius = try await simulate(
      .empty(schema: after.schema), after, [RecordText(id: "r").line], terms: terms)
    #expect(radius.safeguards.isEmpty)
    #expect(
      radius.transitions.map { "\($0.step.from) \($0.step.to)" } == [
        "denied/denied automatic/approved"
      ])
    #expect(radius.gates.map(\.origin) == [.to, .to])
    #expect(!radius.lowersSafeguardsWithLoosening)
  }
}
