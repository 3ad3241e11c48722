import CEL
import CELFuzz
import Foundation
import Testing

/// Whatever conditions there are, comparing them ends: with themselves they are equal.
struct ComparisonCorpusTests {
  private static let environment = Environment(
    variables: ["subject", "resource", "context", "now", "n", "x", "s", "b", "l", "o"],
    functions: [
      Function(name: "team", parameterCount: 1, isConstant: true) {
        _ throws(EvaluationError) in .list(["a", "b"])
      }
    ], instantVariable: "now")

  private static let types = TypeEnvironment(
    variables: [
      "subject": .dyn, "resource": .dyn, "context": .dyn, "now": .timestamp, "n": .int, "x": .dyn,
      "s": .string, "b": .bytes, "l": .list(.int), "o": .optional(.string),
    ], functions: ["team": [Overload([.string], .list(.string))]])

  private func accepted() throws -> [Program] {
    try FuzzCorpusTests.files.compactMap { file in
      let source = String(decoding: try Data(contentsOf: file), as: UTF8.self)
      do throws(CompileFailure) {
        return try Program.compile(source, in: Self.environment)
      } catch {
        // Much of the corpus is there to be refused.
        return nil
      }
    }
  }

  @Test func everyConditionIsComparedWithItselfAndAnother() throws {
    let programs = try accepted()
    try #require(programs.count >= 5)
    let comparison = ConditionComparison(
      from: Self.types, to: Self.types, haveSameFunctions: true)
    for (place, program) in programs.enumerated() {
      let same = comparison.difference(from: program, to: program, errors: .match, limit: 2)
      #expect(same.relation == .equal, "\(program.source)")
      let other = programs[(place + 1) % programs.count]
      let there = comparison.difference(from: program, to: other, errors: .noMatch, limit: 2)
      let back = comparison.difference(from: other, to: program, errors: .noMatch, limit: 2)
      #expect(there.gains.witnesses.isEmpty == back.losses.witnesses.isEmpty)
    }
  }
}
