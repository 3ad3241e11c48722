extension Parser {
  /// A primary and the selections, indices and calls behind it.
  mutating func parseMember() throws(Interruption) -> Syntax.NodeID {
    try parseSuffixes(of: try parsePrimary())
  }

  mutating func parseSuffixes(of primary: Syntax.NodeID) throws(Interruption) -> Syntax.NodeID {
    var operand = primary
    while true {
      if accept(.dot) != nil {
        operand = try parseSelection(of: operand)
      } else if accept(.openBracket) != nil {
        operand = try parseIndex(of: operand)
      } else if next.kind == .punctuation(.openBrace), isNameChain(operand) {
        try refuse(.messagesNotSupported(span(operand)))
      } else {
        return operand
      }
    }
  }

  private mutating func parseSelection(
    of operand: Syntax.NodeID
  ) throws(Interruption) -> Syntax.NodeID {
    let (name, nameSpan, isQuoted) = try parseFieldName()
    let start = span(operand).lowerBound
    guard !isQuoted, accept(.openParenthesis) != nil else {
      return try append(
        .select(operand, field: name), start..<nameSpan.upperBound, name: nameSpan, over: [operand])
    }
    let (arguments, end) = try parseElements(until: .closeParenthesis)
    return try append(
      .call(name, receiver: operand, arguments: arguments), start..<end, name: nameSpan,
      over: [operand] + arguments)
  }

  private mutating func parseFieldName() throws(Interruption) -> (String, Range<Int>, Bool) {
    switch next.kind {
    case .quotedName(let name):
      return (name, take().span, true)
    case .name where !ReservedWord.literals.contains(text(next.span)):
      let token = take()
      return (text(token.span), token.span, false)
    case .punctuation(.question):
      try refuse(.optionalsNotSupported(next.span))
    case .name, .int, .uint, .double, .string, .bytes, .punctuation, .end:
      try refuse(expecting: "the name of a field")
    }
  }

  private mutating func parseIndex(of operand: Syntax.NodeID) throws(Interruption) -> Syntax.NodeID {
    if next.kind == .punctuation(.question) { try refuse(.optionalsNotSupported(next.span)) }
    let index = try parseElement()
    let end = try expect(.closeBracket).span.upperBound
    return try append(
      .index(operand, index), span(operand).lowerBound..<end, over: [operand, index])
  }

  private func isNameChain(_ id: Syntax.NodeID) -> Bool {
    var current = id
    while true {
      switch syntax[current] {
      case .name: return true
      case .select(let operand, field: _): current = operand
      default: return false
      }
    }
  }

  // MARK: - Primaries

  private mutating func parsePrimary() throws(Interruption) -> Syntax.NodeID {
    if let number = try acceptNumber(signStart: nil) { return number }
    let token = next
    switch token.kind {
    case .string(let text): return try append(.string(text), take().span, over: [])
    case .bytes(let bytes): return try append(.bytes(bytes), take().span, over: [])
    case .name: return try parseName(start: token.span.lowerBound, isAbsolute: false)
    case .punctuation(.dot):
      _ = take()
      return try parseName(start: token.span.lowerBound, isAbsolute: true)
    case .punctuation(.openParenthesis): return try parseParenthesized()
    case .punctuation(.openBracket): return try parseList()
    case .punctuation(.openBrace): return try parseMap()
    case .quotedName, .int, .uint, .double, .punctuation, .end:
      try refuse(expecting: "an expression")
    }
  }

  private mutating func parseName(
    start: Int, isAbsolute: Bool
  ) throws(Interruption) -> Syntax.NodeID {
    guard next.kind == .name else { try refuse(expecting: "a name") }
    let token = next
    let name = text(token.span)
    if ReservedWord.literals.contains(name) { return try parseKeyword(name, isAbsolute) }
    if ReservedWord.reserved.contains(name) { try refuse(.reservedWord(name, token.span)) }
    _ = take()
    guard accept(.openParenthesis) != nil else {
      return try append(
        .name(name, isAbsolute: isAbsolute), start..<token.span.upperBound, name: token.span,
        over: [])
    }
    let (arguments, end) = try parseElements(until: .closeParenthesis)
    return try append(
      .call(name, receiver: nil, arguments: arguments), start..<end, name: token.span,
      over: arguments)
  }

  private mutating func parseKeyword(
    _ name: String, _ isAbsolute: Bool
  ) throws(Interruption) -> Syntax.NodeID {
    guard !isAbsolute, name != BinaryOperator.membership.rawValue else {
      try refuse(expecting: "a name")
    }
    let node: Syntax.Node = name == "null" ? .null : .bool(name == "true")
    return try append(node, take().span, over: [])
  }

  private mutating func parseParenthesized() throws(Interruption) -> Syntax.NodeID {
    _ = take()
    let inner = try parseElement()
    _ = try expect(.closeParenthesis)
    return inner
  }

  private mutating func parseList() throws(Interruption) -> Syntax.NodeID {
    let start = take().span.lowerBound
    if next.kind == .punctuation(.question) { try refuse(.optionalsNotSupported(next.span)) }
    let (elements, end) = try parseElements(until: .closeBracket, allowsTrailingComma: true)
    return try append(.list(elements), start..<end, over: elements)
  }

  private mutating func parseMap() throws(Interruption) -> Syntax.NodeID {
    let start = take().span.lowerBound
    var entries: [Syntax.MapEntry] = []
    var operands: [Syntax.NodeID] = []
    while next.kind != .punctuation(.closeBrace) {
      if next.kind == .punctuation(.question) { try refuse(.optionalsNotSupported(next.span)) }
      let key = try parseElement()
      _ = try expect(.colon)
      let value = try parseElement()
      entries.append(Syntax.MapEntry(key: key, value: value))
      operands += [key, value]
      if accept(.comma) == nil { break }
    }
    let end = try expect(.closeBrace).span.upperBound
    return try append(.map(entries), start..<end, over: operands)
  }

  /// Expressions with commas between them, and the end of the closing sign.
  private mutating func parseElements(
    until closing: Punctuation, allowsTrailingComma: Bool = false
  ) throws(Interruption) -> ([Syntax.NodeID], end: Int) {
    var elements: [Syntax.NodeID] = []
    if let token = accept(closing) { return (elements, token.span.upperBound) }
    repeat {
      if allowsTrailingComma, next.kind == .punctuation(closing) { break }
      elements.append(try parseElement())
    } while accept(.comma) != nil
    return (elements, try expect(closing).span.upperBound)
  }

  /// An expression inside brackets; after a syntax error, a place holder and the rest.
  private mutating func parseElement() throws(Interruption) -> Syntax.NodeID {
    let before = nesting
    do throws(Interruption) {
      return try parseExpression()
    } catch {
      guard error == .syntax else { throw error }
      restoreNesting(before)
      let start = next.span.lowerBound
      try recover()
      return try append(.invalid, start..<max(start, next.span.lowerBound), over: [])
    }
  }
}
