import Impact
import PolicyCore
import Testing

struct RecordClassTests {
  /// One record under two versions.
  struct Case: CustomTestStringConvertible {
    var name: String
    var before: PolicyText
    var after: PolicyText
    var record: RecordText
    var expected: RecordClass
    var direction: Direction?

    var testDescription: String { name }

    init(
      _ name: String, _ before: PolicyText, _ after: PolicyText, _ expected: RecordClass,
      _ direction: Direction? = nil, verdicts: [String] = [], outcome: String? = nil,
      more: String = ""
    ) {
      self.name = name
      self.before = before
      self.after = after
      self.expected = expected
      self.direction = direction
      record = RecordText(id: "r", more: more, verdicts: verdicts, outcome: outcome)
    }
  }

  @Test(arguments: tiers + approvers + terms + reviewTerms + lifting)
  func putsTheRecordInOneClass(_ input: Case) async throws {
    let radius = try await simulate(input.before, input.after, [input.record])
    #expect(radius.classes == [input.expected: 1])
    #expect(radius.changed == (input.expected == .unchanged ? 0 : 1))
    let directions = input.direction.map { [ActionDirection.gives: [$0: 1]] } ?? [:]
    #expect(radius.directions == directions)
  }

  @Test
  func reachesEveryClassButUnreplayable() {
    let reached = Set((Self.tiers + Self.approvers + Self.terms).map(\.expected))
    #expect(reached == Set(RecordClass.allCases).subtracting([.unreplayable]))
  }

  private static let nothing = PolicyText()
  private static let approve = PolicyText(rule("a", "approve"))
  private static let eightHours = PolicyText(rule("a", "approve", "limits: { duration: 8h }"))
  private static let constrain = PolicyText(constrained("true"))
  private static let one = reviewed(review("1 security"))
  private static let two = reviewed(review("2 security"))

  private static func constrained(_ that: String) -> String {
    rule("a", "constrain", "conditions: [ { that: '\(that)', because: Use it. } ]")
  }

  private static func reviewed(_ keys: String...) -> PolicyText {
    reviewed(keys, directory: PolicyText.standardDirectory)
  }

  private static func reviewed(_ keys: [String], directory: String) -> PolicyText {
    var policy = PolicyText(directory: directory)
    let lines = keys.map { "    \($0)\n" }.joined()
    policy.rules = [rule("a", "review") + lines]
    return policy
  }

  private static let tiers = [
    Case("nothing", nothing, nothing, .unchanged),
    Case("approve from default deny", nothing, approve, .newlyAutomatic, .loosened),
    Case("approve from review", one, approve, .newlyAutomatic, .loosened),
    Case("approve from constrain", constrain, approve, .newlyAutomatic, .loosened),
    Case("constrain from approve", approve, constrain, .newlyConstrained, .tightened),
    Case("constrain from review", one, constrain, .newlyConstrained, .loosened),
    Case("review from approve", approve, one, .newlyHuman, .tightened),
    Case(
      "review from approve, approved by one", approve, one, .newlyHuman, .tightened,
      verdicts: ["alice+"]),
    Case("review from default deny", nothing, one, .newlyHuman, .loosened),
    Case("review without the limit of approve", eightHours, one, .newlyHuman, .both),
    Case("denial from review", one, nothing, .newlyDenied, .tightened),
    Case(
      "denied by a human, then by policy", one, nothing, .newlyDenied, .tightened,
      verdicts: ["alice-"]),
    Case(
      "a constraint that no longer holds", constrain, PolicyText(constrained("false")),
      .newlyDenied, .tightened),
    Case("denied by another rule", nothing, PolicyText(rule("d", "deny")), .unchanged),
    Case("a rule under another id", approve, PolicyText(rule("b", "approve")), .unchanged),
    Case(
      "a default review", nothing,
      PolicyText(
        settings: "default: { \(review("1 security")) }"), .newlyHuman, .loosened),
  ]

  private static let approvers = [
    Case("one more", one, two, .moreApprovals, .tightened),
    Case("one more, filled", one, two, .moreApprovals, .tightened, verdicts: ["alice+", "bob+"]),
    Case("one more, no longer filled", one, two, .moreApprovals, .tightened, verdicts: ["bob+"]),
    Case("one fewer", two, one, .fewerApprovals, .loosened),
    Case("one fewer, now filled", two, one, .fewerApprovals, .loosened, verdicts: ["bob+"]),
    Case("more places, more people", one, reviewed(review("2 everyone")), .moreApprovals, .both),
    Case(
      "one more, and more people", reviewed(review("1 resource.owner")), two, .moreApprovals,
      .both, more: #""owner":"alice""#),
    Case(
      "another requirement, of others", one, reviewed(review("1 security", "1 data")),
      .moreApprovals, .tightened),
    Case(
      "one requirement fewer", reviewed(review("1 security", "1 data")), one, .fewerApprovals,
      .loosened),
    Case(
      "a sixth requirement",
      reviewed(
        review(
          "1 security", "1 data", "1 security data", "1 security everyone", "1 data everyone")),
      reviewed(
        review(
          "1 security", "1 data", "1 security data", "1 security everyone", "1 data everyone",
          "1 everyone")), .moreApprovals, .tightened),
    Case("another team", one, reviewed(review("1 data")), .differentApprovers, .both),
    Case("a larger team", one, reviewed(review("1 everyone")), .differentApprovers, .loosened),
    Case("a smaller team", reviewed(review("1 everyone")), one, .differentApprovers, .tightened),
    Case(
      "the same people by another name", one, reviewed(review("1 resource.owner")),
      .differentApprovers, more: #""owner":"security""#),
    Case(
      "an unknown name", one, reviewed(review("1 resource.owner")), .differentApprovers,
      .tightened, more: #""owner":"nobody""#),
    // As many places and the same people in all: only who may stand in for whom differs.
    Case(
      "duties no longer separate", reviewed(review("1 security", "1 data")),
      reviewed(review("2 security data")), .differentApprovers, .loosened),
    Case(
      "duties separate", reviewed(review("2 security data")),
      reviewed(review("1 security", "1 data")), .differentApprovers, .tightened),
    Case(
      "duties no longer separate, of fewer people",
      reviewed(review("2 security", "1 data")), reviewed(review("3 everyone")),
      .differentApprovers, .loosened),
    Case(
      "the order of requirements", reviewed(review("1 security", "1 data")),
      reviewed(review("1 data", "1 security")), .unchanged),
    Case(
      "a second rule that asks the same", one,
      PolicyText(
        rule("a", "review", review("1 security")), rule("b", "review", review("1 security"))),
      .unchanged),
  ]

  // MARK: - What else a review asks

  private static func staged(_ stages: [String], terms: String = "") -> PolicyText {
    let stages = stages.map { "{ require: [ \($0) ] }" }.joined(separator: ", ")
    return reviewed("review: { stages: [ \(stages) ]\(terms) }")
  }

  private static let security = "{ count: 1, from: [ { team: security } ] }"
  private static let securityWithReason =
    "{ count: 1, from: [ { team: security } ], reason: required }"
  private static let data = "{ count: 1, from: [ { team: data } ] }"
  private static let together = staged([security + ", " + data])
  private static let securityFirst = staged([security, data])
  private static let dataFirst = staged([data, security])

  /// A machine beside the people of security.
  private static let withMachine =
    PolicyText.standardDirectory.replacing("[ alice, bob ]", with: "[ alice, bob, machine ]")
    + "\n  - { id: machine, kind: agent, owner: data, authority: 'true' }"
  private static let needsHuman = reviewed(
    [review("1 security")], directory: withMachine)
  private static let needsNone = reviewed(
    [review("1 security", terms: ", workloadsSuffice: true")], directory: withMachine)

  private static let reviewTerms = [
    Case(
      "a reason is required", staged([security]), staged([securityWithReason]), .termsChanged,
      .tightened),
    Case(
      "a reason is required, and none given", staged([security]), staged([securityWithReason]),
      .statusChanged, .tightened, verdicts: ["alice+"]),
    Case(
      "a reason is no longer required", staged([securityWithReason]), staged([security]),
      .termsChanged, .loosened),
    Case(
      "a reason is no longer required, of others instead",
      staged([securityWithReason + ", " + data]), staged([security + ", " + data]), .termsChanged,
      .loosened),
    Case("a later stage", together, securityFirst, .termsChanged, .tightened),
    Case("no more stages", securityFirst, together, .termsChanged, .loosened),
    Case("other stages", securityFirst, dataFirst, .termsChanged, .both),
    Case(
      "a later stage, given before it", together, dataFirst, .statusChanged, .tightened,
      verdicts: ["alice+", "carol+"]),
    Case(
      "a later stage, given after the first", together, securityFirst, .termsChanged, .tightened,
      verdicts: ["alice+", "carol+"]),
    Case("a further stage", staged([security]), securityFirst, .moreApprovals, .tightened),
    Case("a stage fewer", securityFirst, staged([security]), .fewerApprovals, .loosened),
    Case(
      "the first of two stages is gone, and asked as often", securityFirst,
      staged(["{ count: 2, from: [ { team: data } ] }"]), .differentApprovers, .both),
    Case("machines suffice", needsHuman, needsNone, .termsChanged, .loosened),
    Case("a human must be among them", needsNone, needsHuman, .termsChanged, .tightened),
    Case(
      "machines suffice, and one approved", needsHuman, needsNone, .statusChanged, .loosened,
      verdicts: ["machine+"]),
    Case(
      "a human must be among them, and only a machine approved", needsNone, needsHuman,
      .statusChanged, .tightened, verdicts: ["machine+"]),
    Case(
      "somebody else joins later", one,
      reviewed(
        review("1 security", terms: ", escalate: [ { after: 4h, to: [ { team: data } ] } ]")),
      .termsChanged),
    Case(
      "somebody else has joined", one,
      reviewed(
        review("1 security", terms: ", escalate: [ { after: 30m, to: [ { team: data } ] } ]")),
      .differentApprovers, .loosened, outcome: "expired"),
  ]

  // MARK: - Exceptions, invariants, staleness

  private static func excepted(
    _ effect: String, _ keys: String, window: String = "from: 2026-03-01"
  ) -> PolicyText {
    var policy = one
    policy.exceptions = exception(
      "E", effect, lifts: "a", window, "until: 2026-03-20", keys)
    return policy
  }

  private static func floored(_ policy: PolicyText, _ invariants: String...) -> PolicyText {
    var policy = policy
    policy.invariants = invariants
    return policy
  }

  private static let emergency: PolicyText = {
    var policy = one
    policy.exceptions = exception(
      "G", "approve", lifts: "a",
      breakGlass.replacing("everyone", with: "guests"), "recertify: { every: 90d }",
      "certified: { on: 2026-03-01, by: carol }")
    policy.directory =
      PolicyText.standardDirectory.replacing(
        "teams:", with: "teams:\n  - { id: guests, members: [ eve ] }") + "\n  - id: eve"
    return policy
  }()

  private static let fresh = PolicyText(rule("a", "approve"))
  private static let bounded = PolicyText(rule("a", "approve", "dataMaxAge: 24h"))

  private static let lifting = [
    Case(
      "a review is lifted", one, excepted("approve", "limits: { duration: 1h }"), .newlyAutomatic,
      .both),
    Case(
      "a review is lifted without a limit", one,
      excepted("approve", "rollback: { by: data, within: 1h, steps: Undo it. }"),
      .newlyAutomatic, .loosened),
    Case("an approval is suspended", approve, suspended, .newlyHuman, .tightened),
    Case(
      "a review is lifted by another", one, excepted("review", review("2 security")),
      .moreApprovals, .tightened),
    Case(
      "lifted at another time", one,
      excepted("approve", "limits: { duration: 1h }", window: "from: 2026-03-10"), .unchanged),
    Case("an emergency", one, emergency, .newlyAutomatic, .both),
    Case("an invariant", approve, floored(approve, invariant("i")), .newlyHuman, .tightened),
    Case(
      "no more invariant", floored(approve, invariant("i")), approve, .newlyAutomatic, .loosened),
    Case(
      "an invariant of constraints only", approve,
      floored(approve, invariant("i", never: "constrain")), .unchanged),
    Case(
      "an invariant that does not hold here", approve,
      floored(approve, invariant("i", when: "false")), .unchanged),
    Case(
      "an invariant beside a review", one, floored(one, invariant("i")), .unchanged),
    Case(
      "another owner of an invariant", floored(approve, invariant("i")),
      floored(approve, invariant("i", owner: "security")), .differentApprovers, .both),
    Case(
      "an invariant that breaks no glass", floored(emergency, invariant("i")),
      floored(emergency, invariant("i", never: "approve", ", breakGlass: allowed")),
      .newlyAutomatic, .loosened),
    Case("data that must be fresh, and says no age", fresh, bounded, .newlyHuman, .tightened),
  ]

  private static let suspended: PolicyText = {
    var policy = approve
    policy.exceptions = exception(
      "E", "review", lifts: "a", "from: 2026-03-01", "until: 2026-03-20", review("1 data"),
      "limits: { duration: 1h }")
    return policy
  }()

  private static let evidence = #", evidence: [ { that: "true", because: B. } ]"#
  private static let noEvidence = #", evidence: [ { that: "false", because: B. } ]"#
  private static func log(_ level: String) -> String {
    "obligations: [ { id: log, type: log, properties: { level: \(level), kind: full } } ]"
  }

  private static let terms = [
    Case(
      "evidence that is missing", one, reviewed(review("1 security", terms: noEvidence)),
      .statusChanged, .tightened, verdicts: ["alice+"]),
    Case(
      "evidence that is no longer asked for",
      reviewed(review("1 security", terms: noEvidence)), one, .statusChanged, .loosened,
      verdicts: ["alice+"]),
    Case(
      "evidence that is there", one, reviewed(review("1 security", terms: evidence)),
      .termsChanged, verdicts: ["alice+"]),
    Case(
      "the same evidence, of another rule and in other words",
      reviewed(review("1 security", terms: evidence)),
      PolicyText(
        rule(
          "z", "review",
          review(
            "1 security", terms: #", evidence: [ { that: "true", because: Other. } ]"#))),
      .unchanged),
    Case(
      "a deadline", one, reviewed(review("1 security", terms: ", expire: 72h")),
      .termsChanged),
    Case(
      "a deadline that has passed", one, reviewed(review("1 security", terms: ", expire: 5m")),
      .statusChanged, .tightened, outcome: "expired"),
    Case(
      "how long an approval counts", one,
      reviewed(review("1 security", terms: ", approvalsValidFor: 24h")), .termsChanged),
    Case(
      "a rollback", approve,
      PolicyText(rule("a", "approve", "rollback: { by: data, within: 1h, steps: Undo it. }")),
      .termsChanged),
    Case("a limit", approve, eightHours, .shorterLimits, .tightened),
    Case("no limit", eightHours, approve, .longerLimits, .loosened),
    Case(
      "a longer limit", eightHours,
      PolicyText(rule("a", "approve", "limits: { duration: 9h }")), .longerLimits, .loosened),
    Case(
      "a limit in other words", eightHours,
      PolicyText(rule("a", "approve", "limits: { duration: 7h60m }")), .unchanged),
    Case(
      "a longer limit of what a human denied",
      reviewed(review("1 security"), "limits: { duration: 8h }"), one, .longerLimits, .loosened,
      verdicts: ["alice-"]),
    Case(
      "a longer limit of what no rule lets pass",
      PolicyText(rule("d", "deny"), rule("a", "approve", "limits: { duration: 8h }")),
      PolicyText(rule("d", "deny"), rule("a", "approve")), .unchanged),
    Case(
      "a grant that ends with its rule",
      PolicyText(rule("a", "approve", "until: 2026-04-01")),
      PolicyText(rule("a", "approve", "until: 2026-05-01")), .longerLimits, .loosened),
    Case(
      "a grant that ends with its rule, sooner", approve,
      PolicyText(rule("a", "approve", "until: 2026-05-01")), .shorterLimits, .tightened),
    Case(
      "an obligation", approve, PolicyText(rule("a", "approve", log("high"))),
      .obligationsChanged, .tightened),
    Case(
      "an obligation fewer", PolicyText(rule("a", "approve", log("high"))), approve,
      .obligationsChanged, .loosened),
    Case(
      "another obligation of the same id", PolicyText(rule("a", "approve", log("high"))),
      PolicyText(rule("a", "approve", log("low"))), .obligationsChanged, .both),
    Case(
      "an obligation written in another order",
      PolicyText(rule("a", "approve", log("high"))),
      PolicyText(
        rule(
          "a", "approve",
          "obligations: [ { type: log, id: log, properties: { kind: full, level: high } } ]")),
      .unchanged),
    Case(
      "an obligation of a denial", PolicyText(rule("d", "deny")),
      PolicyText(rule("d", "deny", log("high"))), .obligationsChanged, .tightened),
    Case(
      "an obligation that only the denial lacks",
      PolicyText(rule("a", "approve", log("high"))),
      PolicyText(rule("a", "approve", log("high")), rule("d", "deny")), .newlyDenied,
      .tightened),
    Case(
      "another title and certification", approve,
      PolicyText(rule("a", "approve", "certified: { on: 2026-01-01, by: alice }")), .unchanged),
  ]
}
