import CEL

/// Step 2 of a decision: which rules match, failing closed.
struct RuleMatching {
  let bindings: Bindings
  let policyAt: Timestamp
  private(set) var errors: [RuleError] = []

  init(bindings: Bindings, policyAt: Timestamp) {
    self.bindings = bindings
    self.policyAt = policyAt
  }

  /// The rules that match, in their order.
  ///
  /// An error counts as a match for review and deny, as none for approve, and for constrain only
  /// if an approving rule matched without one: it must not open what was closed, nor drop the
  /// constraint of what is open.
  /// - Parameter candidates: the places of those that can match or err, ascending.
  mutating func matches(_ rules: [Speaker], among candidates: [Int]) -> [Statement] {
    var matched: [Int] = []
    var erringConstraints: [Int] = []
    var isOpen = false
    for index in candidates where rules[index].window.contains(policyAt) {
      let effect = rules[index].effect
      switch truth(of: rules[index]) {
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
    if isOpen, !erringConstraints.isEmpty { matched = (matched + erringConstraints).sorted() }
    return matched.map { Statement(rules[$0]) }
  }

  /// Nil when the condition errs, which is noted.
  private mutating func truth(of rule: Speaker) -> Bool? {
    do {
      return try rule.condition.program.evaluateCondition(bindings)
    } catch {
      errors.append(RuleError(rule: rule.id, message: error.message))
      return nil
    }
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
