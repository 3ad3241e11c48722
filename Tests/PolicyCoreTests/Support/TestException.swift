import CEL
import Diagnostics
import PolicyCore

/// An exception before its conditions are compiled: what applies instead, as a rule says it.
struct TestException: Sendable {
  var instead: TestRule
  var lifts: [ID]
  /// Makes it break-glass.
  var who: [Selector]?
  var flag = "true"

  var id: ID { instead.id }

  func make(_ compiler: TestCompiler) throws -> PolicyException {
    let rule = try instead.make(compiler)
    let breakGlass = try who.map { who in
      BreakGlass(
        who: who, flag: try compiler.condition(flag), notify: [.team("security")],
        reviewWithin: duration("1d"))
    }
    return PolicyException(
      id: rule.id, title: rule.title, lifts: lifts, condition: rule.condition,
      consequence: rule.consequence, limits: rule.limits, obligations: rule.obligations,
      owner: rule.owner ?? "owners", approvedBy: "olga", reason: "It cannot wait.",
      ticket: "RISK-1", window: rule.window, breakGlass: breakGlass,
      recertifyEvery: breakGlass == nil ? nil : rule.recertifyEvery, certified: rule.certified,
      location: rule.location)
  }
}

/// An invariant before its condition is compiled.
struct TestInvariant: Sendable {
  var id: ID
  var when: String
  var never: Set<Effect>
  var owner: ID = "security"
  var allowsBreakGlass = false

  func make(_ compiler: TestCompiler) throws -> Invariant {
    Invariant(
      id: id, title: "Title of \(id).", owner: owner, condition: try compiler.condition(when),
      never: never, allowsBreakGlass: allowsBreakGlass, location: .file("precedent.yaml"))
  }
}
