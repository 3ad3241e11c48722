import CEL
import Testing

struct ReferenceTests {
  static let environment = Environment(
    variables: ["subject", "resource", "context"],
    functions: [
      Function(name: "team", parameterCount: 1) { _ throws(EvaluationError) in .list(["ann"]) },
      Function(name: "near", parameterCount: 1, style: .receiver) {
        _ throws(EvaluationError) in .bool(true)
      },
    ])

  @Test(
    arguments: [
      Example("resource.environment == 'prod'", ["resource.environment"]),
      Example("resource['environment'] == 'prod'", ["resource.environment"]),
      Example("resource.tags['a b'].c == 1", ["resource.tags.a b.c"]),
      Example("has(context.ticket)", ["context.ticket"]),
      Example("has(context.a.b) && context.a.b == 1", ["context.a.b"]),
      Example(
        "subject.id == resource.owner || subject.id == 'x'", ["subject.id", "resource.owner"]),
      Example("resource == subject", ["resource", "subject"]),
      Example(
        "subject.groups.exists(g, g.name == resource.group)", ["subject.groups", "resource.group"]),
      Example("subject.groups.exists(subject, subject.name == '')", ["subject.groups"]),
      Example("resource.list[0].name == ''", ["resource.list"]),
      Example("resource.map[subject.key].name == ''", ["resource.map", "subject.key"]),
      Example("resource[context.field] == 1", ["resource", "context.field"]),
      Example(
        "size(resource.tags) + resource.name.size() > 1", ["resource.tags", "resource.name"]),
      Example("subject.id in team(resource.owner)", ["subject.id", "resource.owner"]),
      Example("(resource).a.b == 1", ["resource.a.b"]),
      Example("true ? resource.a : resource.b", ["resource.a", "resource.b"]),
      Example("1 == 1 && int == type(1)", []),
      Example("{'a': 1}.a == 1", []),
    ] as [Example<[String]>])
  func listsEveryFieldThatIsRead(_ example: Example<[String]>) throws {
    let program = try Program.compile(example.source, in: Self.environment)
    #expect(program.references.map { $0.path.joined(separator: ".") } == example.outcome)
  }

  @Test func pointsAtTheFirstPlace() throws {
    let source = MarkedSource("«resource.a» == 1 && «context['b'].c» == resource.a")
    let program = try Program.compile(source.text, in: Self.environment)
    #expect(program.references.map(\.span) == source.spans)
  }

  @Test func tellsEquivalentNamesApart() throws {
    let source = "resource['\u{E9}'] == resource['e\u{301}']"
    let program = try Program.compile(source, in: Self.environment)
    #expect(program.references.map { $0.path.last?.utf8.count } == [2, 3])
    let bindings = Bindings([.null, .map([("\u{E9}", .int(1)), ("e\u{301}", .int(2))]), .null])
    #expect(try program.evaluateCondition(bindings) == false)
  }

  @Test func listsCallsWithTheirConstantTexts() throws {
    let source = MarkedSource(
      "«subject.near('x')» && subject.id in «team('sec' + 'urity')» && [1].all(i, «team(subject.id)» != [])"
    )
    let program = try Program.compile(source.text, in: Self.environment)
    #expect(program.functionCalls.map(\.span) == source.spans)
    #expect(program.functionCalls.map(\.name) == ["near", "team", "team"])
    #expect(program.functionCalls.map(\.stringArguments) == [[nil, "x"], ["security"], [nil]])
  }

  @Test func pointsAtEachNameOfAPath() throws {
    let source = MarkedSource("«resource».«a» . «b»[«'c'»].«d» == 1 && has(«context» .«e»)")
    let program = try Program.compile(source.text, in: Self.environment)
    #expect(program.references.flatMap(\.nameSpans) == source.spans)
  }

  @Test func pointsAtTheArgumentsOfACall() throws {
    let source = MarkedSource("team(«'security'») == [] || «subject.id».near(«'a' + 'b'»)")
    let program = try Program.compile(source.text, in: Self.environment)
    #expect(program.functionCalls.flatMap(\.argumentSpans) == source.spans)
  }

  @Test(arguments: [
    Example("true || subject.id == ''", nil), Example("1 == 1", "bool(true)"),
    Example("subject", nil), Example("1 / 0 == 1", nil), Example("'a' in ['a']", "bool(true)"),
  ])
  func knowsWhatIsConstant(_ example: Example<String?>) throws {
    let program = try Program.compile(example.source, in: Self.environment)
    #expect(program.constantValue.map { "\($0)" } == example.outcome)
  }
}
