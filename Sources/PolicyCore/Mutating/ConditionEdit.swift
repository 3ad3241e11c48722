import CEL

/// One small change of a condition's text.
struct ConditionEdit: Equatable {
  let kind: RuleEdit.Kind
  /// UTF-8 offsets in the text.
  let span: Range<Int>
  /// What stands there then.
  let text: String
  /// What changes, such as "`<` instead of `<=`".
  let words: String

  init(_ kind: RuleEdit.Kind, _ span: Range<Int>, _ text: String, _ words: String) {
    self.kind = kind
    self.span = span
    self.text = text
    self.words = words
  }

  /// A text with the change in it.
  func applied(to source: [UInt8]) -> String {
    let bytes = TextSplice(span, text)
    return String(decoding: [bytes].applied(to: source), as: UTF8.self)
  }
}

/// Every small change of a condition, in the order of its text; some may not compile.
struct ConditionEdits {
  let syntax: Syntax
  let source: [UInt8]
  let schema: RequestSchema
  private(set) var found: [ConditionEdit] = []

  init(_ condition: Condition, schema: RequestSchema) {
    syntax = condition.program.syntax
    source = Array(condition.source.utf8)
    self.schema = schema
  }

  /// All changes.
  /// - Parameter isDroppable: whether all of it can go, with what it stands in: `true` in its place
  ///   would say the same.
  static func all(
    of condition: Condition, schema: RequestSchema, isDroppable: Bool
  ) -> [ConditionEdit] {
    var edits = ConditionEdits(condition, schema: schema)
    let root = edits.syntax.root
    if !isDroppable { edits.add(.condition, edits.syntax.span(root), "true", "always") }
    edits.visit(root, isTruth: true)
    return edits.found
  }

  mutating func add(
    _ kind: RuleEdit.Kind, _ span: Range<Int>, _ text: String, _ words: String
  ) {
    found.append(ConditionEdit(kind, span, text, words))
  }

  /// - Parameter isTruth: whether it stands where a part of a condition is true or false.
  /// - Complexity: the recursion is as deep as the tree, which the parser bounds.
  mutating func visit(_ id: Syntax.NodeID, isTruth: Bool) {
    if isTruth { negate(id) }
    switch syntax[id] {
    case .logical(let logical, let operands): alter(id, logical, operands)
    case .binary(let binary, let left, let right):
      alter(binary, left, right)
      visit(left, isTruth: false)
      alterConstants(id)
      visit(right, isTruth: false)
    // The opposite below a `!` is the opposite of it.
    case .unary(_, let operand): visit(operand, isTruth: false)
    case .conditional(let condition, let then, let otherwise):
      swap(then, otherwise, of: id)
      visit(condition, isTruth: true)
      visit(then, isTruth: isTruth)
      visit(otherwise, isTruth: isTruth)
    case .call(let name, let receiver, let arguments):
      alter(call: id, name)
      if let receiver { visit(receiver, isTruth: false) }
      for argument in arguments {
        visit(argument, isTruth: Self.isTested(name, argument, arguments))
      }
    case .select(let operand, _), .optionalSelect(let operand, _), .optionalMark(let operand),
      .index(let operand, _):
      visit(operand, isTruth: false)
    case .list(let elements):
      drop(elements)
      for element in elements { visit(element, isTruth: false) }
    case .map(let entries): for entry in entries { visit(entry.value, isTruth: false) }
    case .int(let value): alter(number: value, id)
    case .uint(let value): alter(unsigned: value, id)
    case .double(let value): alter(double: value, id)
    case .null, .bool, .string, .bytes, .name, .invalid: break
    }
  }

  /// Whether an argument is the condition of a macro.
  private static func isTested(
    _ name: String, _ argument: Syntax.NodeID, _ arguments: [Syntax.NodeID]
  ) -> Bool {
    ["all", "exists", "exists_one", "filter"].contains(name) && arguments.count == 2
      && argument == arguments[1]
  }

  /// A part of another one, with the parentheses around it.
  func extent(_ id: Syntax.NodeID, of whole: Syntax.NodeID) -> Range<Int> {
    let bounds = syntax.span(whole)
    var span = syntax.span(id)
    while let start = source[bounds.lowerBound..<span.lowerBound].lastIndex(where: Self.isVisible),
      let end = source[span.upperBound..<bounds.upperBound].firstIndex(where: Self.isVisible),
      source[start] == UInt8(ascii: "("), source[end] == UInt8(ascii: ")")
    {
      span = start..<(end + 1)
    }
    return span
  }

  private static func isVisible(_ byte: UInt8) -> Bool { !" \t\r\n".utf8.contains(byte) }

  /// The text of a part as it is written.
  func written(_ id: Syntax.NodeID) -> String {
    String(decoding: source[syntax.span(id)], as: UTF8.self)
  }

  /// Where a sign stands between two parts; comments do not count.
  func place(of sign: String, between left: Syntax.NodeID, and right: Syntax.NodeID) -> Range<Int>?
  {
    let sign = Array(sign.utf8)
    var position = syntax.span(left).upperBound
    let end = syntax.span(right).lowerBound
    while position + sign.count <= end {
      if source[position...].starts(with: sign) { return position..<(position + sign.count) }
      if source[position...].starts(with: "//".utf8) {
        position = source[position..<end].firstIndex(of: UInt8(ascii: "\n")) ?? end
      }
      position += 1
    }
    return nil
  }
}
