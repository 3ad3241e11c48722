/// An evaluation with all that it came across: what `explain` is made of.
package struct Trace: Sendable {
  /// What came of the condition.
  package let outcome: TracedOutcome
  /// The atoms that made it so, in the order of the source: the first that decided, or all of them
  /// where none could decide alone. Atoms are the parts between the outermost `&&`, `||` and `!`.
  package let reasons: [Syntax.NodeID]
  /// The fields that were read, in the order of the source, each path once.
  package let fields: [TracedField]
  private let outcomes: [Syntax.NodeID: TracedOutcome]

  init(
    outcome: TracedOutcome, reasons: [Syntax.NodeID], fields: [TracedField],
    outcomes: [Syntax.NodeID: TracedOutcome]
  ) {
    self.outcome = outcome
    self.reasons = reasons
    self.fields = fields
    self.outcomes = outcomes
  }

  /// What came of one expression; nil where it was not evaluated, because something else had
  /// decided. Inside of a macro it is what came of the last round, which is the one that decided.
  package subscript(id: Syntax.NodeID) -> TracedOutcome? { outcomes[id] }
}

/// What came of an expression.
package enum TracedOutcome: Sendable {
  case value(Value)
  case failure(EvaluationError)
}

/// A field that an evaluation read.
package struct TracedField: Sendable {
  /// What was found.
  package enum Finding: Sendable {
    case value(Value)
    /// `has` was asked, and it is there.
    case present
    /// `has` was asked, and it is not there.
    case absent
    /// There is none; reading it failed.
    case failure(EvaluationError)
  }

  /// A variable, then the names of fields.
  package let path: [String]
  package let finding: Finding
  /// The expression that read it first.
  package let expression: Syntax.NodeID
}
