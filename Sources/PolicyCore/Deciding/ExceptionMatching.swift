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
  private(set) var joining: [Speaker] = []

  init(_ decided: DecidedCase) { self.decided = decided }

  /// Goes through the exceptions, given the rules that matched.
  mutating func match(_ exceptions: [Speaker], _ matched: [Speaker]) {
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
  private mutating func joinIfStrict(_ exception: Speaker) {
    if !exception.effect.tier.actsAlone { joining.append(exception) }
  }

  /// Nil where it errs and nothing else says no.
  private mutating func truth(of exception: Speaker) -> Bool? {
    if let breakGlass = exception.breakGlass,
      !decided.request.isUse(by: breakGlass.who, decided.policy.directory, at: decided.at)
    {
      return false
    }
    let conditions = [exception.condition] + (exception.breakGlass.map { [$0.flag] } ?? [])
    var messages: [String] = []
    for condition in conditions {
      do {
        guard try decided.holds(condition) else { return false }
      } catch {
        messages.append(error.message)
      }
    }
    errors += messages.map { RuleError(rule: exception.id, message: $0) }
    return messages.isEmpty ? true : nil
  }
}

extension Request {
  /// Whether those who would use a break-glass may: whoever receives the access, and whoever asks for
  /// it when that is someone else, must be among those named.
  func isUse(by who: [Selector], _ directory: Directory, at: Timestamp) -> Bool {
    let people = directory.people(who, self)
    return ([subject] + (requester.map { [$0] } ?? [])).allSatisfy { party in
      let person = directory.person(party.id)
      return people.contains(person) && directory.isActive(person, at: at)
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
    return request.isUse(by: breakGlass.who, policy.directory, at: at)
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
      case .team(let id) where people.isEmpty: people = self.people(ofTeam: id)
      case .team(let id): people.formUnion(self.people(ofTeam: id))
      case .user(let id): people.insert(person(id))
      case .attribute(let path), .each(let path):
        for id in request.ids(at: path) { people.formUnion(self.people(named: id)) }
      }
    }
    return people
  }
}
