import CEL

/// Whether what acts alone rests on data that is too old (design document, sections 2.2 and 2.3).
struct Staleness {
  let directory: Directory
  let request: Request
  let at: Timestamp

  /// Whether a statement that acts alone is stale, by the request's data or the directory's.
  func isStale(_ statement: Statement) -> Bool {
    if let maxAge = statement.speaker.dataMaxAge, isDataOld(maxAge) { return true }
    guard directory.hasFreshness else { return false }
    if let breakGlass = statement.speaker.breakGlass {
      if namesStaleTeam(breakGlass.who) || readsStaleTeam([breakGlass.flag]) { return true }
    }
    return readsStaleTeam(conditions(of: statement))
  }

  private func conditions(of statement: Statement) -> [Condition] {
    guard case .constrain(let clauses, _) = statement.consequence else {
      return [statement.speaker.condition]
    }
    return [statement.speaker.condition] + clauses.map(\.that)
  }

  // MARK: - Data of the request

  /// The subject must say when it was observed; a resource only where it does.
  private func isDataOld(_ maxAge: PolicyDuration) -> Bool {
    let resource = request.document["resource"]?["observedAt"]
    return isOld(request.document["subject"]?["observedAt"], maxAge)
      || (resource != nil && isOld(resource, maxAge))
  }

  /// Missing, no instant, later than the decision, or too long before it.
  private func isOld(_ observed: JSONValue?, _ maxAge: PolicyDuration) -> Bool {
    guard let instant = observed?.string.flatMap(Timestamp.parse), instant <= at else {
      return true
    }
    return instant.adding(maxAge).map { at > $0 } ?? false
  }

  // MARK: - Data of the directory

  private func readsStaleTeam(_ conditions: [Condition]) -> Bool {
    for call in conditions.flatMap(\.program.functionCalls) where call.name == "team" {
      guard let name = call.stringArguments.first ?? nil else {
        // A name that is computed may be any.
        if directory.teams.values.contains(where: isStale) { return true }
        continue
      }
      if let team = directory.teams[ID(name)], isStale(team) { return true }
    }
    return false
  }

  private func namesStaleTeam(_ selectors: [Selector]) -> Bool {
    selectors.contains { selector in
      switch selector {
      case .team(let id): directory.teams[id].map(isStale) ?? false
      case .user: false
      case .attribute(let path), .each(let path):
        request.ids(at: path).contains { directory.teams[$0].map(isStale) ?? false }
      }
    }
  }

  private func isStale(_ team: Team) -> Bool { team.freshness?.isStale(at: at) ?? false }
}
