extension Parser {
  /// `Expr = ConditionalOr ["?" ConditionalOr ":" Expr]`
  mutating func parseExpression() throws(Interruption) -> Syntax.NodeID {
    try enter()
    let condition = try parseLogical(.or)
    guard accept(.question) != nil else {
      leave()
      return condition
    }
    let then = try parseLogical(.or)
    _ = try expect(.colon)
    let otherwise = try parseExpression()
    leave()
    return try append(
      .conditional(condition, then: then, otherwise: otherwise),
      span(condition).lowerBound..<span(otherwise).upperBound, over: [condition, then, otherwise])
  }

  private mutating func parseLogical(
    _ logical: LogicalOperator
  ) throws(Interruption) -> Syntax.NodeID {
    let sign: Punctuation = logical == .or ? .or : .and
    let first = try parseOperand(of: logical)
    guard next.kind == .punctuation(sign) else { return first }
    var operands = [first]
    while accept(sign) != nil { operands.append(try parseOperand(of: logical)) }
    let end = span(operands[operands.count - 1]).upperBound
    return try append(
      .logical(logical, operands), span(first).lowerBound..<end, over: operands)
  }

  private mutating func parseOperand(
    of logical: LogicalOperator
  ) throws(Interruption) -> Syntax.NodeID {
    switch logical {
    case .or: try parseLogical(.and)
    case .and: try parseBinary(precedence: 1)
    }
  }

  /// Operators of one precedence group to the left.
  private mutating func parseBinary(precedence: Int) throws(Interruption) -> Syntax.NodeID {
    var left = try parseUnary()
    while let found = nextBinaryOperator, found.precedence >= precedence {
      _ = take()
      let right = try parseBinary(precedence: found.precedence + 1)
      left = try append(
        .binary(found, left, right), span(left).lowerBound..<span(right).upperBound,
        over: [left, right])
    }
    return left
  }

  private var nextBinaryOperator: BinaryOperator? {
    switch next.kind {
    case .punctuation(let sign): sign.binaryOperator
    case .name: text(next.span) == BinaryOperator.membership.rawValue ? .membership : nil
    case .quotedName, .int, .uint, .double, .string, .bytes, .end: nil
    }
  }

  /// A run of `!` or of `-`; the last `-` before a number is its sign.
  private mutating func parseUnary() throws(Interruption) -> Syntax.NodeID {
    let sign: Punctuation = next.kind == .punctuation(.not) ? .not : .minus
    var starts: [Int] = []
    while let token = accept(sign) { starts.append(token.span.lowerBound) }
    var operand: Syntax.NodeID
    if sign == .minus, let start = starts.last, let number = try acceptNumber(signStart: start) {
      starts.removeLast()
      operand = try parseSuffixes(of: number)
    } else {
      operand = try parseMember()
    }
    for start in starts.reversed() {
      operand = try append(
        .unary(sign == .not ? .not : .negate, operand), start..<span(operand).upperBound,
        over: [operand])
    }
    return operand
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
