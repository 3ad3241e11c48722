import CEL

/// A matched rule and what it amounts to for this request.
struct RuleEffect {
  let rule: Rule
  var consequence: Consequence
  var hasLapsed = false
}

/// Steps 2 to 5 of a decision: which rules match, failing closed, and what each becomes.
struct RuleMatching {
  let bindings: Bindings
  let policyAt: Timestamp
  private(set) var errors: [RuleError] = []
  private(set) var conditions: [ClauseState] = []

  init(bindings: Bindings, policyAt: Timestamp) {
    self.bindings = bindings
    self.policyAt = policyAt
  }

  /// The rules that match, in the order given.
  mutating func effects(of rules: [Rule]) -> [RuleEffect] {
    matches(rules).map { index in
      let rule = rules[index]
      var effect = RuleEffect(rule: rule, consequence: rule.consequence)
      applyConditions(to: &effect)
      applyLapse(to: &effect)
      return effect
    }
  }

  /// An error counts as a match for review and deny, as none for approve, and for constrain only
  /// if an approving rule matched without one: it must not open what was closed, nor drop the
  /// constraint of what is open.
  ///
  /// By index: most rules do not match most requests, and a copy of a rule costs more than many a
  /// condition.
  private mutating func matches(_ rules: [Rule]) -> [Int] {
    var matched: [Int] = []
    var erringConstraints: [Int] = []
    var isOpen = false
    for index in rules.indices where rules[index].window.contains(policyAt) {
      let effect = rules[index].effect
      switch truth(of: index, in: rules) {
      case true?:
        matched.append(index)
        isOpen = isOpen || effect.tier.actsAlone
      case false?: break
      case nil:
        switch effect {
        case .review, .deny: matched.append(index)
        case .constrain: erringConstraints.append(index)
        case .approve: break
        }
      }
    }
    return isOpen ? (matched + erringConstraints).sorted() : matched
  }

  /// Nil when the condition errs, which is noted.
  private mutating func truth(of index: Int, in rules: [Rule]) -> Bool? {
    do {
      return try rules[index].condition.program.evaluateCondition(bindings)
    } catch {
      errors.append(RuleError(rule: rules[index].id, message: error.message))
      return nil
    }
  }

  /// A constrained rule with a condition that fails or errs is its `otherwise`.
  private mutating func applyConditions(to effect: inout RuleEffect) {
    guard case .constrain(let clauses, let otherwise) = effect.consequence else { return }
    let states = clauses.map { $0.state(of: effect.rule.id, in: bindings) }
    conditions += states
    guard !states.allSatisfy(\.holds) else { return }
    switch otherwise {
    case .deny:
      let reasons = states.filter { !$0.holds }.map(\.because)
      effect.consequence = .deny(reason: reasons.joined(separator: " "), isLiftable: false)
    case .review(let review): effect.consequence = .review(review)
    }
  }

  /// What acts alone and has lapsed asks its owner; a rule without owner asks nobody, unfillably.
  private func applyLapse(to effect: inout RuleEffect) {
    guard effect.consequence.effect.tier.actsAlone, effect.rule.hasLapsed(at: policyAt) else {
      return
    }
    effect.hasLapsed = true
    effect.consequence = .review(
      effect.rule.owner.map { Review.byOwner($0) }
        ?? Review(stages: [Stage(requirements: [Requirement(count: 1, from: [])])]))
  }
}

extension Clause {
  /// Whether it holds for a request.
  func state(of rule: ID?, in bindings: Bindings) -> ClauseState {
    let truth: ClauseState.Truth
    do {
      truth = try that.program.evaluateCondition(bindings) ? .holds : .fails
    } catch {
      truth = .errs(error.message)
    }
    return ClauseState(rule: rule, that: that.printed, because: because, truth: truth)
  }
}
