import CEL
import Diagnostics

/// Reads reviews and what stands for one: `review`, `otherwise`, `default`.
struct ReviewReading {
  let conditions: ConditionReading
  let names: DirectoryNames
  let schema: RequestSchema

  func readReview(_ node: DocumentNode?, _ reader: inout DocumentReader) -> Review? {
    let shape = MappingShape(
      "a review", required: ["stages"],
      optional: ["evidence", "expire", "approvalsValidFor", "escalate", "workloadsSuffice"])
    guard let members = reader.members(of: node, shape) else { return nil }
    let stages = readStages(members["stages"], &reader)
    let evidence = reader.list(members["evidence"]).map { conditions.readClauses($0, &reader) }
    let expire = reader.duration(members["expire"])
    let validFor = reader.duration(members["approvalsValidFor"])
    let escalations = (reader.list(members["escalate"]) ?? [])
      .compactMap { readEscalation($0, &reader) }
    let workloadsSuffice = reader.flag(members["workloadsSuffice"]) ?? false
    guard let stages, !stages.isEmpty else { return nil }
    return Review(
      stages: stages, evidence: evidence ?? [], expire: expire, approvalsValidFor: validFor,
      escalations: escalations, workloadsSuffice: workloadsSuffice)
  }

  /// `deny`, or `{ review: ... }`.
  func readOtherwise(_ node: DocumentNode?, _ reader: inout DocumentReader) -> Otherwise? {
    guard let node else { return nil }
    if case .mapping = node.content {
      let shape = MappingShape("an outcome", required: ["review"])
      guard let members = reader.members(of: node, shape) else { return nil }
      return readReview(members["review"], &reader).map { .review($0) }
    }
    guard case .scalar = node.content, !node.isEmpty, let text = reader.text(node) else {
      reader.reportType(expected: "`deny` or a mapping with `review`", node)
      return nil
    }
    if text == "deny" { return .deny }
    reader.report(
      .unknownValue(text, known: ["deny", "{ review: ... }"], at: reader.location(node)))
    return nil
  }

  private func readStages(
    _ node: DocumentNode?, _ reader: inout DocumentReader
  ) -> [Stage]? {
    guard let nodes = reader.nonEmptyList(node, "the list of stages") else { return nil }
    return nodes.compactMap { readStage($0, &reader) }
  }

  private func readStage(_ node: DocumentNode, _ reader: inout DocumentReader) -> Stage? {
    let shape = MappingShape("a stage", required: ["require"])
    guard let members = reader.members(of: node, shape),
      let nodes = reader.nonEmptyList(members["require"], "the list of requirements")
    else { return nil }
    return Stage(requirements: nodes.compactMap { readRequirement($0, &reader) })
  }

  private func readRequirement(
    _ node: DocumentNode, _ reader: inout DocumentReader
  ) -> Requirement? {
    let shape = MappingShape(
      "a requirement", required: ["count", "from"], optional: ["reason"])
    guard let members = reader.members(of: node, shape) else { return nil }
    let count = reader.count(members["count"], minimum: 1)
    let selectors = readSelectors(members["from"], &reader)
    let reason = reader.choice(members["reason"], of: ReasonNeed.self)
    guard let count, let selectors else { return nil }
    return Requirement(count: count, from: selectors, isReasonRequired: reason == .required)
  }

  /// `reason: required`; `optional` is what it is without the key.
  private enum ReasonNeed: String, CaseIterable {
    case required, optional
  }

  private func readEscalation(
    _ node: DocumentNode, _ reader: inout DocumentReader
  ) -> Escalation? {
    let shape = MappingShape("an escalation", required: ["after", "to"])
    guard let members = reader.members(of: node, shape) else { return nil }
    let after = reader.duration(members["after"])
    let to = readSelectors(members["to"], &reader)
    guard let after, let to else { return nil }
    return Escalation(after: after, to: to)
  }

  /// A list of selectors, at least one.
  func readSelectors(_ node: DocumentNode?, _ reader: inout DocumentReader) -> [Selector]? {
    let nodes = reader.nonEmptyList(node, "the list of who is asked") ?? []
    let selectors = nodes.compactMap { readSelector($0, &reader) }
    return selectors.isEmpty ? nil : selectors
  }

  func readSelector(_ node: DocumentNode, _ reader: inout DocumentReader) -> Selector? {
    let shape = MappingShape("a selector", optional: ["team", "user", "attribute", "each"])
    guard let members = reader.members(of: node, shape) else { return nil }
    let given = shape.optional.filter { members[$0] != nil }
    guard given.count == 1 else {
      // A selector that is refused for a wrong key has said so already.
      if case .mapping(let written) = node.content, given.count > 1 || written.isEmpty {
        reader.reportType(expected: "one of `team`, `user`, `attribute`, `each`", node)
      }
      return nil
    }
    if let field = members["attribute"] { return readField(field, &reader).map { .attribute($0) } }
    if let field = members["each"] { return readField(field, &reader).map { .each($0) } }
    return readNamed(members, &reader)
  }

  private func readNamed(_ members: Members, _ reader: inout DocumentReader) -> Selector? {
    if let node = members["team"] {
      guard let id = reader.id(node) else { return nil }
      reader.check(id, at: node, names.checkTeam)
      return .team(id)
    }
    guard let node = members["user"], let id = reader.id(node) else { return nil }
    reader.check(id, at: node, names.checkMember)
    return .user(id)
  }

  /// A field of the request that can hold ids.
  private func readField(
    _ node: DocumentNode, _ reader: inout DocumentReader
  ) -> FieldPath? {
    guard let text = reader.text(node) else { return nil }
    let path = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    let place = ScalarSpans(of: node, in: reader.source.bytes)
    if let unknown = schema.firstUnknown(in: path) {
      let start = path[..<unknown.index].reduce(0) { $0 + $1.utf8.count + 1 }
      let name = start..<(start + path[unknown.index].utf8.count)
      reader.reportUnknown(unknown, in: path, at: place.fileRange(of: name))
      return nil
    }
    if let declared = schema.node(at: path), !declared.canHoldIDs {
      reader.report(
        .wrongType(
          expected: "a field with an id or a list of ids", found: declared.expectedTypes,
          at: reader.location(node)))
      return nil
    }
    return FieldPath(path)
  }
}

extension SchemaNode {
  /// Whether a value may be a text, or a list of texts.
  fileprivate var canHoldIDs: Bool {
    if types.isEmpty { return true }
    guard format == nil else { return false }
    if types.contains(.string) { return true }
    guard types.contains(.array) else { return false }
    return items.allSatisfy { $0.types.isEmpty || $0.types.contains(.string) }
  }
}
