extension EnglishReader {
  // MARK: - Calls that are true or false

  /// A call as a statement; nil where it has no good words.
  mutating func call(
    _ id: Syntax.NodeID, _ name: String, _ receiver: Syntax.NodeID?,
    _ arguments: [Syntax.NodeID], _ isNegated: Bool
  ) -> Statement? {
    if let receiver {
      if isBind(name, receiver), arguments.count == 3 {
        return bind(arguments[0], arguments[1], arguments[2], isNegated)
      }
      if let macro = Macro(rawValue: name) {
        return quantifier(macro, receiver, arguments, isNegated)
      }
    }
    return claim(name, receiver, arguments).map { .claim($0.negated(isNegated)) }
  }

  func isBind(_ name: String, _ receiver: Syntax.NodeID) -> Bool {
    guard name == Builtin.bind.name, case .name(Builtin.bind.namespace, _) = syntax[receiver]
    else { return false }
    return true
  }

  private mutating func claim(
    _ name: String, _ receiver: Syntax.NodeID?, _ arguments: [Syntax.NodeID]
  ) -> Claim? {
    switch (name, receiver, arguments.count) {
    case (Builtin.hasMacro, nil, 1): return presence(arguments[0])
    case (Builtin.matches, nil, 2): return matching(arguments[0], arguments[1])
    case (Builtin.matches, let receiver?, 1): return matching(receiver, arguments[0])
    case (LibraryFunction.hasValue.rawValue, let receiver?, 0):
      guard let path = optionalPath(receiver), let noun = vocabulary.noun(path) else { return nil }
      return Claim(Term(noun), "has a value", "does not have a value")
    case (_, let receiver?, 1):
      guard let function = TextFunction(rawValue: name) else { return nil }
      let other = term(arguments[0]).part
      let (positive, negative) = function.verbs
      return Claim(term(receiver), "\(positive) \(other)", "does not \(negative) \(other)")
    default: return nil
    }
  }

  private mutating func matching(_ subject: Syntax.NodeID, _ pattern: Syntax.NodeID) -> Claim {
    let words = term(pattern).part
    return Claim(
      term(subject), "matches the pattern \(words)", "does not match the pattern \(words)")
  }

  private mutating func presence(_ id: Syntax.NodeID) -> Claim? {
    guard case .select = syntax[id] else { return nil }
    let term = term(id)
    let role = term.path.map { Claim.Role.presence($0) } ?? .other
    if let truth = term.noun?.truth {
      let whether = "known whether \(truth.subject) is \(truth.adjective)"
      return Claim(Claim.impersonal, "is \(whether)", "is not \(whether)", role: role)
    }
    return Claim(term, "is given", "is not given", role: role)
  }

  private mutating func bind(
    _ variable: Syntax.NodeID, _ value: Syntax.NodeID, _ body: Syntax.NodeID, _ isNegated: Bool
  ) -> Statement? {
    guard case .name(let name, isAbsolute: false) = syntax[variable] else { return nil }
    let words = "with \(Quotation.code(syntax, variable)) standing for \(term(value).text)"
    scope.append(name)
    defer { scope.removeLast() }
    return .scoped(words, statement(body, isNegated: isNegated))
  }

  // MARK: - Calls that are values

  /// A call as a value.
  mutating func call(
    _ id: Syntax.NodeID, _ name: String, _ receiver: Syntax.NodeID?, _ arguments: [Syntax.NodeID]
  ) -> Term {
    if let group = group(id) {
      return Term("\(group.group.members) \(group.name)", kind: .list, isPlural: true)
    }
    let operands = (receiver.map { [$0] } ?? []) + arguments
    if name == Builtin.size, operands.count == 1 { return size(of: operands[0]) }
    if let time = timeTerm(name, receiver, arguments) { return time }
    guard let receiver else { return value(id, kind: Self.kind(ofFunction: name)) }
    if name == Builtin.presentValue, arguments.count == 1 {
      return fallback(id, receiver, arguments[0])
    }
    if name == Macro.filter.rawValue, let filtered = filter(receiver, arguments) { return filtered }
    return value(id, kind: Self.kind(ofReceiverFunction: name))
  }

  private mutating func size(of id: Syntax.NodeID) -> Term {
    let whole = term(id)
    guard whole.kind != .text else { return Term("the length of \(whole.part)") }
    guard whole.isPlural, whole.kind == .list else { return Term("the size of \(whole.part)") }
    let isPossessive = whole.text.contains("'")
    let words = isPossessive ? whole.part[...] : whole.part.trimmingArticle
    return Term("the number of \(words)")
  }

  /// `a.?b.orValue(c)`
  private mutating func fallback(
    _ id: Syntax.NodeID, _ receiver: Syntax.NodeID, _ other: Syntax.NodeID
  ) -> Term {
    guard let path = optionalPath(receiver), let noun = vocabulary.noun(path) else {
      return value(id)
    }
    let other = term(other)
    let lacks = noun.isPlural ? "they have" : "it has"
    return Term(
      "\(noun.phrase) (or \(other.part) if \(lacks) no value)",
      kind: noun.kind == other.kind ? noun.kind : .unknown, isPlural: noun.isPlural)
  }

  private static func kind(ofFunction name: String) -> EnglishVocabulary.Kind {
    switch UnaryFunction.byName[name] {
    case .string: .text
    case .timestamp: .instant
    case .duration: .duration
    case .bool: .bool
    case .size, .type, .dynamic, .int, .uint, .double, .bytes, nil: .unknown
    }
  }

  private static func kind(ofReceiverFunction name: String) -> EnglishVocabulary.Kind {
    switch LibraryFunction(rawValue: name) {
    case .split: .list
    case .lowerAscii, .upperAscii, .trim, .substring, .replace, .join, .charAt: .text
    default: .unknown
    }
  }
}

extension TextFunction {
  /// For one who does it, and for one who does not.
  fileprivate var verbs: (String, String) {
    switch self {
    case .contains: ("contains", "contain")
    case .startsWith: ("starts with", "start with")
    case .endsWith: ("ends with", "end with")
    }
  }
}

extension String {
  /// `scopes` of `the scopes`.
  fileprivate var trimmingArticle: Substring {
    hasPrefix("the ") ? dropFirst("the ".count) : self[...]
  }
}
