package import CEL

/// Asks whether some request fits several conditions of one policy at once.
package struct ConditionMeeting: Sendable {
  private let environment: Environment
  private let comparison: ConditionComparison

  /// Asks about requests of a policy.
  package init(_ policy: Policy) {
    environment = ConditionReading.environment(policy.schema, policy.directory)
    let types = TypeEnvironment(policy.schema)
    comparison = ConditionComparison(from: types, to: types, haveSameFunctions: true)
  }

  /// Whether some request fits all of the first conditions and none of the others.
  ///
  /// One that errs counts as fitting and as not fitting, so that `never` is a proof for rules of
  /// every effect.
  /// - Parameters:
  ///   - all: conditions as one line of CEL.
  ///   - none: the same.
  package func happens(all: [String], none: [String]) -> Possibility {
    let parts = all.map { "(\($0))" } + none.map { "!(\($0))" }
    do throws(CompileFailure) {
      let never = try Program.compile("false", in: environment)
      let meeting = try Program.compile(parts.joined(separator: " && "), in: environment)
      return comparison.difference(from: never, to: meeting, errors: .match, limit: 1).gains
    } catch {
      // Together they are longer than a condition may be, or read what this schema does not have.
      return .unknown
    }
  }
}
