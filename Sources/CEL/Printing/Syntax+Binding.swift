extension Printer {
  /// How tightly a place or an expression binds; what binds less than its place asks needs
  /// parentheses (CEL spec, "Syntax").
  enum Binding: Int {
    case conditional, or, and, relation, addition, multiplication, unary, member

    /// One step tighter: of the right operand where operators group to the left.
    var tighter: Binding { Binding(rawValue: rawValue + 1) ?? .member }
  }

  /// What a number is written with.
  enum Sign { case plus, minus }
}

extension UnaryOperator {
  var binding: Printer.Binding { .unary }
}

extension BinaryOperator {
  var binding: Printer.Binding {
    switch self {
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .membership: .relation
    case .add, .subtract: .addition
    case .multiply, .divide, .remainder: .multiplication
    }
  }
}

extension LogicalOperator {
  var binding: Printer.Binding {
    switch self {
    case .and: .and
    case .or: .or
    }
  }
}

extension Syntax {
  /// How tightly an expression holds together without parentheses.
  func binding(of id: NodeID) -> Printer.Binding {
    switch self[id] {
    case .conditional: .conditional
    case .logical(let sign, _): sign.binding
    case .binary(let sign, _, _): sign.binding
    case .unary(let sign, _): sign.binding
    case .null, .bool, .int, .uint, .double, .string, .bytes, .name, .select, .index,
      .optionalSelect, .optionalMark, .call, .list, .map, .invalid:
      .member
    }
  }

  /// The sign of a number literal; nil for all other expressions.
  func sign(of id: NodeID) -> Printer.Sign? {
    switch self[id] {
    case .int(let value): value < 0 ? .minus : .plus
    case .uint: .plus
    case .double(let value): value.sign == .minus ? .minus : .plus
    case .null, .bool, .string, .bytes, .name, .select, .index, .optionalSelect, .optionalMark,
      .call, .list, .map, .unary, .binary, .logical, .conditional, .invalid:
      nil
    }
  }

  /// What the first character of an expression belongs to: `a` of `a.b[0].f()`.
  func start(of id: NodeID) -> NodeID {
    var current = id
    while true {
      switch self[current] {
      case .select(let operand, _), .optionalSelect(let operand, _), .index(let operand, _),
        .call(_, receiver: let operand?, _):
        current = operand
      case .null, .bool, .int, .uint, .double, .string, .bytes, .name, .optionalMark, .call, .list,
        .map, .unary, .binary, .logical, .conditional, .invalid:
        return current
      }
    }
  }
}
