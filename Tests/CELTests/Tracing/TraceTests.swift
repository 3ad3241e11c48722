import CEL
import Testing

struct TraceTests {
  static let variables = ["subject", "resource", "n"]
  static let bindings = Bindings([
    .map([("id", .string("ada")), ("groups", .list(["dba", "oncall"])), ("age", .int(30))]),
    .map([("environment", .string("prod"))]), .int(5),
  ])

  struct Case: Sendable, CustomTestStringConvertible {
    let source: String
    /// The texts of the atoms that made the outcome.
    let reasons: [String]
    /// Each field with what was found.
    let fields: [String]

    init(_ source: String, reasons: [String], fields: [String]) {
      self.source = source
      self.reasons = reasons
      self.fields = fields
    }

    var testDescription: String { source.debugDescription }
  }

  @Test(arguments: [
    Case("n > 3", reasons: ["n > 3"], fields: ["n=5"]),
    Case(
      "n > 3 && resource.environment == 'dev' && subject.id == 'ada'",
      reasons: ["resource.environment == 'dev'"], fields: ["n=5", "resource.environment=prod"]),
    Case(
      "n > 3 && resource.environment == 'prod'",
      reasons: ["n > 3", "resource.environment == 'prod'"],
      fields: ["n=5", "resource.environment=prod"]),
    Case(
      "n < 3 || (n > 4 && 'dba' in subject.groups) || n == 9",
      reasons: ["n > 4", "'dba' in subject.groups"], fields: ["n=5", "subject.groups=[2]"]),
    Case("!(n < 3 || n > 4)", reasons: ["n > 4"], fields: ["n=5"]),
    Case(
      "has(subject.manager) && subject.manager == 'x'", reasons: ["has(subject.manager)"],
      fields: ["subject.manager absent"]),
    Case(
      "has(subject.id) && subject.age < 0", reasons: ["subject.age < 0"],
      fields: ["subject.id present", "subject.age=30"]),
    Case(
      "subject.manager == 'x' && n > 3", reasons: ["subject.manager == 'x'"],
      fields: ["subject.manager failed", "n=5"]),
    Case(
      "subject.groups.exists(g, g == 'oncall')",
      reasons: ["subject.groups.exists(g, g == 'oncall')"], fields: ["subject.groups=[2]"]),
    Case(
      "n > 3 ? subject.age > 1 : resource.x == 1",
      reasons: ["n > 3 ? subject.age > 1 : resource.x == 1"], fields: ["n=5", "subject.age=30"]),
  ])
  func saysWhatDecidedAndWhatWasRead(_ example: Case) throws {
    let index = FieldIndex(
      variables: Self.variables, paths: [["subject", "age"], ["resource", "environment"]])
    for fields in [index, .none] {
      let environment = Environment(variables: Self.variables, fields: fields)
      let program = try Program.compile(example.source, in: environment)
      let bindings = Bindings(
        Self.bindings.values, fields: fields.cells(of: Self.bindings.values))
      let trace = program.trace(bindings)
      #expect(trace.reasons.map { text(of: $0, program) } == example.reasons)
      #expect(trace.fields.map(described) == example.fields)
    }
  }

  @Test func keepsTheValueOfEveryPartThatWasEvaluated() throws {
    let program = try Program.compile(
      "n > 3 && subject.age + 1 == 31 || resource.x", in: Environment(variables: Self.variables))
    let trace = program.trace(Self.bindings)
    var found: [String: String] = [:]
    for id in program.syntax.ids {
      if let outcome = trace[id] { found[text(of: id, program)] = described(outcome) }
    }
    #expect(
      found == [
        "n": "5", "3": "3", "n > 3": "true", "subject": "{3}", "subject.age": "30", "1": "1",
        "subject.age + 1": "31", "31": "31", "subject.age + 1 == 31": "true",
        "n > 3 && subject.age + 1 == 31": "true",
        "n > 3 && subject.age + 1 == 31 || resource.x": "true",
      ])
  }

  @Test func keepsTheRoundOfAMacroThatDecided() throws {
    let program = try Program.compile(
      "[1, 2, n, 9].exists(x, x == 5)", in: Environment(variables: Self.variables))
    let trace = program.trace(Self.bindings)
    let body = try #require(
      program.syntax.ids.first { text(of: $0, program) == "x == 5" })
    #expect(trace[body].map(described) == "true")
  }

  private func text(of id: Syntax.NodeID, _ program: Program) -> String {
    String(decoding: Array(program.source.utf8)[program.syntax.span(id)], as: UTF8.self)
  }

  private func described(_ outcome: TracedOutcome) -> String {
    switch outcome {
    case .value(let value): described(value)
    case .failure: "failed"
    }
  }

  private func described(_ value: Value) -> String {
    switch value {
    case .bool(let bool): "\(bool)"
    case .int(let int): "\(int)"
    case .string(let text): text
    case .list(let list): "[\(list.count)]"
    case .map(let map): "{\(map.count)}"
    default: "?"
    }
  }

  private func described(_ field: TracedField) -> String {
    let path = field.path.joined(separator: ".")
    switch field.finding {
    case .value(let value): return "\(path)=\(described(value))"
    case .present: return "\(path) present"
    case .absent: return "\(path) absent"
    case .failure: return "\(path) failed"
    }
  }
}
