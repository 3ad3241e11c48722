import CEL
import Diagnostics

/// What makes a policy hard to read or to trust: long titles, what nobody uses, what only the asker
/// vouches for.
struct TidinessCheck {
  private let policy: Policy
  private let claims: PolicyClaims
  private let surroundings: CheckSurroundings

  init(_ policy: Policy, _ claims: PolicyClaims, _ surroundings: CheckSurroundings) {
    self.policy = policy
    self.claims = claims
    self.surroundings = surroundings
  }

  /// - Complexity: O(size of the policy).
  var findings: [Diagnostic] {
    titles + assertedOnly + unusedTeams + unusedFields + emergencies
      + surroundings.unusedFixtures.map { .unusedFixture($0) }
      + (surroundings.evilMerge.map { [.mergeWithOwnChanges($0)] } ?? [])
  }

  // MARK: - Titles

  private var titles: [Diagnostic] {
    let all =
      policy.rules.map { ($0.id, $0.title, $0.location) }
      + policy.exceptions.map { ($0.id, $0.title, $0.location) }
      + policy.settings.invariants.map { ($0.id, $0.title, $0.location) }
    return all.filter { Self.hasSeveralSentences($0.1) }.map { .titleTooLong($0.0, at: $0.2) }
  }

  /// Whether something begins like a sentence after the end of another one; a short word before the
  /// point, as in `e.g. A`, is taken for an abbreviation.
  static func hasSeveralSentences(_ title: String) -> Bool {
    let words = title.split(whereSeparator: \.isWhitespace)
    return zip(words, words.dropFirst()).contains { word, next in
      let longestAbbreviation = 4
      guard let end = word.last, ".!?".contains(end), let first = next.first else { return false }
      return (word.count > longestAbbreviation || end != ".")
        && (first.isUppercase || first.isNumber)
    }
  }

  // MARK: - Who vouches

  /// Rules that act alone on nothing but what the asker writes, and selectors by which he names who
  /// approves.
  private var assertedOnly: [Diagnostic] {
    policy.rules.flatMap { rule -> [Diagnostic] in
      var found: [Diagnostic] = []
      let asserted = rule.consequence.reviews.flatMap(\.requirements).filter { requirement in
        requirement.from.allSatisfy(isAsserted)
      }
      if let requirement = asserted.first {
        found.append(.assertedApprover(requirement, rule))
      }
      let fields = decisiveFields(of: rule)
      if rule.effect.tier.actsAlone, !fields.isEmpty, fields.allSatisfy(isAsserted) {
        found.append(.assertedOnly(rule, fields))
      }
      return found
    }
  }

  /// What a rule reads of a request besides what is asked for.
  private func decisiveFields(of rule: Rule) -> [[String]] {
    var conditions = [rule.condition]
    if case .constrain(let clauses, _) = rule.consequence { conditions += clauses.map(\.that) }
    return conditions.flatMap { $0.program.references.map(\.path) }.filter { path in
      path.first != "action" && path.first != RequestSchema.instantVariable
    }
  }

  private func isAsserted(_ path: [String]) -> Bool {
    policy.schema.node(at: path)?.source == .asserted
  }

  private func isAsserted(_ selector: Selector) -> Bool {
    switch selector {
    case .team, .user: false
    case .attribute(let path), .each(let path): isAsserted(path.names)
    }
  }

  // MARK: - What nobody uses

  /// Teams that nothing names; where a request can name any team, all of them are in use.
  private var unusedTeams: [Diagnostic] {
    let selectors = allSelectors
    var used = owners
    for selector in selectors {
      switch selector {
      case .team(let id), .user(let id): used.insert(id)
      case .attribute, .each: return []
      }
    }
    let texts = allConditions.map(\.source)
    return policy.directory.teams.values.filter { team in
      !used.contains(team.id) && !texts.contains { $0.contains("\"\(team.id)\"") }
        && !texts.contains { $0.contains("'\(team.id)'") }
    }.map { .unusedTeam($0) }
  }

  private var owners: Set<ID> {
    var ids = Set(policy.rules.flatMap { [$0.owner, $0.rollback?.by].compactMap(\.self) })
    ids.formUnion(policy.exceptions.flatMap { [$0.owner, $0.rollback?.by].compactMap(\.self) })
    ids.formUnion(policy.settings.invariants.map(\.owner))
    ids.formUnion(policy.settings.acceptedBy)
    ids.formUnion(policy.directory.members.values.compactMap(\.owner))
    return ids
  }

  private var reviews: [Review] {
    var reviews = policy.rules.flatMap(\.consequence.reviews)
    reviews += policy.exceptions.flatMap(\.consequence.reviews)
    if case .review(let review) = policy.settings.defaultOutcome { reviews.append(review) }
    return reviews
  }

  private var allSelectors: [Selector] {
    var all = reviews.flatMap { $0.requirements.flatMap(\.from) + $0.escalations.flatMap(\.to) }
    for breakGlass in policy.exceptions.compactMap(\.breakGlass) {
      all += breakGlass.who + breakGlass.notify
    }
    return all
  }

  private var allConditions: [Condition] {
    var all = policy.rules.map(\.condition) + policy.exceptions.map(\.condition)
    all += policy.settings.invariants.map(\.condition)
    all += policy.exceptions.compactMap(\.breakGlass?.flag)
    all += policy.directory.delegations.compactMap(\.scope)
    all += policy.directory.members.values.compactMap(\.authority)
    all += reviews.flatMap(\.evidence).map(\.that)
    for consequence in policy.rules.map(\.consequence) + policy.exceptions.map(\.consequence) {
      if case .constrain(let clauses, _) = consequence { all += clauses.map(\.that) }
    }
    for gate in policy.settings.gates {
      if case .maxNewlyAutomatic(where: let condition?, count: _) = gate.test {
        all.append(condition)
      }
    }
    return all
  }

  /// Fields that the schema declares and nothing reads; those that the engine itself reads are in
  /// use.
  private var unusedFields: [Diagnostic] {
    guard policy.schema.isWritten else { return [] }
    var used = Set(allConditions.flatMap { $0.program.references.map { FieldPath($0.path) } })
    for selector in allSelectors {
      switch selector {
      case .attribute(let path), .each(let path): used.insert(path)
      case .team, .user: break
      }
    }
    let fields = policy.schema.root.leafPaths(limit: 1_000).filter { path in
      !Self.isReadByEngine(path)
        && !(1...path.count).contains { used.contains(FieldPath(Array(path.prefix($0)))) }
    }
    return fields.isEmpty ? [] : [.unusedFields(fields.map { $0.joined(separator: ".") })]
  }

  private static func isReadByEngine(_ path: [String]) -> Bool {
    guard path.count > 1, let last = path.last else { return true }
    if path.first == "requester" { return true }
    return ["id", "owner", "type", "name", "observedAt", "duration"].contains(last)
  }

  // MARK: - Emergencies

  private static let weighingFields = ["sensitivity", "criticality"]

  /// Rules and invariants about what weighs most, where no break-glass reaches it.
  private var emergencies: [Diagnostic] {
    Self.weighingFields.compactMap { field in
      guard case .string(let top)? = policy.schema.node(at: ["resource", field])?.enumeration.last,
        !top.contains(where: { "\"\\".contains($0) })
      else { return nil }
      var reading = claims
      guard
        let own = reading.claims(
          ofText: "resource.\(field) == \"\(top)\"", policy.schema)
      else { return nil }
      let guards =
        zip(policy.rules, claims.rules).filter { $0.0.effect >= .review }
        .map { ($0.0.condition, $0.1) }
        + zip(policy.settings.invariants, claims.invariants).map { ($0.0.condition, $0.1) }
      guard let guarding = guards.first(where: { own.isImplied(by: $0.1) }) else { return nil }
      let reaches = policy.exceptions.indices.contains { index in
        policy.exceptions[index].breakGlass != nil
          && !ConditionClaims.areDisjoint([claims.exceptions[index], own])
      }
      return reaches ? nil : .noEmergencyPath(top, field, guarding.0)
    }
  }
}
