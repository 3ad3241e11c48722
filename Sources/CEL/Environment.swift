/// What a condition can name: variables, in the order of their slots, and functions.
package struct Environment: Sendable {
  /// What becomes of a name or function that is not declared.
  package enum Unresolved: Sendable {
    /// The condition does not compile.
    case problem
    /// Evaluating it is an error, as in an unchecked expression of the language definition.
    case evaluationError
  }

  /// Names, possibly qualified (`a.b`); the place in the list is the slot in `Bindings`.
  package let variables: [String]
  package let functions: [Function]
  package let limits: Limits
  /// The variable that stands for the instant of the decision: comparing it with a constant is a
  /// problem.
  package let instantVariable: String?
  /// The namespace in which names are resolved first (CEL spec, "Name Resolution").
  package let container: String
  package let unresolved: Unresolved
  /// What named time zones are; nil where there are only UTC and fixed offsets.
  package let timeZones: TimeZones?
  /// The fields that have a slot of their own in `Bindings`.
  package let fields: FieldIndex

  /// The seconds by which a named zone is ahead of UTC at an instant; nil for a name that is no
  /// zone. Must answer the same question the same way always, else decisions change.
  package typealias TimeZones = @Sendable (_ name: String, _ instant: Timestamp) -> Int64?

  /// Declares names. Of two variables of one name the first counts; of two functions alike, too.
  package init(
    variables: [String], functions: [Function] = [], limits: Limits = .standard,
    instantVariable: String? = nil, container: String = "", unresolved: Unresolved = .problem,
    timeZones: TimeZones? = nil, fields: FieldIndex = .none
  ) {
    self.variables = variables
    self.functions = functions
    self.limits = limits
    self.instantVariable = instantVariable
    self.container = container
    self.unresolved = unresolved
    self.timeZones = timeZones
    self.fields = fields
  }
}

/// A function that the environment adds to the language.
package struct Function: Sendable {
  /// How it is called.
  package enum Style: Sendable, Hashable {
    /// `name(a, b)`
    case global
    /// `a.name(b)`; the receiver is the first argument of the body.
    case receiver
  }

  /// What it computes from its arguments.
  package typealias Body = @Sendable ([Value]) throws(EvaluationError) -> Value

  package let name: String
  /// Without the receiver.
  package let parameterCount: Int
  package let style: Style
  /// Whether the same arguments always have the same result, so that a call with constants is
  /// computed once, when the condition is compiled.
  package let isConstant: Bool
  package let body: Body

  /// Declares a function.
  package init(
    name: String, parameterCount: Int, style: Style = .global, isConstant: Bool = false,
    body: @escaping Body
  ) {
    self.name = name
    self.parameterCount = parameterCount
    self.style = style
    self.isConstant = isConstant
    self.body = body
  }
}

/// The values of an environment's variables, one for each slot.
package struct Bindings: Sendable {
  /// In the order of `Environment.variables`.
  package let values: [Value]
  /// The variable after those, so that what differs from one evaluation to the next costs no copy of
  /// the others.
  private let last: Value?
  /// The same, for the fields that have a slot of their own.
  package let fields: FieldCells

  /// One value for each declared variable; a slot without one is an error when it is read.
  /// - Parameters:
  ///   - last: the value of the variable after those, if there is one.
  ///   - fields: made of the same values.
  package init(_ values: [Value] = [], last: Value? = nil, fields: FieldCells = .none) {
    self.values = values
    self.last = last
    self.fields = fields
  }

  /// The value of a variable; nil for a slot without one.
  subscript(slot: Int) -> Value? {
    if slot < values.count { return values[slot] }
    return slot == values.count ? last : nil
  }
}
