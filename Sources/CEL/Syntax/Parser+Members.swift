extension Parser {
  /// A primary and the selections, indices and calls behind it.
  mutating func parseMember() throws(Interruption) -> Syntax.NodeID {
    try parseSuffixes(of: try parsePrimary())
  }

  mutating func parseSuffixes(of primary: Syntax.NodeID) throws(Interruption) -> Syntax.NodeID {
    var operand = primary
    while let suffix = try nextSuffix(of: operand) {
      switch suffix {
      case .field(let field, let isOptional):
        operand = try makeSelection(of: operand, field, isOptional: isOptional)
      case .call(let field): operand = try parseCall(of: operand, field)
      case .index: operand = try parseIndex(of: operand)
      }
    }
    return operand
  }

  private mutating func parseCall(
    of operand: Syntax.NodeID, _ field: Field
  ) throws(Interruption) -> Syntax.NodeID {
    let arguments = try parseElements(until: .closeParenthesis)
    return try makeCall(field, receiver: operand, arguments)
  }

  private mutating func parseIndex(of operand: Syntax.NodeID) throws(Interruption) -> Syntax.NodeID
  {
    let index = try parseElement(allowsMark: true)
    return try makeIndex(operand, index, try expect(.closeBracket).span.upperBound)
  }

  private mutating func parsePrimary() throws(Interruption) -> Syntax.NodeID {
    if let atom = try acceptAtom() { return atom }
    let start = next.span.lowerBound
    if accept(.openParenthesis) != nil { return try parseParenthesized(start) }
    if accept(.openBracket) != nil { return try parseList(start) }
    if accept(.openBrace) != nil { return try parseMap(start) }
    let field = try takeFunctionName()
    return try makeCall(field, receiver: nil, try parseElements(until: .closeParenthesis))
  }

  private mutating func parseParenthesized(_ start: Int) throws(Interruption) -> Syntax.NodeID {
    let inner = try parseElement()
    extend(inner, to: start..<(try expect(.closeParenthesis).span.upperBound))
    return inner
  }

  private mutating func parseList(_ start: Int) throws(Interruption) -> Syntax.NodeID {
    try makeList(start, try parseElements(until: .closeBracket, isList: true))
  }

  private mutating func parseMap(_ start: Int) throws(Interruption) -> Syntax.NodeID {
    var operands: [Syntax.NodeID] = []
    while next.kind != .punctuation(.closeBrace) {
      let key = try parseElement(allowsMark: true)
      // What followed a key that could not be read is skipped already.
      operands += [key, isInvalid(key) ? key : try parseMapValue()]
      if accept(.comma) == nil { break }
    }
    return try makeMap(start, operands, try expect(.closeBrace).span.upperBound)
  }

  private mutating func parseMapValue() throws(Interruption) -> Syntax.NodeID {
    _ = try expect(.colon)
    return try parseElement()
  }

  /// Expressions between brackets, and where the closing one ends.
  private struct Elements {
    var nodes: [Syntax.NodeID] = []
    var end = 0
  }

  private mutating func parseElements(
    until closing: Punctuation, isList: Bool = false
  ) throws(Interruption) -> Elements {
    var elements = Elements()
    while next.kind != .punctuation(closing) {
      elements.nodes.append(try parseElement(allowsMark: isList))
      guard accept(.comma) != nil else { break }
      if !isList, next.kind == .punctuation(closing) {
        try refuse(expecting: "an expression")
      }
    }
    elements.end = try expect(closing).span.upperBound
    return elements
  }

  /// An expression inside brackets; after a syntax error, a place holder and the rest.
  private mutating func parseElement(
    allowsMark: Bool = false
  ) throws(Interruption) -> Syntax.NodeID {
    let before = nesting
    do throws(Interruption) {
      let mark = allowsMark ? accept(.question) : nil
      return try makeMarked(try parseExpression(), mark)
    } catch {
      return try recovered(from: error, nesting: before)
    }
  }

  // MARK: - Without recursion

  private func isInvalid(_ id: Syntax.NodeID) -> Bool {
    guard case .invalid = syntax[id] else { return false }
    return true
  }

  private mutating func recovered(
    from interruption: Interruption, nesting: Int
  ) throws(Interruption) -> Syntax.NodeID {
    guard interruption == .syntax else { throw interruption }
    restoreNesting(nesting)
    let start = next.span.lowerBound
    try recover()
    return try append(.invalid, start..<max(start, next.span.lowerBound), over: [])
  }

  /// A name behind a point, or of a function.
  private struct Field {
    let name: String
    let span: Range<Int>
    /// Where the expression starts, if it starts with this name.
    var start: Int
  }

  private enum Suffix {
    case field(Field, isOptional: Bool)
    case call(Field)
    case index
  }

  /// What goes on behind an operand; its brackets are open then.
  private mutating func nextSuffix(of operand: Syntax.NodeID) throws(Interruption) -> Suffix? {
    if accept(.openBracket) != nil { return .index }
    if next.kind == .punctuation(.openBrace), isNameChain(operand) {
      try refuse(.messagesNotSupported(span(operand)))
    }
    guard accept(.dot) != nil else { return nil }
    let isOptional = accept(.question) != nil
    let isQuoted = text(next.span).hasPrefix("`")
    let field = try takeFieldName()
    return !isOptional && !isQuoted && accept(.openParenthesis) != nil
      ? .call(field) : .field(field, isOptional: isOptional)
  }

  private mutating func takeFieldName() throws(Interruption) -> Field {
    let token = next
    switch token.kind {
    case .quotedName(let name):
      _ = take()
      return Field(name: name, span: token.span, start: token.span.lowerBound)
    case .name where !ReservedWord.literals.contains(text(token.span)):
      _ = take()
      return Field(name: text(token.span), span: token.span, start: token.span.lowerBound)
    case .name, .int, .uint, .double, .string, .bytes, .punctuation, .end:
      try refuse(expecting: "the name of a field")
    }
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

  /// An expression of one token, or a name with its leading point; nil where brackets come.
  private mutating func acceptAtom() throws(Interruption) -> Syntax.NodeID? {
    if let number = try acceptNumber(signStart: nil) { return number }
    let token = next
    switch token.kind {
    case .string(let text): return try append(.string(text), take().span, over: [])
    case .bytes(let bytes): return try append(.bytes(bytes), take().span, over: [])
    case .name: return try acceptName(token, isAbsolute: false)
    case .punctuation(.dot):
      guard tokens[position + 1].kind == .name else {
        _ = take()
        try refuse(expecting: "a name")
      }
      return try acceptName(tokens[position + 1], isAbsolute: true)
    case .punctuation(.openParenthesis), .punctuation(.openBracket), .punctuation(.openBrace):
      return nil
    case .quotedName, .int, .uint, .double, .punctuation, .end:
      try refuse(expecting: "an expression")
    }
  }

  /// A variable or keyword; nil where a call begins.
  private mutating func acceptName(
    _ token: Token, isAbsolute: Bool
  ) throws(Interruption) -> Syntax.NodeID? {
    let name = text(token.span)
    if ReservedWord.literals.contains(name) {
      guard !isAbsolute, name != BinaryOperator.membership.rawValue else {
        if isAbsolute { _ = take() }
        try refuse(expecting: "an expression")
      }
      return try append(name == "null" ? .null : .bool(name == "true"), take().span, over: [])
    }
    if ReservedWord.reserved.contains(name) { try refuse(.reservedWord(name, token.span)) }
    let following = position + (isAbsolute ? 2 : 1)
    if tokens[following].kind == .punctuation(.openParenthesis) { return nil }
    let start = next.span.lowerBound
    if isAbsolute { _ = take() }
    _ = take()
    return try append(
      .name(name, isAbsolute: isAbsolute), start..<token.span.upperBound, name: token.span, over: []
    )
  }

  /// The name and the opening parenthesis of `f(` or `.f(`, which `acceptAtom` has seen.
  private mutating func takeFunctionName() throws(Interruption) -> Field {
    let start = next.span.lowerBound
    _ = accept(.dot)
    var field = try takeFieldName()
    field.start = start
    _ = try expect(.openParenthesis)
    return field
  }

  // MARK: - Nodes

  private mutating func makeSelection(
    of operand: Syntax.NodeID, _ field: Field, isOptional: Bool
  ) throws(Interruption) -> Syntax.NodeID {
    try append(
      isOptional
        ? .optionalSelect(operand, field: field.name) : .select(operand, field: field.name),
      span(operand).lowerBound..<field.span.upperBound,
      name: field.span, over: [operand])
  }

  private mutating func makeCall(
    _ field: Field, receiver: Syntax.NodeID?, _ arguments: Elements
  ) throws(Interruption) -> Syntax.NodeID {
    let start = receiver.map { span($0).lowerBound } ?? field.start
    return try append(
      .call(field.name, receiver: receiver, arguments: arguments.nodes), start..<arguments.end,
      name: field.span, over: (receiver.map { [$0] } ?? []) + arguments.nodes)
  }

  private mutating func makeMarked(
    _ operand: Syntax.NodeID, _ mark: Token?
  ) throws(Interruption) -> Syntax.NodeID {
    guard let mark else { return operand }
    return try append(
      .optionalMark(operand), mark.span.lowerBound..<span(operand).upperBound, over: [operand])
  }

  private mutating func makeIndex(
    _ operand: Syntax.NodeID, _ index: Syntax.NodeID, _ end: Int
  ) throws(Interruption) -> Syntax.NodeID {
    try append(.index(operand, index), span(operand).lowerBound..<end, over: [operand, index])
  }

  private mutating func makeList(
    _ start: Int, _ elements: Elements
  ) throws(Interruption) -> Syntax.NodeID {
    try append(.list(elements.nodes), start..<elements.end, over: elements.nodes)
  }

  private mutating func makeMap(
    _ start: Int, _ operands: [Syntax.NodeID], _ end: Int
  ) throws(Interruption) -> Syntax.NodeID {
    let entries = stride(from: 0, to: operands.count, by: 2).map {
      Syntax.MapEntry(key: operands[$0], value: operands[$0 + 1])
    }
    return try append(.map(entries), start..<end, over: operands)
  }
}
