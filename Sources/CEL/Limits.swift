/// How much a condition may ask of the engine. Conditions are untrusted input.
package struct Limits: Sendable, Hashable {
  /// Bytes of the source of one condition.
  package var sourceByteCount = 65_536
  /// Expressions inside one another. A debug build gets to 80 on the 512 KiB stack of a secondary
  /// thread; the language definition asks for 32 of most forms (CEL spec, "Syntax").
  package var depth = 48
  /// Expressions in one condition.
  package var nodeCount = 20_000
  /// Units of work of one atom, the largest part between `&&`, `||` and `!`: about one for each
  /// step of a macro and for each eight bytes read.
  package var cost = 1_000_000
  /// Macros, searches and library functions in one condition: whose work can grow faster than
  /// what they read. Together with `cost` it bounds a whole condition.
  package var costlyCallCount = 250
  /// Bytes of one regular expression.
  package var regularExpressionByteCount = 1_000
  /// Constant regular expressions in one condition; each is kept compiled.
  package var regularExpressionCount = 50
  /// Elements of a list or map made by an evaluation.
  package var elementCount = 100_000
  /// Bytes of a string made by an evaluation.
  package var stringByteCount = 1_048_576

  /// The limits that policies live with.
  package static let standard = Limits()

  /// The standard limits, to be changed one by one.
  package init() {}
}
