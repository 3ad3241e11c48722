import CEL
import Diagnostics
import Testing

@testable import PolicyCore

/// A policy with something of everything, as files, so that what is tested is what users write.
enum ExplainedPolicy {
  static func load() throws -> Policy {
    let files = [
      ("precedent.yaml", settings), ("directory/people.yaml", directory), ("rules/all.yaml", rules),
      ("exceptions/all.yaml", exceptions), ("schema/request.schema.json", schema),
    ]
    let tree = PolicyTree(files: files.map { PolicyFile(path: $0.0, bytes: Array($0.1.utf8)) })
    let loaded = PolicyLoader().load(tree)
    let problems = loaded.diagnostics.filter { $0.severity == .error }.map(\.message)
    try #require(problems == [])
    return try #require(loaded.policy)
  }

  /// Sam asks for access to a database in some environment.
  static func explain(
    _ environment: String, _ fields: KeyValuePairs<String, JSONValue?> = [:],
    approvals: [Approval] = [], at: String = "12:00", for audience: Audience = .auditor
  ) throws -> ExplanationTree {
    let policy = try load()
    let document = TestRequest.document.setting([
      "resource": ["id": "orders-db", "environment": .string(environment)],
      "context": ["role": "reader"],
    ]).setting(fields)
    let request = try RecordReader(schema: policy.schema).request(document)
    return Explainer(policy: policy).explain(
      request, approvals: approvals, at: instant(at), for: audience)
  }

  private static let schema = #"""
    {
      "type": "object",
      "properties": {
        "resource": {
          "type": "object",
          "properties": {
            "environment": { "type": "string" }, "sensitivity": { "type": "string" }
          }
        },
        "context": {
          "type": "object",
          "properties": {
            "role": { "type": "string" }, "trusted": { "type": "boolean" },
            "ticket": { "type": "string" }, "incident": { "type": "boolean" },
            "emergency": { "type": "boolean" }, "never": { "type": "string" }
          }
        }
      }
    }
    """#

  private static let settings = """
    name: explained
    acceptedBy: [ security ]
    invariants:
      - id: critical-needs-a-human
        title: Nobody gets into a critical system without a human.
        owner: security
        when: has(resource.sensitivity) && resource.sensitivity == "critical"
        never: [ approve, constrain ]

    """

  private static let directory = """
    teams:
      - id: security
        members: [ sara, simon ]
      - id: data
        members: [ dana ]
      - id: oncall
        members: [ sam ]
    members:
      - id: sara
      - id: simon
        aliases: [ simon-admin ]
      - id: dana
      - id: sam
      - id: triage-bot
        kind: agent
        owner: dana
        authority: has(resource.environment) && resource.environment == "lab"
    delegations:
      - from: sara
        to: dana
        starts: 2026-02-01
        ends: 2026-04-01
        reason: Leave.

    """

  private static let terms = """
        limits: { duration: 8h }
        rollback: { by: data, within: 1h, steps: Take it back. }
        recertify: { every: 365d }

    """

  private static let rules = """
    rules:
      - id: staging
        title: Readers read staging.
        owner: data
        when: resource.environment == "staging" && context.role in ["reader", "analyst"]
        effect: approve
    \(terms)    certified: { on: 2026-02-01, by: dana }
      - id: lab
        title: The lab is open to trusted devices.
        owner: data
        when: resource.environment == "lab"
        effect: constrain
        conditions: [ { that: has(context.trusted) && context.trusted, because: Trust the device. } ]
    \(terms)    certified: { on: 2026-02-01, by: simon-admin }
      - id: sandbox
        title: The sandbox is open.
        owner: data
        when: resource.environment == "sandbox"
        effect: approve
    \(terms)  - id: prod
        title: Production asks security.
        owner: security
        when: resource.environment == "prod"
        effect: review
        review:
          stages:
            - require: [ { count: 1, from: [ { team: data } ] } ]
            - require: [ { count: 2, from: [ { team: security } ], reason: required } ]
          evidence: [ { that: has(context.ticket), because: A ticket is needed. } ]
          expire: 24h
      - id: freeze
        title: Nothing changes during the freeze.
        owner: security
        when: resource.environment == "frozen"
        effect: deny
        reason: Wait until Monday.
        liftable: true
      - id: wall
        title: The vault stays shut.
        owner: security
        when: resource.environment == "vault"
        effect: deny
        reason: Ask the board.
      - id: broken
        title: Something nobody sends is open.
        owner: data
        when: context.never == "sent"
        effect: approve
    \(terms)    certified: { on: 2026-02-01, by: dana }
      - id: past
        title: The migration is over.
        owner: data
        when: "true"
        effect: deny
        reason: It was.
        until: 2026-02-01
      - id: coming
        title: Winter comes.
        owner: data
        when: "true"
        effect: deny
        reason: It will.
        since: 2026-12-01

    """

  private static let exceptions = """
    exceptions:
      - id: EX-1
        title: On call may work during the freeze.
        lifts: [ freeze ]
        when: has(context.incident) && context.incident
        effect: approve
        limits: { duration: 4h }
        rollback: { by: data, within: 1h, steps: Take it back. }
        owner: data
        approvedBy: simon
        reason: Incidents do not wait.
        ticket: RISK-1
        from: 2026-02-20
        until: 2026-03-10
      - id: EX-2
        title: The vault opens for the audit.
        lifts: [ wall ]
        when: "true"
        effect: approve
        limits: { duration: 4h }
        rollback: { by: data, within: 1h, steps: Take it back. }
        owner: data
        approvedBy: simon
        reason: The audit.
        ticket: RISK-2
        from: 2026-02-20
        until: 2026-03-10
      - id: EX-3
        title: The freeze ended early last year.
        lifts: [ freeze ]
        when: "true"
        effect: approve
        limits: { duration: 4h }
        rollback: { by: data, within: 1h, steps: Take it back. }
        owner: data
        approvedBy: simon
        reason: It did.
        ticket: RISK-3
        from: 2025-02-20
        until: 2025-03-10
      - id: BG-1
        title: On call breaks the glass.
        lifts: [ freeze ]
        when: has(context.emergency) && context.emergency
        breakGlass:
          who: [ { team: oncall } ]
          flag: has(context.emergency) && context.emergency
          notify: [ { team: security } ]
          reviewWithin: 24h
        effect: approve
        limits: { duration: 1h }
        rollback: { by: data, within: 1h, steps: Take it back. }
        owner: security
        approvedBy: sara
        reason: Emergencies.
        ticket: RISK-4
        from: 2026-01-01
        recertify: { every: 90d }

    """
}
