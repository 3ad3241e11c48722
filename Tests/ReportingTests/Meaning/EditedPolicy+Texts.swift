extension EditedPolicy {
  static let texts = [
    "precedent.yaml": """
    name: acme
    default: deny
    gates:
      - { id: share, maxChangedShare: 5% }
    acceptedBy: [ security ]
    invariants:
      - id: critical
        title: A human decides on what is critical.
        owner: security
        when: resource.sensitivity == "critical"
        never: [ approve, constrain ]

    """,
    "schema/request.schema.json": """
    { "type": "object", "properties": {
        "subject": { "type": "object", "properties": {
          "type": { "enum": [ "human", "workload", "agent" ] } }, "required": [ "type" ] },
        "resource": { "type": "object", "properties": {
          "environment": { "enum": [ "dev", "staging", "prod" ] },
          "sensitivity": { "enum": [ "low", "high", "critical" ] },
          "owner": { "type": "string" } }, "required": [ "environment", "sensitivity", "owner" ] },
        "context": { "type": "object", "properties": {
          "ticket": { "type": "string" }, "role": { "type": "string" },
          "emergency": { "type": "boolean" } }, "required": [ "role" ] } } }

    """,
    "rules/all.yaml": rules,
    "exceptions/all.yaml": exceptions,
    "directory/people.yaml": people,
    "tests/all.yaml": """
    tests:
      - name: reading
        base: fixtures/read.json
        cases:
          - name: dev
            expect: { decision: approved, tier: automatic }
          - name: prod
            with: { resource.environment: prod }
            expect: { decision: denied }

    """,
    "tests/fixtures/read.json": """
    { "id": "r", "time": "2026-03-01T10:00:00Z", "subject": { "id": "eve", "type": "human" },
      "action": "grant", "resource": { "id": "db", "environment": "dev", "sensitivity": "low",
      "owner": "data" }, "context": { "role": "reader" } }

    """,
  ]

  private static let rules = """
    rules:
      - id: read
        title: Engineers read outside of production.
        owner: data
        when: resource.environment == "dev" && context.role in ["reader", "analyst"]
        effect: approve
        limits: { duration: 8h }
        rollback: { by: data, within: 1h, steps: Revoke it. }
        recertify: { every: 180d }
        certified: { on: 2026-01-01, by: carol }
        obligations: [ { id: tell, type: notice, properties: { to: data } } ]
        dataMaxAge: 24h
        since: 2026-01-01

      - id: deploy
        title: Workloads deploy with a ticket.
        owner: data
        when: subject.type == "workload"
        effect: constrain
        conditions:
          - that: context.role == "deployer"
            because: Only to deploy.
          - that: has(context.ticket)
            because: A ticket is needed.
        otherwise:
          review:
            stages: [ { require: [ { count: 1, from: [ { team: data } ] } ] } ]
        limits: { none: It ends by itself. }
        rollback: { by: data, within: 1h, steps: Roll it back. }
        recertify: { every: 180d }
        certified: { on: 2026-01-01, by: carol }

      - id: write
        title: Writing needs the owner, then security.
        owner: data
        when: context.role == "writer"
        effect: review
        review:
          stages:
            - require: [ { count: 1, from: [ { attribute: resource.owner } ] } ]
            - require: [ { count: 2, from: [ { team: security } ], reason: required } ]
          evidence: [ { that: has(context.ticket), because: A ticket is needed. } ]
          expire: 72h
          approvalsValidFor: 24h
          escalate: [ { after: 4h, to: [ { team: oncall } ] } ]
        limits: { duration: 4h }

      - id: agents
        title: Agents stay out of production.
        owner: security
        when: subject.type == "agent" && resource.environment == "prod"
        effect: deny
        reason: Ask a person.

    """

  private static let exceptions = """
    exceptions:
      - id: EX-1
        title: The migration writes.
        lifts: [ write ]
        when: subject.id == "migrator"
        effect: approve
        limits: { duration: 4h }
        rollback: { by: data, within: 1h, steps: Stop it. }
        owner: data
        approvedBy: carol
        reason: It cannot wait.
        ticket: RISK-1
        from: 2026-10-01
        until: 2026-10-15

      - id: glass
        title: In an incident, who is on call writes.
        lifts: [ write ]
        when: resource.environment == "prod"
        effect: approve
        limits: { duration: 2h }
        rollback: { by: data, within: 1h, steps: Revoke it. }
        owner: data
        approvedBy: carol
        reason: Nights.
        ticket: RISK-2
        breakGlass:
          who: [ { team: oncall } ]
          flag: has(context.emergency) && context.emergency
          notify: [ security ]
          reviewWithin: 24h
        recertify: { every: 90d }
        certified: { on: 2026-01-01, by: carol }

    """

  private static let people = """
    teams:
      - id: security
        members: [ alice, bob ]
      - id: data
        members: [ carol, dan ]
      - id: oncall
        members: [ alice, carol ]
      - id: guests
        members: [ dan ]
    members:
      - id: alice
      - id: bob
      - id: carol
        aliases: [ carol@home.example ]
      - id: dan
      - id: bot
        kind: agent
        owner: data
        authority: resource.environment == "dev"
        until: 2026-12-31
    delegations:
      - from: alice
        to: bob
        scope: resource.environment == "dev"
        starts: 2026-08-01
        ends: 2026-08-15
        reason: Leave.

    """
}
