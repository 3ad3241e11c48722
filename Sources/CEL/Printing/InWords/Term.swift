/// What a value is called.
struct Term {
  var text: String
  var kind = EnglishVocabulary.Kind.unknown
  var isPlural = false
  /// Whether it can be part of a larger term without parentheses.
  var isClosed = true
  /// Of a field that has a noun or could have one.
  var path: [String]?
  var noun: EnglishVocabulary.Noun?

  init(
    _ text: String, kind: EnglishVocabulary.Kind = .unknown, isPlural: Bool = false,
    isClosed: Bool = true
  ) {
    self.text = text
    self.kind = kind
    self.isPlural = isPlural
    self.isClosed = isClosed
  }

  init(_ noun: EnglishVocabulary.Noun) {
    self.init(noun.phrase, kind: noun.kind, isPlural: noun.isPlural)
    self.noun = noun
  }

  /// As a part of a larger term.
  var part: String { isClosed ? text : "(\(text))" }
}

extension EnglishReader {
  /// What the value of an expression is called.
  mutating func term(_ id: Syntax.NodeID) -> Term {
    switch syntax[id] {
    case .null: Term("null")
    case .bool(let value): Term(value ? "true" : "false", kind: .bool)
    case .int(let value): Term(String(value))
    case .uint(let value): Term("\(value) (unsigned)")
    case .double(let value): Term(LiteralText.double(value))
    case .string(let value): Term(Quotation.text(value), kind: .text)
    case .bytes: Term("the bytes \(Quotation.code(syntax, id))")
    case .name, .select, .index: field(id)
    case .list(let elements): list(id, elements)
    case .unary(.negate, let operand): Term("minus \(term(operand).part)", isClosed: false)
    case .binary(let sign, let left, let right): arithmetic(id, sign, left, right)
    case .conditional(let condition, let then, let otherwise):
      choice(id, condition, then, otherwise)
    case .call(let name, let receiver, let arguments): call(id, name, receiver, arguments)
    case .optionalSelect, .optionalMark, .map, .unary, .logical, .invalid: value(id)
    }
  }

  /// What has no good words.
  func value(_ id: Syntax.NodeID, kind: EnglishVocabulary.Kind = .unknown) -> Term {
    Term("the value of \(Quotation.code(syntax, id))", kind: kind)
  }

  /// Whether an expression is a literal.
  func isConstant(_ id: Syntax.NodeID) -> Bool {
    switch syntax[id] {
    case .null, .bool, .int, .uint, .double, .string, .bytes: true
    case .name, .select, .index, .optionalSelect, .optionalMark, .call, .list, .map, .unary,
      .binary, .logical, .conditional, .invalid:
      false
    }
  }

  /// The string that an expression is.
  func text(_ id: Syntax.NodeID) -> String? {
    guard case .string(let text) = syntax[id] else { return nil }
    return text
  }

  // MARK: - Fields

  private func field(_ id: Syntax.NodeID) -> Term {
    let path = path(id)
    var term = path.flatMap { vocabulary.noun($0) }.map { Term($0) } ?? value(id)
    term.path = path
    return term
  }

  /// A field by its names, `a["b"]` like `a.b`; nil for all else, and for a variable of a macro.
  func path(_ id: Syntax.NodeID) -> [String]? {
    switch syntax[id] {
    case .name(let name, let isAbsolute): return isAbsolute || !scope.contains(name) ? [name] : nil
    case .select(let operand, let field): return path(operand).map { $0 + [field] }
    case .index(let operand, let index):
      guard let field = text(index) else { return nil }
      return path(operand).map { $0 + [field] }
    case .null, .bool, .int, .uint, .double, .string, .bytes, .optionalSelect, .optionalMark, .call,
      .list, .map, .unary, .binary, .logical, .conditional, .invalid:
      return nil
    }
  }

  /// A field that is read as an optional value: `a.?b` or `a[?"b"]`.
  func optionalPath(_ id: Syntax.NodeID) -> [String]? {
    switch syntax[id] {
    case .optionalSelect(let operand, let field):
      return (optionalPath(operand) ?? path(operand)).map { $0 + [field] }
    case .index(let operand, let index):
      guard case .optionalMark(let marked) = syntax[index], let field = text(marked) else {
        return nil
      }
      return (optionalPath(operand) ?? path(operand)).map { $0 + [field] }
    case .null, .bool, .int, .uint, .double, .string, .bytes, .name, .select, .optionalMark, .call,
      .list, .map, .unary, .binary, .logical, .conditional, .invalid:
      return nil
    }
  }

  // MARK: - Parts

  private mutating func list(_ id: Syntax.NodeID, _ elements: [Syntax.NodeID]) -> Term {
    guard elements.allSatisfy({ isConstant($0) || path($0) != nil }) else {
      return value(id, kind: .list)
    }
    switch elements.count {
    case 0: return Term("the empty list", kind: .list)
    case 1: return Term("the list of only \(term(elements[0]).text)", kind: .list, isClosed: false)
    default:
      let names = elements.prefix(longestList).map { term($0).text }
      let words = enumeration(names, of: elements.count, lastJoint: "and")
      return Term("the list of \(words)", kind: .list, isClosed: false)
    }
  }

  /// `a, b and c`; of what is not named, how many.
  func enumeration(_ names: [String], of count: Int, lastJoint: String) -> String {
    let hidden = count - names.count
    let words = hidden == 0 ? names : names + [hidden == 1 ? "1 other" : "\(hidden) others"]
    guard words.count > 1, let last = words.last else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " \(lastJoint) " + last
  }

  private mutating func choice(
    _ id: Syntax.NodeID, _ condition: Syntax.NodeID, _ then: Syntax.NodeID,
    _ otherwise: Syntax.NodeID
  ) -> Term {
    guard let claim = statement(condition).claim else { return value(id) }
    let (then, otherwise) = (term(then), term(otherwise))
    return Term(
      "(\(then.part) if \(claim.text), else \(otherwise.part))",
      kind: then.kind == otherwise.kind ? then.kind : .unknown)
  }

  private mutating func arithmetic(
    _ id: Syntax.NodeID, _ sign: BinaryOperator, _ left: Syntax.NodeID, _ right: Syntax.NodeID
  ) -> Term {
    let joint: String
    switch sign {
    case .add: joint = "plus"
    case .subtract: joint = "minus"
    case .multiply: joint = "times"
    case .divide: joint = "divided by"
    case .remainder: joint = "modulo"
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .membership:
      return value(id, kind: .bool)
    }
    let (left, right) = (term(left), term(right))
    switch (sign, left.kind, right.kind) {
    case (.subtract, .instant, .instant):
      return Term(
        "the time from \(right.part) to \(left.part)", kind: .duration, isClosed: false)
    case (.add, .text, _), (.add, _, .text):
      return Term("\(left.part) followed by \(right.part)", kind: .text, isClosed: false)
    default:
      return Term(
        "\(left.part) \(joint) \(right.part)", kind: sumKind(left.kind, right.kind),
        isClosed: false)
    }
  }

  /// Of what is added to or taken from a time.
  private func sumKind(
    _ left: EnglishVocabulary.Kind, _ right: EnglishVocabulary.Kind
  ) -> EnglishVocabulary.Kind {
    switch (left, right) {
    case (.instant, .duration), (.duration, .instant): .instant
    case (.duration, .duration): .duration
    default: .unknown
    }
  }
}
