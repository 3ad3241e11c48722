import CEL
import Diagnostics

/// Finds every place of a policy that names one person, or one team.
struct MentionSearch {
  private let policy: Policy
  /// Nil in a search for a team.
  private let person: ID?
  /// The person's own id and aliases.
  private let accounts: Set<ID>
  private let teams: Set<ID>
  private var mentions: Set<Mention> = []

  init(policy: Policy, person: Member) {
    self.policy = policy
    self.person = person.id
    accounts = Set([person.id] + person.aliases)
    teams = Set(
      policy.directory.teams.keys.filter {
        policy.directory.people(ofTeam: $0).contains(person.id)
      })
  }

  init(policy: Policy, team: ID) {
    self.policy = policy
    person = nil
    accounts = []
    teams = [team]
  }

  /// By file and place, then by what names the person and as what.
  mutating func find() -> [Mention] {
    for team in policy.directory.teams.values {
      for member in team.members where accounts.contains(member) {
        let way = way(member) ?? .directly
        mentions.insert(
          Mention(
            subject: .team, id: team.id, role: .member, way: way, location: team.location))
      }
    }
    policy.rules.forEach { add($0) }
    policy.exceptions.forEach { add($0) }
    policy.reviews.forEach { add($0) }
    policy.settings.invariants.forEach { add($0) }
    policy.directory.delegations.forEach { add($0) }
    policy.directory.members.values.forEach { add($0) }
    for team in policy.settings.acceptedBy {
      add(
        .settings, "acceptedBy", .acceptance, team, .file(FolderRules.settingsPath))
    }
    return mentions.sorted { $0.sortKey < $1.sortKey }
  }

  // MARK: - Parts of a policy

  private mutating func add(_ rule: Rule) {
    if let owner = rule.owner { add(.rule, rule.id, .owner, owner, rule.location) }
    if let rollback = rule.rollback {
      add(.rule, rule.id, .rollback, rollback.by, rule.location)
    }
    if let certified = rule.certified {
      add(.rule, rule.id, .certifier, ID(certified.by), rule.location)
    }
    let clauses = rule.consequence.clauses.map(\.that)
    for condition in [rule.condition] + clauses { add(.rule, rule.id, condition) }
  }

  private mutating func add(_ exception: PolicyException) {
    let id = exception.id
    let location = exception.location
    add(.exception, id, .owner, exception.owner, location)
    add(.exception, id, .sponsor, exception.approvedBy, location)
    if let rollback = exception.rollback {
      add(.exception, id, .rollback, rollback.by, location)
    }
    if let certified = exception.certified {
      add(.exception, id, .certifier, ID(certified.by), location)
    }
    let clauses = exception.consequence.clauses.map(\.that)
    for condition in [exception.condition] + clauses { add(.exception, id, condition) }
    guard let breakGlass = exception.breakGlass else { return }
    add(.exception, id, .emergency, breakGlass.who, location)
    add(.exception, id, .notified, breakGlass.notify, location)
    add(.exception, id, breakGlass.flag)
  }

  private mutating func add(_ entry: PolicyReview) {
    for requirement in entry.review.stages.flatMap(\.requirements) {
      add(entry.subject, entry.id, .approver, requirement.from, entry.location)
    }
    for escalation in entry.review.escalations {
      add(entry.subject, entry.id, .escalation, escalation.to, entry.location)
    }
    for clause in entry.review.evidence { add(entry.subject, entry.id, clause.that) }
  }

  private mutating func add(_ invariant: Invariant) {
    add(.invariant, invariant.id, .owner, invariant.owner, invariant.location)
    add(.invariant, invariant.id, invariant.condition)
  }

  private mutating func add(_ delegation: Delegation) {
    add(.delegation, delegation.to, .delegator, delegation.from, delegation.location)
    add(.delegation, delegation.from, .delegate, delegation.to, delegation.location)
    if let scope = delegation.scope { add(.delegation, delegation.to, scope) }
  }

  private mutating func add(_ member: Member) {
    let subject: Mention.Subject =
      switch member.kind {
      case .human, .workload: .workload
      case .agent: .agent
      }
    if let owner = member.owner { add(subject, member.id, .owner, owner, member.location) }
    if let authority = member.authority { add(subject, member.id, authority) }
  }

  // MARK: - Places

  private mutating func add(
    _ subject: Mention.Subject, _ id: ID, _ role: Mention.Role, _ selectors: [Selector],
    _ location: SourceLocation
  ) {
    for selector in selectors {
      switch selector {
      case .team(let name), .user(let name): add(subject, id, role, name, location)
      // Whom a request will name is not known.
      case .attribute, .each: break
      }
    }
  }

  private mutating func add(
    _ subject: Mention.Subject, _ id: ID, _ role: Mention.Role, _ name: ID,
    _ location: SourceLocation
  ) {
    guard let way = way(name) else { return }
    mentions.insert(Mention(subject: subject, id: id, role: role, way: way, location: location))
  }

  /// The teams that a condition asks for, and the accounts it names in a text.
  private mutating func add(_ subject: Mention.Subject, _ id: ID, _ condition: Condition) {
    let calls = condition.program.functionCalls.filter { $0.name == "team" }
    for name in calls.compactMap({ $0.stringArguments.first ?? nil }) {
      add(subject, id, .condition, ID(name), condition.location)
    }
    let syntax = condition.program.syntax
    for node in syntax.nodes {
      guard case .string(let text) = node, accounts.contains(ID(text)) else { continue }
      add(subject, id, .condition, ID(text), condition.location)
    }
  }

  private func way(_ name: ID) -> Mention.Way? {
    if name == person { return .directly }
    if accounts.contains(name) { return .alias(name) }
    return teams.contains(name) ? .team(name) : nil
  }
}

extension Mention {
  fileprivate struct SortKey: Comparable {
    let path: String
    let offset: Int
    let words: [String]

    static func < (left: SortKey, right: SortKey) -> Bool {
      if !left.path.hasSameUTF8(as: right.path) { return left.path.precedesInUTF8(right.path) }
      if left.offset != right.offset { return left.offset < right.offset }
      return left.words.lexicographicallyPrecedes(right.words) { $0.precedesInUTF8($1) }
    }
  }

  fileprivate var sortKey: SortKey {
    SortKey(
      path: location.path, offset: location.utf8Range.lowerBound,
      words: [subject.rawValue, id.text, role.rawValue, way.name])
  }
}

extension Mention.Way {
  fileprivate var name: String {
    switch self {
    case .directly: ""
    case .alias(let id), .team(let id): id.text
    }
  }
}
