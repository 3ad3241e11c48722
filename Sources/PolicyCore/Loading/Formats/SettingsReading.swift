import CEL
import Diagnostics

/// Reads precedent.yaml.
struct SettingsReading {
  let conditions: ConditionReading
  let names: DirectoryNames
  let reviews: ReviewReading

  init(conditions: ConditionReading, names: DirectoryNames, schema: RequestSchema) {
    self.conditions = conditions
    self.names = names
    reviews = ReviewReading(conditions: conditions, names: names, schema: schema)
  }

  private static let shape = MappingShape(
    "`precedent.yaml`", required: ["name"],
    optional: [
      "default", "protectedRef", "history", "actions", "floors", "testing", "gates", "acceptedBy",
      "invariants", "severities",
    ])

  /// The settings; what is not written keeps its default (design document, section 2.3).
  func read(_ root: DocumentNode?, _ reader: inout DocumentReader) -> Settings? {
    guard let members = reader.members(of: root, Self.shape) else { return nil }
    var settings = Settings(name: reader.sentence(members["name"], "`name`") ?? "")
    if let outcome = reviews.readOtherwise(members["default"], &reader) {
      settings.defaultOutcome = outcome
    }
    if let ref = readProtectedRef(members["protectedRef"], &reader) { settings.protectedRef = ref }
    if let history = readHistory(members["history"], &reader) { settings.history = history }
    readActions(members["actions"], into: &settings.actions, &reader)
    readFloors(members["floors"], into: &settings.floors, &reader)
    TestingReading().read(members["testing"], into: &settings, &reader)
    if let gates = reader.list(members["gates"]) {
      settings.gates = GateReading(conditions: conditions).read(gates, &reader)
    }
    settings.acceptedBy = readAcceptedBy(members["acceptedBy"], &reader)
    var invariants = InvariantReading(conditions: conditions, names: names)
    settings.invariants = invariants.read(members["invariants"], &reader)
    settings.severities = readSeverities(members["severities"], &reader)
    return settings
  }

  /// `severities: { rule-lapses-soon: { severity: error, reason: ... } }`
  private func readSeverities(
    _ node: DocumentNode?, _ reader: inout DocumentReader
  ) -> [SeveritySetting] {
    guard let node else { return [] }
    guard case .mapping(let members) = node.content else {
      reader.reportType(expected: "a mapping", node)
      return []
    }
    var found: [SeveritySetting] = []
    for member in members {
      let shape = MappingShape("a severity", required: ["severity", "reason"])
      guard let written = reader.members(of: member.value, shape) else { continue }
      let weight = reader.choice(written["severity"], of: Weight.self)
      let reason = reader.sentence(written["reason"], "the reason of a severity")
      guard let weight, let reason else { continue }
      found.append(
        SeveritySetting(
          code: member.key, severity: weight.severity, reason: reason,
          location: reader.location(member.keyRange)))
    }
    return found
  }

  /// What a finding can be made to weigh.
  private enum Weight: String, CaseIterable {
    case off, note, warning, error

    var severity: Diagnostic.Severity? {
      switch self {
      case .off: nil
      case .note: .note
      case .warning: .warning
      case .error: .error
      }
    }
  }

  private func readProtectedRef(
    _ node: DocumentNode?, _ reader: inout DocumentReader
  ) -> String? {
    guard let node, let text = reader.sentence(node, "`protectedRef`") else { return nil }
    guard text.hasPrefix("refs/") else {
      reader.reportType(
        expected: "the full name of a ref", node, help: "such as `refs/heads/\(text)`")
      return nil
    }
    return text
  }

  private func readHistory(_ node: DocumentNode?, _ reader: inout DocumentReader) -> [String]? {
    reader.list(node)?.compactMap { node in
      guard let path = reader.sentence(node, "a path of `history`") else { return nil }
      if FolderRules.leavesRoot(path) {
        reader.report(.pathOutsidePolicy(path, at: reader.location(node)))
        return nil
      }
      return path
    }
  }

  /// Written actions join the default ones, so that naming a new one does not turn `revoke` round.
  private func readActions(
    _ node: DocumentNode?, into actions: inout [String: ActionDirection],
    _ reader: inout DocumentReader
  ) {
    guard let node else { return }
    guard case .mapping(let members) = node.content else {
      reader.reportType(expected: "a mapping", node)
      return
    }
    for member in members {
      actions[member.key] = reader.choice(member.value, of: ActionDirection.self)
    }
  }

  private func readFloors(
    _ node: DocumentNode?, into floors: inout Floors, _ reader: inout DocumentReader
  ) {
    let shape = MappingShape(
      "`floors`",
      optional: ["exceptionMaxDuration", "breakGlassMaxDuration", "recertifyEvery"])
    guard let members = reader.members(of: node, shape) else { return }
    if let duration = reader.duration(members["exceptionMaxDuration"]) {
      floors.exceptionMaxDuration = duration
    }
    if let duration = reader.duration(members["breakGlassMaxDuration"]) {
      floors.breakGlassMaxDuration = duration
    }
    if let duration = reader.duration(members["recertifyEvery"]) {
      floors.recertifyEvery = duration
    }
  }

  private func readAcceptedBy(_ node: DocumentNode?, _ reader: inout DocumentReader) -> [ID] {
    var teams: [ID] = []
    for place in reader.list(node) ?? [] {
      guard let id = reader.id(place) else { continue }
      reader.check(id, at: place, names.checkTeam)
      teams.append(id)
    }
    return teams
  }
}
