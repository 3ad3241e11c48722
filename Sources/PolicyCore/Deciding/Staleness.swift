import CEL

/// Whether what acts alone rests on data that is too old (design document, sections 2.2 and 2.3).
struct Staleness {
  private let directory: Directory
  private let request: Request
  private let at: Timestamp

  private init(_ decided: DecidedCase) {
    directory = decided.directory
    request = decided.request
    at = decided.at
  }

  /// Whether what acts alone is stale, by the request's data or the directory's.
  static func isStale(_ speaker: Speaker, _ decided: DecidedCase) -> Bool {
    guard speaker.dataMaxAge != nil || decided.directory.hasFreshness else { return false }
    return Staleness(decided).isStale(speaker)
  }

  private func isStale(_ speaker: Speaker) -> Bool {
    if let maxAge = speaker.dataMaxAge, isDataOld(maxAge) { return true }
    guard directory.hasFreshness else { return false }
    if let breakGlass = speaker.breakGlass {
      if namesStaleTeam(breakGlass.who) || readsStaleTeam([breakGlass.flag]) { return true }
    }
    return readsStaleTeam([speaker.condition] + speaker.clauses.map(\.that))
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
