/// How much a condition may ask of the engine. Conditions are untrusted input.
package struct Limits: Sendable, Hashable {
  /// Bytes of the source of one condition.
  package var sourceByteCount = 65_536
  /// Expressions inside one another. Measured to fit the 512 KiB stack of a secondary thread in
  /// a debug build, three times over.
  package var depth = 64
  /// Expressions in one condition.
  package var nodeCount = 20_000
  /// Units of work of one evaluation: about one for each step and for each eight bytes read.
  package var cost = 1_000_000
  /// Bytes of one regular expression.
  package var regularExpressionByteCount = 1_000
  /// Elements of a list or map made by an evaluation.
  package var elementCount = 100_000
  /// Bytes of a string made by an evaluation.
  package var stringByteCount = 1_048_576

  /// The limits that policies live with.
  package static let standard = Limits()

  /// The standard limits, to be changed one by one.
  package init() {}
}
