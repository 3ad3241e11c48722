package import CEL

/// Step 3 of a decision: which exceptions are active, and what they lift.
struct ExceptionMatching {
  private let decided: DecidedCase
  private(set) var errors: [RuleError] = []
  /// Break-glass that would have been active, had somebody certified it.
  private(set) var lapsed: [ID] = []
  /// By rule, then by exception.
  private(set) var lifted: [LiftedRule] = []
  /// What joins the remaining rules.
  private(set) var joining: [PolicyException] = []

  init(_ decided: DecidedCase) { self.decided = decided }

  /// Goes through the exceptions, given the rules that matched.
  mutating func match(_ exceptions: [PolicyException], _ matched: [Rule]) {
    for exception in exceptions where exception.window.contains(decided.policyAt) {
      let rules = matched.filter { $0.isLiftable && exception.lifts.contains($0.id) }
      guard !rules.isEmpty else { continue }
      switch truth(of: exception) {
      case false?: continue
      case true? where exception.hasLapsed(at: decided.policyAt):
        lapsed.append(exception.id)
        joinIfStrict(exception)
      case true?:
        lifted += rules.map { LiftedRule(rule: $0.id, by: exception.id) }
        joining.append(exception)
      case nil: joinIfStrict(exception)
      }
    }
    lifted.sort()
  }

  /// Of what lifts nothing, what it would have restricted stays restricted.
  private mutating func joinIfStrict(_ exception: PolicyException) {
    if !exception.consequence.effect.tier.actsAlone { joining.append(exception) }
  }

  /// Nil where it errs and nothing else says no.
  private mutating func truth(of exception: PolicyException) -> Bool? {
    if let breakGlass = exception.breakGlass, !isUsed(by: breakGlass.who) { return false }
    let conditions = [exception.condition] + (exception.breakGlass.map { [$0.flag] } ?? [])
    var messages: [String] = []
    for condition in conditions {
      do {
        guard try condition.program.evaluateCondition(decided.bindings) else { return false }
      } catch {
        messages.append(error.message)
      }
    }
    errors += messages.map { RuleError(rule: exception.id, message: $0) }
    return messages.isEmpty ? true : nil
  }

  /// Whoever receives the access, and whoever asks for it when that is someone else, must be among
  /// those named.
  func isUsed(by who: [Selector]) -> Bool {
    let directory = decided.policy.directory
    let request = decided.request
    let people = directory.people(who, request)
    return ([request.subject] + (request.requester.map { [$0] } ?? [])).allSatisfy { party in
      let person = directory.person(party.id)
      guard let member = directory.members[person] else { return false }
      return people.contains(person) && member.isActive(at: decided.at)
    }
  }
}

extension PolicyException {
  /// Whether its conditions are asked at all: it is in its window, there is something that it could
  /// lift, and those who would use it may.
  package func isAsked(
    about request: Request, in policy: Policy, _ decision: Decision, at: Timestamp
  ) -> Bool {
    guard window.contains(at) else { return false }
    let matched = decision.matched.filter { !$0.isException }.map(\.rule)
    let isLifting = (matched + decision.lifted.map(\.rule)).contains { id in
      lifts.contains(id) && policy.rule(id)?.isLiftable == true
    }
    guard isLifting, let breakGlass else { return isLifting }
    let decided = DecidedCase(
      policy: policy, request: request, bindings: request.bindings(now: at), at: at, policyAt: at)
    return ExceptionMatching(decided).isUsed(by: breakGlass.who)
  }
}

extension Rule {
  /// A deny that does not say so cannot be lifted.
  var isLiftable: Bool {
    guard case .deny(_, let isLiftable) = consequence else { return true }
    return isLiftable
  }
}

extension Directory {
  /// Whom selectors name for a request.
  func people(_ selectors: [Selector], _ request: Request) -> Set<ID> {
    var people: Set<ID> = []
    for selector in selectors {
      switch selector {
      case .team(let id): people.formUnion(self.people(ofTeam: id))
      case .user(let id): people.insert(person(id))
      case .attribute(let path), .each(let path):
        for id in request.ids(at: path) { people.formUnion(self.people(named: id)) }
      }
    }
    return people
  }
}
