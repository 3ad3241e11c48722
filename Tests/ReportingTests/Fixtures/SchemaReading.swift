import PolicyCore
import Reporting
import Testing

/// Checks the structure of reports against a published schema: types, required members, constants,
/// enumerations, references. Stricter in one point: what is not declared does not fit.
struct SchemaReading {
  let root: JSONValue

  init(named name: String) throws {
    root = try JSONReading.value(of: try #require(PublishedSchemas.text(named: name)))
  }

  /// References that lead nowhere.
  var unresolvedReferences: [String] { references(in: root).filter { resolve($0) == nil } }

  /// The names of all members that some object may have, sorted; of what is used, directly or not.
  var declaredNames: [String] {
    var names: Set<String> = []
    var queue = [root]
    var seen: Set<String> = []
    while let schema = queue.popLast() {
      for member in schema["properties"]?.object?.members ?? [] {
        names.insert(member.name)
        queue.append(member.value)
      }
      for key in ["items", "additionalProperties"] { schema[key].map { queue.append($0) } }
      queue += schema["oneOf"]?.array ?? []
      if let reference = schema["$ref"]?.string, seen.insert(reference).inserted {
        resolve(reference).map { queue.append($0) }
      }
    }
    return names.sorted()
  }

  func problems(in value: JSONValue) -> [String] { problems(in: value, root, at: "") }

  private func references(in value: JSONValue) -> [String] {
    switch value {
    case .object(let object):
      object.members.flatMap { member in
        member.name == "$ref"
          ? [member.value.string ?? "no text"] : references(in: member.value)
      }
    case .array(let elements): elements.flatMap { references(in: $0) }
    case .null, .bool, .integer, .double, .string: []
    }
  }

  private func resolve(_ reference: String) -> JSONValue? {
    guard reference.hasPrefix("#/$defs/") else { return nil }
    return root["$defs"]?[String(reference.dropFirst("#/$defs/".count))]
  }

  private func problems(in value: JSONValue, _ schema: JSONValue, at path: String) -> [String] {
    var problems: [String] = []
    if let reference = schema["$ref"]?.string, let target = resolve(reference) {
      problems += self.problems(in: value, target, at: path)
    }
    let place = path.isEmpty ? "/" : path
    if let constant = schema["const"], constant != value { problems.append("\(place): is not it") }
    if let allowed = schema["enum"]?.array, !allowed.contains(value) {
      problems.append("\(place): is none of them")
    }
    let types = schema["type"]?.array?.compactMap(\.string) ?? [schema["type"]?.string ?? ""]
    if schema["type"] != nil, !types.contains(where: { value.isOfType($0) }) {
      problems.append("\(place): is no \(types.joined(separator: ", "))")
    }
    return problems + inner(value, schema, at: path)
  }

  private func inner(_ value: JSONValue, _ schema: JSONValue, at path: String) -> [String] {
    switch value {
    case .array(let elements):
      guard let item = schema["items"] else { return [] }
      return elements.enumerated().flatMap { problems(in: $1, item, at: "\(path)/\($0)") }
    case .object(let object):
      let required = schema["required"]?.array?.compactMap(\.string) ?? []
      let place = path.isEmpty ? "/" : path
      let missing = required.filter { object[$0] == nil }.map { "\(place): `\($0)` is missing" }
      return missing + members(of: object, schema, at: path)
    case .null, .bool, .integer, .double, .string: return []
    }
  }

  private func members(of object: JSONObject, _ schema: JSONValue, at path: String) -> [String] {
    guard schema["properties"] != nil || schema["additionalProperties"] != nil else { return [] }
    return object.members.flatMap { member -> [String] in
      let declared = schema["properties"]?[member.name] ?? schema["additionalProperties"]
      guard let declared else {
        return ["\(path.isEmpty ? "/" : path): `\(member.name)` is not declared"]
      }
      return problems(in: member.value, declared, at: "\(path)/\(member.name)")
    }
  }
}

extension JSONValue {
  /// JSON Schema Core, section 4.2.1.
  fileprivate func isOfType(_ name: String) -> Bool {
    switch self {
    case .null: name == "null"
    case .bool: name == "boolean"
    case .integer: name == "integer" || name == "number"
    case .double: name == "number"
    case .string: name == "string"
    case .array: name == "array"
    case .object: name == "object"
    }
  }
}
