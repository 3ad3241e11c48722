import CEL
import Diagnostics

/// Whether those who are asked to approve can, may, and are not all the same person.
struct ApproverCheck {
  private let policy: Policy
  private let claims: PolicyClaims
  private let instant: Timestamp
  private let surroundings: CheckSurroundings

  init(
    _ policy: Policy, _ claims: PolicyClaims, at instant: Timestamp,
    _ surroundings: CheckSurroundings
  ) {
    self.policy = policy
    self.claims = claims
    self.instant = instant
    self.surroundings = surroundings
  }

  /// - Complexity: O(requirements x members).
  var findings: [Diagnostic] {
    ownRequests + pointless + unboundApprovers + allInOnePerson
  }

  // MARK: - Separation of duties

  /// Requirements that cannot be filled when the request is for one of those who are asked: nobody
  /// approves for himself.
  private var ownRequests: [Diagnostic] {
    var found: [Diagnostic] = []
    for (review, use) in reviews where review.escalations.isEmpty {
      for requirement in review.requirements {
        guard let people = humans(requirement), requirement.count == people.count,
          claims.canMatch(use.claims, subjects: people, policy.schema)
        else { continue }
        found.append(.noQuorumForOwnRequests(requirement, place: use.place, at: use.location))
      }
    }
    return found
  }

  /// The people who can fill a requirement; nil where the request names some of them.
  private func humans(_ requirement: Requirement) -> Set<ID>? {
    var people: Set<ID> = []
    for selector in requirement.from {
      switch selector {
      case .attribute, .each: return nil
      case .user(let id): people.insert(policy.directory.person(id))
      case .team(let id): people.formUnion(policy.directory.people(ofTeam: id))
      }
    }
    return people.filter(isHuman)
  }

  private func isHuman(_ id: ID) -> Bool {
    guard let member = policy.directory.members[id] else { return false }
    return member.kind == .human && member.isActive(at: instant)
  }

  // MARK: - Selectors

  /// Selectors that point at nobody, where others beside them can be asked.
  private var pointless: [Diagnostic] {
    var found: [Diagnostic] = []
    for (review, use) in reviews {
      // Where nobody at all can fill a requirement, that is said instead.
      let open = review.requirements.filter { requirement in
        humans(requirement).map { $0.count >= requirement.count } ?? true
      }
      let selectors = Set(open.flatMap(\.from) + review.escalations.flatMap(\.to))
      for selector in selectors.sorted() where pointsAtNobody(selector) {
        found.append(.selectorNamesNobody(selector, place: use.place, at: use.location))
      }
    }
    return found
  }

  private func pointsAtNobody(_ selector: Selector) -> Bool {
    switch selector {
    case .team(let id): return !policy.directory.people(ofTeam: id).contains(where: isActive)
    case .user(let id): return !isActive(policy.directory.person(id))
    case .attribute(let path), .each(let path):
      let values = policy.schema.values(at: path)
      return !values.isEmpty && values.allSatisfy { policy.directory.people(named: $0).isEmpty }
    }
  }

  private func isActive(_ id: ID) -> Bool {
    policy.directory.members[id]?.isActive(at: instant) ?? false
  }

  // MARK: - Approvers that are not human

  /// Workloads and agents among those who are asked, without what bounds them.
  private var unboundApprovers: [Diagnostic] {
    var asked: Set<ID> = []
    for (review, _) in reviews {
      for selector in review.requirements.flatMap(\.from) + review.escalations.flatMap(\.to) {
        switch selector {
        case .team(let id): asked.formUnion(policy.directory.people(ofTeam: id))
        case .user(let id): asked.insert(policy.directory.person(id))
        case .attribute, .each: break
        }
      }
    }
    return asked.sorted().compactMap { id in
      guard let member = policy.directory.members[id], member.kind != .human,
        member.isActive(at: instant)
      else { return nil }
      let missing = [
        member.authority == nil ? "authority" : nil, member.until == nil ? "until" : nil,
        member.owner == nil ? "owner" : nil,
      ].compactMap(\.self)
      return missing.isEmpty ? nil : .unboundApprover(member, missing: missing)
    }
  }

  // MARK: - One person

  /// A rule that one person wrote, certified, and is the only one to approve by.
  private var allInOnePerson: [Diagnostic] {
    policy.rules.compactMap { rule in
      guard let email = surroundings.lastAuthors[rule.location.path],
        let certified = rule.certified
      else { return nil }
      let author = policy.directory.person(ID(email))
      guard policy.directory.person(ID(certified.by)) == author,
        approvers(of: rule) == [author]
      else { return nil }
      return .allInOnePerson(rule, author)
    }
  }

  /// Everybody who may approve what a rule asks; of one that acts alone, its owner after a lapse.
  private func approvers(of rule: Rule) -> Set<ID>? {
    let requirements = rule.consequence.reviews.flatMap(\.requirements)
    if requirements.isEmpty {
      return rule.owner.map { policy.directory.people(ofTeam: $0).filter(isHuman) }
    }
    var people: Set<ID> = []
    for requirement in requirements {
      guard let own = humans(requirement) else { return nil }
      people.formUnion(own)
    }
    return people
  }

  // MARK: - Where people are asked

  /// Where a review stands, and what the condition before it says.
  private struct Use {
    let place: String
    let location: SourceLocation
    let claims: ConditionClaims
  }

  private var reviews: [(Review, Use)] {
    let rules = zip(policy.rules, claims.rules).flatMap { rule, claims in
      let use = Use(place: "`\(rule.id)`", location: rule.location, claims: claims)
      return rule.consequence.reviews.map { ($0, use) }
    }
    let exceptions = zip(policy.exceptions, claims.exceptions).flatMap { exception, claims in
      let use = Use(place: "`\(exception.id)`", location: exception.location, claims: claims)
      return exception.consequence.reviews.map { ($0, use) }
    }
    return rules + exceptions
  }
}

extension Review {
  /// Those of all stages.
  var requirements: [Requirement] { stages.flatMap(\.requirements) }
}

extension Consequence {
  /// What people may be asked for.
  package var reviews: [Review] {
    switch self {
    case .review(let review), .constrain(_, otherwise: .review(let review)): [review]
    case .approve, .constrain(_, otherwise: .deny), .deny: []
    }
  }
}

extension RequestSchema {
  /// The ids that a field can hold; none where the schema does not say.
  fileprivate func values(at path: FieldPath) -> [ID] {
    guard let node = node(at: path.names) else { return [] }
    let values = node.enumeration.isEmpty ? node.items.first?.enumeration ?? [] : node.enumeration
    return values.compactMap { value in
      if case .string(let text) = value { ID(text) } else { nil }
    }
  }
}
