import CEL
import Diagnostics
import Reporting

@testable import PolicyCore

extension ExplanationTree {
  /// A review that waits, with something to say in every section.
  static func everything(
    _ plant: Planting = .ordinary, for audience: Audience = .auditor
  ) -> ExplanationTree {
    let decision = Decision.everything(plant)
    return ExplanationTree(
      audience: audience, requestID: plant("req-1042"), at: .at("2026-03-01T12:00:00Z"),
      decision: decision,
      paragraph: plant("`alice` asked for `grant` on `orders-db`. Waiting for a review."),
      rules: rules(plant), untoldRules: 2, exceptions: exceptions(plant), untoldExceptions: 0,
      invariants: invariants(plant),
      requirements: decision.requirements.map {
        RequirementAccount(
          state: $0, eligibleCount: $0.eligible.count,
          deputies: [Deputy(of: ID(plant("dave")), by: ID(plant("erin")))])
      },
      remedies: remedies(plant))
  }

  /// No rule matched, and nothing would help.
  static var bare: ExplanationTree {
    ExplanationTree(
      audience: .auditor, requestID: "req-7", at: .at("2026-03-01T12:00:00Z"), decision: .bare,
      paragraph: "Denied, because no rule matched.", rules: [], exceptions: [], invariants: [],
      requirements: [], remedies: [])
  }

  private static func rules(_ plant: Planting) -> [RuleAccount] {
    let states: [(String, RuleAccount.State)] = [
      ("prod-db-write", .applies(.review)), ("staging-db-readers", .applies(.deny)),
      ("frozen", .lifted(by: [ID(plant("EX-1"))])), ("vendors", .notMatched),
      ("winter", .notYet(since: .at("2026-12-01T00:00:00Z"))),
      ("migration", .ended(until: .at("2026-02-01T00:00:00Z"))), ("broken", .errs),
    ]
    return states.map { id, state in
      RuleAccount(
        rule: ID(plant(id)), title: plant("Writing to production data needs its owner."),
        effect: .review, state: state, hasLapsed: id == "staging-db-readers",
        isStale: id == "staging-db-readers",
        error: id == "broken" ? plant("no such field `context.a`") : nil,
        reading: id == "prod-db-write" ? plant("the environment is `prod`") : nil,
        parts: parts(plant), location: place(plant))
    }
  }

  private static func exceptions(_ plant: Planting) -> [ExceptionAccount] {
    let states: [ExceptionAccount.State] = [
      .active(lifted: [ID(plant("frozen"))], effect: .approve), .joins(.deny), .errs,
      .notYet(since: .at("2026-12-01T00:00:00Z")), .ended(until: .at("2026-02-01T00:00:00Z")),
      .nothingToLift, .mayNotLift([ID(plant("wall"))]), .notForThem, .notMatched, .lapsed,
    ]
    return states.enumerated().map { index, state in
      ExceptionAccount(
        exception: ID(plant("EX-\(index)")), title: plant("On call works in the freeze."),
        isBreakGlass: index % 2 == 1, lifts: [ID(plant("frozen"))], state: state,
        parts: index < 3 ? parts(plant) : [], location: place(plant))
    }
  }

  private static func invariants(_ plant: Planting) -> [InvariantAccount] {
    [.asksItsOwner, .respected, .notAboutIt].map { state in
      InvariantAccount(
        invariant: ID(plant("critical-needs-a-human")), title: plant("A human looks."),
        owner: ID(plant("security")), state: state,
        error: state == .asksItsOwner ? plant("no such field `resource.s`") : nil,
        parts: parts(plant), location: place(plant))
    }
  }

  private static func parts(_ plant: Planting) -> [DecidingPart] {
    let path = FieldPath([plant("resource"), plant("environment")])
    let findings: [ReadValue.Finding] = [
      .value(.string(plant("prod"))), .present, .absent, .unreadable(plant("no such field")),
    ]
    return [
      DecidingPart(
        text: plant("resource.environment == \"staging\""), truth: .fails,
        values: findings.map { ReadValue(path: path, finding: $0) }),
      DecidingPart(text: plant("has(context.a)"), truth: .holds, values: []),
      DecidingPart(
        text: plant("context.a > 1"), truth: .errs(plant("no such field `context.a`")), values: []),
    ]
  }

  private static func remedies(_ plant: Planting) -> [Remedy] {
    let clause = ClauseState(
      rule: ID(plant("lab")), that: plant("context.trusted"), because: plant("Trust the device."),
      truth: .fails)
    let missing = MissingApprovals(
      stage: 2, count: 2, from: [.team(ID(plant("security"))), .user(ID(plant("ciso")))],
      isReasonRequired: true, candidates: [ID(plant("dave"))], until: .at("2026-03-04T10:00:00Z"))
    let change = FieldEdit(
      rule: ID(plant("staging")), path: FieldPath([plant("resource"), plant("environment")]),
      now: .string(plant("prod")), wanted: [.string(plant("staging")), .string(plant("dev"))])
    return [
      Remedy(
        needs: [.approvals(missing), .human, .evidence(clause)], tier: .human, status: .approved),
      Remedy(
        needs: [
          .notDenied(rule: ID(plant("wall")), because: parts(plant)),
          .conditions(rule: ID(plant("lab")), failing: [clause]),
        ], tier: .constrained, status: .approved),
      Remedy(
        needs: [.certification(rule: ID(plant("old"))), .freshData(rule: ID(plant("old")))],
        tier: .automatic, status: .approved),
      Remedy(
        needs: [
          .denialTakenBack(by: ID(plant("mallory"))), .earlier(than: .at("2026-03-04T10:00:00Z")),
        ], tier: .human, status: .pending),
      Remedy(needs: [.field(change)], tier: .automatic, status: .approved),
    ]
  }
}

extension ExplanationSource {
  /// A stored decision that comes out differently.
  static func everything(_ plant: Planting = .ordinary) -> ExplanationSource {
    ExplanationSource(
      commit: plant("3f2a9d0c4b5e"), policySHA256: plant("9c1e9c1e9c1e"),
      decisionID: plant("77aa77aa"), recordedOutcome: plant("approved"),
      differences: [plant("It says automatic/approved, and decided again it is human/pending.")])
  }

  /// A request.
  static let bare = ExplanationSource(commit: "3f2a9d0c4b5e", policySHA256: "9c1e9c1e9c1e")
}

extension PersonAccount {
  /// Somebody whom everything names, and without whom everything is lost.
  static func everything(_ plant: Planting = .ordinary) -> PersonAccount {
    let ways: [Mention.Way] = [
      .directly, .alias(ID(plant("asmith"))), .team(ID(plant("security"))),
    ]
    let mentions = Mention.Role.allCases.enumerated().map { index, role in
      Mention(
        subject: Mention.Subject.allCases[index % Mention.Subject.allCases.count],
        id: ID(plant("prod")), role: role, way: ways[index % ways.count], location: place(plant))
    }
    let kinds: [Loss.Kind] = [
      .quorum(count: 2, left: 1, from: [.team(ID(plant("security")))]),
      .onlyApprover(count: 1, from: [.user(ID(plant("alice")))]), .human,
      .owner(ID(plant("security"))), .rollback(ID(plant("team-data"))), .emergency, .acceptance,
    ]
    return PersonAccount(
      person: Member(
        id: ID(plant("alice@example.com")), aliases: [ID(plant("alice")), ID(plant("asmith"))],
        until: .at("2026-12-31T00:00:00Z"), location: place(plant)),
      asked: ID(plant("asmith")), mentions: mentions,
      losses: kinds.map {
        Loss(subject: .rule, id: ID(plant("prod")), kind: $0, location: place(plant))
      })
  }

  /// Somebody whom nothing names.
  static func nobody(losses: [Loss]?) -> PersonAccount {
    PersonAccount(
      person: Member(id: "zoe", location: .file("directory/people.yaml")), asked: "zoe",
      mentions: [], losses: losses)
  }
}

private func place(_ plant: Planting) -> SourceLocation {
  SourceLocation(
    path: plant("rules/databases.yaml"), utf8Range: 10..<20, lineNumber: 12, columnNumber: 3,
    columnCount: 10, lineText: nil)
}
