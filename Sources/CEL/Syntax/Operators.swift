/// An operator before its operand.
package enum UnaryOperator: String, Sendable, Hashable {
  case not = "!"
  case negate = "-"
}

/// An operator between two operands that are both evaluated.
package enum BinaryOperator: String, Sendable, Hashable, CaseIterable {
  case equal = "=="
  case notEqual = "!="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case membership = "in"
  case add = "+"
  case subtract = "-"
  case multiply = "*"
  case divide = "/"
  case remainder = "%"

  /// What binds tighter has more (CEL spec, "Syntax").
  var precedence: Int {
    switch self {
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .membership: 1
    case .add, .subtract: 2
    case .multiply, .divide, .remainder: 3
    }
  }
}

/// An operator that can do without some of its operands.
package enum LogicalOperator: String, Sendable, Hashable {
  case and = "&&"
  case or = "||"
}
