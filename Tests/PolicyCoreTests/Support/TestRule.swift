import CEL
import Diagnostics
import PolicyCore

/// A rule before its conditions are compiled.
struct TestRule: Sendable {
  enum Effect: Sendable {
    case approve
    /// Without a review, `otherwise` is deny.
    case constrain([String], otherwise: TestReview? = nil)
    case review(TestReview)
    case deny
  }

  var id: ID
  var when: String
  var effect: Effect
  var owner: ID? = "owners"
  var limits: PolicyCore.Limits?
  var rollback: Rollback?
  var obligations: [Obligation] = []
  var window = Window()
  var recertify: String?
  var certified: String?
  var dataMaxAge: String?

  /// The same rule with something changed.
  func with(_ change: (inout TestRule) -> Void) -> TestRule {
    var rule = self
    change(&rule)
    return rule
  }

  func limited(to text: String) -> TestRule { with { $0.limits = .duration(duration(text)) } }

  func inWindow(since: String? = nil, until: String? = nil) -> TestRule {
    with { $0.window = Window(since: since.map { instant($0) }, until: until.map { instant($0) }) }
  }

  func recertified(every: String, certified: String?) -> TestRule {
    with {
      $0.recertify = every
      $0.certified = certified
    }
  }

  func make(_ compiler: TestCompiler) throws -> Rule {
    Rule(
      id: id, title: "Title of \(id).", owner: owner, condition: try compiler.condition(when),
      consequence: try consequence(compiler), limits: limits, rollback: rollback,
      obligations: obligations, window: window, recertifyEvery: recertify.map { duration($0) },
      certified: certified.map { Certification(on: instant($0), by: "olga") },
      dataMaxAge: dataMaxAge.map { duration($0) },
      location: .file("rules/test.yaml"))
  }

  private func consequence(_ compiler: TestCompiler) throws -> Consequence {
    switch effect {
    case .approve: .approve
    case .constrain(let conditions, let otherwise):
      .constrain(
        conditions: try compiler.clauses(conditions),
        otherwise: try otherwise.map { .review(try $0.make(compiler)) } ?? .deny)
    case .review(let review): .review(try review.make(compiler))
    case .deny: .deny(reason: "Reason of \(id).", isLiftable: false)
    }
  }
}

/// A review before its evidence is compiled.
struct TestReview: Sendable {
  var requirements: [Requirement]
  /// Of the second stage and so on.
  var laterStages: [[Requirement]] = []
  var evidence: [String] = []
  var expire: String?
  var validFor: String?
  var escalations: [Escalation] = []
  var workloadsSuffice = false

  init(
    _ requirements: Requirement..., evidence: [String] = [], expire: String? = nil,
    validFor: String? = nil
  ) {
    self.requirements = requirements
    self.evidence = evidence
    self.expire = expire
    self.validFor = validFor
  }

  func make(_ compiler: TestCompiler) throws -> Review {
    Review(
      stages: ([requirements] + laterStages).map { Stage(requirements: $0) },
      evidence: try compiler.clauses(evidence), expire: expire.map { duration($0) },
      approvalsValidFor: validFor.map { duration($0) }, escalations: escalations,
      workloadsSuffice: workloadsSuffice)
  }
}

extension Requirement {
  /// So many approvals by whoever one of the selectors names.
  static func by(_ count: Int = 1, _ selectors: Selector...) -> Requirement {
    Requirement(count: count, from: selectors)
  }
}

extension Selector {
  static func field(_ path: String) -> Selector {
    .attribute(FieldPath(path.split(separator: ".").map(String.init)))
  }
}

func approve(_ id: ID, when: String = "true") -> TestRule {
  TestRule(id: id, when: when, effect: .approve)
}

func deny(_ id: ID, when: String = "true") -> TestRule {
  TestRule(id: id, when: when, effect: .deny)
}

func review(_ id: ID, when: String = "true", _ review: TestReview) -> TestRule {
  TestRule(id: id, when: when, effect: .review(review))
}

func constrain(
  _ id: ID, when: String = "true", _ conditions: String..., otherwise: TestReview? = nil
) -> TestRule {
  TestRule(id: id, when: when, effect: .constrain(conditions, otherwise: otherwise))
}
