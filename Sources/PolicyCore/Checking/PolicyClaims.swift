import CEL

/// What the conditions of a policy say, each read once, so that they can be held against one another.
struct PolicyClaims {
  private var table = ExpressionTable()
  private let types: TypeEnvironment
  private(set) var rules: [ConditionClaims] = []
  private(set) var exceptions: [ConditionClaims] = []
  /// The flags of break-glass, in the place of their exceptions.
  private(set) var flags: [ConditionClaims?] = []
  private(set) var invariants: [ConditionClaims] = []
  /// That an action takes access; nil where no action does.
  private(set) var taking: ConditionClaims?
  /// That what was taken is asked back.
  private(set) var restore: ConditionClaims?

  /// - Complexity: O(size of all conditions).
  init(_ policy: Policy) {
    types = TypeEnvironment(policy.schema)
    for rule in policy.rules { rules.append(claims(of: rule.condition)) }
    for exception in policy.exceptions {
      exceptions.append(claims(of: exception.condition))
      flags.append(exception.breakGlass.map { claims(of: $0.flag) })
    }
    for invariant in policy.settings.invariants {
      invariants.append(claims(of: invariant.condition))
    }
    let takers = policy.settings.actions.filter { $0.value == .takes }.keys.sorted()
      .filter(Self.isPlain)
    if !takers.isEmpty {
      let list = takers.map { "\"\($0)\"" }.joined(separator: ", ")
      taking = claims(ofText: "action.name in [\(list)]", policy.schema)
    }
    restore = claims(ofText: "action.name == \"restore\"", policy.schema)
  }

  /// Whether a text can stand between quotes as it is.
  private static func isPlain(_ text: String) -> Bool {
    !text.unicodeScalars.contains { $0 == "\"" || $0 == "\\" || $0.value < 0x20 }
  }

  /// Whether one of some people can be the subject, as far as a condition tells.
  func canMatch(_ own: ConditionClaims, subjects: Set<ID>, _ schema: RequestSchema) -> Bool {
    var reading = self
    return subjects.contains { id in
      guard let subject = reading.claims(ofText: "subject.id == \"\(id)\"", schema)
      else { return true }
      return !ConditionClaims.areDisjoint([own, subject])
    }
  }

  /// The claims of a further condition, such as one that asks for an action.
  mutating func claims(of condition: Condition) -> ConditionClaims {
    claims(of: condition.source, condition.program.syntax)
  }

  private mutating func claims(of source: String, _ syntax: Syntax) -> ConditionClaims {
    ConditionClaims(of: source, syntax, in: types, table: &table)
  }

  /// The claims of a condition that a check writes itself; nil where a schema has no room for it.
  mutating func claims(ofText text: String, _ schema: RequestSchema) -> ConditionClaims? {
    let environment = Environment(variables: schema.variables)
    do throws(CompileFailure) {
      let program = try Program.compile(text, in: environment)
      return claims(of: text, program.syntax)
    } catch {
      return nil
    }
  }
}
