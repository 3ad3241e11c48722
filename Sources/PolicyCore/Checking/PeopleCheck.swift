import CEL
import Diagnostics

/// Whether there is anybody who can do what the policy asks of people.
struct PeopleCheck {
  let policy: Policy
  let instant: Timestamp

  // MARK: - Quorum

  /// Requirements of a rule that nobody can ever fill.
  func quorums(of rule: Rule) -> [Diagnostic] {
    reviews(of: rule.consequence).flatMap { review in
      quorums(of: review, place: "`\(rule.id)`", at: rule.location)
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

  private func reviews(of consequence: Consequence) -> [Review] {
    switch consequence {
    case .review(let review), .constrain(_, otherwise: .review(let review)): [review]
    case .approve, .constrain(_, otherwise: .deny), .deny: []
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
    for team in policy.settings.acceptedBy where uses[team] == nil {
      uses[team] = "it may accept tripped gates"
    }
    return uses.compactMap { id, use in
      guard let team = policy.directory.teams[id], !team.members.contains(where: isHuman)
      else { return nil }
      return .teamWithoutHuman(team, because: use)
    }
  }

  /// A workload or an agent fills no requirement of its own: at least one must be filled by a
  /// human (design document, section 3); whoever has left cannot either.
  private func isHuman(_ id: ID) -> Bool {
    guard let member = policy.directory.members[id], member.kind == .human else { return false }
    return member.until.map { instant < $0 } ?? true
  }
}
