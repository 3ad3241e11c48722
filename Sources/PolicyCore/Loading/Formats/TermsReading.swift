import Diagnostics

/// Reads what goes with a grant, of rules and of exceptions.
struct TermsReading {
  let names: DirectoryNames

  /// What goes with a grant.
  struct Terms {
    var limits: Limits?
    var rollback: Rollback?
    var obligations: [Obligation] = []
  }

  /// The keys that are read here.
  static let keys = ["limits", "rollback", "obligations"]

  func read(_ members: Members, _ reader: inout DocumentReader) -> Terms {
    Terms(
      limits: readLimits(members["limits"], &reader),
      rollback: readRollback(members["rollback"], &reader),
      obligations: (reader.list(members["obligations"]) ?? [])
        .compactMap { readObligation($0, &reader) })
  }

  /// `{ duration: 8h }`, or `{ none: "<reason>" }`.
  private func readLimits(_ node: DocumentNode?, _ reader: inout DocumentReader) -> Limits? {
    let shape = MappingShape("`limits`", optional: ["duration", "none"])
    guard let node, let members = reader.members(of: node, shape) else { return nil }
    let duration = reader.duration(members["duration"])
    let reason = reader.sentence(members["none"], "the reason for no limits")
    if let none = members.keyRange("none"), members["duration"] != nil {
      reader.report(
        .keyDoesNotBelong(
          "none", because: "there is a limit, `duration`", at: reader.location(none)))
    }
    if members["duration"] == nil, members["none"] == nil, node.isEmptyMapping {
      reader.report(.missingKey("duration", in: "`limits`", at: reader.location(node)))
    }
    if let duration { return .duration(duration) }
    return reason.map { .unlimited(reason: $0) }
  }

  private func readRollback(_ node: DocumentNode?, _ reader: inout DocumentReader) -> Rollback? {
    let shape = MappingShape(
      "`rollback`", required: ["by", "within", "steps"], optional: ["drilled", "drillEvery"])
    guard let members = reader.members(of: node, shape) else { return nil }
    let by = reader.id(members["by"])
    if let by, let place = members["by"] {
      reader.check(by, at: place, names.checkTeamOrMember)
    }
    let within = reader.duration(members["within"])
    let steps = reader.sentence(members["steps"], "`steps`")
    let drilled = reader.instant(members["drilled"])
    let drillEvery = reader.duration(members["drillEvery"])
    guard let by, let within, let steps else { return nil }
    return Rollback(
      by: by, within: within, steps: steps, drilled: drilled, drillEvery: drillEvery)
  }

  private func readObligation(
    _ node: DocumentNode, _ reader: inout DocumentReader
  ) -> Obligation? {
    let shape = MappingShape("an obligation", required: ["id", "type"], optional: ["properties"])
    guard let members = reader.members(of: node, shape) else { return nil }
    let id = reader.sentence(members["id"], "`id`")
    let type = reader.sentence(members["type"], "`type`")
    var properties = JSONObject()
    if let node = members["properties"] {
      if case .mapping = node.content {
        properties = reader.jsonValue(node)?.object ?? JSONObject()
      } else {
        reader.reportType(expected: "a mapping", node)
      }
    }
    guard let id, let type else { return nil }
    return Obligation(id: id, type: type, properties: properties)
  }
}

extension DocumentNode {
  fileprivate var isEmptyMapping: Bool {
    guard case .mapping(let members) = content else { return false }
    return members.isEmpty
  }
}
