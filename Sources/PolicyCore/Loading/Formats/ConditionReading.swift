import CEL
import Diagnostics

/// Compiles conditions against the schema and the directory; problems get their place in the file.
struct ConditionReading {
  private let environment: Environment
  private let types: TypeEnvironment
  private let names: DirectoryNames

  init(schema: RequestSchema, directory: Directory, names: DirectoryNames) {
    self.names = names
    types = TypeEnvironment(schema)
    environment = Self.environment(schema, directory)
  }

  /// What conditions of a policy may name.
  static func environment(_ schema: RequestSchema, _ directory: Directory) -> Environment {
    Environment(
      variables: schema.variables, functions: [team(directory)],
      instantVariable: RequestSchema.instantVariable, fields: schema.slots)
  }

  /// `team("security")`: the sorted list of a team's members.
  private static func team(_ directory: Directory) -> Function {
    let members = directory.teams.mapValues { Value.list($0.members.map(\.text)) }
    return Function(name: "team", parameterCount: 1, isConstant: true) {
      (arguments: [Value]) throws(EvaluationError) -> Value in
      guard case .string(let name)? = arguments.first else {
        throw EvaluationError(kind: .noMatchingOverload, message: "`team` takes a string")
      }
      guard let list = members[ID(name)] else {
        throw EvaluationError(kind: .invalidArgument, message: "there is no such team")
      }
      return list
    }
  }

  /// The condition that a scalar holds.
  func read(_ node: DocumentNode?, _ reader: inout DocumentReader) -> Condition? {
    guard let node, let text = reader.text(node) else { return nil }
    do throws(CompileFailure) {
      let program = try Program.compile(text, in: environment)
      let checked = Checker.check(program.syntax, in: types, expecting: .bool)
      guard checked.problems.isEmpty else {
        throw CompileFailure(inSourceOrder: checked.problems)
      }
      guard checkTeams(of: program, node, &reader) else { return nil }
      return Condition(
        source: text, location: reader.location(node), program: program,
        place: ConditionPlace(node, in: reader.source))
    } catch {
      report(error.problems, of: node, &reader)
      return nil
    }
  }

  /// A condition that stands in no file; nil where it does not compile.
  func condition(_ text: String) -> Condition? {
    do throws(CompileFailure) {
      return Condition(
        source: text, location: .file(""), program: try Program.compile(text, in: environment))
    } catch {
      return nil
    }
  }

  /// Clauses of `conditions` or `evidence`.
  func readClauses(_ nodes: [DocumentNode], _ reader: inout DocumentReader) -> [Clause] {
    nodes.compactMap { node in
      let shape = MappingShape("a condition", required: ["that", "because"])
      guard let members = reader.members(of: node, shape) else { return nil }
      let that = read(members["that"], &reader)
      let because = reader.sentence(members["because"], "`because`")
      guard let that, let because else { return nil }
      return Clause(that: that, because: because)
    }
  }

  private func report(
    _ problems: [Problem], of node: DocumentNode, _ reader: inout DocumentReader
  ) {
    let place = ConditionPlace(node, in: reader.source)
    for (problem, range) in zip(problems, place.fileRanges(of: problems.map(\.span))) {
      guard reader.problems.hasRoom else {
        reader.countOne()
        continue
      }
      reader.report(
        Diagnostic(
          code: problem.code, message: problem.message, location: reader.location(range),
          help: problem.help))
    }
  }

  // MARK: - Names

  private func checkTeams(
    of program: Program, _ node: DocumentNode, _ reader: inout DocumentReader
  ) -> Bool {
    var isKnown = true
    for call in program.functionCalls where call.name == "team" {
      guard let name = call.stringArguments.first ?? nil, reader.problems.hasRoom else { continue }
      let spans = ScalarSpans(of: node, in: reader.source.bytes)
      let place = reader.location(spans.fileRange(of: call.span))
      guard let problem = names.checkTeam(ID(name), at: place) else { continue }
      reader.report(problem)
      isKnown = false
    }
    return isKnown
  }
}
