/// Why an evaluation has no value. Names fields and types, never values: those are personal data.
package struct EvaluationError: Error, Sendable, Hashable {
  /// What went wrong, for programs.
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    case noSuchField, noSuchKey, noMatchingOverload, divisionByZero, overflow, invalidArgument
    case indexOutOfRange, duplicateKey, unknownName, notBool, missingBinding
    case costExceeded, sizeExceeded
  }

  package let kind: Kind
  /// Lower case, without a final period, names in backticks.
  package let message: String
  /// UTF-8 offsets in the condition's source; nil where a function's body did not say.
  package let span: Range<Int>?

  /// Makes an error; bodies of functions leave the span out, it is filled in.
  package init(kind: Kind, message: String, span: Range<Int>? = nil) {
    self.kind = kind
    self.message = message
    self.span = span
  }
}
