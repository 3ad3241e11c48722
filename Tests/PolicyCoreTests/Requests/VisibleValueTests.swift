import CEL
import PolicyCore
import Testing

/// What conditions see of a request.
struct VisibleValueTests {
  private static let device = SchemaNode.object(["trusted": .flag])
  private static let schema = RequestSchema(
    .object([
      "subject": .object(["id": .text, "seen": .dateTime]),
      "resource": .object(["id": .text, "labels": .object([:], additional: .of(.text))]),
      "context": .object([
        "device": device, "place": device.orNull(), "cost": .number, "count": .integer,
        "length": .length, "any": SchemaNode(), "note": .text,
      ]),
      "now": .text, "extra": .object(["a": .text]),
    ]))

  @Test(arguments: [
    // Absent optional objects are empty maps, at every depth.
    "context.device == {}", "!has(context.device.trusted)", "extra == {}", "!has(extra.a)",
    "resource.labels == {}", "!has(context.note)", "context.place == {}",
    // And has() still tells that they are absent; so do sizes and macros.
    "!has(context.device)", "!has(resource.labels)", "size(context) == 0",
    "!(\"device\" in context)", "!context.exists(name, true)",
    // What is absent and no object is null at the top and missing below.
    "requester == null", "reverses == null", "!has(subject.seen)",
  ]) func ofABareRequest(_ condition: String) throws {
    #expect(try truth(condition, [:]) == true)
  }

  @Test(arguments: [
    "context.cost == 3.0 && type(context.cost) == double",
    "type(context.count) == int && context.count + 1 == 4",
    "context.length == duration(\"36h\")",
    "subject.seen < now && type(subject.seen) == google.protobuf.Timestamp",
    "resource.labels.tier == \"gold\"", "type(context.any) == int", "context.place == null",
    "action.name == \"grant\"", "has(resource.labels)", "has(context.place)",
  ]) func ofAFullRequest(_ condition: String) throws {
    #expect(
      try truth(
        condition,
        [
          "context.cost": 3, "context.count": 3, "context.length": "1d12h",
          "subject.seen": "2026-03-01T09:00:00+00:30", "resource.labels.tier": "gold",
          "context.any": 1, "context.place": .null,
        ]) == true)
  }

  @Test(arguments: [
    "subject.undeclared == 1", "context.cost > 1", "context.device.trusted",
    "resource.owner == \"x\"",
  ]) func whatIsUndeclaredOrAbsentIsAnError(_ condition: String) throws {
    #expect(try truth(condition, ["subject.undeclared": 1, "resource.owner": "x"]) == nil)
  }

  @Test func whatIsUndeclaredIsDigested() throws {
    let (bare, full) = (
      try TestRequest.make(schema: Self.schema),
      try TestRequest.make(["subject.undeclared": 1], schema: Self.schema)
    )
    #expect(Digest.sha256(of: bare.document) != Digest.sha256(of: full.document))
    #expect(full.document["subject"]?["undeclared"] == 1)
  }

  @Test func aFieldCannotStandForTheInstant() throws {
    #expect(!Self.schema.fields.contains("now"))
    #expect(try truth("now.getHours() == 12", ["now": "2026-03-01T03:00:00Z"]) == true)
  }

  /// The digest is over sorted members, so the decision must not see how they were written.
  @Test func theOrderOfMembersDoesNotShow() throws {
    let condition = "resource.labels.map(k, k) == [\"a\", \"b\", \"c\"]"
    #expect(
      try truth(condition, ["resource.labels": ["c": "1", "a": "2", "b": "3"]]) == true)
  }

  @Test func aLookAlikeOfADeclaredFieldIsAnotherField() throws {
    let schema = RequestSchema(.object(["context": .object(["K": .text])]))
    let request = try TestRequest.make(
      ["context.\u{212A}": "fake", "context.K": "true one"], schema: schema)
    guard case .map(let context)? = request.fieldValues[safe: schema.fields, "context"] else {
      Issue.record("no context")
      return
    }
    #expect(context.count == 1)
    #expect(throws: InvalidRequest.self) {
      try TestRequest.make(
        ["context.\u{212A}": "fake"],
        schema: RequestSchema(.object(["context": .object(["K": .text], required: ["K"])])))
    }
  }

  private func truth(_ condition: String, _ fields: KeyValuePairs<String, JSONValue?>) throws
    -> Bool?
  {
    let compiler = TestCompiler(schema: Self.schema, directory: TestPeople.directory)
    let program = try compiler.condition(condition).program
    let request = try TestRequest.make(
      ["resource.owner": nil, "resource.environment": nil], schema: Self.schema)
    let document = request.document.setting(fields)
    let bindings = try RecordReader(schema: Self.schema).request(document)
      .bindings(now: instant("12:00"))
    do throws(EvaluationError) { return try program.evaluateCondition(bindings) } catch {
      return nil
    }
  }
}

extension [Value] {
  /// The value of a top-level field.
  fileprivate subscript(safe fields: [String], name: String) -> Value? {
    fields.firstIndex(of: name).map { self[$0] }
  }
}
