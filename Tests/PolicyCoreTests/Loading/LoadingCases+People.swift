/// What directory files say beyond teams and members.
extension LoadingCases {
  static let freshness: [LoadingCase] = [
    LoadingCase(
      "where it comes from", directory: "source: hr\nsyncedAt: 2026-01-01\nmaxAge: 1d\nteams: []"),
    LoadingCase("only where it comes from", directory: "source: hr"),
    LoadingCase("when it was read, and no age", directory: "«missing-key:syncedAt»: 2026-01-01"),
    LoadingCase("an age, and not when it was read", directory: "«missing-key:maxAge»: 1d"),
    LoadingCase(
      "read on no day", directory: "syncedAt: «not-an-instant:yesterday»\nmaxAge: 1d"),
    LoadingCase(
      "an age that is no duration", directory: "syncedAt: 2026-01-01\nmaxAge: «not-a-duration:day»"),
    LoadingCase("from nowhere", directory: "source: «empty-list:''»"),
  ]

  static let authorities: [LoadingCase] = [
    LoadingCase(
      "authority",
      directory:
        "members: [ { id: bot, kind: agent, owner: security, authority: 'resource.id == \"a\"' } ]"),
    LoadingCase(
      "authority of a workload over a team",
      directory:
        "members: [ { id: bot, kind: workload, authority: 'subject.id in team(\"security\")' } ]"),
    LoadingCase(
      "authority of a human",
      directory: "members: [ { id: dan, «key-does-not-belong:authority»: 'true' } ]"),
    LoadingCase(
      "authority of one who is said to be human",
      directory: "members: [ { id: dan, kind: human, «key-does-not-belong:authority»: 'true' } ]"),
    LoadingCase(
      "authority over an unknown field",
      directory:
        "members: [ { id: bot, kind: agent, authority: 'resource.«unknown-field:ownr» == \"a\"' } ]"
    ),
    LoadingCase(
      "authority that is no condition",
      directory: "members: [ { id: bot, kind: agent, authority: «cel-type:resource.id» } ]"),
    LoadingCase(
      "authority of an unknown team",
      directory:
        "members: [ { id: bot, kind: agent, authority: 'subject.id in «unknown-name:team(\"secrity\")»' } ]"
    ),
    LoadingCase(
      "suppressions of people",
      directory: """
        teams: [ { id: ops, members: [], suppress: [ { code: a-b, reason: b, until: 2027-01-01 } ] } ]
        members: [ { id: dan, suppress: [ { code: a-b, reason: b, until: «not-an-instant:later» } ] } ]
        """),
  ]

  static let delegations: [LoadingCase] = [
    delegation(
      "a delegation", "from: alice, to: bob, starts: 2026-08-01, ends: 2026-08-15, reason: r"),
    delegation(
      "a delegation for some requests",
      "from: alice, to: bob, starts: 2026-08-01, ends: 2026-08-15, reason: r, scope: 'resource.id == \"a\"', suppress: []"
    ),
    LoadingCase("no delegations", directory: "delegations: []"),
    LoadingCase("delegations that are a mapping", directory: "delegations: «wrong-type:{}»"),
    delegation(
      "a delegation without an end",
      "«missing-key:from»: alice, to: bob, starts: 2026-08-01, reason: r"
    ),
    delegation(
      "a delegation without a start",
      "«missing-key:from»: alice, to: bob, ends: 2026-08-01, reason: r"
    ),
    delegation(
      "a delegation without a reason",
      "«missing-key:from»: alice, to: bob, starts: 2026-08-01, ends: 2026-08-15"),
    delegation(
      "a delegation to nobody",
      "«missing-key:from»: alice, starts: 2026-08-01, ends: 2026-08-15, reason: r"),
    delegation(
      "a delegation with a misspelt key",
      "from: alice, to: bob, starts: 2026-08-01, ends: 2026-08-15, reason: r, «unknown-key:until»: 2026-08-15"
    ),
    delegation(
      "a delegation that ends as it starts",
      "from: alice, to: bob, starts: 2026-08-01, ends: «ends-before-start:2026-08-01», reason: r"),
    delegation(
      "a delegation to oneself",
      "from: alice, to: «delegates-to-self:alice», starts: 2026-08-01, ends: 2026-08-15, reason: r"),
    delegation(
      "a delegation to an agent",
      "from: alice, to: «delegate-not-human:triage-bot», starts: 2026-08-01, ends: 2026-08-15, reason: r"
    ),
    delegation(
      "a delegation by an agent",
      "from: «delegate-not-human:triage-bot», to: alice, starts: 2026-08-01, ends: 2026-08-15, reason: r"
    ),
    delegation(
      "a delegation by a workload of the same file",
      "from: «delegate-not-human:ci», to: alice, starts: 2026-08-01, ends: 2026-08-15, reason: r",
      more: "members: [ { id: ci, kind: workload } ]\n"),
    delegation(
      "a delegation to an unknown person",
      "from: alice, to: «unknown-name:bop», starts: 2026-08-01, ends: 2026-08-15, reason: r"),
    delegation(
      "a delegation to a team",
      "from: alice, to: «unknown-name:security», starts: 2026-08-01, ends: 2026-08-15, reason: r"),
    delegation(
      "a delegation by an alias",
      "from: «unknown-name:asmith», to: bob, starts: 2026-08-01, ends: 2026-08-15, reason: r"),
    delegation(
      "a scope of an unknown field",
      "from: alice, to: bob, starts: 2026-08-01, ends: 2026-08-15, reason: r, scope: 'resource.«unknown-field:ownr» == \"a\"'"
    ),
    delegation(
      "a scope that is text",
      "from: alice, to: bob, starts: 2026-08-01, ends: 2026-08-15, reason: r, scope: «cel-type:resource.id»"
    ),
  ]

  private static func delegation(
    _ name: String, _ keys: String, more: String = ""
  ) -> LoadingCase {
    LoadingCase(name, directory: "\(more)delegations: [ { \(keys) } ]")
  }

  static let invariants: [LoadingCase] = [
    invariant(
      "an invariant", "\(people), when: resource.id == \"a\", never: [ approve, constrain ]"),
    invariant(
      "against break-glass, too",
      "\(people), when: 'true', never: [ approve ], breakGlass: forbidden"),
    invariant(
      "break-glass is allowed", "\(people), when: 'true', never: [ approve ], breakGlass: allowed"),
    invariant(
      "break-glass is allowed otherwise",
      "\(people), when: 'true', never: [ approve ], breakGlass: «unknown-value:true»"),
    invariant("an invariant against nothing", "\(people), when: 'true', never: «empty-list:[]»"),
    invariant(
      "an invariant against reviews", "\(people), when: 'true', never: [ «unknown-value:review» ]"),
    invariant(
      "an invariant against what is no effect",
      "\(people), when: 'true', never: [ approve, «unknown-value:aprove» ]"),
    invariant(
      "an invariant against a word", "\(people), when: 'true', never: «wrong-type:approve»"),
    invariant("an invariant without effects", "\(people), when: 'true'", missing: true),
    invariant("an invariant without a condition", "\(people), never: [ approve ]", missing: true),
    invariant(
      "an invariant without an owner", "title: t, when: 'true', never: [ approve ]", missing: true),
    invariant(
      "an invariant of an unknown team",
      "title: t, owner: «unknown-name:securty», when: 'true', never: [ approve ]"),
    invariant(
      "an invariant of a person",
      "title: t, owner: «unknown-name:alice», when: 'true', never: [ approve ]"),
    invariant(
      "an invariant over an unknown field",
      "\(people), when: 'resource.«unknown-field:ownr» == \"a\"', never: [ approve ]"),
    LoadingCase(
      "an invariant twice",
      settings:
        "invariants: [ { id: i, \(people), when: 'true', never: [ approve ] }, { id: «duplicate-id:I», \(people), when: 'true', never: [ approve ] } ]"
    ),
    LoadingCase("invariants that are a mapping", settings: "invariants: «wrong-type:{}»"),
    invariant(
      "an invariant that can be lifted",
      "\(people), when: 'true', never: [ approve ], «unknown-key:liftable»: true"),
  ]

  private static let people = "title: t, owner: security"

  private static func invariant(
    _ name: String, _ keys: String, missing: Bool = false
  ) -> LoadingCase {
    let id = missing ? "«missing-key:id»: i" : "id: i"
    return LoadingCase(name, settings: "invariants: [ { \(id), \(keys) } ]")
  }
}
