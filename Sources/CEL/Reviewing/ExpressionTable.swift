/// Numbers for expressions: those that say the same have one number, in all conditions of a table.
package struct ExpressionTable: Sendable {
  /// What an expression is made of.
  enum Shape: Hashable {
    case constant(Constant)
    case bytes([UInt8])
    case uint(UInt64)
    case name(String)
    /// A macro's variable: the same one in the same place of a macro over the same thing.
    case element(of: Int, depth: Int, place: Int, variableCount: Int)
    case node(String, [Int])
  }

  private var identities: [Shape: Int] = [:]

  /// A table without expressions.
  package init() {}

  mutating func identity(of shape: Shape) -> Int {
    if let identity = identities[shape] { return identity }
    let identity = identities.count
    identities[shape] = identity
    return identity
  }

  /// The number of an expression that was met before.
  func known(_ shape: Shape) -> Int? { identities[shape] }
}
