import CEL

/// One generated condition with its inputs, held against the oracle.
struct OracleCase: CustomStringConvertible {
  let source: String
  /// What the condition was made to be.
  let type: DeclaredType
  /// One for each of `OracleWorld.variables`.
  let values: [Value]
  /// Whether it is planned for slots; each condition is compiled once, which takes most of the time.
  let isSlotted: Bool

  /// What is wrong, if something is.
  enum Finding: Equatable {
    /// A condition that is well-typed does not compile.
    case refused(codes: [String])
    case unchecked(codes: [String])
    /// The value is not of the type that the checker found.
    case misfit
    /// Some ways of evaluating come to another outcome than the oracle.
    case disagreement([OracleWorld.Way])
  }

  enum Outcome: CustomStringConvertible {
    case value(Value)
    case failure(EvaluationError.Kind)

    var description: String {
      switch self {
      case .value(let value): "\(value)"
      case .failure(let kind): "failure: \(kind)"
      }
    }
  }

  // MARK: - Outcomes

  private var environment: Environment {
    isSlotted ? OracleWorld.slottedEnvironment : OracleWorld.plainEnvironment
  }

  private var ways: [OracleWorld.Way] { isSlotted ? [.slotted, .slotless, .traced] : [.plain] }

  /// What the engine makes of it.
  private func outcome(_ program: Program, _ way: OracleWorld.Way) -> Outcome {
    let bindings = OracleWorld.makeBindings(values, way)
    if way == .traced {
      switch program.trace(bindings).outcome {
      case .value(let value): return .value(value)
      case .failure(let error): return .failure(error.kind)
      }
    }
    do throws(EvaluationError) {
      return .value(try program.evaluate(bindings))
    } catch {
      return .failure(error.kind)
    }
  }

  /// What the oracle makes of it.
  private func expectedOutcome(_ syntax: Syntax) -> Outcome {
    let variables = zip(OracleWorld.variables, values).map { (name: $0.name, value: $1) }
    let oracle = Oracle(
      syntax: syntax, variables: variables, functions: [OracleWorld.team],
      timeZones: OracleWorld.timeZones)
    do throws(Oracle.Failure) {
      return .value(try oracle.evaluate())
    } catch {
      return .failure(error.kind)
    }
  }

  // MARK: - Comparing

  /// Compares all that there is to compare; no finding where all agree.
  func compared() -> (finding: Finding?, hasFailed: Bool) {
    let program: Program
    do throws(CompileFailure) {
      program = try Program.compile(source, in: environment)
    } catch {
      return (.refused(codes: error.problems.map(\.code)), false)
    }
    let checked = Checker.check(program.syntax, in: OracleWorld.types)
    if !checked.problems.isEmpty {
      return (.unchecked(codes: checked.problems.map(\.code)), false)
    }
    let expected = expectedOutcome(program.syntax)
    let differing = ways.filter { !Self.agree(outcome(program, $0), expected) }
    if !differing.isEmpty { return (.disagreement(differing), false) }
    guard case .value(let value) = expected else { return (nil, true) }
    return (Self.fits(value, checked.result) ? nil : .misfit, false)
  }

  private static func agree(_ left: Outcome, _ right: Outcome) -> Bool {
    switch (left, right) {
    case (.value(let value), .value(let expected)): areIdentical(value, expected)
    case (.failure(let kind), .failure(let expected)): areAlike(kind, expected)
    case (.value, .failure), (.failure, .value): false
    }
  }

  /// The definition has one error, `no_such_field`, for `m.f` and for `m['f']`; the engine says which
  /// of both it took the condition for, and knows constant keys. All other kinds must be the same.
  private static func areAlike(_ left: EvaluationError.Kind, _ right: EvaluationError.Kind) -> Bool
  {
    let absent: Set = [EvaluationError.Kind.noSuchField, .noSuchKey]
    return left == right || absent.isSuperset(of: [left, right])
  }

  /// The same type and the same bits; NaN is NaN, and maps are compared by content.
  static func areIdentical(_ left: Value, _ right: Value) -> Bool {
    switch (left, right) {
    case (.double(let a), .double(let b)):
      return (a.isNaN && b.isNaN) || a.bitPattern == b.bitPattern
    case (.list(let a), .list(let b)):
      return a.count == b.count && zip(a, b).allSatisfy { areIdentical($0, $1) }
    case (.map(let a), .map(let b)):
      return a.entries.count == b.entries.count
        && a.entries.allSatisfy { entry in
          let same = b.entries.first { areIdentical(entry.key, $0.key) }
          return same.map { areIdentical(entry.value, $0.value) } ?? false
        }
    case (.optional(let a), .optional(let b)):
      guard let first = a.value, let second = b.value else {
        return a.value == nil && b.value == nil
      }
      return areIdentical(first, second)
    default: return left.type == right.type && Oracle.areEqual(left, right)
    }
  }

  /// Whether a value can be of a type that the checker found.
  private static func fits(_ value: Value, _ type: DeclaredType) -> Bool {
    switch (type, value) {
    case (.dyn, _), (.null, .null), (.bool, .bool), (.int, .int), (.uint, .uint),
      (.double, .double), (.string, .string), (.bytes, .bytes), (.timestamp, .timestamp),
      (.duration, .duration), (.type, .type):
      return true
    case (.list(let element), .list(let list)): return list.allSatisfy { fits($0, element) }
    case (.map(let key, let element), .map(let map)):
      return map.entries.allSatisfy { fits($0.key, key) && fits($0.value, element) }
    case (.abstract, .optional(let optional)):
      guard let held = optional.value, let content = type.optionalContent else { return true }
      return fits(held, content)
    default: return false
    }
  }

  var description: String {
    let program = try? Program.compile(source, in: environment)
    let outcomes = ways.map { way in
      "\n  \(way): \(program.map { "\(outcome($0, way))" } ?? "does not compile")"
    }
    let expected = (try? Syntax.parse(source)).map { "\(expectedOutcome($0))" } ?? "none"
    let inputs = zip(OracleWorld.variables, values)
      .filter { source.contains($0.0.name) }.map { "\n  \($0.name) = \($1)" }
    return "\(source)\n  oracle: \(expected)" + (outcomes + inputs).joined()
  }
}
