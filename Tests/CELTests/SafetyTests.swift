import CEL
import Foundation
import Testing

/// Conditions are untrusted input: whatever they are, the answer is a value or an error.
struct SafetyTests {
  struct Chain: CustomTestStringConvertible {
    let testDescription: String
    let source: @Sendable (Int) -> String

    init(_ name: String, _ source: @escaping @Sendable (Int) -> String) {
      testDescription = name
      self.source = source
    }

    static let all = [
      Chain("parentheses") { repeated("(", $0) + "1" + repeated(")", $0) },
      Chain("open parentheses") { repeated("(", $0) },
      Chain("not") { repeated("!", $0) + "true" },
      Chain("minus") { repeated("-", $0) + "x" },
      Chain("not in parentheses") { repeated("!(", $0) + "true" + repeated(")", $0) },
      Chain("lists") { repeated("[", $0) + repeated("]", $0) },
      Chain("maps") { repeated("{1:", $0) + "1" + repeated("}", $0) },
      Chain("selections") { "x" + repeated(".f", $0) },
      Chain("indices") { "x" + repeated("[0]", $0) },
      Chain("nested indices") { repeated("x[", $0) + "0" + repeated("]", $0) },
      Chain("calls") { repeated("size(", $0) + "x" + repeated(")", $0) },
      Chain("receivers") { "x" + repeated(".size()", $0) },
      Chain("conditionals") { repeated("true ? 1 : ", $0) + "1" },
      Chain("nested conditionals") { repeated("(true ? ", $0) + "1" + repeated(" : 1)", $0) },
      Chain("additions") { "1" + repeated(" + 1", $0) },
      Chain("comparisons") { "1" + repeated(" == 1", $0) },
      Chain("macros") { repeated("[1].all(x, ", $0) + "true" + repeated(")", $0) },
      Chain("optional selections") { "x" + repeated(".?f", $0) },
      Chain("optional indices") { "x" + repeated("[?0]", $0) },
      Chain("optional elements") { repeated("[?", $0) + "x" + repeated("]", $0) },
      Chain("optional entries") { repeated("{?1:", $0) + "x" + repeated("}", $0) },
      Chain("bindings") { repeated("cel.bind(y, x, ", $0) + "x" + repeated(")", $0) },
      Chain("bound values") { repeated("cel.bind(y, ", $0) + "x" + repeated(", y)", $0) },
      Chain("transformations") {
        repeated("optional.of(x).optMap(y, ", $0) + "x" + repeated(")", $0)
      },
      Chain("alternatives of optional values") { "optional.of(x)" + repeated(".or(x)", $0) },
      Chain("library calls") { repeated("math.abs(", $0) + "1" + repeated(")", $0) },
      Chain("library receivers") { "'a'" + repeated(".trim()", $0) },
      Chain("alternatives in groups") { repeated("(x && (x || ", $0) + "x" + repeated("))", $0) },
    ]

    private static func repeated(_ text: String, _ count: Int) -> String {
      String(repeating: text, count: count)
    }
  }

  @Test(arguments: Chain.all)
  func refusesTenThousandLevels(_ chain: Chain) throws {
    let failure = try #require(throws: CompileFailure.self) {
      try Program.compile(chain.source(10_000), in: Environment(variables: ["x"]))
    }
    #expect(failure.problems.map(\.code) == ["cel-limit"])
  }

  /// Secondary threads have 512 KiB; what is compiled and run here is as deep as is allowed.
  @Test(arguments: Chain.all)
  func fitsASmallStackAtTheDepthLimit(_ chain: Chain) async {
    let outcome = await onSmallStack {
      let environment = Environment(variables: ["x"])
      var deepest = 0
      for depth in 1...(Limits.standard.depth + 1) {
        guard let program = try? Program.compile(chain.source(depth), in: environment) else {
          continue
        }
        deepest = depth
        _ = try? program.evaluate(Bindings([.list([.int(0)])]))
        _ = Checker.check(program.syntax, in: TypeEnvironment(variables: ["x": .dyn]))
      }
      return deepest
    }
    // An unbalanced chain never compiles; all others do nearly up to the limit.
    #expect(outcome >= Limits.standard.depth / 3 || chain.testDescription == "open parentheses")
  }

  private func onSmallStack(_ body: @escaping @Sendable () -> Int) async -> Int {
    await withCheckedContinuation { continuation in
      let thread = Thread { continuation.resume(returning: body()) }
      thread.stackSize = 512 * 1024
      thread.start()
    }
  }
}
