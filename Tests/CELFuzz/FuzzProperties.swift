import CEL

/// What must hold of every text that may be a condition: whatever it is, parsing, checking,
/// evaluating and printing end, point into the text, say nothing of the request, and do the same
/// when they are done again.
package struct FuzzProperties {
  private let source: String
  /// What does not hold, in sentences.
  private var violations: [String] = []

  /// What does not hold of a text; nothing, if all is well.
  package static func violations(of source: String) -> [String] {
    var properties = FuzzProperties(source: source)
    properties.examine()
    return properties.violations
  }

  private init(source: String) { self.source = source }

  private mutating func examine() {
    let program: Program
    do throws(CompileFailure) {
      program = try Program.compile(source, in: FuzzWorld.environment)
    } catch {
      if error.problems.isEmpty { violations.append("a condition fails without a problem") }
      return error.problems.forEach { examine($0) }
    }
    Checker.check(program.syntax, in: FuzzWorld.types).problems.forEach { examine($0) }
    for reference in program.references { examine(reference.span, "a reference") }
    for call in program.functionCalls { examine(call.span, "a call") }
    examinePrinting(program.syntax)
    examineEvaluation(program)
  }

  private mutating func examine(_ span: Range<Int>, _ what: String) {
    guard span.lowerBound >= 0, span.upperBound <= source.utf8.count else {
      violations.append("\(what) points to \(span), outside of the condition")
      return
    }
  }

  private mutating func examine(_ problem: Problem) {
    examine(problem.span, "`\(problem.code)`")
    examine(message: problem.message)
  }

  /// One line that holds nothing of the request.
  private mutating func examine(message: String) {
    if message.isEmpty || message.utf8.contains(UInt8(ascii: "\n")) {
      violations.append("a message is not one line: \(message.debugDescription)")
    }
    for secret in FuzzWorld.secrets where message.contains(secret) && !source.contains(secret) {
      violations.append("a message holds a value of the request: \(message)")
    }
  }

  // MARK: - Printing

  /// Parsing what was printed gives the same tree.
  private mutating func examinePrinting(_ syntax: Syntax) {
    let printed = syntax.printed
    // Escapes make a line longer than what it was printed from.
    var limits = Limits.standard
    limits.sourceByteCount = printed.utf8.count
    let again: Syntax
    do throws(CompileFailure) {
      again = try Syntax.parse(printed, limits: limits)
    } catch {
      violations.append("what was printed does not parse: \(printed)")
      return
    }
    if !Self.areAlike(syntax, syntax.root, again, again.root) {
      violations.append("what was printed parses to another tree: \(printed)")
    }
  }

  // MARK: - Evaluating

  private enum Outcome {
    case value(Value)
    case failure(EvaluationError)
  }

  private mutating func examineEvaluation(_ program: Program) {
    let first = Self.outcome(of: program)
    if case .failure(let error) = first {
      if let span = error.span { examine(span, "an error") }
      examine(message: error.message)
    }
    guard Self.areIdentical(first, Self.outcome(of: program)) else {
      violations.append("evaluating twice gives different outcomes")
      return
    }
  }

  private static func outcome(of program: Program) -> Outcome {
    do throws(EvaluationError) {
      return .value(try program.evaluate(FuzzWorld.bindings))
    } catch {
      return .failure(error)
    }
  }

  private static func areIdentical(_ left: Outcome, _ right: Outcome) -> Bool {
    switch (left, right) {
    case (.value(let a), .value(let b)): areIdentical(a, b)
    case (.failure(let a), .failure(let b)): a == b
    case (.value, .failure), (.failure, .value): false
    }
  }

  /// The same type and the same value, in the same order; NaN is NaN.
  static func areIdentical(_ left: Value, _ right: Value) -> Bool {
    switch (left, right) {
    case (.double(let a), .double(let b)): a.bitPattern == b.bitPattern || (a.isNaN && b.isNaN)
    case (.list(let a), .list(let b)):
      a.count == b.count && zip(a, b).allSatisfy { areIdentical($0, $1) }
    case (.map(let a), .map(let b)):
      a.count == b.count
        && zip(a.entries, b.entries).allSatisfy {
          areIdentical($0.key, $1.key) && areIdentical($0.value, $1.value)
        }
    case (.optional(let a), .optional(let b)):
      switch (a.value, b.value) {
      case (let first?, let second?): areIdentical(first, second)
      case (nil, nil): true
      default: false
      }
    default: left.type == right.type && left.equals(right)
    }
  }
}
