package import CEL
import Diagnostics

/// Collects what ends and what must be looked at in a policy.
package struct DueSearch: Sendable {
  private let policy: Policy
  private let instant: Timestamp
  private let within: PolicyDuration

  /// - Parameter within: how far to look ahead; what has ended is listed for as long.
  package init(policy: Policy, at instant: Timestamp, within: PolicyDuration) {
    self.policy = policy
    self.instant = instant
    self.within = within
  }

  /// Everything, sorted.
  /// - Complexity: O(entries of the policy).
  package func list() -> DueList {
    let directory = policy.directory
    var found: [DueItem] = directoryFiles()
    for rule in policy.rules { found += items(rule) }
    for exception in policy.exceptions { found += items(exception) }
    for delegation in directory.delegations { found += items(delegation) }
    for member in directory.members.values { found += items(member) }
    for team in directory.teams.values {
      found += suppressed(team.suppressions, of: team.id, [team.id])
    }
    for invariant in policy.settings.invariants {
      found += suppressed(invariant.suppressions, of: invariant.id, [invariant.owner])
    }
    return DueList(at: instant, within: within, items: found.sorted(by: Self.precedes))
  }

  /// What was never done is the oldest.
  static func precedes(_ left: DueItem, _ right: DueItem) -> Bool {
    if left.at != right.at {
      guard let first = left.at, let second = right.at else { return left.at == nil }
      return first < second
    }
    if left.kind != right.kind { return left.kind.rawValue < right.kind.rawValue }
    if left.id != right.id { return left.id.precedesInUTF8(right.id) }
    return (left.detail ?? "").precedesInUTF8(right.detail ?? "")
  }

  // MARK: - Rules and exceptions

  private func items(_ rule: Rule) -> [DueItem] {
    let answers = rule.owner.map { [$0] } ?? []
    var found = suppressed(rule.suppressions, of: rule.id, answers)
    func add(_ kind: DueItem.Kind, _ at: Timestamp?) {
      item(kind, rule.id.text, at: at, answers, rule.location).map { found.append($0) }
    }
    if let end = rule.window.until {
      add(.rule, end)
      // A rule that no longer applies need not be looked at.
      if end <= instant { return found }
    }
    if rule.effect.tier.actsAlone, let every = rule.recertifyEvery {
      switch rule.certified {
      case nil: add(.certification, nil)
      case let certified?: certified.on.adding(every).map { add(.certification, $0) }
      }
    }
    return found + drill(rule.rollback, of: rule.id, rule.location)
  }

  private func items(_ exception: PolicyException) -> [DueItem] {
    var found = suppressed(exception.suppressions, of: exception.id, [exception.owner])
    func add(_ kind: DueItem.Kind, _ at: Timestamp?) {
      item(kind, exception.id.text, at: at, [exception.owner], exception.location)
        .map { found.append($0) }
    }
    if let end = exception.window.until {
      add(.exception, end)
      if end <= instant { return found }
    }
    if let every = exception.recertifyEvery {
      switch exception.certified {
      case nil: add(.breakGlass, nil)
      case let certified?: certified.on.adding(every).map { add(.breakGlass, $0) }
      }
    }
    return found + drill(exception.rollback, of: exception.id, exception.location)
  }

  /// Who takes access back must try it.
  private func drill(
    _ rollback: Rollback?, of id: ID, _ location: SourceLocation
  ) -> [DueItem] {
    guard let rollback, rollback.drillEvery != nil else { return [] }
    if rollback.drilled != nil, rollback.nextDrill == nil { return [] }
    return [item(.drill, id.text, at: rollback.nextDrill, [rollback.by], location)]
      .compactMap { $0 }
  }

  // MARK: - People

  private func items(_ delegation: Delegation) -> [DueItem] {
    let id = delegation.from.text
    let detail = "to \(delegation.to)"
    var found = suppressed(delegation.suppressions, of: delegation.from, [delegation.from])
    if let end = delegation.window.until {
      item(
        .delegation, id, detail: detail, at: end, [delegation.from], delegation.location
      ).map { found.append($0) }
    }
    return found
  }

  private func items(_ member: Member) -> [DueItem] {
    let teams = policy.directory.teams.values.filter { team in
      team.members.contains { policy.directory.person($0) == member.id }
    }
    let answers = member.owner.map { [$0] } ?? teams.map(\.id).sorted()
    var found = suppressed(member.suppressions, of: member.id, answers)
    if let end = member.until {
      item(.member, member.id.text, at: end, answers, member.location).map { found.append($0) }
    }
    return found
  }

  /// The files whose teams say how old they are, each once.
  private func directoryFiles() -> [DueItem] {
    let teams = policy.directory.teams.values.filter { $0.freshness != nil }
    return Dictionary(grouping: teams, by: \.location.path).compactMap { path, teams in
      let ids = teams.map(\.id).sorted()
      guard let freshness = teams.first?.freshness,
        let end = freshness.syncedAt.adding(freshness.maxAge)
      else { return nil }
      // Data from the future is stale already.
      let at = freshness.syncedAt > instant ? nil : end
      return item(
        .directory, path, detail: freshness.source.map { "from \($0)" }, at: at, ids,
        .file(path))
    }
  }

  // MARK: - Items

  private func suppressed(
    _ suppressions: [Suppression], of id: ID, _ answers: [ID]
  ) -> [DueItem] {
    suppressions.compactMap { suppression in
      item(
        .suppression, id.text, detail: suppression.code, at: suppression.until, answers,
        suppression.location)
    }
  }

  /// Nil for what is too far away to be listed.
  private func item(
    _ kind: DueItem.Kind, _ id: String, detail: String? = nil, at: Timestamp?, _ answers: [ID],
    _ location: SourceLocation
  ) -> DueItem? {
    guard let state = state(kind, at) else { return nil }
    return DueItem(
      kind: kind, id: id, detail: detail, at: at, state: state, answers: answers,
      location: location)
  }

  /// What is too late stays in the list; what has ended goes after a while.
  private func state(_ kind: DueItem.Kind, _ at: Timestamp?) -> DueItem.State? {
    guard let at else { return .overdue }
    if kind.asksForAction, kind.isLate(instant, at) { return .overdue }
    if at > instant {
      guard let last = instant.adding(within), at > last else {
        return kind.asksForAction ? .due : .ends
      }
      return nil
    }
    if kind.asksForAction { return .due }
    guard let last = at.adding(within), last < instant else { return .ended }
    return nil
  }
}

extension DueItem.Kind {
  /// Data may be exactly as old as it says (`Freshness.isStale`); all else is late at its instant.
  fileprivate func isLate(_ instant: Timestamp, _ at: Timestamp) -> Bool {
    self == .directory ? instant > at : instant >= at
  }
}
