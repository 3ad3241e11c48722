import CEL
import Diagnostics
import PolicyCore

/// A policy in a few lines; conditions are compiled as the loader compiles them.
struct TestPolicy {
  var rules: [TestRule]
  var exceptions: [TestException] = []
  var invariants: [TestInvariant] = []
  var otherwise: TestReview?
  var directory = TestPeople.directory
  var schema = RequestSchema.standard

  func make() throws -> Policy {
    let compiler = TestCompiler(schema: schema, directory: directory)
    var settings = Settings(name: "test")
    if let otherwise { settings.defaultOutcome = .review(try otherwise.make(compiler)) }
    settings.invariants = try invariants.map { try $0.make(compiler) }.sorted { $0.id < $1.id }
    return Policy(
      settings: settings, schema: schema, rules: try rules.map { try $0.make(compiler) },
      exceptions: try exceptions.map { try $0.make(compiler) }, directory: directory, digest: "")
  }
}

/// Compiles conditions in the environment of `ConditionReading`.
struct TestCompiler {
  private let environment: Environment

  init(schema: RequestSchema, directory: Directory) {
    let members = directory.teams.mapValues { Value.list($0.members.map(\.text)) }
    let team = Function(name: "team", parameterCount: 1, isConstant: true) {
      (arguments: [Value]) throws(EvaluationError) -> Value in
      guard case .string(let name)? = arguments.first, let list = members[ID(name)] else {
        throw EvaluationError(kind: .invalidArgument, message: "there is no such team")
      }
      return list
    }
    environment = Environment(
      variables: schema.variables, functions: [team],
      instantVariable: RequestSchema.instantVariable)
  }

  func condition(_ source: String) throws -> Condition {
    Condition(
      source: source, location: .file("rules/test.yaml"),
      program: try Program.compile(source, in: environment))
  }

  func clauses(_ sources: [String]) throws -> [Clause] {
    try sources.map { Clause(that: try condition($0), because: "\($0) is needed.") }
  }
}
