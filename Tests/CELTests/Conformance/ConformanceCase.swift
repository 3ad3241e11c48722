import CEL
import Foundation
import TestSupport
import Testing

/// One line of the conformance tests: an expression, what is bound, and what must come out.
struct ConformanceCase: CustomTestStringConvertible {
  enum Expectation {
    case value(Value)
    case error
    /// The type that the checker finds, and the value unless the test is only about the type.
    case type(DeclaredType, Value?)
  }

  let file: String
  let section: String
  let name: String
  let expression: String
  let variables: [String]
  let values: [Value]
  let container: String
  let isChecked: Bool
  let types: TypeEnvironment
  let expectation: Expectation

  var testDescription: String { "\(file)/\(section)/\(name)" }

  /// The file that `PRECEDENT_CEL_TESTS` names, which must then be there; else that of the shared
  /// data, if it is there.
  static var file: URL? {
    if let named = ProcessInfo.processInfo.environment["PRECEDENT_CEL_TESTS"] {
      return URL(filePath: named)
    }
    let name = "cel-conformance/tests.jsonl"
    return SharedData.has(name) ? URL(filePath: SharedData.path(name)) : nil
  }

  static func load(_ file: URL) throws -> [ConformanceCase] {
    try Data(contentsOf: file).split(separator: UInt8(ascii: "\n")).compactMap { line in
      (try JSONSerialization.jsonObject(with: Data(line)) as? [String: Any]).map(Self.init)
    }
  }

  private init(_ line: [String: Any]) {
    file = "\(line["file"] ?? "")"
    section = "\(line["section"] ?? "")"
    name = "\(line["name"] ?? "")"
    expression = "\(line["expr"] ?? "")"
    container = "\(line["container"] ?? "")"
    isChecked = line["disable_check"] as? Bool != true
    let bindings = (line["bindings"] as? [String: Any] ?? [:]).sorted { $0.key < $1.key }
    variables = bindings.map(\.key)
    values = bindings.map { Self.value(($0.value as? [String: Any])?["value"]) }
    types = TypeEnvironment(
      conformance: line["type_env"] as? [[String: Any]] ?? [], variables: variables,
      container: container)
    let expected = line["expect"] as? [String: Any] ?? [:]
    if let value = expected["value"] {
      expectation = .value(Self.value(value))
    } else if let typed = expected["typed_result"] as? [String: Any] {
      expectation = .type(
        DeclaredType(conformance: typed["deduced_type"]), typed["result"].map(Self.value))
    } else {
      expectation = .error
    }
  }

  /// A value from the JSON form of `cel.expr.Value`.
  private static func value(_ json: Any?) -> Value {
    guard let (kind, content) = (json as? [String: Any])?.first else { return .null }
    switch kind {
    case "bool_value": return .bool(content as? Bool ?? false)
    case "int64_value": return .int(Int64("\(content)") ?? 0)
    case "uint64_value": return .uint(UInt64("\(content)") ?? 0)
    case "double_value": return .double((content as? Double) ?? Double("\(content)") ?? 0)
    case "string_value": return .string("\(content)")
    case "bytes_value": return .bytes(Array(Data(base64Encoded: "\(content)") ?? Data()))
    case "type_value": return ValueType(rawValue: "\(content)").map(Value.type) ?? .null
    case "list_value":
      let elements = (content as? [String: Any])?["values"] as? [Any] ?? []
      return .list(elements.map(value))
    case "map_value": return map(content)
    case "object_value": return object(content)
    default: return .null
    }
  }

  private static func map(_ content: Any) -> Value {
    var map = MapValue()
    for entry in (content as? [String: Any])?["entries"] as? [[String: Any]] ?? [] {
      _ = map.insert(value(entry["key"]), value(entry["value"]))
    }
    return .map(map)
  }

  private static func object(_ content: Any) -> Value {
    let object = content as? [String: Any] ?? [:]
    let text = "\(object["value"] ?? "")"
    return Timestamp.parse(text).map(Value.timestamp)
      ?? CELDuration.parse(text).map(Value.duration) ?? .null
  }
}
