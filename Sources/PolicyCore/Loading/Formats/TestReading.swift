import CEL
import Diagnostics

/// Collects the tests of all files in `tests/`.
struct TestReading {
  private let expectations: ExpectationReading
  private(set) var tests: [PolicyTest] = []

  init(names: DirectoryNames, schema: RequestSchema) {
    expectations = ExpectationReading(names: names, schema: schema)
  }

  /// Reads one file.
  mutating func read(_ root: DocumentNode?, _ reader: inout DocumentReader) {
    let file = reader.members(of: root, MappingShape("a test file", required: ["tests"]))
    for node in reader.list(file?["tests"]) ?? [] {
      if let test = readTest(node, &reader) { tests.append(test) }
    }
  }

  private func readTest(_ node: DocumentNode, _ reader: inout DocumentReader) -> PolicyTest? {
    let shape = MappingShape(
      "a test", required: ["name", "base"], optional: ["at", "approvals", "cases", "matrix"])
    guard let members = reader.members(of: node, shape) else { return nil }
    let name = reader.sentence(members["name"], "`name`")
    let base = readBase(members["base"], &reader)
    let at = reader.instant(members["at"])
    let approvals = readApprovals(members["approvals"], &reader)
    var cases: [TestCase] = []
    for place in reader.list(members["cases"]) ?? [] {
      if let found = readCase(place, at: at, approvals, &reader) { cases.append(found) }
    }
    if let matrix = members["matrix"] {
      let reading = MatrixReading(expectations: expectations, at: at, approvals: approvals)
      cases += reading.read(matrix, &reader)
    }
    if members["cases"] == nil, members["matrix"] == nil {
      reader.report(.missingKey("cases", in: shape.place, at: reader.location(node)))
    }
    guard let place = members["name"], let baseNode = members["base"], let name, let base else {
      return nil
    }
    return PolicyTest(
      name: name, base: base, baseLocation: reader.location(baseNode), cases: cases,
      location: reader.location(place))
  }

  /// Relative to the file of the test, and inside of the policy.
  private func readBase(_ node: DocumentNode?, _ reader: inout DocumentReader) -> String? {
    guard let node, let written = reader.sentence(node, "`base`") else { return nil }
    var parts = reader.source.path.split(separator: "/").map(String.init).dropLast()
    for part in written.split(separator: "/", omittingEmptySubsequences: false) {
      switch part {
      case ".": continue
      case "..":
        guard !parts.isEmpty else {
          reader.report(.pathOutsidePolicy(written, at: reader.location(node)))
          return nil
        }
        parts.removeLast()
      default: parts.append(String(part))
      }
    }
    guard !written.hasPrefix("/") else {
      reader.report(.pathOutsidePolicy(written, at: reader.location(node)))
      return nil
    }
    return parts.joined(separator: "/")
  }

  private func readCase(
    _ node: DocumentNode, at: Timestamp?, _ approvals: [Approval],
    _ reader: inout DocumentReader
  ) -> TestCase? {
    let shape = MappingShape(
      "a case", required: ["expect"],
      optional: [
        "name", "at", "with", "without", "approvals", "unreviewed",
      ])
    guard let members = reader.members(of: node, shape) else { return nil }
    let isUnreviewed = members["unreviewed"].flatMap { reader.flag($0) } ?? false
    let name = reader.sentence(members["name"], "`name`")
    let own = reader.instant(members["at"])
    let changes = reader.changes(members["with"]) + readRemovals(members["without"], &reader)
    let given = members["approvals"].map { readApprovals($0, &reader) } ?? approvals
    guard let expectation = expectations.read(members["expect"], &reader) else { return nil }
    return TestCase(
      name: name, at: own ?? at, changes: changes, approvals: given, expectation: expectation,
      isUnreviewed: isUnreviewed, location: reader.location(node))
  }

  private func readRemovals(
    _ node: DocumentNode?, _ reader: inout DocumentReader
  ) -> [FieldChange] {
    (reader.list(node) ?? []).compactMap { place in
      reader.sentence(place, "a field").map { FieldChange(path: FieldPath(dotted: $0), value: nil) }
    }
  }

  private func readApprovals(
    _ node: DocumentNode?, _ reader: inout DocumentReader
  ) -> [Approval] {
    var found: [Approval] = []
    for place in reader.list(node) ?? [] {
      var parts = RecordParts()
      guard let value = reader.jsonValue(place) else { continue }
      found += parts.approvals(.array([value]))
      for problem in parts.problems.shown {
        let path = problem.path.split(separator: ".").dropFirst(2).joined(separator: ".")
        reader.report(
          .wrongApproval(
            InvalidRequest.Problem(path: path, reason: problem.reason).message,
            at: reader.location(place)))
      }
    }
    return found
  }
}

extension DocumentReader {
  /// `{ resource.environment: prod }`: fields with the values that they are set to.
  mutating func changes(_ node: DocumentNode?) -> [FieldChange] {
    guard let node else { return [] }
    guard case .mapping(let members) = node.content else {
      reportType(expected: "a mapping", node)
      return []
    }
    return members.compactMap { member in
      jsonValue(member.value).map {
        FieldChange(path: FieldPath(dotted: member.key), value: $0)
      }
    }
  }
}

extension FieldPath {
  /// A path as people write it.
  init(dotted text: String) {
    self.init(text.split(separator: ".", omittingEmptySubsequences: false).map(String.init))
  }
}
