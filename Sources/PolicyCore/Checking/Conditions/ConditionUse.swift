/// Where a condition stands, which decides what an error in it does (design document, section 3).
enum ConditionUse: Sendable, Hashable {
  case when(Effect)
  /// One of the `conditions` of a constrain rule, with the effect of its `otherwise`.
  case clause(otherwise: Effect)
  case evidence
  /// The `where` of a gate.
  case gate
  /// What an exception is for, or the flag of a break-glass.
  case exception
  case invariant

  /// Whether a request gets through without a human because the condition is true.
  var approves: Bool {
    switch self {
    case .when(let effect): effect.tier.actsAlone
    case .clause, .exception: true
    case .evidence, .gate, .invariant: false
    }
  }

  /// Whether text that the asker writes is held to a pattern here.
  var relaxes: Bool { approves || self == .evidence }

  /// What happens where a field that is read is absent.
  var consequenceOfError: String {
    switch self {
    case .when(.approve): "the read fails then, and the rule does not match"
    case .when(.constrain):
      "the read fails then, and the rule only matches beside another one that approves"
    case .when(.review): "the read fails then, and the rule matches: people must approve"
    case .when(.deny): "the read fails then, and the rule matches: the request is denied"
    case .clause(otherwise: .review):
      "the read fails then, the condition does not hold, and people must approve"
    case .clause: "the read fails then, the condition does not hold, and the request is denied"
    case .evidence: "the read fails then, and the review is not approved"
    case .exception: "the read fails then, and the exception lifts nothing"
    case .invariant: "the read fails then, and the invariant holds"
    case .gate: "the read fails then, and the gate counts the record"
    }
  }
}
