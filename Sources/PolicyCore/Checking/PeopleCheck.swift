import CEL
import Diagnostics

/// Whether there is anybody who can do what the policy asks of people.
struct PeopleCheck {
  let policy: Policy
  let instant: Timestamp

  // MARK: - Quorum

  /// Requirements of a rule that nobody can ever fill.
  func quorums(of rule: Rule) -> [Diagnostic] {
    rule.consequence.reviews.flatMap { review in
      quorums(of: review, place: "`\(rule.id)`", at: rule.location)
    }
  }

  /// Those of what applies instead of what an exception lifts.
  func quorums(of exception: PolicyException) -> [Diagnostic] {
    exception.consequence.reviews.flatMap { review in
      quorums(of: review, place: "`\(exception.id)`", at: exception.location)
    }
  }

  /// Those of the review that applies when no rule matched.
  func quorumOfDefault() -> [Diagnostic] {
    guard case .review(let review) = policy.settings.defaultOutcome else { return [] }
    return quorums(of: review, place: "`default`", at: .file(FolderRules.settingsPath))
  }

  private func quorums(
    of review: Review, place: String, at location: SourceLocation
  ) -> [Diagnostic] {
    review.stages.flatMap(\.requirements).compactMap { requirement in
      guard let eligible = eligible(for: requirement), eligible < requirement.count
      else { return nil }
      return .noPossibleQuorum(requirement, eligible: eligible, place: place, at: location)
    }
  }

  /// How many can fill a requirement; nil where the request names whom it asks.
  private func eligible(for requirement: Requirement) -> Int? {
    var people: Set<ID> = []
    for selector in requirement.from {
      switch selector {
      case .attribute, .each: return nil
      case .user(let id): people.insert(id)
      case .team(let id): people.formUnion(policy.directory.teams[id]?.members ?? [])
      }
    }
    return people.count(where: isHuman)
  }

  // MARK: - Teams

  /// Teams that answer for something and have no human.
  func teamsWithoutHuman() -> [Diagnostic] {
    var uses: [ID: String] = [:]
    for rule in policy.rules {
      guard let owner = rule.owner, uses[owner] == nil else { continue }
      uses[owner] = "it owns `\(rule.id)`"
    }
    for exception in policy.exceptions where uses[exception.owner] == nil {
      uses[exception.owner] = "it owns `\(exception.id)`"
    }
    for invariant in policy.settings.invariants where uses[invariant.owner] == nil {
      uses[invariant.owner] = "it owns `\(invariant.id)`"
    }
    for member in policy.directory.members.values.sorted(by: { $0.id < $1.id }) {
      guard let owner = member.owner, uses[owner] == nil else { continue }
      uses[owner] = "it answers for `\(member.id)`"
    }
    for team in policy.settings.acceptedBy where uses[team] == nil {
      uses[team] = "it may accept tripped gates"
    }
    return uses.compactMap { id, use in
      guard let team = policy.directory.teams[id], !team.members.contains(where: isHuman)
      else { return nil }
      return .teamWithoutHuman(team, because: use)
    }
  }

  /// Workloads and agents for which a member answers who is no human, or has left.
  func ownersNotHuman() -> [Diagnostic] {
    policy.directory.members.values.compactMap { member in
      guard let owner = member.owner, policy.directory.teams[owner] == nil,
        !isHuman(policy.directory.person(owner))
      else { return nil }
      return .ownerNotHuman(member, owner: owner)
    }
  }

  /// A workload or an agent fills no requirement of its own: at least one must be filled by a
  /// human (design document, section 3); whoever has left cannot either.
  private func isHuman(_ id: ID) -> Bool {
    guard let member = policy.directory.members[id], member.kind == .human else { return false }
    return member.until.map { instant < $0 } ?? true
  }
}
