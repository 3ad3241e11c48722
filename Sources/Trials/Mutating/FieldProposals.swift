import CEL
import PolicyCore

/// Values that fields of a request could have, so that conditions come out differently: the
/// constants that they name, what lies beside those, and what the schema allows.
struct FieldProposals {
  private let schema: RequestSchema
  private let paths: [FieldPath]
  private var texts: [String] = []
  private var numbers: [Int64] = []
  private var doubles: [Double] = []

  /// - Parameter conditions: whose fields and constants are meant.
  init(_ conditions: [Condition], schema: RequestSchema) {
    self.schema = schema
    var seen: Set<FieldPath> = []
    paths = conditions.flatMap(\.program.references).map { FieldPath($0.path) }.filter {
      $0.names.count > 1 && $0.names.first != RequestSchema.instantVariable
        && seen.insert($0).inserted
    }
    for condition in conditions { collect(condition.program.syntax) }
  }

  private mutating func collect(_ syntax: Syntax) {
    for id in syntax.ids {
      switch syntax[id] {
      case .string(let text): if !texts.contains(text) { texts.append(text) }
      case .int(let number): if !numbers.contains(number) { numbers.append(number) }
      case .double(let number): if !doubles.contains(number) { doubles.append(number) }
      case .null, .bool, .uint, .bytes, .name, .select, .index, .optionalSelect, .optionalMark,
        .call, .list, .map, .unary, .binary, .logical, .conditional, .invalid:
        break
      }
    }
  }

  /// One changed field each, in the order of the text.
  func changes(of request: Request) -> [FieldChange] {
    paths.flatMap { path -> [FieldChange] in
      let now = request.value(at: path)
      var seen: [JSONValue?] = [now]
      return values(of: path, now: now).compactMap { value in
        guard !seen.contains(value) else { return nil }
        seen.append(value)
        return FieldChange(path: path, value: value)
      }
    }
  }

  private func values(of path: FieldPath, now: JSONValue?) -> [JSONValue?] {
    guard let node = schema.node(at: path.names) else {
      return texts.map { .string($0) } + [nil]
    }
    let written: [JSONValue] =
      if !node.enumeration.isEmpty { node.enumeration } else { values(of: node, now: now) }
    return written.map(Optional.some) + [nil]
  }

  private func values(of node: SchemaNode, now: JSONValue?) -> [JSONValue] {
    if node.types.contains(.boolean) { return [.bool(true), .bool(false)] }
    if node.types.contains(.integer) || node.types.contains(.number) { return numberValues }
    if node.types.contains(.array) { return lists(of: node, now: now) }
    switch node.format {
    case .duration: return durationValues
    case .dateTime: return []
    case nil: return (texts + beside(now?.string) + [Self.otherText]).map { .string($0) }
    }
  }

  /// What no condition names.
  private static let otherText = "other"

  private var numberValues: [JSONValue] {
    let whole = numbers.flatMap { [$0 - 1, $0, $0 + 1].map { JSONValue.integer($0) } }
    return whole + doubles.flatMap { [$0 - 1, $0, $0 + 1].map { JSONValue.double($0) } }
  }

  private var durationValues: [JSONValue] {
    texts.compactMap { PolicyDuration($0) }.flatMap { duration in
      [-1, 0, 1].map { .string(PolicyDuration(seconds: duration.seconds + $0).text) }
    }
  }

  /// Texts that a pattern without its anchors would match too.
  private func beside(_ text: String?) -> [String] {
    guard let text else { return [] }
    return ["x", "0"].flatMap { [$0 + text, text + $0] }
  }

  private func lists(of node: SchemaNode, now: JSONValue?) -> [JSONValue] {
    let known = node.items.first?.enumeration.compactMap(\.string) ?? []
    let elements = known.isEmpty ? texts + [Self.otherText] : known
    let current = now?.array?.compactMap(\.string) ?? []
    let altered = current.first.map { beside($0).map { [$0] } } ?? []
    let lists =
      [[]] + elements.map { [$0] } + altered + elements.map { current + [$0] }
      + elements.map { [$0, Self.otherText] }
    return lists.map { .array($0.map { .string($0) }) }
  }
}

extension Request {
  /// What the document has at a path; nil for nothing.
  func value(at path: FieldPath) -> JSONValue? {
    path.names.reduce(Optional(JSONValue.object(document))) { $0?[$1] }
  }
}

extension JSONObject {
  /// The same with fields changed; objects on the way are made.
  func with(_ changes: [FieldChange]) -> JSONObject {
    changes.reduce(self) { $0.setting($1.value, at: $1.path.names[...]) }
  }

  /// - Complexity: recursion is as deep as the path.
  private func setting(_ value: JSONValue?, at path: ArraySlice<String>) -> JSONObject {
    guard let name = path.first else { return self }
    var object = self
    if path.count == 1 {
      object[name] = value
    } else if let inner = object[name]?.object ?? (value == nil ? nil : JSONObject()) {
      object[name] = .object(inner.setting(value, at: path.dropFirst()))
    }
    return object
  }
}

extension FieldChange {
  /// A field of a witness; nil where requests cannot say such a value.
  init?(_ field: WitnessField) {
    guard let value = field.value else {
      self.init(path: FieldPath(field.path), value: nil)
      return
    }
    guard let json = JSONValue(value) else { return nil }
    self.init(path: FieldPath(field.path), value: json)
  }
}

extension JSONValue {
  /// As a request says it.
  fileprivate init?(_ value: Value) {
    switch value {
    case .null: self = .null
    case .bool(let bool): self = .bool(bool)
    case .int(let int): self = .integer(int)
    case .uint(let uint):
      guard let int = Int64(exactly: uint) else { return nil }
      self = .integer(int)
    case .double(let double): self = .double(double)
    case .string(let text): self = .string(text)
    case .timestamp(let instant): self = .string(instant.description)
    case .duration(let duration):
      self = .string(PolicyDuration(seconds: duration.wholeSeconds).text)
    case .list(let values):
      let elements = values.map { JSONValue($0) }
      guard elements.allSatisfy({ $0 != nil }) else { return nil }
      self = .array(elements.compactMap { $0 })
    case .map(let map):
      let members = map.entries.map { entry -> JSONObject.Member? in
        guard case .string(let name) = entry.key, let value = JSONValue(entry.value) else {
          return nil
        }
        return .init(name, value)
      }
      guard members.allSatisfy({ $0 != nil }) else { return nil }
      self = .object(JSONObject(members.compactMap { $0 }))
    case .bytes, .type, .optional: return nil
    }
  }
}
