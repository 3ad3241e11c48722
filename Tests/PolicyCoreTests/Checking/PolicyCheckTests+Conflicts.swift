/// Rules, exceptions and invariants that do not go together.
extension PolicyCheckTests {
  static let conflicts: [LoadingCase] = [
    conflict(
      "alternatives that all contradict",
      .deny(
        #"resource.id == "a" && (resource.id == "b" || resource.id == "c")"#, "rule-never-matches")),
    conflict(
      "alternatives of which one can be",
      .deny(#"resource.id == "prod" && (resource.id == "b" || subject.id == "c")"#)),
    conflict(
      "a contradiction that is found in the condition alone",
      .deny(#"resource.id == "a" && «contradictory-conditions:resource.id == "b"»"#)),
    conflict(
      "two denials of the same", .deny(#"resource.id == "prod""#),
      .deny(#""prod" in [resource.id]"#), .deny(#"resource.id in ["prod"]"#, "duplicate-rule")),
    conflict(
      "two denials of nearly the same", .deny(#"resource.id == "prod""#),
      .deny(#"resource.id in ["prod", "prod2"]"#)),
    conflict(
      "the same parts in another order", .deny(#"resource.id == "prod" && subject.id == "a""#),
      .deny(#"subject.id == "a" && !(resource.id != "prod")"#, "duplicate-rule")),
    conflict(
      "the same for another reason", .deny(#"resource.id == "prod""#),
      .deny(#"resource.id == "prod""#, keys: "reason: b")),
    conflict(
      "a review where everything is denied",
      .review(#"resource.id == "prod" && subject.id == "a""#, "rule-shadowed"),
      .deny(#"resource.id in ["prod", "live"]"#)),
    conflict(
      "a review where only some is denied", .review(#"resource.id == "prod""#),
      .deny(#"resource.id == "prod" && subject.id == "a""#)),
    conflict(
      "a review where everything is denied for a while", .review(#"resource.id == "prod""#),
      .deny(#"resource.id == "prod""#, keys: "reason: a\n    until: 2027-01-01")),
    conflict(
      "a review for a while inside of a denial for longer",
      .review(#"resource.id == "prod""#, "rule-shadowed", keys: "until: 2026-12-01"),
      .deny(#"resource.id == "prod""#, keys: "reason: a\n    until: 2027-01-01")),
    conflict(
      "a review where one of two alternatives is denied",
      .review(#"resource.id == "prod" || subject.id == "a""#), .deny(#"resource.id == "prod""#)),
    conflict(
      "a review where both alternatives are denied",
      .review(#"resource.id == "prod" || resource.id == "live""#, "rule-shadowed"),
      .deny(#"resource.id in ["prod", "live"]"#)),
    conflict(
      "two reviews of the same requests", .review(#"resource.id == "prod""#),
      .review(#"resource.id == "prod" && subject.id == "a""#)),
    LoadingCase(
      "an exception makes room for the looser rule",
      [
        "rules/more.yaml": "rules:\n" + ConflictRule.review(#"resource.id == "prod""#).text("a")
          + ConflictRule.deny(#"resource.id == "prod""#, keys: "reason: a\n    liftable: true")
          .text("b"),
        "exceptions/more.yaml": exception(
          "«exception-lifts-deny:EX-1»", lifts: "b", when: #"subject.id == "a""#,
          until: "2026-09-01", from: "2026-08-15"),
      ]),
    invariant(
      "a rule that an invariant forbids", "«rule-against-invariant:'resource.id == \"live\"'»"),
    invariant("a rule that an invariant forbids in part", "'resource.id in [\"live\", \"test\"]'"),
    invariant(
      "a rule that an invariant says nothing of", "'resource.id == \"live\"'", never: "constrain"),
  ]

  static let exceptions: [LoadingCase] = [
    lifting(
      "an exception for what the rule does not match", "resource.id == \"b\"",
      code: "exception-lifts-nothing"),
    lifting(
      "an exception for some of what the rule matches",
      "resource.id == \"prod\" && subject.id == \"a\""),
    lifting("an exception for what cannot be told", "subject.id == \"a\""),
    lifting(
      "an exception after the rule has ended", "subject.id == \"a\"",
      code: "exception-lifts-nothing", rule: "until: 2026-07-20"),
    lifting(
      "an exception while the rule still runs", "subject.id == \"a\"", rule: "until: 2026-08-20"),
    LoadingCase(
      "an exception to a deny that cannot be lifted",
      [
        "rules/more.yaml": "rules:\n" + ConflictRule.deny(#"resource.id == "prod""#).text("a"),
        "exceptions/more.yaml": exception(
          "«exception-lifts-fixed-deny:EX-1»", lifts: "a", when: "'true'"),
      ]),
    exceptions(
      "one that ends today",
      exception("«exception-expired:EX-1»", until: "2026-07-01", from: "2026-06-15")),
    exceptions(
      "one that ends tomorrow",
      exception("«exception-ends-soon:EX-1»", until: "2026-07-02", from: "2026-06-15")),
    exceptions(
      "one that ends in 30 days",
      exception("«exception-ends-soon:EX-1»", until: "2026-07-31", from: "2026-07-15")),
    exceptions(
      "one that ends in 31 days", exception("EX-1", until: "2026-08-01", from: "2026-07-15")),
    exceptions(
      "one that goes on",
      exception("EX-1", until: "2026-09-01")
        + exception(
          "«exception-renewed:EX-2»", until: "2026-09-20", from: "2026-09-01", isFirst: false)),
    exceptions(
      "one that begins later",
      exception("EX-1", until: "2026-09-01")
        + exception("EX-2", until: "2026-09-20", from: "2026-09-02", isFirst: false)),
    exceptions(
      "one for somebody else that follows",
      exception("EX-1", until: "2026-09-01")
        + exception(
          "EX-2", when: #"subject.id == "b""#, until: "2026-09-20", from: "2026-09-01",
          isFirst: false)),
    exceptions(
      "one whose condition can fail",
      exception("EX-1", when: #"«field-without-has:context.ticket» == "a""#, until: "2026-09-01")),
    exceptions(
      "one whose condition asks first",
      exception(
        "EX-1", when: #"has(context.ticket) && context.ticket == "a""#, until: "2026-09-01")),
    delegation("a delegation that has ended", "«delegation-expired:alice»", ends: "2026-07-01"),
    delegation("a delegation that ends soon", "«delegation-ends-soon:alice»", ends: "2026-07-31"),
    delegation("a delegation that ends later", "alice", ends: "2026-08-01"),
    standing(
      "a standing break-glass that has lapsed", "«exception-lapsed:BG-1»", certified: "2026-01-01"),
    standing("a standing break-glass in its time", "BG-1", certified: "2026-06-01"),
  ]

  // MARK: - Making cases

  private static func conflict(_ name: String, _ rules: ConflictRule...) -> LoadingCase {
    let ids = ["a", "b", "c"]
    let text = zip(ids, rules).map { $1.text($0) }.joined()
    return LoadingCase(name, rules: "rules:\n" + text)
  }

  private static func invariant(
    _ name: String, _ when: String, never: String = "approve"
  ) -> LoadingCase {
    LoadingCase(
      name,
      [
        "precedent.yaml": """
        name: a
        invariants:
          - { id: i, title: b, owner: security, when: 'resource.id in ["live", "prod"]', never: [ \(never) ] }
        """,
        "rules/more.yaml": """
        rules:
          - id: more
            title: b
            owner: security
            when: \(when)
            effect: approve
            limits: { duration: 8h }
            rollback: { by: security, within: 1h, steps: s }
            recertify: { every: 180d }
            certified: { on: 2026-06-01, by: alice }
        """,
      ])
  }

  private static func exceptions(_ name: String, _ text: String) -> LoadingCase {
    LoadingCase(
      name,
      [
        "rules/more.yaml": "rules:\n" + ConflictRule.review(#"resource.id == "prod""#).text("a"),
        "exceptions/more.yaml": text,
      ])
  }

  private static func lifting(
    _ name: String, _ when: String, code: String? = nil, rule: String = ""
  ) -> LoadingCase {
    let when = code.map { "«\($0):'\(when)'»" } ?? "'\(when)'"
    return LoadingCase(
      name,
      [
        "rules/more.yaml": "rules:\n"
          + ConflictRule.review(#"resource.id == "prod""#, keys: rule).text("a"),
        "exceptions/more.yaml": exception("EX-1", when: when, from: "2026-08-01"),
      ])
  }

  private static func exception(
    _ id: String, lifts: String = "a", when: String = #"subject.id == "a""#,
    until: String = "2026-08-20", from: String = "2026-08-15", isFirst: Bool = true
  ) -> String {
    (isFirst ? "exceptions:\n" : "") + """
        - id: \(id)
          title: b
          lifts: [ \(lifts) ]
          when: \(when)
          effect: review
          review: { stages: [ { require: [ { count: 1, from: [ { team: team-data } ] } ] } ] }
          owner: team-data
          approvedBy: alice
          reason: r
          ticket: T-1
          from: \(from)
          until: \(until)

      """
  }

  private static func standing(_ name: String, _ id: String, certified: String) -> LoadingCase {
    exceptions(
      name,
      """
      exceptions:
        - id: \(id)
          title: b
          lifts: [ a ]
          when: 'true'
          effect: review
          review: { stages: [ { require: [ { count: 1, from: [ { team: team-data } ] } ] } ] }
          owner: team-data
          approvedBy: alice
          reason: r
          ticket: T-1
          from: 2026-01-01
          recertify: { every: 90d }
          certified: { on: \(certified), by: alice }
          limits: { duration: 4h }
          breakGlass:
            who: [ { team: team-data } ]
            flag: 'has(context.emergency) && context.emergency'
            notify: [ { team: security } ]
            reviewWithin: 24h
      """)
  }

  private static func delegation(_ name: String, _ from: String, ends: String) -> LoadingCase {
    LoadingCase(
      name,
      directory: """
        delegations:
          - { from: \(from), to: bob, starts: 2026-06-01, ends: \(ends), reason: Leave. }
        """)
  }
}

/// A rule of which only the condition matters.
struct ConflictRule {
  let effect: String
  let condition: String
  let code: String?
  let keys: String

  static func deny(
    _ condition: String, _ code: String? = nil, keys: String = "reason: a"
  ) -> ConflictRule {
    ConflictRule(effect: "deny", condition: condition, code: code, keys: keys)
  }

  static func review(
    _ condition: String, _ code: String? = nil, keys: String = ""
  ) -> ConflictRule {
    let review =
      "review: { stages: [ { require: [ { count: 1, from: [ { team: security } ] } ] } ] }"
    return ConflictRule(
      effect: "review", condition: condition, code: code, keys: review + "\n    " + keys)
  }

  /// The condition is marked with the code.
  func text(_ id: String) -> String {
    let when = code.map { "«\($0):'\(condition)'»" } ?? "'\(condition)'"
    return """
        - id: \(id)
          title: b
          when: \(when)
          effect: \(effect)
          \(keys)

      """
  }
}
