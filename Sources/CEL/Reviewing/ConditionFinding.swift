/// Something in a condition that compiles and is still likely to be a mistake.
package struct ConditionFinding: Sendable, Hashable {
  /// What it is.
  package let kind: Kind
  /// UTF-8 offsets in the source.
  package let span: Range<Int>
  /// Other places that it has to do with, in the order of the source.
  package let others: [Range<Int>]

  /// What can be found.
  package enum Kind: Sendable, Hashable {
    /// A value that the other side of a comparison can never be.
    /// - Parameter values: all that it can be.
    case outsideEnumeration(value: Constant, of: String, values: [Constant])
    /// A field that may be absent is read where nothing says that it is there.
    case unguardedRead(of: String)
    case always(Bool, Reason)
    /// The same part again in one run of an operator; the other place is the first one.
    case repeated(in: LogicalOperator)
    /// Parts of one conjunction that cannot be true together; the other places are earlier ones.
    case contradiction
    /// `all` is true of a list without elements.
    case allOfPossiblyEmpty(String)
    case pattern(PatternFault)
  }

  /// Why something is always true or always false.
  package enum Reason: Sendable, Hashable {
    /// It reads nothing of a request.
    case constant
    /// Both sides are the same expression.
    case sameSides
    /// The values that the schema allows leave nothing else; of `!=` and `in`, too.
    case values
    /// Alternatives that leave nothing out; the other places are the earlier ones.
    case alternatives
  }

  /// Why a regular expression may hold for more texts than it seems to.
  package enum PatternFault: Sendable, Hashable {
    /// It may match a part of a text.
    case notAnchored
    /// Some alternatives are anchored, or anchored at one end.
    case looseAlternative
    /// It is only known when the condition is evaluated.
    case notConstant
  }

  init(_ kind: Kind, _ span: Range<Int>, others: [Range<Int>] = []) {
    self.kind = kind
    self.span = span
    self.others = others
  }
}
