import CEL
import Diagnostics

/// Reads the gates of precedent.yaml.
struct GateReading {
  let conditions: ConditionReading

  private static let tests = [
    "maxNewlyAutomatic", "maxChangedShare", "noHumanDeniedApproved", "newlyUnreplayable",
    "looseningWithoutEvidence",
  ]

  /// The written gates, and of the default ones those whose id is not written: a default gate goes
  /// only by name.
  func read(_ nodes: [DocumentNode], _ reader: inout DocumentReader) -> [Gate] {
    var registry = IDRegistry()
    let written = nodes.compactMap { readGate($0, &registry, &reader) }
    let taken = Set(written.map { $0.id.text.lowercased() })
    return written + Settings.defaultGates.filter { !taken.contains($0.id.text) }
  }

  private func readGate(
    _ node: DocumentNode, _ registry: inout IDRegistry, _ reader: inout DocumentReader
  ) -> Gate? {
    let shape = MappingShape("a gate", required: ["id"], optional: Self.tests)
    guard let members = reader.members(of: node, shape) else { return nil }
    let test = readTest(members, of: node, &reader)
    guard let idNode = members["id"], let id = reader.id(idNode) else { return nil }
    let place = reader.location(idNode)
    registry.claim(id, as: "gate", at: place).map { reader.report($0) }
    return test.map { Gate(id: id, test: $0, location: place) }
  }

  private func readTest(
    _ members: Members, of node: DocumentNode, _ reader: inout DocumentReader
  ) -> GateTest? {
    let given = Self.tests.filter { members[$0] != nil }
    guard given.count == 1 else {
      reportTests(given, members, node, &reader)
      return nil
    }
    if let test = members["maxNewlyAutomatic"] { return readNewlyAutomatic(test, &reader) }
    if let share = members["maxChangedShare"] {
      return reader.percentage(share).map { .maxChangedShare(basisPoints: $0.basisPoints) }
    }
    if let count = members["newlyUnreplayable"] {
      return reader.count(count, minimum: 0).map { .newlyUnreplayable(count: $0) }
    }
    if let count = members["looseningWithoutEvidence"] {
      return reader.count(count, minimum: 0).map { .looseningWithoutEvidence(count: $0) }
    }
    guard let flag = members["noHumanDeniedApproved"], let isOn = reader.flag(flag) else {
      return nil
    }
    if isOn { return .noHumanDeniedApproved }
    reader.reportType(
      expected: "`true`", flag, help: "a gate that is not wanted is taken away, not switched off")
    return nil
  }

  private func reportTests(
    _ given: [String], _ members: Members, _ node: DocumentNode, _ reader: inout DocumentReader
  ) {
    if given.count > 1, let second = members.keyRange(given[1]) {
      reader.report(
        .keyDoesNotBelong(
          given[1], because: "a gate has one test, and this one has `\(given[0])`",
          at: reader.location(second)))
    } else if case .mapping(let written) = node.content,
      written.allSatisfy({ $0.key == "id" })
    {
      reader.reportType(
        expected: "a gate with one of `\(Self.tests.joined(separator: "`, `"))`", node)
    }
  }

  private func readNewlyAutomatic(
    _ node: DocumentNode, _ reader: inout DocumentReader
  ) -> GateTest? {
    let shape = MappingShape("`maxNewlyAutomatic`", required: ["count"], optional: ["where"])
    guard let members = reader.members(of: node, shape) else { return nil }
    let condition = conditions.read(members["where"], &reader)
    guard let count = reader.count(members["count"], minimum: 0) else { return nil }
    if members["where"] != nil, condition == nil { return nil }
    return .maxNewlyAutomatic(where: condition, count: count)
  }
}
