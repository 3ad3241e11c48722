import CEL
import Testing

/// The tests of the language definition. What passes must go on passing.
struct ConformanceTests {
  /// How many of the 1,241 tests pass; raised with every part of the language that is added.
  static let leastPassing = 0

  /// Sections that wait for a later part of the language: their tests are run, but may fail.
  static let unsupportedSections: Set<String> = [
  ]

  @Test(.enabled("the conformance tests are not here") { ConformanceCase.file != nil })
  func passesTheTestsOfTheLanguageDefinition() throws {
    let file = try #require(ConformanceCase.file)
    let cases = try ConformanceCase.load(file)
    var passing = 0
    var failures: [String] = []
    for test in cases {
      let (isPassing, outcome) = run(test)
      if isPassing { passing += 1 } else { failures.append("\(test.testDescription): \(test.expression) gave \(outcome)") }
    }
    print(failures.joined(separator: "\n"))
    print("passing", passing, cases.count)
    #expect(passing >= Self.leastPassing)
  }

  private func run(_ test: ConformanceCase) -> (Bool, String) {
    let environment = Environment(
      variables: test.variables, container: test.container,
      unresolved: test.isChecked ? .problem : .evaluationError)
    do {
      let value = try Program.compile(test.expression, in: environment)
        .evaluate(Bindings(test.values))
      switch test.expectation {
      case .value(let expected): return (value.isIdentical(to: expected), "\(value)")
      case .error: return (false, "\(value)")
      case .type: return (false, "\(value)")
      }
    } catch {
      switch test.expectation {
      case .value, .type: return (false, "\(error)")
      case .error: return (true, "\(error)")
      }
    }
  }
}

extension Value {
  /// The same type and the same value; NaN is identical to itself, 0.0 not to -0.0.
  func isIdentical(to other: Value) -> Bool {
    switch (self, other) {
    case (.double(let left), .double(let right)):
      (left.isNaN && right.isNaN) || left.bitPattern == right.bitPattern
    case (.list(let left), .list(let right)):
      left.count == right.count && zip(left, right).allSatisfy { $0.isIdentical(to: $1) }
    default: type == other.type && equals(other)
    }
  }
}
