import CEL

/// What stands in the way on the policy's side, and the policy as it would be without that.
struct PolicyRepair {
  let policy: Policy
  let request: Request
  let at: Timestamp
  let decision: Decision

  /// Denials that apply, clauses that do not hold, what has lapsed and what is stale; rules first.
  var needs: [Need] {
    decision.matched.flatMap { needs(of: $0) } + lapsedBreakGlass
  }

  /// Those of what denies.
  var denying: [Need] {
    decision.matched.filter { $0.effect == .deny }.flatMap { needs(of: $0) }
  }

  private func needs(of matched: MatchedRule) -> [Need] {
    let spoken = spoken(of: matched)
    var needs: [Need] = []
    let failing = decision.conditions.filter { $0.rule == matched.rule && !$0.holds }
    switch spoken?.consequence {
    case .deny?:
      let parts = spoken?.condition.account(request.bindings(now: at)).parts ?? []
      needs.append(.notDenied(rule: matched.rule, because: parts))
    case .constrain? where !failing.isEmpty:
      needs.append(.conditions(rule: matched.rule, failing: failing))
    case .approve?, .constrain?, .review?, nil: break
    }
    if decision.lapsed.contains(matched.rule), !matched.isException {
      needs.append(.certification(rule: matched.rule))
    }
    if decision.stale.contains(matched.rule) { needs.append(.freshData(rule: matched.rule)) }
    return needs
  }

  private func spoken(
    of matched: MatchedRule
  ) -> (condition: Condition, consequence: Consequence)? {
    matched.isException
      ? policy.exception(matched.rule).map { ($0.condition, $0.consequence) }
      : policy.rule(matched.rule).map { ($0.condition, $0.consequence) }
  }

  /// It would have been active.
  private var lapsedBreakGlass: [Need] {
    policy.exceptions.filter { $0.hasLapsed(at: at) && decision.lapsed.contains($0.id) }
      .map { .certification(rule: $0.id) }
  }

  // MARK: - Mending

  /// The policy in which all of these needs are met; needs that are not the policy's change nothing.
  func policy(with needs: [Need]) -> Policy {
    var rules = Dictionary(policy.rules.map { ($0.id, $0) }) { first, _ in first }
    var exceptions = Dictionary(policy.exceptions.map { ($0.id, $0) }) { first, _ in first }
    var directory = policy.directory
    for need in needs {
      switch need {
      case .notDenied(let id, _):
        rules[id] = nil
        exceptions[id] = nil
      case .conditions(let id, _):
        rules[id]?.consequence.holdEveryCondition()
        exceptions[id]?.consequence.holdEveryCondition()
      case .certification(let id):
        rules[id]?.certified = Certification(on: at, by: "")
        exceptions[id]?.certified = Certification(on: at, by: "")
      case .freshData(let id):
        rules[id]?.dataMaxAge = nil
        directory = directory.withoutFreshness
      case .approvals, .human, .evidence, .field, .denialTakenBack, .earlier: break
      }
    }
    return Policy(
      settings: policy.settings, schema: policy.schema, rules: Array(rules.values),
      exceptions: Array(exceptions.values), directory: directory, digest: policy.digest)
  }
}

extension Consequence {
  fileprivate mutating func holdEveryCondition() {
    guard case .constrain(_, let otherwise) = self else { return }
    self = .constrain(conditions: [], otherwise: otherwise)
  }
}

extension Directory {
  /// The same people, as if they had just been read.
  fileprivate var withoutFreshness: Directory {
    let teams = teams.values.map { team in
      var team = team
      team.freshness = nil
      return team
    }
    return Directory(teams: teams, members: Array(members.values), delegations: delegations)
  }
}
