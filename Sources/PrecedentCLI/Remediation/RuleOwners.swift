import DecisionLog
import GitStore
import PolicyCore

/// Who owns the rules that decided, by the policies of the commits that decided.
struct RuleOwners {
  private var policies = CommitPolicies()
  private var owners: [String: [String: ID]] = [:]

  /// The owners of the rules and exceptions that matched, for a decision whose record names nobody
  /// who takes it back; none where its policy does not load.
  mutating func duties(
    for decision: FaultyDecision, in repository: borrowing PolicyRepository
  ) throws -> [RollbackDuty] {
    let known = try owners(at: decision.commit, repository)
    return Set(decision.entries.compactMap { known[$0] }).sorted()
      .map { RollbackDuty(by: $0.text, within: nil, steps: nil, source: .ruleOwner) }
  }

  private mutating func owners(
    at commit: String, _ repository: borrowing PolicyRepository
  ) throws -> [String: ID] {
    if let known = owners[commit] { return known }
    guard let id = ObjectID(hex: commit),
      let policy = try policies.version(of: id, in: repository).loaded?.policy
    else { return [:] }
    var found: [String: ID] = [:]
    for rule in policy.rules { found[rule.id.text] = rule.owner }
    for exception in policy.exceptions { found[exception.id.text] = exception.owner }
    owners[commit] = found
    return found
  }
}
