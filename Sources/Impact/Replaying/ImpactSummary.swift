import CEL
import PolicyCore

/// What a record adds to a tally, but for its name, its instants, and whom and what it is about.
struct ImpactSummary: Sendable {
  let recordClass: RecordClass
  /// Nil when nothing got looser or tighter.
  let direction: Direction?
  let action: ActionDirection
  let before: TierAndStatus
  let after: TierAndStatus
  let recorded: RecordedOutcome
  let tierAfter: Tier
  let rules: Sides<[RuleName]>
  let lifted: Sides<Set<RuleName>>
  let invariants: Sides<[ID]>
  /// The places of the gates that count it.
  let gates: [Int]
  let isHumanDenialNowApproved: Bool
  let isHumanApprovalNowDenied: Bool
  /// Whether the new version asks for what the people there are could not give.
  var isUnfillable: Bool
  /// Teams and people who are asked.
  var approvers: Sides<Set<String>>

  /// Something under each of the versions.
  struct Sides<Value: Sendable>: Sendable {
    let before: Value
    let after: Value
  }

  init(_ impact: RecordImpact, _ replayer: Replayer) {
    recordClass = impact.change.recordClass
    direction = impact.change.direction
    action = replayer.direction(ofAction: impact.after.record.request.action)
    before = TierAndStatus(impact.before.decision)
    after = TierAndStatus(impact.after.decision)
    recorded = RecordedOutcome(impact.outcome)
    tierAfter = impact.after.decision.tier
    let (old, new) = (impact.before.decision, impact.after.decision)
    rules = Sides(before: old.matched.map(RuleName.init), after: new.matched.map(RuleName.init))
    lifted = Sides(
      before: Set(old.lifted.map(RuleName.init)), after: Set(new.lifted.map(RuleName.init)))
    invariants = Sides(before: old.invariants, after: new.invariants)
    gates = replayer.gates.indices.filter { replayer.gates[$0].counts(impact) }
    isHumanDenialNowApproved = impact.isHumanDenialNowApproved
    isHumanApprovalNowDenied = impact.isHumanApprovalNowDenied
    isUnfillable = !impact.after.canBeFilled(by: replayer.after.policy.directory)
    approvers = Sides(
      before: impact.before.approvers(in: replayer.before.policy.directory),
      after: impact.after.approvers(in: replayer.after.policy.directory))
  }

  /// Whether a tally lists records of this kind by name.
  var isNamed: Bool {
    recordClass != .unchanged || !gates.isEmpty || isUnfillable || isHumanDenialNowApproved
      || isHumanApprovalNowDenied || rules.before != rules.after
      || invariants.before != invariants.after
  }
}

extension RuleName {
  /// Of what matched.
  init(_ matched: MatchedRule) {
    self.init(kind: matched.isException ? .exception : .rule, id: matched.rule)
  }

  fileprivate init(_ lifted: LiftedRule) { self.init(kind: .rule, id: lifted.rule) }
}

extension RecordImpact.Side {
  /// Whether the people there are could fill all places, with a human among them where one is
  /// needed: he can take the place of any other who fills a requirement that asks him too.
  func canBeFilled(by directory: Directory) -> Bool {
    guard ReviewDemand(decision.requirements).canBeFilled else { return false }
    guard decision.needsHuman else { return true }
    return decision.requirements.contains { requirement in
      requirement.eligible.contains { directory.members[$0]?.kind == .human }
    }
  }

  /// The teams and people that its requirements name, each once; an id that names nobody is none.
  func approvers(in directory: Directory) -> Set<String> {
    var named: Set<ID> = []
    for selector in decision.requirements.flatMap(\.from) {
      switch selector {
      case .team(let id), .user(let id): named.insert(id)
      case .attribute(let path), .each(let path):
        named.formUnion(
          record.request.ids(at: path).filter {
            directory.teams[$0] != nil || directory.member($0) != nil
          })
      }
    }
    return Set(named.map { directory.teams[$0] == nil ? directory.person($0).text : $0.text })
  }
}
