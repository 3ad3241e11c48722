// What recurs is kept apart from what makes nodes: a frame of the recursion stays small, and so
// does the stack that the deepest allowed condition needs.

extension Parser {
  /// `Expr = ConditionalOr ["?" ConditionalOr ":" Expr]`
  mutating func parseExpression() throws(Interruption) -> Syntax.NodeID {
    try enter()
    var result = try parseOperators(precedence: 1)
    if accept(.question) != nil { result = try parseBranches(of: result) }
    leave()
    return result
  }

  private mutating func parseBranches(
    of condition: Syntax.NodeID
  ) throws(Interruption) -> Syntax.NodeID {
    let then = try parseOperators(precedence: 1)
    _ = try expect(.colon)
    let otherwise = try parseExpression()
    return try makeConditional(condition, then, otherwise)
  }

  /// Operators of one precedence group to the left; `&&` and `||` make one node of a whole run.
  private mutating func parseOperators(precedence: Int) throws(Interruption) -> Syntax.NodeID {
    var left = try parseUnary()
    while let found = nextInfix, found.precedence >= precedence {
      var run = [left]
      repeat {
        _ = take()
        run.append(try parseOperators(precedence: found.precedence + 1))
      } while found.isRun && nextInfix == found
      left = try makeInfix(found, run)
    }
    return left
  }

  /// A run of `!` or of `-`; the last `-` before a number is its sign.
  private mutating func parseUnary() throws(Interruption) -> Syntax.NodeID {
    guard next.kind == .punctuation(.not) || next.kind == .punctuation(.minus) else {
      return try parseMember()
    }
    var signs = takeSigns()
    if let number = try takeSigned(&signs) {
      return try makeUnary(signs, try parseSuffixes(of: number))
    }
    return try makeUnary(signs, try parseMember())
  }

  // MARK: - Without recursion

  /// An operator between operands.
  private enum Infix: Equatable {
    case logical(LogicalOperator)
    case binary(BinaryOperator)

    /// What binds tighter has more.
    var precedence: Int {
      switch self {
      case .logical(.or): 1
      case .logical(.and): 2
      case .binary(let binary): 2 + binary.precedence
      }
    }

    /// Whether all operands of a chain become one node.
    var isRun: Bool {
      switch self {
      case .logical: true
      case .binary: false
      }
    }
  }

  private var nextInfix: Infix? {
    switch next.kind {
    case .punctuation(.and): .logical(.and)
    case .punctuation(.or): .logical(.or)
    case .punctuation(let sign): sign.binaryOperator.map(Infix.binary)
    case .name: text(next.span) == BinaryOperator.membership.rawValue ? .binary(.membership) : nil
    case .quotedName, .int, .uint, .double, .string, .bytes, .end: nil
    }
  }

  private mutating func makeInfix(
    _ infix: Infix, _ operands: [Syntax.NodeID]
  ) throws(Interruption) -> Syntax.NodeID {
    let last = operands[operands.count - 1]
    let span = span(operands[0]).lowerBound..<span(last).upperBound
    switch infix {
    case .logical(let logical):
      return try append(.logical(logical, operands), span, over: operands)
    case .binary(let binary):
      return try append(.binary(binary, operands[0], last), span, over: operands)
    }
  }

  private mutating func makeConditional(
    _ condition: Syntax.NodeID, _ then: Syntax.NodeID, _ otherwise: Syntax.NodeID
  ) throws(Interruption) -> Syntax.NodeID {
    try append(
      .conditional(condition, then: then, otherwise: otherwise),
      span(condition).lowerBound..<span(otherwise).upperBound, over: [condition, then, otherwise])
  }

  /// One kind of sign and where each of a run stands.
  private struct Signs {
    let unary: UnaryOperator
    var starts: [Int]
  }

  private mutating func takeSigns() -> Signs {
    let sign: Punctuation = next.kind == .punctuation(.not) ? .not : .minus
    var signs = Signs(unary: sign == .not ? .not : .negate, starts: [])
    while let token = accept(sign) { signs.starts.append(token.span.lowerBound) }
    return signs
  }

  private mutating func takeSigned(_ signs: inout Signs) throws(Interruption) -> Syntax.NodeID? {
    guard signs.unary == .negate, let start = signs.starts.last,
      let number = try acceptNumber(signStart: start)
    else { return nil }
    signs.starts.removeLast()
    return number
  }

  private mutating func makeUnary(
    _ signs: Signs, _ operand: Syntax.NodeID
  ) throws(Interruption) -> Syntax.NodeID {
    var result = operand
    for start in signs.starts.reversed() {
      result = try append(
        .unary(signs.unary, result), start..<span(result).upperBound, over: [result])
    }
    return result
  }

  /// A number literal; nil where there is none.
  mutating func acceptNumber(signStart: Int?) throws(Interruption) -> Syntax.NodeID? {
    let token = next
    switch token.kind {
    case .int, .uint, .double: _ = take()
    case .name, .quotedName, .string, .bytes, .punctuation, .end: return nil
    }
    let start = signStart ?? token.span.lowerBound
    let written = text(token.span)
    let node = NumberLiteral.node(token.kind, written, isNegative: signStart != nil)
    guard let node else {
      try refuse(.numberOutOfRange(written, start..<token.span.upperBound))
    }
    return try append(node, start..<token.span.upperBound, over: [])
  }
}

/// The value of a number as it was written.
private enum NumberLiteral {
  static func node(_ kind: Token.Kind, _ text: String, isNegative: Bool) -> Syntax.Node? {
    switch kind {
    case .int: int(text, isNegative: isNegative).map(Syntax.Node.int)
    case .uint: isNegative ? nil : magnitude(String(text.dropLast())).map(Syntax.Node.uint)
    case .double: double((isNegative ? "-" : "") + text)
    case .name, .quotedName, .string, .bytes, .punctuation, .end: nil
    }
  }

  private static func double(_ text: String) -> Syntax.Node? {
    Double(text).flatMap { $0.isFinite ? .double($0) : nil }
  }

  private static func int(_ text: String, isNegative: Bool) -> Int64? {
    guard let magnitude = magnitude(text) else { return nil }
    return Int64(exactly: isNegative ? -Int128(magnitude) : Int128(magnitude))
  }

  private static func magnitude(_ text: String) -> UInt64? {
    let isHexadecimal = text.utf8.count > 2 && (text.hasPrefix("0x") || text.hasPrefix("0X"))
    return isHexadecimal ? UInt64(text.dropFirst(2), radix: 16) : UInt64(text)
  }
}
