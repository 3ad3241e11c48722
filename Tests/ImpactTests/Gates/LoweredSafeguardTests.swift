import Impact
import PolicyCore
import Testing

struct LoweredSafeguardTests {
  struct Case: CustomTestStringConvertible {
    var name: String
    var before: PolicyText
    var after: PolicyText
    /// `kind name`, each.
    var lowered: [String]

    var testDescription: String { name }

    init(_ name: String, _ before: PolicyText, _ after: PolicyText, lowers lowered: String...) {
      self.name = name
      self.before = before
      self.after = after
      self.lowered = lowered
    }
  }

  private static func gated(_ gates: String...) -> PolicyText { PolicyText(gates: gates) }
  private static func settings(_ text: String) -> PolicyText { PolicyText(settings: text) }

  private static let auto = "id: auto, maxNewlyAutomatic: { count: 3 }"
  private static let autoWhere =
    "id: auto, maxNewlyAutomatic: { where: 'resource.id == \"x\"', count: 3 }"

  private static let gates = [
    Case("the same gates", gated(auto), gated(auto)),
    Case("a gate removed", gated(auto), gated(), lowers: "gate auto"),
    Case("a gate added", gated(), gated(auto)),
    Case(
      "a gate under another id", gated(auto),
      gated("id: other, maxNewlyAutomatic: { count: 3 }")),
    Case(
      "a stricter gate under another id", gated(auto),
      gated("id: other, maxNewlyAutomatic: { count: 2 }")),
    Case(
      "a looser gate under another id", gated(auto),
      gated("id: other, maxNewlyAutomatic: { count: 4 }"), lowers: "gate auto"),
    Case(
      "a looser gate beside the old", gated(auto),
      gated(auto, "id: other, maxNewlyAutomatic: { count: 4 }")),
    Case(
      "more may be automatic", gated(auto), gated("id: auto, maxNewlyAutomatic: { count: 4 }"),
      lowers: "gate auto"),
    Case("fewer may be automatic", gated(auto), gated("id: auto, maxNewlyAutomatic: { count: 2 }")),
    Case("only some are counted", gated(auto), gated(autoWhere), lowers: "gate auto"),
    Case("all are counted", gated(autoWhere), gated(auto)),
    Case(
      "others are counted", gated(autoWhere),
      gated("id: auto, maxNewlyAutomatic: { where: 'resource.id == \"y\"', count: 0 }"),
      lowers: "gate auto"),
    Case(
      "a larger share", gated("id: s, maxChangedShare: 5%"),
      gated("id: s, maxChangedShare: 5.01%"), lowers: "gate s"),
    Case(
      "a smaller share", gated("id: s, maxChangedShare: 5%"),
      gated("id: s, maxChangedShare: 4.99%")),
    Case(
      "another kind of gate", gated("id: s, maxChangedShare: 5%"),
      gated("id: s, noHumanDeniedApproved: true"), lowers: "gate s"),
    Case(
      "humans who said no", gated("id: n, noHumanDeniedApproved: true"), gated(),
      lowers: "gate n"),
    Case(
      "a default gate raised", gated(), gated("id: replayable, newlyUnreplayable: 1"),
      lowers: "gate replayable"),
    Case(
      "a raised gate back at its default", gated("id: replayable, newlyUnreplayable: 1"),
      gated()),
  ]

  private static let others = [
    Case(
      "longer exceptions", settings("floors: { exceptionMaxDuration: 30d }"),
      settings("floors: { exceptionMaxDuration: 31d }"), lowers: "floor exceptionMaxDuration"),
    Case(
      "longer emergencies", settings(""), settings("floors: { breakGlassMaxDuration: 5h }"),
      lowers: "floor breakGlassMaxDuration"),
    Case(
      "rarer recertification", settings("floors: { recertifyEvery: 90d }"), settings(""),
      lowers: "floor recertifyEvery"),
    Case(
      "shorter floors", settings(""),
      settings("floors: { exceptionMaxDuration: 1d, recertifyEvery: 90d }")),
    Case(
      "the same floor in other words", settings("floors: { exceptionMaxDuration: 30d }"),
      settings("floors: { exceptionMaxDuration: 720h }")),
    Case(
      "conditions instead of mutation", settings(""),
      settings("testing: { changedRules: conditions }"), lowers: "testing changedRules"),
    Case(
      "exercised instead of conditions", settings("testing: { changedRules: conditions }"),
      settings("testing: { changedRules: exercised }"), lowers: "testing changedRules"),
    Case(
      "mutation instead of exercised", settings("testing: { changedRules: exercised }"),
      settings("")),
    Case(
      "a lower threshold", settings("testing: { coverage: { rules: 100%, conditions: 95% } }"),
      settings("testing: { coverage: { rules: 99.9%, conditions: 95% } }"),
      lowers: "testing coverage.rules"),
    Case(
      "a threshold that is gone", settings("testing: { coverage: { invariants: 50% } }"),
      settings(""), lowers: "testing coverage.invariants"),
    Case(
      "a new threshold, and a higher one", settings("testing: { coverage: { rules: 90% } }"),
      settings("testing: { coverage: { rules: 91%, exceptions: 100% } }")),
    Case(
      "a threshold of nothing that is gone", settings("testing: { coverage: { rules: 0% } }"),
      settings("")),
    Case(
      "anyone may accept", settings("acceptedBy: [ security ]"), settings(""),
      lowers: "acceptedBy acceptedBy"),
    Case(
      "another team may accept", settings("acceptedBy: [ security ]"),
      settings("acceptedBy: [ security, data ]"), lowers: "acceptedBy acceptedBy"),
    Case(
      "fewer teams may accept", settings("acceptedBy: [ security, data ]"),
      settings("acceptedBy: [ data ]")),
    Case("only some may accept", settings(""), settings("acceptedBy: [ data ]")),
    Case(
      "rules are no safeguards", PolicyText(rule("d", "deny")), PolicyText(rule("d", "approve"))),
  ]

  private static func floored(_ invariants: String...) -> PolicyText {
    PolicyText(invariants: invariants)
  }

  private static let narrow = "resource.id == \"a\""

  private static let invariants = [
    Case("the same invariant", floored(invariant("i")), floored(invariant("i"))),
    Case("an invariant added", floored(), floored(invariant("i"))),
    Case("an invariant removed", floored(invariant("i")), floored(), lowers: "invariant i"),
    Case("an invariant under another id", floored(invariant("i")), floored(invariant("j"))),
    Case(
      "an invariant that forbids less", floored(invariant("i")),
      floored(invariant("i", never: "approve")), lowers: "invariant i"),
    Case(
      "an invariant that forbids more", floored(invariant("i", never: "approve")),
      floored(invariant("i"))),
    Case(
      "break-glass allowed", floored(invariant("i")),
      floored(invariant("i", never: "approve, constrain", ", breakGlass: allowed")),
      lowers: "invariant i"),
    Case(
      "break-glass no longer allowed",
      floored(invariant("i", never: "approve, constrain", ", breakGlass: allowed")),
      floored(invariant("i"))),
    Case(
      "another owner", floored(invariant("i")), floored(invariant("i", owner: "security")),
      lowers: "invariant i"),
    // Nobody can tell whether another condition holds more often.
    Case(
      "another condition", floored(invariant("i", when: narrow)), floored(invariant("i")),
      lowers: "invariant i"),
    Case(
      "the same condition in other words", floored(invariant("i", when: narrow)),
      floored(invariant("i", when: "(resource.id   == \"a\")"))),
    Case(
      "everything at once", floored(invariant("i")),
      floored(
        invariant("i", when: narrow, owner: "security", never: "approve", ", breakGlass: allowed")),
      lowers: "invariant i", "invariant i", "invariant i", "invariant i"),
  ]

  private static func weighed(_ severity: String, _ code: String = "rule-lapses-soon")
    -> PolicyText
  {
    settings("severities: { \(code): { severity: \(severity), reason: Known. } }")
  }

  private static func suppressed(_ days: String...) -> PolicyText {
    let entries = days.map { "{ code: rule-lapses-soon, reason: Known., until: \($0) }" }
    return PolicyText(rule("a", "deny", "suppress: [ \(entries.joined(separator: ", ")) ]"))
  }

  private static let plain = PolicyText(rule("a", "deny"))
  private static let excepted = exception(
    "E", "approve", lifts: "a", "from: 2030-01-01", "until: 2030-01-15")

  private static let findings = [
    Case("the same severity", weighed("note"), weighed("note")),
    Case(
      "a lower severity", weighed("error"), weighed("warning"), lowers: "severity rule-lapses-soon"),
    Case("a higher severity", weighed("note"), weighed("warning")),
    Case("off", settings(""), weighed("off"), lowers: "severity rule-lapses-soon"),
    Case("off, from a note", weighed("note"), weighed("off"), lowers: "severity rule-lapses-soon"),
    Case("on again", weighed("off"), settings("")),
    Case("on again as a note", weighed("off"), weighed("note")),
    Case(
      "a note, which may be less than it was", settings(""), weighed("note"),
      lowers: "severity rule-lapses-soon"),
    Case("an error, which is the most", settings(""), weighed("error")),
    Case(
      "no longer an error", weighed("error"), settings(""), lowers: "severity rule-lapses-soon"),
    Case("no longer a note, which is the least", weighed("note"), settings("")),
    Case(
      "of another code", weighed("error"), weighed("error", "rule-expired"),
      lowers: "severity rule-lapses-soon"),
    Case(
      "a suppression", plain, suppressed("2030-01-01"),
      lowers: "suppression rule a: rule-lapses-soon"),
    Case("a suppression removed", suppressed("2030-01-01"), plain),
    Case("the same suppression", suppressed("2030-01-01"), suppressed("2030-01-01")),
    Case(
      "a suppression that lasts longer", suppressed("2030-01-01"), suppressed("2030-01-02"),
      lowers: "suppression rule a: rule-lapses-soon"),
    Case("a suppression that ends sooner", suppressed("2030-01-02"), suppressed("2030-01-01")),
    Case(
      "a suppression of an exception", PolicyText(rule("a", "deny"), exceptions: excepted),
      PolicyText(
        rule("a", "deny"),
        exceptions: excepted + "    suppress: [ { code: x, reason: Known., until: 2030-01-01 } ]\n"),
      lowers: "suppression exception E: x"),
    Case(
      "a suppression of an invariant", floored(invariant("i")),
      floored(
        invariant(
          "i", never: "approve, constrain",
          ", suppress: [ { code: x, reason: Known., until: 2030-01-01 } ]")),
      lowers: "suppression invariant i: x"),
    Case(
      "suppressions of teams, members and delegations",
      PolicyText(delegations: lent("")),
      PolicyText(
        directory: PolicyText.standardDirectory
          .replacing("id: data", with: "id: data\n    \(expected)")
          .replacing("id: bob", with: "id: bob\n    \(expected)"),
        delegations: lent(", " + expected)),
      lowers: "suppression delegation alice -> carol: x", "suppression member bob: x",
      "suppression team data: x"),
  ]

  private static let expected = "suppress: [ { code: x, reason: Known., until: 2030-01-01 } ]"

  private static func lent(_ more: String) -> String {
    "  - { from: alice, to: carol, starts: 2030-01-01, ends: 2030-02-01, reason: Leave.\(more) }\n"
  }

  private static func schema(_ context: String, additional: String = "") -> PolicyText {
    PolicyText(
      schema:
        #"{"type":"object","properties":{"context":{"type":"object"\#(context)}}\#(additional)}"#)
  }

  private static func field(_ node: String) -> PolicyText {
    schema(#","properties":{"level":\#(node)}"#)
  }

  private static let enumerated = #"{"type":"string","enum":["low","high"]}"#
  private static let nested =
    #"{"type":"object","required":["a"],"properties":{"a":{"enum":["x"]}}}"#
  private static let listed = #"{"type":"array","items":{"enum":["x"]}}"#

  private static let schemas = [
    Case("the same schema", field(enumerated), field(enumerated)),
    Case(
      "no longer required", schema(#","required":["ticket"]"#), schema(""),
      lowers: "schema context.ticket"),
    Case("now required", schema(""), schema(#","required":["ticket"]"#)),
    Case(
      "one value more", field(enumerated),
      field(#"{"type":"string","enum":["low","high","none"]}"#), lowers: "schema context.level"),
    Case("one value fewer", field(enumerated), field(#"{"type":"string","enum":["high"]}"#)),
    Case(
      "any value", field(enumerated), field(#"{"type":"string"}"#),
      lowers: "schema context.level"),
    Case(
      "another constant", field(#"{"const":"a"}"#), field(#"{"const":"b"}"#),
      lowers: "schema context.level"),
    Case("named values", field(#"{"type":"string"}"#), field(enumerated)),
    Case(
      "the field no longer declared", field(enumerated), schema(""),
      lowers: "schema context.level"),
    Case(
      "the field no longer allowed", field(enumerated), schema(#","additionalProperties":false"#)),
    Case(
      "undeclared fields allowed", schema(#","additionalProperties":false"#), schema(""),
      lowers: "schema context"),
    Case("undeclared fields forbidden", schema(""), schema(#","additionalProperties":false"#)),
    Case(
      "nested, no longer required", field(nested),
      field(#"{"type":"object","properties":{"a":{"enum":["x"]}}}"#),
      lowers: "schema context.level.a"),
    Case(
      "nested, one value more", field(nested),
      field(#"{"type":"object","required":["a"],"properties":{"a":{"enum":["x","y"]}}}"#),
      lowers: "schema context.level.a"),
    Case(
      "of entries, one value more", field(listed),
      field(#"{"type":"array","items":{"enum":["x","y"]}}"#), lowers: "schema context.level.[]"),
    Case(
      "of entries, any value", field(listed), field(#"{"type":"array"}"#),
      lowers: "schema context.level.[]"),
    Case(
      "an object may be text, which has no fields", field(nested),
      field(
        #"{"type":["object","string"],"required":["a"],"properties":{"a":{"enum":["x"]}}}"#),
      lowers: "schema context.level"),
    Case(
      "a required field may be null",
      schema(#","required":["t"],"properties":{"t":{"type":"string"}}"#),
      schema(#","required":["t"],"properties":{"t":{"type":["string","null"]}}"#),
      lowers: "schema context.t"),
    Case(
      "an optional field may be null", field(#"{"type":"string"}"#),
      field(#"{"type":["string","null"]}"#)),
    Case(
      "values of a map", schema(#","additionalProperties":{"enum":["x"]}"#), schema(""),
      lowers: "schema context.*"),
  ]

  @Test(arguments: gates + others + invariants + findings + schemas)
  func listsWhatIsLower(_ input: Case) throws {
    let lowered = LoweredSafeguard.between(try input.before.load(), try input.after.load())
    #expect(lowered.map { "\($0.kind.rawValue) \($0.name)" } == input.lowered, "\(lowered)")
  }

  @Test
  func saysWhatBecameOfIt() throws {
    let before = Self.floored(invariant("i"))
    let after = Self.floored(
      invariant(
        "i", when: Self.narrow, owner: "security", never: "approve", ", breakGlass: allowed"))
    let lowered = LoweredSafeguard.between(try before.load(), try after.load())
    #expect(
      lowered.map(\.change) == [
        "no longer forbids `constrain`", "now gives way to break-glass",
        "asks `security` instead of `data`",
        "holds when `resource.id == \"a\"` instead of `true`",
      ])
  }
}
