import CEL
import Synchronization
import Testing

struct FunctionTests {
  @Test(arguments: [true, false])
  func callsWithConstantsAreComputedOnceWhereAllowed(_ isConstant: Bool) throws {
    let counter = Counter()
    let team = Function(name: "team", parameterCount: 1, isConstant: isConstant) {
      arguments throws(EvaluationError) in
      counter.add()
      return .list(["ann", "bob"])
    }
    let program = try Program.compile(
      "id in team('a')", in: Environment(variables: ["id"], functions: [team]))
    #expect(try program.evaluateCondition(Bindings([.string("bob")])))
    #expect(try !program.evaluateCondition(Bindings([.string("eve")])))
    #expect(counter.count == (isConstant ? 1 : 2))
  }

  @Test func passesTheReceiverFirst() throws {
    let join = Function(name: "join", parameterCount: 1, style: .receiver) {
      arguments throws(EvaluationError) in
      guard case .string(let left) = arguments[0], case .string(let right) = arguments[1] else {
        throw EvaluationError(kind: .noMatchingOverload, message: "two strings are needed")
      }
      return .string(left + right)
    }
    let value = try evaluated("'a'.join(b)", ["b": .string("c")], functions: [join])
    #expect(value.equals(.string("ac")))
    let error = try #require(throws: EvaluationError.self) {
      try evaluated("true && 'a'.join(b) == ''", ["b": .int(1)], functions: [join])
    }
    #expect(
      error
        == EvaluationError(
          kind: .noMatchingOverload, message: "two strings are needed", span: 12..<16))
    let absorbed = try evaluated("'a'.join(b) == '' || true", ["b": .int(1)], functions: [join])
    #expect(absorbed.equals(.bool(true)))
  }

  @Test func overloadsByTheNumberOfParameters() throws {
    let functions = [0, 1, 2].map { count in
      Function(name: "f", parameterCount: count) { arguments throws(EvaluationError) in
        .int(Int64(arguments.count))
      }
    }
    let value = try evaluated("[f(), f(1), f(1, 2)] == [0, 1, 2]", functions: functions)
    #expect(value.equals(.bool(true)))
  }

  @Test func theLanguageItselfCannotBeRedefined() throws {
    let size = Function(name: "size", parameterCount: 1) { _ throws(EvaluationError) in .int(99) }
    #expect(try evaluated("size([])", functions: [size]).equals(.int(0)))
  }

  @Test func resolvesNamesInTheirNamespace() throws {
    let environment = Environment(variables: ["y", "a.b.y"], container: "a.b")
    let program = try Program.compile("y + .y", in: environment)
    #expect(try program.evaluate(Bindings([.int(1), .int(10)])).equals(.int(11)))
    #expect(program.references.map(\.path) == [["a.b.y"], ["y"]])
  }

  private final class Counter: Sendable {
    private let number = Mutex(0)

    var count: Int { number.withLock { $0 } }

    func add() { number.withLock { $0 += 1 } }
  }
}
