import CEL
import Diagnostics

/// What can be said about rules, exceptions and invariants that do not go together.
extension Diagnostic {
  // MARK: - Rules

  static func ruleNeverMatches(_ rule: Rule) -> Diagnostic {
    Diagnostic(
      .ruleNeverMatches, .warning, "`\(rule.id)` matches no request", rule.condition.location,
      notes: ["each of the alternatives contradicts itself"],
      help: "take the rule away, or write what was meant")
  }

  static func duplicateRule(_ rule: Rule, of earlier: Rule) -> Diagnostic {
    Diagnostic(
      .duplicateRule, .warning, "`\(rule.id)` says the same as `\(earlier.id)`",
      rule.condition.location,
      labels: [Label(earlier.condition.location, "it says so already")],
      help: "take one of them away, or write what was meant")
  }

  static func ruleShadowed(_ rule: Rule, by stricter: Rule) -> Diagnostic {
    Diagnostic(
      .ruleShadowed, .warning,
      "`\(rule.id)` never decides: whenever it matches, `\(stricter.id)` is stricter",
      rule.condition.location,
      labels: [
        Label(
          stricter.condition.location, "this matches then, and its effect is \(stricter.effect)")
      ],
      help: "narrow the condition of one of them, or take `\(rule.id)` away")
  }

  static func ruleAgainstInvariant(_ rule: Rule, _ invariant: Invariant) -> Diagnostic {
    Diagnostic(
      .ruleAgainstInvariant, .warning,
      "`\(rule.id)` never acts by itself: `\(invariant.id)` holds for whatever it matches",
      rule.condition.location,
      labels: [Label(invariant.condition.location, "here nothing acts without a human")],
      notes: ["what it would do becomes a review by `\(invariant.owner)`"],
      help: "make it a review, or leave out what the invariant holds for")
  }

  // MARK: - Exceptions

  static func exceptionLiftsNothing(
    _ exception: PolicyException, _ rule: Rule, because reason: String
  ) -> Diagnostic {
    Diagnostic(
      .exceptionLiftsNothing, .warning,
      "`\(exception.id)` never lifts `\(rule.id)`: \(reason)", exception.condition.location,
      labels: [Label(rule.condition.location, "the rule applies here")],
      help: "take `\(rule.id)` out of `lifts`, or correct the condition")
  }

  static func exceptionLiftsDeny(_ exception: PolicyException, _ rule: Rule) -> Diagnostic {
    Diagnostic(
      .exceptionLiftsDeny, .note,
      "`\(exception.id)` lifts `\(rule.id)`, which denies", exception.location,
      labels: [Label(rule.location, "this is what it lifts")],
      help: "look at it twice: what was never to be becomes possible")
  }

  static func exceptionLiftsFixedDeny(_ exception: PolicyException, _ rule: Rule) -> Diagnostic {
    Diagnostic(
      .exceptionLiftsFixedDeny, .error,
      "`\(exception.id)` names `\(rule.id)`, a deny that cannot be lifted", exception.location,
      labels: [Label(rule.location, "this denies whatever an exception says")],
      help: "take it out of `lifts`; only its owner can write `liftable: true`")
  }

  static func exceptionRenewed(
    _ exception: PolicyException, after earlier: PolicyException
  ) -> Diagnostic {
    Diagnostic(
      .exceptionRenewed, .warning,
      "`\(exception.id)` goes on with what `\(earlier.id)` began", exception.location,
      labels: [Label(earlier.location, "the same, right before")],
      help: "an exception that is always renewed is a rule: write one, with tests")
  }

  // MARK: - Time

  static func exceptionExpired(_ exception: PolicyException, at end: Timestamp) -> Diagnostic {
    Diagnostic(
      .exceptionExpired, .warning, "`\(exception.id)` ended at \(end) and lifts nothing any more",
      exception.location, help: "take it away")
  }

  static func exceptionEndsSoon(_ exception: PolicyException, at end: Timestamp) -> Diagnostic {
    Diagnostic(
      .exceptionEndsSoon, .note, "`\(exception.id)` ends at \(end)", exception.location,
      help: "make sure that whoever counts on it knows")
  }

  static func exceptionLapsed(_ exception: PolicyException) -> Diagnostic {
    Diagnostic(
      .exceptionLapsed, .warning,
      "`\(exception.id)` stands without an end and is past its certification: it lifts nothing",
      exception.location, help: "look at it, then write `certified: { on: <today>, by: <you> }`")
  }

  static func delegationExpired(_ delegation: Delegation, at end: Timestamp) -> Diagnostic {
    Diagnostic(
      .delegationExpired, .warning,
      "the delegation from `\(delegation.from)` to `\(delegation.to)` ended at \(end)",
      delegation.location, help: "take it away")
  }

  static func delegationEndsSoon(_ delegation: Delegation, at end: Timestamp) -> Diagnostic {
    Diagnostic(
      .delegationEndsSoon, .note,
      "the delegation from `\(delegation.from)` to `\(delegation.to)` ends at \(end)",
      delegation.location, help: "make sure that somebody can fill the place then")
  }
}
