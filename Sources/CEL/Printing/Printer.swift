/// Writes a tree; the recursion is as deep as the tree, which the parser bounds.
struct Printer {
  /// Who reads what is written.
  enum Style {
    /// The parser: the same tree again.
    case exact
    /// People, between two backticks: a field in backticks is an index instead, and a backtick in a
    /// string is escaped.
    case quotable
  }

  let syntax: Syntax
  let style: Style
  private(set) var text = ""

  init(syntax: Syntax, style: Style) {
    self.syntax = syntax
    self.style = style
  }

  /// - Parameter allowsSign: false where the parser does not expect the sign of a number.
  mutating func write(
    _ id: Syntax.NodeID, binding: Binding = .conditional, allowsSign: Bool = true
  ) {
    let isTooLoose = syntax.binding(of: id).rawValue < binding.rawValue
    if isTooLoose || (!allowsSign && syntax.sign(of: id) == .minus) {
      writeInParentheses(id)
    } else {
      writeBare(id, allowsSign: allowsSign)
    }
  }

  private mutating func writeInParentheses(_ id: Syntax.NodeID) {
    text += "("
    writeBare(id, allowsSign: true)
    text += ")"
  }

  private mutating func writeBare(_ id: Syntax.NodeID, allowsSign: Bool) {
    switch syntax[id] {
    case .null, .bool, .int, .uint, .double, .string, .bytes, .name, .invalid: writeAtom(id)
    case .unary, .binary, .logical, .conditional: writeOperator(id)
    case .select, .optionalSelect, .index, .call: writeMember(id, allowsSign: allowsSign)
    case .optionalMark, .list, .map: writeCollection(id)
    }
  }

  private mutating func writeAtom(_ id: Syntax.NodeID) {
    switch syntax[id] {
    case .null: text += "null"
    case .bool(let value): text += value ? "true" : "false"
    case .int(let value): text += String(value)
    case .uint(let value): text += "\(value)u"
    case .double(let value): text += LiteralText.double(value)
    case .string(let value): text += LiteralText.string(value, escapesBackticks: isQuotable)
    case .bytes(let value): text += LiteralText.bytes(value, escapesBackticks: isQuotable)
    case .name(let name, let isAbsolute): text += (isAbsolute ? "." : "") + name
    // A tree with a part that could not be read is never handed out by the parser.
    case .invalid: text += "?"
    case .select, .index, .optionalSelect, .optionalMark, .call, .list, .map, .unary, .binary,
      .logical, .conditional:
      break
    }
  }

  private var isQuotable: Bool {
    switch style {
    case .exact: false
    case .quotable: true
    }
  }

  // MARK: - Operators

  private mutating func writeOperator(_ id: Syntax.NodeID) {
    switch syntax[id] {
    case .unary(let sign, let operand):
      text += sign.rawValue
      writeOperand(operand, of: sign)
    case .binary(let sign, let left, let right):
      write(left, binding: sign.binding)
      text += " \(sign.rawValue) "
      write(right, binding: sign.binding.tighter)
    case .logical(let sign, let operands):
      for (index, operand) in operands.enumerated() {
        if index > 0 { text += " \(sign.rawValue) " }
        write(operand, binding: sign.binding.tighter)
      }
    case .conditional(let condition, let then, let otherwise):
      write(condition, binding: .or)
      text += " ? "
      write(then, binding: .or)
      text += " : "
      write(otherwise)
    case .null, .bool, .int, .uint, .double, .string, .bytes, .name, .select, .index,
      .optionalSelect, .optionalMark, .call, .list, .map, .invalid:
      break
    }
  }

  /// A run of one sign needs no parentheses; a number without a sign would take the `-` for its own.
  private mutating func writeOperand(_ id: Syntax.NodeID, of sign: UnaryOperator) {
    if case .unary(sign, _) = syntax[id] { return write(id, binding: .unary) }
    switch sign {
    case .not: write(id, binding: .member, allowsSign: false)
    case .negate:
      if syntax.sign(of: syntax.start(of: id)) == .plus {
        writeInParentheses(id)
      } else {
        write(id, binding: .member)
      }
    }
  }

  // MARK: - Members

  private mutating func writeMember(_ id: Syntax.NodeID, allowsSign: Bool) {
    switch syntax[id] {
    case .select(let operand, let field):
      write(operand, binding: .member, allowsSign: allowsSign)
      writeField(field, mark: "")
    case .optionalSelect(let operand, let field):
      write(operand, binding: .member, allowsSign: allowsSign)
      writeField(field, mark: "?")
    case .index(let operand, let index):
      write(operand, binding: .member, allowsSign: allowsSign)
      text += "["
      write(index)
      text += "]"
    case .call(let name, let receiver, let arguments):
      if let receiver {
        write(receiver, binding: .member, allowsSign: allowsSign)
        text += "."
      }
      text += name + "("
      write(arguments)
      text += ")"
    case .null, .bool, .int, .uint, .double, .string, .bytes, .name, .optionalMark, .list, .map,
      .unary, .binary, .logical, .conditional, .invalid:
      break
    }
  }

  private mutating func writeField(_ field: String, mark: String) {
    if LiteralText.isName(field) {
      text += ".\(mark)\(field)"
    } else if isQuotable {
      text += "[\(mark)\(LiteralText.string(field, escapesBackticks: true))]"
    } else {
      text += ".\(mark)`\(field)`"
    }
  }

  // MARK: - Collections

  private mutating func writeCollection(_ id: Syntax.NodeID) {
    switch syntax[id] {
    case .optionalMark(let operand):
      text += "?"
      write(operand)
    case .list(let elements):
      text += "["
      write(elements)
      text += "]"
    case .map(let entries):
      text += "{"
      write(entries)
      text += "}"
    case .null, .bool, .int, .uint, .double, .string, .bytes, .name, .select, .index,
      .optionalSelect, .call, .unary, .binary, .logical, .conditional, .invalid:
      break
    }
  }

  private mutating func write(_ elements: [Syntax.NodeID]) {
    for (index, element) in elements.enumerated() {
      if index > 0 { text += ", " }
      write(element)
    }
  }

  private mutating func write(_ entries: [Syntax.MapEntry]) {
    for (index, entry) in entries.enumerated() {
      if index > 0 { text += ", " }
      write(entry.key)
      text += ": "
      write(entry.value)
    }
  }
}
