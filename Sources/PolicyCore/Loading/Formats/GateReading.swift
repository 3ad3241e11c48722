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
    if let share = members["maxChangedShare"] { return readShare(share, &reader) }
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

  /// A percentage with up to two decimals, in basis points.
  private func readShare(_ node: DocumentNode, _ reader: inout DocumentReader) -> GateTest? {
    guard let text = reader.text(node) else { return nil }
    guard let basisPoints = Self.basisPoints(text) else {
      reader.report(.notAPercentage(text, at: reader.location(node)))
      return nil
    }
    return .maxChangedShare(basisPoints: basisPoints)
  }

  /// `5%` is 500; nil for anything else than a percentage from 0 to 100.
  static func basisPoints(_ text: String) -> Int? {
    guard text.utf8.last == UInt8(ascii: "%") else { return nil }
    let parts = text.dropLast().split(separator: ".", omittingEmptySubsequences: false)
    let decimals = parts.count == 2 ? String(parts[1]) : "0"
    guard let first = parts.first, parts.count <= 2, (1...2).contains(decimals.utf8.count),
      let whole = digits(String(first)), whole <= 100, let fraction = digits(decimals)
    else { return nil }
    let points = whole * 100 + (decimals.utf8.count == 1 ? fraction * 10 : fraction)
    return points <= 10_000 ? points : nil
  }

  private static func digits(_ text: String) -> Int? {
    let isNumber = text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    return isNumber && text.utf8.count <= 3 ? Int(text) : nil
  }
}
