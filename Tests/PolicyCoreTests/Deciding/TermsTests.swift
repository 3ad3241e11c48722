import CEL
import PolicyCore
import Testing

/// Limits, grants, obligations and rollback.
struct TermsTests {
  private static let byData = TestReview(.by(1, .team("data")))

  // MARK: - Limits

  @Test(
    arguments: [
      ([approve("a")], nil),
      ([approve("a").limited(to: "8h"), approve("b").limited(to: "90m")], "90m"),
      ([approve("a").limited(to: "24h"), approve("b").limited(to: "1d")], "1d"),
      ([approve("a").limited(to: "8h"), approve("b").unlimited()], "8h"),
      ([approve("a").unlimited()], nil),
      // Those that lost count, too.
      ([approve("a").limited(to: "1h"), review("r", byData).limited(to: "8h")], "1h"),
      ([approve("a").limited(to: "8h"), approve("b", when: "false").limited(to: "1h")], "8h"),
      (
        [approve("a").limited(to: "8h"), approve("b").limited(to: "1h").inWindow(until: "11:00")],
        "8h"
      ),
    ] as [([TestRule], String?)])
  func theSmallestLimitOfAllMatchedRules(_ rules: [TestRule], _ limit: String?) throws {
    #expect(try decide(rules).limit == limit.map { duration($0) })
  }

  // MARK: - The grant

  @Test(
    arguments: [
      ([approve("a")], nil, nil),
      ([approve("a").limited(to: "8h")], nil, "20:00"),
      ([approve("a")], "1h", "13:00"),
      ([approve("a").limited(to: "8h")], "1h", "13:00"),
      ([approve("a").limited(to: "1h")], "8h", "13:00"),
      ([approve("a").limited(to: "8h").inWindow(until: "12:30")], "1h", "12:30"),
      ([approve("a"), approve("b").inWindow(until: "15:00")], nil, "15:00"),
      (
        [approve("a").limited(to: "8h"), approve("b", when: "false").inWindow(until: "12:30")], nil,
        "20:00"
      ),
    ] as [([TestRule], String?, String?)])
  func endsWithTheEarliest(_ rules: [TestRule], _ asked: String?, _ until: String?) throws {
    let grant = try #require(
      try decide(rules, ["context.duration": asked.map { .string($0) }]).grant)
    #expect(grant.until == until.map { instant($0) })
    #expect(grant.from == instant("12:00"))
    #expect(grant.subject == "sam" && grant.action == "grant" && grant.resource == "orders-db")
  }

  @Test(arguments: [[deny("d")], [review("r", byData)], []])
  func nothingIsGrantedUnlessApproved(_ rules: [TestRule]) throws {
    #expect(try decide(rules).grant == nil)
  }

  // MARK: - Obligations and rollback

  @Test func allMatchedRulesObligeWhenApproved() throws {
    let decision = try decide([
      constrain("c", "true").obliging("log"), approve("a").obliging("notify", "log"),
      approve("x", when: "false").obliging("never"),
    ])
    #expect(decision.obligations.map(\.id) == ["log", "notify"])
  }

  @Test func onlyTheWinnersObligeWhenDenied() throws {
    let decision = try decide([
      deny("d").obliging("alarm"), approve("a").obliging("notify"),
      review("r", Self.byData).obliging("ask"),
    ])
    #expect(decision.obligations.map(\.id) == ["alarm"])
  }

  @Test func aReviewThatWasDeniedIsTheWinner() throws {
    let decision = try decide(
      [review("r", Self.byData).obliging("ask"), approve("a").obliging("notify")],
      approvals: [no("dana", "10:01")])
    #expect(decision.status == .denied)
    #expect(decision.obligations.map(\.id) == ["ask"])
  }

  @Test func obligationsOfOneIdAndOtherPropertiesAreSorted() throws {
    let rules = ["b", "a", "c"].map { level in
      approve(ID(level)).with {
        $0.obligations = [Obligation(id: "log", type: "t", properties: ["level": .string(level)])]
      }
    }
    let levels = try decide(rules).obligations.map { $0.properties["level"]?.string }
    #expect(levels == ["a", "b", "c"])
  }

  @Test func rollbackOfAllMatchedRulesWithoutRepeats() throws {
    let back = Rollback(by: "data", within: duration("1h"), steps: "Revoke.")
    let sooner = Rollback(by: "data", within: duration("30m"), steps: "Revoke.")
    let decision = try decide([
      approve("a").with { $0.rollback = back }, approve("b").with { $0.rollback = sooner },
      constrain("c", "true").with { $0.rollback = back },
    ])
    #expect(decision.rollback == [sooner, back])
  }

  private func decide(
    _ rules: [TestRule], _ fields: KeyValuePairs<String, JSONValue?> = [:],
    approvals: [Approval] = []
  ) throws -> Decision {
    let policy = try TestPolicy(rules: rules).make()
    return Decider(policy: policy).decide(
      try TestRequest.make(fields), approvals: approvals, at: instant("12:00"))
  }
}

extension TestRule {
  fileprivate func unlimited() -> TestRule {
    with { $0.limits = .unlimited(reason: "It ends with the contract.") }
  }

  fileprivate func obliging(_ ids: String...) -> TestRule {
    with { $0.obligations = ids.map { Obligation(id: $0, type: "test") } }
  }
}
