import CEL

/// What a rule or an exception says about a request, and what becomes of that on the way to a
/// decision.
struct Statement {
  /// Who says it.
  enum Speaker {
    case rule(Rule)
    case exception(PolicyException)

    /// As written.
    var consequence: Consequence {
      switch self {
      case .rule(let rule): rule.consequence
      case .exception(let exception): exception.consequence
      }
    }
  }

  let speaker: Speaker
  var consequence: Consequence
  var hasLapsed = false
  var isStale = false

  init(_ rule: Rule) {
    speaker = .rule(rule)
    consequence = rule.consequence
  }

  init(_ exception: PolicyException) {
    speaker = .exception(exception)
    consequence = exception.consequence
  }

  var effect: Effect { consequence.effect }

  var id: ID {
    switch speaker {
    case .rule(let rule): rule.id
    case .exception(let exception): exception.id
    }
  }

  var title: String {
    switch speaker {
    case .rule(let rule): rule.title
    case .exception(let exception): exception.title
    }
  }

  var owner: ID? {
    switch speaker {
    case .rule(let rule): rule.owner
    case .exception(let exception): exception.owner
    }
  }

  var condition: Condition {
    switch speaker {
    case .rule(let rule): rule.condition
    case .exception(let exception): exception.condition
    }
  }

  /// Of a break-glass, never more than the floor.
  func limit(_ floors: Floors) -> PolicyDuration? {
    switch speaker {
    case .rule(let rule): rule.limits?.shortest
    case .exception(let exception):
      [exception.limits?.shortest, exception.breakGlass.map { _ in floors.breakGlassMaxDuration }]
        .compactMap { $0 }.min()
    }
  }

  var rollback: Rollback? {
    switch speaker {
    case .rule(let rule): rule.rollback
    case .exception(let exception): exception.rollback
    }
  }

  var obligations: [Obligation] {
    switch speaker {
    case .rule(let rule): rule.obligations
    case .exception(let exception): exception.obligations + exception.obligationsOfUse
    }
  }

  /// Exclusive; nil for ever.
  var end: Timestamp? {
    switch speaker {
    case .rule(let rule): rule.window.until
    case .exception(let exception): exception.window.until
    }
  }

  var isBreakGlass: Bool {
    guard case .exception(let exception) = speaker else { return false }
    return exception.breakGlass != nil
  }
}

extension Limits {
  /// The bound, if there is one.
  var shortest: PolicyDuration? {
    switch self {
    case .duration(let duration): duration
    case .unlimited: nil
    }
  }
}

extension PolicyException {
  /// A break-glass is told of when it is used, and looked at afterwards.
  fileprivate var obligationsOfUse: [Obligation] {
    guard let breakGlass else { return [] }
    let told = breakGlass.notify.map { JSONValue.string($0.description) }
    return [
      Obligation(id: "\(id).notify", type: "notify", properties: ["who": .array(told)]),
      Obligation(
        id: "\(id).review", type: "review-after-use",
        properties: [
          "within": .string(breakGlass.reviewWithin.text), "owner": .string(owner.text),
        ]),
    ]
  }
}
