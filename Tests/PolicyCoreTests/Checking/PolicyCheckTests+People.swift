/// Approvers, removals, and what makes a policy hard to read or to trust.
extension PolicyCheckTests {
  static let people: [LoadingCase] = [
    LoadingCase(
      "a review of everybody in a team, for somebody else",
      rules: asking(
        "more", "count: 2, from: [ { team: security } ]", when: #"subject.id == "carol""#)),
    LoadingCase(
      "a review of everybody in a team, for one of them",
      rules: asking(
        "«no-quorum-for-own-requests:more»", "count: 2, from: [ { team: security } ]",
        when: #"subject.id in ["alice", "carol"]"#)),
    LoadingCase(
      "a review of everybody in a team that escalates",
      rules: asking(
        "more", "count: 2, from: [ { team: security } ]",
        escalate: "{ after: 4h, to: [ { team: team-data } ] }")),
    LoadingCase(
      "an escalation to nobody",
      [
        "directory/more.yaml": "teams: [ { id: empty, members: [] } ]\n",
        "rules/more.yaml": asking(
          "«selector-names-nobody:more»", "count: 1, from: [ { team: security } ]",
          escalate: "{ after: 4h, to: [ { team: empty } ] }"),
      ]),
    schema(
      "a field that names nobody", enumeration: #""nobody", "no-team""#,
      rules: asking(
        "«selector-names-nobody:more»",
        "count: 1, from: [ { team: security }, { attribute: resource.owner } ]")),
    schema(
      "a field that names somebody", enumeration: #""nobody", "team-data""#,
      rules: asking("more", "count: 1, from: [ { team: security }, { attribute: resource.owner } ]")
    ),
    approver(
      "an agent that may approve nothing", "«unbound-approver:helper»",
      "owner: security, until: 2026-12-31"),
    approver(
      "an agent without an end", "«unbound-approver:helper»", "owner: security, authority: 'true'"),
    approver(
      "an agent without an owner", "«unbound-approver:helper»",
      "until: 2026-12-31, authority: 'true'"),
    approver(
      "an agent with all it needs", "helper",
      "owner: security, until: 2026-12-31, authority: 'true'"),
    LoadingCase(
      "an agent that an agent owns",
      directory: "members: [ { id: «owner-not-human:helper», kind: agent, owner: triage-bot } ]\n"),
    LoadingCase(
      "an agent that a person owns under another account",
      directory: "members: [ { id: helper, kind: agent, owner: alice } ]\n"),
  ]

  static let removals: [LoadingCase] = [
    removal("a removal without a signal", "«removal-without-triggers:more»", "", restore: true),
    removal("a removal with a signal", "more", "triggers: [ hr.left ]", restore: true),
    removal(
      "a removal that cannot be undone", "«no-way-back:more»", "triggers: [ hr.left ]",
      restore: false),
    removal(
      "a removal where every restore is denied", "«no-way-back:more»", "triggers: [ hr.left ]",
      restore: true, deny: #"action.name == "restore""#),
    removal(
      "a removal where some restores are denied", "more", "triggers: [ hr.left ]", restore: true,
      deny: #"action.name == "restore" && subject.id == "a""#),
    removal(
      "a removal of one type that another type's restore does not undo", "«no-way-back:more»",
      "triggers: [ hr.left ]", restore: true, type: "other"),
    removal(
      "what both gives and takes", "more", "", action: #"["revoke", "grant"]"#, restore: false),
    drill("a rollback never tried", "«drill-overdue:more»", "drillEvery: 90d"),
    drill(
      "a rollback tried too long ago", "«drill-overdue:more»",
      "drillEvery: 90d, drilled: 2026-04-02"),
    drill("a rollback to be tried tomorrow", "more", "drillEvery: 90d, drilled: 2026-04-03"),
    drill("a rollback that nobody asks to try", "more", "drilled: 2020-01-01"),
  ]

  static let tidiness: [LoadingCase] = [
    title(
      "two sentences", "«title-too-long:more»", "Engineers read staging. In production they ask."),
    title("two questions", "«title-too-long:more»", "May they? They may."),
    title("an abbreviation", "more", "Engineers, e.g. Those on call, read version 2. 0 is next."),
    title("one sentence", "more", "Engineers read staging, and ask for production."),
    LoadingCase(
      "a team that nothing names",
      directory: "teams: [ { id: «unused-team:more», members: [ alice ] } ]\n"),
    LoadingCase(
      "a team that a condition names",
      [
        "directory/more.yaml": "teams: [ { id: more, members: [ alice ] } ]\n",
        "rules/more.yaml": "rules:\n"
          + ConflictRule.deny(#"resource.id == "prod" && subject.id in team("more")"#).text("a"),
      ]),
    asserted("a rule on what the asker says", "«asserted-only:'context.ticket == \"a\"'»"),
    asserted("a rule on what others say, too", "'context.ticket == \"a\" && subject.id == \"a\"'"),
    asserted(
      "an approver whom the asker chooses", "'subject.id == \"a\"'", approver: "context.ticket",
      id: "«asserted-approver:more»"),
    asserted(
      "an approver whom the inventory knows", "'subject.id == \"a\"'", approver: "resource.owner"),
    LoadingCase(
      "a field that nobody reads",
      [
        "schema/request.schema.json":
          #"{ "properties": { "subject": { "properties": { "size": { "type": "string" } } } } }"#
      ], wholeFiles: ["schema/request.schema.json unused-field"]),
    critical(
      "what is critical without break-glass",
      "«no-emergency-path:'resource.sensitivity == \"critical\"'»"),
    critical("what is less than critical", "'resource.sensitivity == \"low\"'"),
  ]

  // MARK: - Making cases

  private static func asking(
    _ id: String, _ requirement: String, when: String = #"resource.id == "prod""#,
    escalate: String? = nil
  ) -> String {
    """
    rules:
      - id: \(id)
        title: b
        when: '\(when)'
        effect: review
        review:
          stages: [ { require: [ { \(requirement) } ] } ]
          escalate: [ \(escalate ?? "") ]
    """.replacing("\n      escalate: [  ]", with: "")
  }

  private static func schema(
    _ name: String, enumeration: String, rules: String
  ) -> LoadingCase {
    LoadingCase(
      name,
      [
        "schema/request.schema.json":
          #"{ "properties": { "resource": { "properties": { "owner": { "type": "string", "enum": [ \#(enumeration) ] } } } } }"#,
        "rules/more.yaml": rules,
      ])
  }

  private static func approver(_ name: String, _ id: String, _ keys: String) -> LoadingCase {
    LoadingCase(
      name,
      [
        "directory/more.yaml": """
        teams: [ { id: mixed, members: [ alice, helper ] } ]
        members: [ { id: \(id), kind: agent, \(keys) } ]
        """,
        "rules/more.yaml": asking("more", "count: 1, from: [ { team: mixed }, { user: bob } ]"),
      ])
  }

  private static func acting(_ id: String, _ keys: String, rollback: String = "") -> String {
    """
      - id: \(id)
        owner: security
        effect: approve
        limits: { duration: 8h }
        rollback: { by: security, within: 1h, steps: s\(rollback.isEmpty ? "" : ", " + rollback) }
        recertify: { every: 180d }
        certified: { on: 2026-06-01, by: alice }
    \(keys)

    """
  }

  private static func removal(
    _ name: String, _ id: String, _ keys: String, action: String = #"["revoke"]"#,
    restore: Bool, deny: String? = nil, type: String = "database"
  ) -> LoadingCase {
    var text = "rules:\n"
    text += acting(
      id,
      "    title: b\n    when: 'action.name in \(action) && has(resource.type) && resource.type == \"database\"'\n    \(keys)"
    )
    if restore {
      text += ConflictRule.review(
        #"action.name == "restore" && has(resource.type) && resource.type == "\#(type)""#
      ).text(
        "way-back")
    }
    // A deny that some exception may lift shadows nothing, so that only the way back is looked at.
    if let deny { text += ConflictRule.deny(deny).text("closed") }
    let staging = MarkedPolicy.sound["rules/staging.yaml"]?.replacing(
      #"resource.id != "prod""#, with: #"action.name == "grant""#)
    let marked =
      deny == #"action.name == "restore""#
      ? text.replacing(
        #"'action.name == "restore" && has(resource.type) && resource.type == "\#(type)"'"#,
        with:
          #"«rule-shadowed:'action.name == "restore" && has(resource.type) && resource.type == "\#(type)"'»"#
      )
      : text
    return LoadingCase(name, ["rules/more.yaml": marked, "rules/staging.yaml": staging ?? ""])
  }

  private static func drill(_ name: String, _ id: String, _ keys: String) -> LoadingCase {
    LoadingCase(
      name,
      rules: "rules:\n"
        + acting(id, "    title: b\n    when: resource.id == \"prod\"", rollback: keys))
  }

  private static func title(_ name: String, _ id: String, _ title: String) -> LoadingCase {
    LoadingCase(
      name,
      rules: "rules:\n" + acting(id, "    title: \"\(title)\"\n    when: resource.id == \"prod\""))
  }

  private static func asserted(
    _ name: String, _ when: String, approver: String? = nil, id: String = "more"
  ) -> LoadingCase {
    let schema =
      #"{ "required": [ "context" ], "properties": { "resource": { "properties": { "owner": { "type": "string", "x-source": "attested" } } }, "context": { "type": "object", "required": [ "ticket" ], "properties": { "ticket": { "type": "string", "x-source": "asserted" } } } } }"#
    guard let approver else {
      return LoadingCase(
        name,
        [
          "schema/request.schema.json": schema,
          "rules/more.yaml": "rules:\n" + acting(id, "    title: b\n    when: \(when)"),
        ])
    }
    let conditionReader =
      "rules:\n" + ConflictRule.deny(#"context.ticket == "no""#).text("reads-it")
    return LoadingCase(
      name,
      [
        "schema/request.schema.json": schema,
        "rules/more.yaml": asking(
          id, "count: 1, from: [ { attribute: \(approver) } ]", when: #"resource.id == "prod""#),
        "rules/reads.yaml": conditionReader,
      ])
  }

  private static func critical(_ name: String, _ when: String) -> LoadingCase {
    LoadingCase(
      name,
      [
        "schema/request.schema.json":
          #"{ "properties": { "resource": { "required": [ "sensitivity" ], "properties": { "sensitivity": { "type": "string", "enum": [ "low", "critical" ] } } } } }"#,
        "rules/more.yaml": """
        rules:
          - id: more
            title: b
            when: \(when)
            effect: deny
            reason: a
        """,
      ])
  }
}
