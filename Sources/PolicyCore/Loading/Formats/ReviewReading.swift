import CEL
import Diagnostics

/// Reads reviews and what stands for one: `review`, `otherwise`, `default`.
struct ReviewReading {
  let conditions: ConditionReading
  let selectors: SelectorReading

  init(conditions: ConditionReading, names: DirectoryNames, schema: RequestSchema) {
    self.conditions = conditions
    selectors = SelectorReading(names: names, schema: schema)
  }

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
    let from = selectors.readSelectors(members["from"], &reader)
    let reason = reader.choice(members["reason"], of: ReasonNeed.self)
    guard let count, let from else { return nil }
    return Requirement(count: count, from: from, isReasonRequired: reason == .required)
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
    let to = selectors.readSelectors(members["to"], &reader)
    guard let after, let to else { return nil }
    return Escalation(after: after, to: to)
  }
}
