import CEL
import Diagnostics

/// Reads a matrix: every subject with every resource and every action, each with what must come of
/// it.
struct MatrixReading {
  let expectations: ExpectationReading
  let at: Timestamp?
  let approvals: [Approval]

  /// One entry of an axis.
  private struct Entry {
    let name: String
    let changes: [FieldChange]
  }

  /// Stands for every entry that is not named beside it.
  private static let others = "*"

  func read(_ node: DocumentNode, _ reader: inout DocumentReader) -> [TestCase] {
    let shape = MappingShape(
      "a matrix", required: ["subjects", "resources", "actions", "expect"])
    guard let members = reader.members(of: node, shape) else { return [] }
    let axes = [
      axis(members["subjects"], &reader), axis(members["resources"], &reader),
      actions(members["actions"], &reader),
    ]
    guard let expected = members["expect"], axes.allSatisfy({ !$0.isEmpty }) else { return [] }
    for (axis, level) in zip(axes, ["subject", "resource", "action"]) where axis.count > 1_000 {
      reader.reportType(expected: "at most 1000 entries of each \(level)", node)
      return []
    }
    return cells(of: axes[...], [], expected, &reader)
  }

  private func axis(_ node: DocumentNode?, _ reader: inout DocumentReader) -> [Entry] {
    guard let node else { return [] }
    guard case .mapping(let members) = node.content, !members.isEmpty else {
      reader.reportType(expected: "a mapping of names to fields", node)
      return []
    }
    return members.map { Entry(name: $0.key, changes: reader.changes($0.value)) }
  }

  /// A list of names of actions, or a mapping like the other axes.
  private func actions(_ node: DocumentNode?, _ reader: inout DocumentReader) -> [Entry] {
    guard let node, case .list = node.content else { return axis(node, &reader) }
    return (reader.nonEmptyList(node, "the list of actions") ?? []).compactMap { place in
      reader.sentence(place, "an action").map {
        Entry(
          name: $0,
          changes: [FieldChange(path: FieldPath(["action", "name"]), value: .string($0))])
      }
    }
  }

  private func cells(
    of axes: ArraySlice<[Entry]>, _ chosen: [Entry], _ node: DocumentNode,
    _ reader: inout DocumentReader
  ) -> [TestCase] {
    guard let axis = axes.first else { return cell(chosen, node, &reader) }
    guard case .mapping(let members) = node.content else {
      reader.reportType(expected: "a mapping by name", node)
      return []
    }
    let known = axis.map(\.name)
    for member in members where member.key != Self.others && !known.contains(member.key) {
      reader.report(
        .unknownKey(
          member.key, in: "the expectations of a matrix", known: known,
          at: reader.location(member.keyRange)))
    }
    let others = members.first { $0.key == Self.others }
    var found: [TestCase] = []
    for entry in axis {
      guard let member = members.first(where: { $0.key == entry.name }) ?? others else {
        reader.report(
          .missingKey(entry.name, in: "the expectations of a matrix", at: reader.location(node)))
        continue
      }
      found += cells(of: axes.dropFirst(), chosen + [entry], member.value, &reader)
    }
    return found
  }

  private func cell(
    _ chosen: [Entry], _ node: DocumentNode, _ reader: inout DocumentReader
  ) -> [TestCase] {
    guard let expectation = expectations.read(node, &reader) else { return [] }
    return [
      TestCase(
        name: chosen.map(\.name).joined(separator: ", "), at: at,
        changes: chosen.flatMap(\.changes), approvals: approvals, expectation: expectation,
        location: expectation.location)
    ]
  }
}
