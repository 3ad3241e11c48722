/// Reads tokens into a syntax tree (CEL spec, "Syntax").
///
/// Recursion is bounded by `Limits.depth`, counted both where the parser enters itself and where a
/// loop makes a tree deeper. After a syntax error it goes on behind the next comma or bracket.
struct Parser {
  /// Why a part could not be read; the problem is reported already.
  enum Interruption: Error {
    /// Reading can go on behind the next comma or closing bracket.
    case syntax
    /// A limit: reading is over.
    case limit
  }

  let source: [UInt8]
  let limits: Limits
  let tokens: [Token]
  private(set) var position = 0
  private(set) var syntax = Syntax()
  private(set) var problems: [Problem]
  private var depths: [Int32] = []
  private var extents: [Syntax.NodeID: Range<Int>] = [:]
  private(set) var nesting = 0

  /// The tree, and all problems of lexis and syntax; a tree only where reading got to its end.
  static func parse(_ source: String, _ limits: Limits) -> (syntax: Syntax?, problems: [Problem]) {
    guard source.utf8.count <= limits.sourceByteCount else {
      return (nil, [.sourceTooLong(limits.sourceByteCount)])
    }
    let (tokens, problems) = Lexer.tokens(of: source)
    // After a token that is none, complaints about the grammar would mislead.
    guard problems.isEmpty else { return (nil, problems) }
    var parser = Parser(source: Array(source.utf8), tokens: tokens, limits: limits)
    do throws(Interruption) {
      let root = try parser.parseExpression()
      if parser.next.kind != .end { try parser.refuse(expecting: "the end of the condition") }
      parser.syntax.finish(root: root)
      return (parser.syntax, parser.problems)
    } catch {
      return (nil, parser.problems)
    }
  }

  private init(source: [UInt8], tokens: [Token], limits: Limits) {
    self.source = source
    self.tokens = tokens
    self.limits = limits
    problems = []
  }

  // MARK: - Tokens

  var next: Token { tokens[position] }

  func text(_ span: Range<Int>) -> String { String(decoding: source[span], as: UTF8.self) }

  mutating func take() -> Token {
    let token = next
    if position < tokens.count - 1 { position += 1 }
    return token
  }

  mutating func accept(_ punctuation: Punctuation) -> Token? {
    next.kind == .punctuation(punctuation) ? take() : nil
  }

  mutating func expect(_ punctuation: Punctuation) throws(Interruption) -> Token {
    guard let token = accept(punctuation) else {
      try refuse(expecting: "`\(punctuation.rawValue)`")
    }
    return token
  }

  mutating func refuse(expecting expectation: String) throws(Interruption) -> Never {
    let found = next.kind == .end ? nil : text(next.span)
    let previous = position > 0 && found != nil ? text(tokens[position - 1].span) : nil
    try refuse(
      .unexpectedToken(expecting: expectation, found: found, after: previous, next.span))
  }

  mutating func refuse(_ problem: Problem) throws(Interruption) -> Never {
    problems.append(problem)
    throw .syntax
  }

  mutating func report(_ problem: Problem) { problems.append(problem) }

  /// Moves to the next comma or closing bracket that belongs to the bracket being read.
  mutating func recover() throws(Interruption) {
    var open = 0
    while case let token = next, token.kind != .end {
      if case .punctuation(let sign) = token.kind {
        if open == 0, sign == .comma || sign.isClosing { return }
        if sign.isOpening { open += 1 }
        if sign.isClosing { open -= 1 }
      }
      _ = take()
    }
    throw .syntax
  }

  // MARK: - Nodes

  mutating func append(
    _ node: Syntax.Node, _ span: Range<Int>, name: Range<Int>? = nil, over operands: [Syntax.NodeID]
  ) throws(Interruption) -> Syntax.NodeID {
    var depth: Int32 = 0
    for operand in operands { depth = max(depth, depths[operand.value]) }
    guard Int(depth) < limits.depth else { try stop(.tooDeep(limits.depth, span)) }
    guard depths.count < limits.nodeCount else { try stop(.tooManyNodes(limits.nodeCount, span)) }
    depths.append(depth + 1)
    return syntax.append(node, span, name: name)
  }

  /// Where an expression stands, with the parentheses around it.
  func span(_ id: Syntax.NodeID) -> Range<Int> { extents[id] ?? syntax.span(id) }

  /// Takes note of parentheses around an expression.
  mutating func extend(_ id: Syntax.NodeID, to extent: Range<Int>) { extents[id] = extent }

  private mutating func stop(_ problem: Problem) throws(Interruption) -> Never {
    problems.append(problem)
    throw .limit
  }

  mutating func enter() throws(Interruption) {
    nesting += 1
    if nesting > limits.depth { try stop(.tooDeep(limits.depth, next.span)) }
  }

  mutating func leave() { nesting -= 1 }

  mutating func restoreNesting(_ earlier: Int) { nesting = earlier }
}
