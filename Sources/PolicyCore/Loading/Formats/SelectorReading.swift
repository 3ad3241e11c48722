import CEL
import Diagnostics

/// Reads whom a requirement asks.
struct SelectorReading {
  let names: DirectoryNames
  let schema: RequestSchema

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
