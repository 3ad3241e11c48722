import CEL
import Testing

@testable import PolicyCore

/// The declared type of a field is that of the values that requests have.
struct ConditionTypesTests {
  struct Field: CustomTestStringConvertible, Sendable {
    var type: String
    var node: SchemaNode
    var values: [JSONValue]
    var testDescription: String { type }
  }

  static let fields = [
    Field(type: "string", node: .text, values: ["a"]),
    Field(type: "int", node: .integer, values: [1]),
    Field(type: "double", node: .number, values: [1, .double(1.5)]),
    Field(
      type: "double", node: SchemaNode(types: [.number, .integer]), values: [1, .double(1.5)]),
    Field(type: "bool", node: .flag, values: [true]),
    Field(type: "timestamp", node: .dateTime, values: ["2026-01-01T00:00:00Z"]),
    Field(type: "duration", node: .length, values: ["8h"]),
    Field(type: "list(dyn)", node: SchemaNode(types: [.array]), values: [["a", 1]]),
    Field(type: "list(string)", node: .list(of: .text), values: [["a"]]),
    Field(type: "list(duration)", node: .list(of: .length), values: [["8h"]]),
    Field(type: "map", node: .object(["a": .text]), values: [["a": "b"]]),
    Field(type: "list(map)", node: .list(of: .object(["a": .text])), values: [[["a": "b"]]]),
    Field(
      type: "map(string, int)", node: .object([:], additional: .of(.integer)), values: [["a": 1]]),
    Field(type: "wrapper(string)", node: SchemaNode.text.orNull(), values: ["a", .null]),
    Field(
      type: "wrapper(list(string))", node: SchemaNode.list(of: .text).orNull(),
      values: [["a"], .null]),
    Field(type: "dyn", node: SchemaNode(), values: [1, "a", .null]),
    Field(type: "dyn", node: SchemaNode(types: [.string, .integer]), values: [1, "a"]),
    Field(type: "dyn", node: SchemaNode(types: [.array, .integer]), values: [1, ["a"]]),
  ]

  @Test(arguments: fields)
  func isThatOfTheValues(_ field: Field) throws {
    let schema = RequestSchema(.object(["context": .object(["x": field.node], required: ["x"])]))
    let environment = TypeEnvironment(schema)
    let checked = Checker.check(try Syntax.parse("context.x"), in: environment)
    #expect(checked.problems == [])
    #expect(checked.result.description == field.type)
    for value in field.values {
      let found = try Self.type(of: value, schema)
      #expect(Self.admits(checked.result, found), "\(found)")
    }
  }

  private static func type(of value: JSONValue, _ schema: RequestSchema) throws -> ValueType {
    let document: JSONObject = [
      "id": "r", "time": "2026-01-01T00:00:00Z", "subject": ["id": "s"],
      "action": ["name": "grant"],
      "resource": ["id": "o"], "context": ["x": value],
    ]
    let request = try RecordReader(schema: schema).request(document)
    let program = try Program.compile(
      "context.x", in: Environment(variables: schema.variables))
    let now = try #require(Timestamp(seconds: 0))
    return try program.evaluate(request.bindings(now: now)).type
  }

  private static func admits(_ type: DeclaredType, _ found: ValueType) -> Bool {
    switch type {
    case .dyn: true
    case .wrapper(let content): found == .null || admits(content, found)
    case .list: found == .list
    case .map, .object: found == .map
    default: type == DeclaredType(found)
    }
  }

  @Test func variablesAreThoseOfTheSchema() {
    let environment = TypeEnvironment(RequestSchema.standard)
    #expect(Set(environment.variables.keys) == Set(RequestSchema.standard.variables))
    #expect(environment.variables["now"] == .timestamp)
    #expect(environment.variables["reverses"] == .wrapper(.string))
    #expect(environment.optionalVariables == ["actors", "context", "requester", "reverses"])
  }
}
