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

  /// The places of the rules that match, ascending.
  ///
  /// An error counts as a match for review and deny, as none for approve, and for constrain only
  /// if an approving rule matched without one: it must not open what was closed, nor drop the
  /// constraint of what is open.
  ///
  /// By index: most rules do not match most requests, and a copy of a rule costs more than many a
  /// condition.
  mutating func matches(_ rules: [Rule]) -> [Int] {
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
