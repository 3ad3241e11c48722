import CEL
import Diagnostics
import PolicyCore
import Testing

/// That what is written is what the model says.
struct PolicyReadingTests {
  @Test
  func readsAReviewRule() throws {
    let rule = try rule(
      """
      rules:
        - id: prod-write
          title: on
          owner: team-data
          when: |
            resource.environment == "prod"
          effect: review
          review:
            stages:
              - require:
                  - { count: 2, from: [ { user: carol }, { team: security }, { attribute: resource.owner } ] }
            evidence: [ { that: has(context.ticket), because: 1.10 } ]
            expire: 72h
            approvalsValidFor: 1d12h
          limits: { none: no }
          obligations: [ { id: o, type: t, properties: { a: 1, b: "1", c: no, d: [ true, ~, 1.5 ] } } ]
          triggers: [ leaver, 2026-06-01 ]
          since: 2026-01-01
          until: 2026-02-01T01:00:00+01:00
      """)
    #expect(rule.id == "prod-write" && rule.title == "on" && rule.owner == "team-data")
    #expect(rule.condition.source == "resource.environment == \"prod\"\n")
    #expect(rule.condition.fields == ["resource.environment"])
    #expect(rule.limits == .unlimited(reason: "no"))
    #expect(rule.triggers == ["leaver", "2026-06-01"])
    #expect(rule.window.since == Timestamp.parse("2026-01-01T00:00:00Z"))
    #expect(rule.window.until == Timestamp.parse("2026-02-01T00:00:00Z"))
    #expect(
      rule.obligations == [
        Obligation(
          id: "o", type: "t",
          properties: [
            "a": .integer(1), "b": .string("1"), "c": .string("no"),
            "d": .array([.bool(true), .string("~"), .double(1.5)]),
          ])
      ])
    guard case .review(let review) = rule.consequence else {
      Issue.record("\(rule.consequence)")
      return
    }
    #expect(
      review.stages == [
        Stage(requirements: [
          Requirement(
            count: 2,
            from: [
              .team("security"), .user("carol"), .attribute(FieldPath(["resource", "owner"])),
            ])
        ])
      ])
    #expect(review.evidence.map(\.because) == ["1.10"])
    #expect(review.expire == PolicyDuration("72h"))
    #expect(review.approvalsValidFor == PolicyDuration("36h"))
  }

  @Test
  func readsTheOtherEffects() throws {
    let deny = try rule(LoadingCase.rule("effect: deny\nreason: \"no\"\nliftable: true"))
    #expect(deny.consequence == .deny(reason: "no", isLiftable: true))
    let firm = try rule(LoadingCase.rule("effect: deny\nreason: no"))
    #expect(firm.consequence == .deny(reason: "no", isLiftable: false))
    let approve = try rule(
      LoadingCase.rule(
        """
        effect: approve
        limits: { duration: 8h }
        rollback: { by: carol, within: 30m, steps: "Revoke\\tit." }
        recertify: { every: 90d }
        certified: { on: 2026-06-01, by: Alice A. }
        """))
    #expect(approve.consequence == .approve)
    #expect(approve.limits == PolicyDuration("8h").map { .duration($0) })
    let within = try #require(PolicyDuration("30m"))
    #expect(approve.rollback == Rollback(by: "carol", within: within, steps: "Revoke\tit."))
    #expect(approve.recertifyEvery == PolicyDuration("90d"))
    let day = try #require(Timestamp.parse("2026-06-01T00:00:00Z"))
    #expect(approve.certified == Certification(on: day, by: "Alice A."))
    let constrain = try rule(
      LoadingCase.rule("effect: constrain\nconditions: [ { that: 'false', because: b } ]"))
    guard case .constrain(let conditions, otherwise: .deny) = constrain.consequence else {
      Issue.record("\(constrain.consequence)")
      return
    }
    #expect(conditions.map(\.because) == ["b"])
  }

  @Test
  func readsSettings() throws {
    let settings = try policy([
      "precedent.yaml": """
      name: no
      history: [ records/ ]
      actions: { elevate: gives, grant: takes }
      floors: { recertifyEvery: 90d }
      testing: { changedRules: exercised }
      gates:
        - { id: share, maxChangedShare: 0.25% }
        - { id: all, maxChangedShare: 100% }
        - { id: none, maxChangedShare: 0.5% }
        - { id: said-no, noHumanDeniedApproved: true }
        - { id: automatic, maxNewlyAutomatic: { count: 3 } }
      acceptedBy: [ security ]
      """
    ]).settings
    #expect(settings.name == "no")
    #expect(settings.history == ["records/"])
    #expect(settings.direction(ofAction: "elevate") == .gives)
    #expect(settings.direction(ofAction: "grant") == .takes)
    #expect(settings.direction(ofAction: "revoke") == .takes)
    #expect(settings.floors.recertifyEvery == PolicyDuration("90d"))
    #expect(settings.floors.exceptionMaxDuration == PolicyDuration("30d"))
    #expect(settings.testing == .exercised)
    #expect(settings.acceptedBy == ["security"])
    #expect(
      settings.gates.map(\.test) == [
        .maxChangedShare(basisPoints: 25), .maxChangedShare(basisPoints: 10_000),
        .maxChangedShare(basisPoints: 50), .noHumanDeniedApproved,
        .maxNewlyAutomatic(where: nil, count: 3), .newlyUnreplayable(count: 0),
        .looseningWithoutEvidence(count: 0),
      ])
  }

  @Test
  func aDefaultGateGivesWayToOneOfItsName() throws {
    let written = """
      name: a
      gates:
        - { id: Replayable, newlyUnreplayable: 7 }
        - { id: EVIDENCE, looseningWithoutEvidence: 2 }
      """
    let gates = try policy(["precedent.yaml": written]).settings.gates
    #expect(
      gates.map(\.test) == [.newlyUnreplayable(count: 7), .looseningWithoutEvidence(count: 2)])
  }

  @Test
  func readsTheDirectory() throws {
    let files = [
      "directory/more.yaml": """
      teams: [ { id: ops, members: [ dan, alice, dan ] } ]
      members: [ { id: dan, kind: workload, owner: ops, aliases: [ d1, d2 ], until: 2027-01-01 } ]
      """
    ]
    let directory = try policy(files).directory
    #expect(directory.teams["ops"]?.members == ["alice", "dan"])
    #expect(directory.person("d2") == "dan")
    let dan = try #require(directory.members["dan"])
    #expect(dan.kind == .workload && dan.owner == "ops")
    #expect(dan.until == Timestamp.parse("2027-01-01T00:00:00Z"))
    #expect(directory.members["alice"]?.kind == .human)
  }

  @Test
  func readsTheSchema() throws {
    let files = [
      "schema/request.schema.json": """
      { "required": [ "context" ], "additionalProperties": true, "properties": { "context": {
        "required": [ "ticket" ], "additionalProperties": false, "properties": {
          "ticket": { "type": [ "string", "null" ], "pattern": "^C", "maxLength": 9, "x-source": "attested" },
          "share": { "type": "number", "minimum": -1, "exclusiveMaximum": 2.5e1 },
          "tags": { "type": "array", "items": { "const": 1.0 }, "minItems": 2, "uniqueItems": true },
          "at": { "type": "string", "format": "date-time" } } } } }
      """
    ]
    let schema = try policy(files).schema
    let context = try #require(schema.node(at: ["context"]))
    #expect(context.required == ["ticket"])
    let ticket = try #require(schema.node(at: ["context", "ticket"]))
    #expect(ticket.types == [.string, .null] && ticket.source == .attested)
    #expect(ticket.bounds.lengths == 0...9)
    #expect(ticket.pattern?.matchesPart(of: "CHG-1") == true)
    #expect(ticket.pattern?.matchesPart(of: "xC") == false)
    let share = try #require(schema.node(at: ["context", "share"]))
    #expect(share.bounds.minimum == -1 && share.bounds.exclusiveMaximum == 25)
    let tags = try #require(schema.node(at: ["context", "tags"]))
    #expect(tags.items.first?.enumeration == [.integer(1)])
    #expect(tags.bounds.itemCounts == 2...Int.max && tags.bounds.hasUniqueItems)
    #expect(schema.node(at: ["context", "at"])?.format == .dateTime)
    #expect(schema.root.required.contains("context"))
  }

  /// The team function answers with the directory's members, sorted, and errs for unknown teams.
  @Test
  func conditionsKnowTeams() throws {
    let texts = [
      "team(\"security\") == [\"alice\", \"bob\"]": true, "\"carol\" in team(\"security\")": false,
    ]
    for (text, expected) in texts {
      let loaded = try policy([
        "rules/more.yaml": LoadingCase.rule("effect: approve").replacing(
          "'true'", with: "'\(text)'")
      ])
      let rule = try #require(loaded.rule("more"))
      let values = Array(repeating: Value.null, count: loaded.schema.variables.count)
      #expect(try rule.condition.program.evaluateCondition(Bindings(values)) == expected, "\(text)")
    }
  }

  private func policy(_ files: [String: String]) throws -> Policy {
    let loaded = PolicyLoader().load(MarkedPolicy(replacing: files).tree)
    return try #require(loaded.policy, "\(loaded.diagnostics.map(\.message))")
  }

  private func rule(_ text: String) throws -> Rule {
    let loaded = try policy(["rules/more.yaml": text])
    return try #require(loaded.rules.first { $0.id != "staging-readers" })
  }
}
