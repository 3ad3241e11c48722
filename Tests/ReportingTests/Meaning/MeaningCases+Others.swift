extension MeaningCase {
  private static let open = "neither loosens nor tightens"

  static let exceptionCases = [
    exceptions(
      "a later end", "until: 2026-10-15", "until: 2026-10-20",
      says:
        "exception EX-1: applies until 2026-10-20T00:00:00Z instead of 2026-10-15T00:00:00Z: "
        + "loosens"),
    exceptions(
      "lifts more", "lifts: [ write ]", "lifts: [ write, deploy ]",
      says: "exception EX-1: also lifts deploy: loosens"),
    exceptions(
      "another ticket", "RISK-1", "RISK-9", says: "exception EX-1: reworded"),
    exceptions(
      "certified anew", "certified: { on: 2026-01-01", "certified: { on: 2026-03-01",
      says: "exception glass: certified"),
    exceptions(
      "more people", "who: [ { team: oncall } ]", "who: [ { team: oncall }, { user: dan } ]",
      says: "exception glass: may be used by oncall or user dan instead of oncall: loosens"),
    exceptions(
      "nobody is told", "notify: [ security ]", "notify: [ { user: alice } ]",
      says: "exception glass: tells user alice instead of security: loosens and tightens"),
    exceptions(
      "looked at later", "reviewWithin: 24h", "reviewWithin: 48h",
      says: "exception glass: each use is looked at within 48h instead of 24h: loosens"),
    exceptions(
      "an emergency more often", "flag: has(context.emergency) && context.emergency",
      "flag: 'true'",
      says:
        "exception glass: the emergency also applies when the emergency flag is not true: loosens",
      "exception glass: the emergency also applies when the emergency flag is not given: loosens"),
    MeaningCase(
      "a new exception",
      .init(
        "exceptions/more.yaml", "",
        "exceptions:\n  - { id: EX-2, title: More., lifts: [ read ], when: 'true', effect: deny, "
          + "reason: r, owner: data, approvedBy: carol, ticket: T-1, from: 2026-10-01, "
          + "until: 2026-10-02 }\n"),
      says: ["exception EX-2 is new: lifts read, with deny instead, when it is always so: tightens"]
    ),
  ]

  static let peopleCases = [
    people(
      "somebody joins the approvers", "members: [ alice, bob ]", "members: [ alice, bob, dan ]",
      says:
        "team security: dan joins, and may now approve under write; approve under write where the "
        + "request names the team; accept tripped gates; answer for critical, agents; be told of "
        + "glass: loosens, and may tighten"),
    people(
      "an account", "aliases: [ carol@home.example ]", "aliases: []",
      says: "member carol: no longer account carol@home.example: loosens and tightens"),
    people(
      "an agent with more authority", #"authority: resource.environment == "dev""#,
      #"authority: resource.environment in ["dev", "prod"]"#,
      says: "member bot: the authority also applies when the environment is `prod`: loosens"),
    people(
      "an agent for longer", "until: 2026-12-31", "until: 2027-12-31",
      says:
        "member bot: applies until 2027-12-31T00:00:00Z instead of 2026-12-31T00:00:00Z: loosens"
    ),
    people(
      "a delegation for everything", "    scope: resource.environment == \"dev\"\n", "",
      says:
        #"delegation alice -> bob: no longer needs a scope (resource.environment == "dev"): loosens"#
    ),
    people(
      "a longer delegation", "ends: 2026-08-15", "ends: 2026-09-15",
      says:
        "delegation alice -> bob: applies until 2026-09-15T00:00:00Z instead of "
        + "2026-08-15T00:00:00Z: loosens"),
    people(
      "another reason", "reason: Leave.", "reason: Travel."),
  ]

  static let settingsCases = [
    settings(
      "a review by default", "default: deny",
      "default: { review: { stages: [ { require: [ { count: 1, from: [ { team: data } ] } ] } ] } }",
      says: "setting default: otherwise review instead of deny: loosens"),
    settings(
      "a wider gate", "5%", "10%",
      says: "gate share: at most 10% of the records instead of at most 5% of the records: \(open)"),
    settings(
      "a floor", "default: deny", "default: deny\nfloors: { breakGlassMaxDuration: 8h }",
      says: "setting floors.breakGlassMaxDuration: 8h instead of 4h: loosens"),
    settings(
      "a floor of the policy alone", "default: deny",
      "default: deny\nfloors: { exceptionMaxDuration: 60d }",
      says: "setting floors.exceptionMaxDuration: 60d instead of 30d: \(open)"),
    settings(
      "an action", "default: deny", "default: deny\nactions: { rotate: takes }",
      says: "setting actions.rotate: takes instead of gives: \(open)"),
    settings(
      "who accepts", "acceptedBy: [ security ]", "acceptedBy: [ security, data ]",
      says: "setting acceptedBy: data or security instead of security: \(open)"),
    settings(
      "a testing bar", "default: deny", "default: deny\ntesting: { changedRules: exercised }",
      says: "setting testing.changedRules: exercised instead of mutation: \(open)"),
    settings(
      "a narrower invariant", #"when: resource.sensitivity == "critical""#,
      #"when: resource.sensitivity == "critical" && resource.environment == "prod""#,
      says: "invariant critical: no longer applies when the environment is not `prod`: loosens"),
    settings(
      "forbids less", "[ approve, constrain ]", "[ approve ]",
      says: "invariant critical: no longer forbids constrain: loosens"),
    settings(
      "gives way to break-glass", "never: [ approve, constrain ]",
      "never: [ approve, constrain ]\n    breakGlass: allowed",
      says: "invariant critical: break-glass now: loosens"),
    settings(
      "another name", "name: acme", "name: acme-two"),
    MeaningCase(
      "a field that is not required",
      .init("schema/request.schema.json", #""required": [ "type" ]"#, #""required": []"#),
      says: ["field subject.type: is no longer required: loosens"]),
    MeaningCase(
      "a value more",
      .init("schema/request.schema.json", #""dev", "staging""#, #""dev", "test", "staging""#),
      says: [#"field resource.environment: also allows `"test"`: loosens"#]),
    MeaningCase(
      "a value less",
      .init("schema/request.schema.json", #""dev", "staging", "prod""#, #""dev", "prod""#),
      says: [#"field resource.environment: no longer: also allows `"staging"`: tightens"#]),
    MeaningCase(
      "a new field",
      .init(
        "schema/request.schema.json", #""ticket": {"#, #""note": { "type": "string" }, "ticket": {"#
      ),
      says: ["field context.note: is new: \(open)"]),
  ]
}
