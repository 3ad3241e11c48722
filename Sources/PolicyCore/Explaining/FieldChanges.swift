import CEL

/// Which fields of a request would have to be different for a rule's condition to be true, as far as
/// the condition says so plainly: a field against constants, or a field that is true or false.
struct FieldChanges {
  let request: Request
  let reader: RecordReader
  let at: Timestamp

  /// A request that differs in more has little to do with this one.
  private static let greatestCount = 3
  /// With another of these it would be another request.
  private static let identity: [FieldPath] = [
    FieldPath(["id"]), FieldPath(["time"]), FieldPath(["subject", "id"]),
    FieldPath(["resource", "id"]), FieldPath(["action", "name"]), FieldPath(["requester"]),
    FieldPath(["actors"]),
  ]

  /// The changes that make the condition true, in the order of its text; empty where that takes
  /// more, or cannot be told.
  func changes(for rule: Rule) -> [FieldEdit] {
    var changes: [FieldEdit] = []
    var changed = request
    for _ in 0...Self.greatestCount {
      let trace = rule.condition.program.trace(changed.bindings(now: at))
      if case .value(.bool(true)) = trace.outcome { return changes }
      guard changes.count < Self.greatestCount, let reason = trace.reasons.first,
        let change = change(reason, trace, of: rule),
        !changes.contains(where: { $0.path == change.path })
      else { return [] }
      changes.append(change)
      guard let next = request(with: changes) else { return [] }
      changed = next
    }
    return []
  }

  /// The request with the first wanted value of each; nil where it would not be valid.
  func request(with changes: [FieldEdit]) -> Request? {
    var document = request.document
    for change in changes {
      guard let value = change.wanted.first else { return nil }
      document.set(value, at: change.path.names[...])
    }
    do throws(InvalidRequest) {
      return try reader.request(document)
    } catch {
      return nil
    }
  }

  private func change(_ id: Syntax.NodeID, _ trace: Trace, of rule: Rule) -> FieldEdit? {
    let syntax = rule.condition.program.syntax
    // A part that is true and still makes the condition false stands behind a `!`.
    let wantsTruth = if case .value(.bool(true))? = trace[id] { false } else { true }
    guard let found = PlainTest.read(syntax, id)?.values(wantsTruth: wantsTruth) else { return nil }
    let path = FieldPath(found.path)
    guard !Self.identity.contains(path), path.names.first != RequestSchema.instantVariable else {
      return nil
    }
    return FieldEdit(
      rule: rule.id, path: path, now: request.value(at: path), wanted: found.values)
  }
}

/// A part of a condition that holds one field against constants.
private struct PlainTest {
  enum Kind { case equals, differs, isTrue }

  let path: [String]
  let constants: [JSONValue]
  let kind: Kind

  /// Nil for every other part.
  static func read(_ syntax: Syntax, _ id: Syntax.NodeID) -> PlainTest? {
    switch syntax[id] {
    case .binary(.equal, let left, let right): comparison(syntax, left, right, .equals)
    case .binary(.notEqual, let left, let right): comparison(syntax, left, right, .differs)
    case .binary(.membership, let left, let right): membership(syntax, left, right)
    default: syntax.fieldPath(id).map { PlainTest(path: $0, constants: [], kind: .isTrue) }
    }
  }

  private static func membership(
    _ syntax: Syntax, _ left: Syntax.NodeID, _ right: Syntax.NodeID
  ) -> PlainTest? {
    guard let path = syntax.fieldPath(left), case .list(let elements) = syntax[right] else {
      return nil
    }
    let constants = elements.compactMap(syntax.constant)
    guard constants.count == elements.count else { return nil }
    return PlainTest(path: path, constants: constants, kind: .equals)
  }

  private static func comparison(
    _ syntax: Syntax, _ left: Syntax.NodeID, _ right: Syntax.NodeID, _ kind: Kind
  ) -> PlainTest? {
    for (field, other) in [(left, right), (right, left)] {
      if let path = syntax.fieldPath(field), let constant = syntax.constant(other) {
        return PlainTest(path: path, constants: [constant], kind: kind)
      }
    }
    return nil
  }

  /// The values with which it is true, or false; nil where they cannot be listed.
  func values(wantsTruth: Bool) -> (path: [String], values: [JSONValue])? {
    switch (kind, wantsTruth) {
    case (.equals, true), (.differs, false): (path, constants)
    case (.isTrue, _): (path, [.bool(wantsTruth)])
    case (.equals, false), (.differs, true): nil
    }
  }
}

extension Syntax {
  /// The names of `a.b`; nil for everything else, and for a name alone.
  fileprivate func fieldPath(_ id: NodeID) -> [String]? {
    guard case .select(let operand, let field) = self[id] else { return nil }
    if case .name(let name, _) = self[operand] { return [name, field] }
    return fieldPath(operand).map { $0 + [field] }
  }

  fileprivate func constant(_ id: NodeID) -> JSONValue? {
    switch self[id] {
    case .bool(let bool): .bool(bool)
    case .int(let int): .integer(int)
    case .string(let text): .string(text)
    case .double(let double): .double(double)
    case .null, .uint, .bytes, .name, .select, .index, .call, .list, .map, .unary, .binary,
      .logical, .conditional, .optionalSelect, .optionalMark, .invalid:
      nil
    }
  }
}

extension Request {
  /// What the document has at a path; nil for nothing.
  fileprivate func value(at path: FieldPath) -> JSONValue? {
    path.names.reduce(Optional(JSONValue.object(document))) { $0?[$1] }
  }
}

extension JSONObject {
  /// Sets a member at the end of a path; what is no object on the way becomes one.
  /// - Complexity: recursion is as deep as the path, which is written in a condition.
  fileprivate mutating func set(_ value: JSONValue, at path: ArraySlice<String>) {
    guard let name = path.first else { return }
    guard path.count > 1 else { return self[name] = value }
    var inner = self[name]?.object ?? JSONObject()
    inner.set(value, at: path.dropFirst())
    self[name] = .object(inner)
  }
}
