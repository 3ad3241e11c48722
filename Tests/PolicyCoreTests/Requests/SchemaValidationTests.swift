import CEL
import PolicyCore
import Testing

/// What a schema admits, below `context.x`.
struct SchemaValidationTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let node: SchemaNode
    let value: JSONValue

    init(_ sentence: String, _ node: SchemaNode, _ value: JSONValue) {
      testDescription = sentence
      self.node = node
      self.value = value
    }
  }

  private static func bounded(_ node: SchemaNode, _ set: (inout SchemaNode.Bounds) -> Void)
    -> SchemaNode
  { node.with { set(&$0.bounds) } }

  @Test(arguments: [
    Case("text", .text, ""),
    Case("an integer", .integer, -3),
    Case("an integer as a number", .number, 3),
    Case("a fraction as a number", .number, .double(0.5)),
    Case("null where it is listed", SchemaNode.text.orNull(), .null),
    Case("anything where no type is given", SchemaNode(), ["a": [.null]]),
    Case("the least of a bound", bounded(.integer) { $0.minimum = 3 }, 3),
    Case("scalars, not bytes", bounded(.text) { $0.lengths = 2...2 }, "\u{1F600}\u{E9}"),
    Case("scalars, not characters", bounded(.text) { $0.lengths = 2...2 }, "e\u{301}"),
    Case(
      "elements alike but for their type",
      bounded(.list(of: SchemaNode())) { $0.hasUniqueItems = true }, [1, "1"]),
    Case("an entry of an enumeration", SchemaNode.text.with { $0.enumeration = ["a", "b"] }, "b"),
    Case(
      "members of an enumerated object in another order",
      SchemaNode().with { $0.enumeration = [["a": 1, "b": 2]] }, ["b": 2, "a": 1]),
    Case("a duration", .length, "1d12h"),
  ]) func admits(_ testCase: Case) throws {
    _ = try read(testCase)
  }

  @Test(
    arguments: [
      (Case("a number as text", .text, 1), .wrongType(expected: "text")),
      (Case("text as an integer", .integer, "1"), .wrongType(expected: "a whole number")),
      (
        Case("a fraction as an integer", .integer, .double(0.5)),
        .wrongType(expected: "a whole number")
      ),
      (Case("true as an integer", .integer, true), .wrongType(expected: "a whole number")),
      (Case("1 as a boolean", .flag, 1), .wrongType(expected: "true or false")),
      (Case("null as text", .text, .null), .wrongType(expected: "text")),
      (Case("null as an object", .object([:]), .null), .wrongType(expected: "an object")),
      (Case("a list as an object", .object([:]), []), .wrongType(expected: "an object")),
      (Case("an object as a list", .list(of: .text), [:]), .wrongType(expected: "a list")),
      (
        Case("neither of two types", SchemaNode.integer.orNull(), "x"),
        .wrongType(expected: "null or a whole number")
      ),
      (
        Case(
          "a value outside of an enumeration", SchemaNode.text.with { $0.enumeration = ["K"] }, "k"),
        .notInEnumeration
      ),
      (
        Case(
          "a look-alike of a value", SchemaNode.text.with { $0.enumeration = ["K"] }, "\u{212A}"),
        .notInEnumeration
      ),
      (Case("a day as an instant", .dateTime, "2026-03-01"), .notAnInstant),
      (Case("a duration of ISO 8601", .length, "PT8H"), .notADuration),
      (Case("a duration past all bounds", .length, "999999999999d"), .notADuration),
      (
        Case("less than the least", bounded(.integer) { $0.minimum = 3 }, 2),
        .outOfBounds("at least 3")
      ),
      (
        Case("more than the most", bounded(.number) { $0.maximum = 0.5 }, 1),
        .outOfBounds("at most 0.5")
      ),
      (
        Case("the exclusive least", bounded(.integer) { $0.exclusiveMinimum = 3 }, 3),
        .outOfBounds("more than 3")
      ),
      (
        Case("the exclusive most", bounded(.integer) { $0.exclusiveMaximum = 3 }, 3),
        .outOfBounds("less than 3")
      ),
      (
        Case("a text that is too long", bounded(.text) { $0.lengths = 0...2 }, "abc"),
        .wrongSize("a length of at most 2")
      ),
      (
        Case("too few entries", bounded(.list(of: .text)) { $0.itemCounts = 1...Int.max }, []),
        .wrongSize("at least 1 entries")
      ),
      (
        Case("an entry twice", bounded(.list(of: .text)) { $0.hasUniqueItems = true }, ["a", "a"]),
        .wrongSize("distinct entries")
      ),
    ] as [(Case, InvalidRequest.Reason)])
  func refuses(_ testCase: Case, _ reason: InvalidRequest.Reason) {
    let error = #expect(throws: InvalidRequest.self) { try read(testCase) }
    #expect(error?.problems == [.init(path: "context.x", reason: reason)])
  }

  @Test func aPatternMayMatchAnyPart() throws {
    let pattern = try RegularExpression("^CHG-[0-9]+$")
    let node = SchemaNode.text.with { $0.pattern = pattern }
    _ = try read(Case("", node, "CHG-7"))
    let error = #expect(throws: InvalidRequest.self) { try read(Case("", node, "CHG-7\n")) }
    #expect(error?.problems.map(\.reason) == [.doesNotMatchPattern])
  }

  @Test func everyProblemIsFoundInOneRun() throws {
    let node = SchemaNode.object(
      ["a": .text, "b": .list(of: .integer)], required: ["c", "d"], additional: .forbidden)
    let value: JSONValue = ["a": 1, "b": [1, "x", .null], "e": 1]
    let error = #expect(throws: InvalidRequest.self) { try read(Case("", node, value)) }
    #expect(
      error?.problems.map(\.path) == [
        "context.x.a", "context.x.b.1", "context.x.b.2", "context.x.e", "context.x.c",
        "context.x.d",
      ])
  }

  @Test func aMillionProblemsAreOnlyCounted() throws {
    let value = JSONValue.array(Array(repeating: 1, count: 10_000))
    let error = #expect(throws: InvalidRequest.self) {
      try read(Case("", .list(of: .text), value))
    }
    #expect(error?.problems.count == 32)
    #expect(error?.notShown == 9_968)
    #expect(error?.message.hasSuffix("; and 9968 more") == true)
  }

  private func read(_ testCase: Case) throws -> Request {
    let schema = RequestSchema(
      .object(["context": .object(["x": testCase.node])]))
    return try TestRequest.make(["context.x": testCase.value], schema: schema)
  }
}
