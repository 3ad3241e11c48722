import CEL
import Reporting

@testable import PolicyCore

extension Decision {
  /// A review that waits, with something to say in every section.
  static func everything(_ plant: Planting = .ordinary) -> Decision {
    Decision(
      status: .pending, tier: .human,
      matched: [
        MatchedRule(
          rule: ID(plant("prod-db-write")), effect: .review,
          because: plant("Writing to production data needs its owner, then security."),
          fields: [plant("action.name"), plant("resource.type")]),
        MatchedRule(
          rule: ID(plant("staging-db-readers")), effect: .review,
          because: plant("Engineers read staging databases without asking."), fields: []),
      ],
      lapsed: [ID(plant("staging-db-readers"))],
      errors: [RuleError(rule: ID(plant("vendors")), message: plant("no such field `context.a`"))],
      requirements: requirements(plant),
      evidence: [clause(plant, .holds), clause(plant, .errs(plant("no such field `context.t`")))],
      conditions: [clause(plant, .fails)],
      discounted: [
        DiscountedApproval(
          by: ID(plant("ci-deployer")), at: .at("2026-03-01T10:05:00Z"), reason: .excluded)
      ],
      deniedBy: [ID(plant("mallory"))], deadline: .at("2026-03-04T10:00:00Z"),
      approvalsValidFor: PolicyDuration(seconds: 86_400),
      grant: Grant(
        subject: ID(plant("alice")), action: plant("grant"), resource: plant("orders-db"),
        from: .at("2026-03-01T10:00:00Z"), until: .at("2026-03-01T18:00:00Z")),
      limit: PolicyDuration(seconds: 28_800),
      obligations: [Obligation(id: plant("log-session"), type: plant("audit"))],
      rollback: [
        Rollback(
          by: ID(plant("team-data")), within: PolicyDuration(seconds: 3_600),
          steps: plant("Revoke the role in the database console."))
      ])
  }

  /// No rule matched.
  static var bare: Decision {
    Decision(
      status: .denied, tier: .denied, matched: [], lapsed: [], errors: [], requirements: [],
      evidence: [], conditions: [], discounted: [], deniedBy: [], deadline: nil,
      approvalsValidFor: nil, grant: nil, limit: nil, obligations: [], rollback: [])
  }

  private static func requirements(_ plant: Planting) -> [RequirementState] {
    [
      RequirementState(
        stage: 1, count: 1, from: [.attribute(FieldPath([plant("resource"), plant("owner")]))],
        eligible: [ID(plant("carol"))],
        filledBy: [
          FilledSeat(
            by: ID(plant("carol")), onBehalfOf: ID(plant("bob")), at: .at("2026-03-01T10:10:00Z"))
        ]),
      RequirementState(
        stage: 2, count: 2, from: [.team(ID(plant("security"))), .user(ID(plant("ciso")))],
        eligible: [ID(plant("alice")), ID(plant("dave"))], filledBy: []),
    ]
  }

  private static func clause(_ plant: Planting, _ truth: ClauseState.Truth) -> ClauseState {
    ClauseState(
      rule: "prod-db-write", that: plant("context.ticket.matches(\"^CHG-[0-9]+$\")"),
      because: plant("A CHG ticket is needed."), truth: truth)
  }
}

extension DecisionMarkdown {
  /// The review that waits, with its request.
  func everything(_ plant: Planting = .ordinary) -> String {
    render(
      .everything(plant), requestID: plant("req-1042"),
      request: [
        "id": .string(plant("req-1042")),
        "context": .object(["justification": .string(plant("a secret reason"))]),
      ],
      explanation: plant("`alice` asked for `grant` on `orders-db`. Waiting for a review."),
      stamp: [(plant("commit"), plant("3f2a9d0c4b5e")), ("policy", plant("9c1e9c1e9c1e"))])
  }
}
