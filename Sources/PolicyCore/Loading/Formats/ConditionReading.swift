import CEL
import Diagnostics

/// Compiles conditions against the schema and the directory; problems get their place in the file.
struct ConditionReading {
  private let environment: Environment
  private let schema: RequestSchema
  private let names: DirectoryNames

  init(schema: RequestSchema, directory: Directory, names: DirectoryNames) {
    self.schema = schema
    self.names = names
    environment = Environment(
      variables: schema.variables, functions: [Self.team(directory)],
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
      let program = try Program.compile(text, in: environment, expecting: .bool)
      guard checkFields(of: program, node, &reader), checkTeams(of: program, node, &reader),
        checkType(of: program, node, &reader)
      else { return nil }
      return Condition(source: text, location: reader.location(node), program: program)
    } catch {
      report(error.problems, of: node, &reader)
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
    let spans = ScalarSpans(of: node, in: reader.source.bytes)
    for problem in problems {
      let span = Self.withinText(problem.span, of: node)
      reader.report(
        Diagnostic(
          code: problem.code, message: problem.message,
          location: reader.location(spans.fileRange(of: span)), help: problem.help))
    }
  }

  /// A span at the end of a condition, moved onto its last character: behind that there is white
  /// space and the closing quote, and a block ends on the line of the next key.
  private static func withinText(_ span: Range<Int>, of node: DocumentNode) -> Range<Int> {
    guard case .scalar(let scalar) = node.content else { return span }
    let bytes = Array(scalar.text.utf8)
    let whiteSpace: [UInt8] = [0x20, 0x09, 0x0A, 0x0D]
    guard let last = bytes.lastIndex(where: { !whiteSpace.contains($0) }), span.lowerBound > last
    else { return span }
    let start = bytes[...last].lastIndex { $0 & 0xC0 != 0x80 } ?? last
    return start..<(last + 1)
  }

  // MARK: - Names

  private func checkFields(
    of program: Program, _ node: DocumentNode, _ reader: inout DocumentReader
  ) -> Bool {
    let unknown = program.references.compactMap { reference in
      schema.firstUnknown(in: reference.path).map { (reference, $0) }
    }
    guard !unknown.isEmpty else { return true }
    let spans = ScalarSpans(of: node, in: reader.source.bytes)
    for (reference, name) in unknown {
      let span = reference.span(ofName: name.index, in: program.source)
      reader.reportUnknown(
        name, in: reference.path, at: spans.fileRange(of: span))
    }
    return false
  }

  /// Of a condition that is a field and nothing else the schema knows the type; what is not declared
  /// is only known when it is evaluated.
  private func checkType(
    of program: Program, _ node: DocumentNode, _ reader: inout DocumentReader
  ) -> Bool {
    guard let field = program.bareField, let found = schema.typeThatIsNoBool(at: field.path) else {
      return true
    }
    report([.notBool(found, field.span)], of: node, &reader)
    return false
  }

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

extension Program {
  /// The field that the condition is, where it is nothing else.
  fileprivate var bareField: FieldReference? {
    switch syntax[syntax.root] {
    case .name, .select, .index: references.first { $0.span == syntax.span(syntax.root) }
    case .null, .bool, .int, .uint, .double, .string, .bytes, .call, .list, .map, .unary, .binary,
      .optionalSelect, .optionalMark,
      .logical, .conditional, .invalid:
      nil
    }
  }
}

/// The first name of a path that no object of the schema declares.
struct UnknownField {
  /// Its place in the path.
  var index: Int
  /// What is declared where it was looked for.
  var declared: SchemaNode
}

extension DocumentReader {
  /// Reports a name of a path that the schema does not declare.
  mutating func reportUnknown(_ name: UnknownField, in path: [String], at range: Range<Int>) {
    guard problems.hasRoom else { return countOne() }
    report(
      .unknownField(
        path[name.index], in: path[..<name.index].joined(separator: "."),
        known: name.declared.properties.keys.sorted { $0.precedesInUTF8($1) },
        at: location(range)))
  }
}

extension RequestSchema {
  /// What a field is in words, where the schema says that it is never true or false.
  fileprivate func typeThatIsNoBool(at path: [String]) -> String? {
    if path == [Self.instantVariable] { return "an instant" }
    guard let node = node(at: path), !node.types.isEmpty, !node.types.contains(.boolean) else {
      return nil
    }
    switch node.format {
    case .dateTime: return "an instant"
    case .duration: return "a duration"
    case nil: return node.expectedTypes
    }
  }

  /// The first name of a path that is not declared; nothing is known of a field that the schema
  /// leaves open.
  func firstUnknown(in path: [String]) -> UnknownField? {
    var node = root
    for (index, name) in path.enumerated() {
      if index == 0, name == Self.instantVariable { return nil }
      if let declared = node.properties[name] {
        node = declared
      } else if case .of(let member) = node.additional {
        node = member
      } else {
        let isOpen = node.types.isEmpty && node.properties.isEmpty
        return isOpen ? nil : UnknownField(index: index, declared: node)
      }
    }
    return nil
  }
}

extension FieldReference {
  /// Where one name of the path stands, if the path is written with dots; else the whole.
  func span(ofName index: Int, in source: String) -> Range<Int> {
    let bytes = Array(source.utf8)
    guard span.upperBound <= bytes.count else { return span }
    let parts = bytes[span].split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard parts.count == path.count, index < parts.count,
      parts[index].elementsEqual(path[index].utf8)
    else { return span }
    return parts[index].startIndex..<parts[index].endIndex
  }
}
