import CEL

/// Step 2 of a decision: which rules match, failing closed.
struct RuleMatching {
  private(set) var errors: [RuleError] = []
  /// In the order of the rules.
  private var matched: [Statement] = []
  /// Constraints that err.
  private var erring: [Statement] = []
  /// Whether something that acts alone has matched.
  private var isOpen = false

  /// Finds the rules that match.
  ///
  /// An error counts as a match for review and deny, as none for approve, and for constrain only
  /// if an approving rule matched without one: it must not open what was closed, nor drop the
  /// constraint of what is open.
  init(_ decided: DecidedCase) {
    // More seldom match one request; growing costs more.
    matched.reserveCapacity(4)
    let speakers = decided.speakers
    speakers.filter.forEachCandidate(decided.bindings) { place in
      match(speakers.rules[place], decided)
    }
    if isOpen, !erring.isEmpty { matched = (matched + erring).sorted { $0.id < $1.id } }
  }

  /// Hands over what matched, so that it can be changed in place.
  mutating func takeMatched() -> [Statement] {
    defer { matched = [] }
    return matched
  }

  private mutating func match(_ rule: Speaker, _ decided: DecidedCase) {
    guard rule.window.contains(decided.policyAt) else { return }
    switch truth(of: rule, decided) {
    case true?:
      matched.append(Statement(rule))
      isOpen = isOpen || rule.effect.tier.actsAlone
    case false?: break
    case nil:
      switch rule.effect {
      case .review, .deny: matched.append(Statement(rule))
      case .constrain: erring.append(Statement(rule))
      case .approve: break
      }
    }
  }

  /// Nil when the condition errs, which is noted.
  private mutating func truth(of rule: Speaker, _ decided: DecidedCase) -> Bool? {
    do throws(EvaluationError) {
      return try decided.holds(rule.condition)
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
