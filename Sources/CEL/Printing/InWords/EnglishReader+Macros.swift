extension EnglishReader {
  /// A claim about the elements of a list; nil for what is not known to be one, since a macro goes
  /// over the keys of a map, and for two variables.
  mutating func quantifier(
    _ macro: Macro, _ range: Syntax.NodeID, _ arguments: [Syntax.NodeID], _ isNegated: Bool
  ) -> Statement? {
    guard arguments.count == 2, let quantity = Quantity(macro), let list = listTerm(range) else {
      return nil
    }
    // Once: what is read twice at each level takes twice as long with each level.
    let negatesBody = isNegated && quantity != .exactlyOne
    guard let body = body(arguments[0], arguments[1], isNegated: negatesBody) else { return nil }
    if let claim = claim(of: body, about: arguments[0], arguments[1]) {
      return .claim(
        quantity.claim(claim.negated(negatesBody), about: list, isNegated: isNegated))
    }
    let scope = quantity.scope(
      of: Quotation.code(syntax, arguments[0]), in: list, isNegated: isNegated)
    return .scoped(scope, body)
  }

  /// `list.filter(x, x.startsWith("a"))`
  mutating func filter(_ range: Syntax.NodeID, _ arguments: [Syntax.NodeID]) -> Term? {
    guard arguments.count == 2, let list = listTerm(range),
      let body = body(arguments[0], arguments[1], isNegated: false),
      let claim = claim(of: body, about: arguments[0], arguments[1])
    else { return nil }
    return Term(
      "\(list.part) (each only if it \(claim.predicate))", kind: .list, isPlural: list.isPlural)
  }

  private mutating func listTerm(_ id: Syntax.NodeID) -> Term? {
    let list = term(id)
    return list.kind == .list ? list : nil
  }

  private mutating func body(
    _ variable: Syntax.NodeID, _ body: Syntax.NodeID, isNegated: Bool
  ) -> Statement? {
    guard case .name(let name, isAbsolute: false) = syntax[variable] else { return nil }
    scope.append(name)
    defer { scope.removeLast() }
    return statement(body, isNegated: isNegated)
  }

  /// The one thing that is said of an element, where nothing else is said of it.
  private func claim(
    of body: Statement, about variable: Syntax.NodeID, _ part: Syntax.NodeID
  ) -> Claim? {
    guard let claim = body.claim, !claim.isMerged,
      claim.subject.utf8.elementsEqual(value(variable).text.utf8),
      case .name(let name, _) = syntax[variable], uses(of: name, in: part) == 1
    else { return nil }
    return claim
  }

  private func uses(of name: String, in id: Syntax.NodeID) -> Int {
    switch syntax[id] {
    case .name(let other, let isAbsolute): other == name && !isAbsolute ? 1 : 0
    case .null, .bool, .int, .uint, .double, .string, .bytes, .invalid: 0
    case .select(let operand, _), .optionalSelect(let operand, _), .optionalMark(let operand),
      .unary(_, let operand):
      uses(of: name, in: operand)
    case .index(let left, let right), .binary(_, let left, let right):
      uses(of: name, in: left) + uses(of: name, in: right)
    case .call(_, let receiver, let arguments):
      (receiver.map { uses(of: name, in: $0) } ?? 0) + uses(of: name, in: arguments)
    case .list(let elements), .logical(_, let elements): uses(of: name, in: elements)
    case .map(let entries): uses(of: name, in: entries.flatMap { [$0.key, $0.value] })
    case .conditional(let condition, let then, let otherwise):
      uses(of: name, in: [condition, then, otherwise])
    }
  }

  private func uses(of name: String, in parts: [Syntax.NodeID]) -> Int {
    parts.reduce(0) { $0 + uses(of: name, in: $1) }
  }
}

/// Of how many elements something is said.
private enum Quantity {
  case every, some, exactlyOne

  init?(_ macro: Macro) {
    switch macro {
    case .all: self = .every
    case .exists: self = .some
    case .existsOne, .existsOneCamel: self = .exactlyOne
    case .map, .filter, .transformList, .transformMap, .transformMapEntry: return nil
    }
  }

  /// `every one of the scopes matches`; what no element does is said of none of them, since `every
  /// one does not` has two meanings.
  func claim(_ claim: Claim, about list: Term, isNegated: Bool) -> Claim {
    let every = "every one of \(list.part)"
    let some = "at least one of \(list.part)"
    let none = "none of \(list.part)"
    let one = "exactly one of \(list.part)"
    let (subject, predicate) =
      switch (self, claim.isNegated, isNegated) {
      case (.every, false, false): (every, claim.positive)
      case (.every, false, true): ("not \(every)", claim.positive)
      case (.every, true, false): (none, claim.positive)
      case (.every, true, true): (some, claim.positive)
      case (.some, _, false): (some, claim.predicate)
      case (.some, false, true): (none, claim.positive)
      case (.some, true, true): (every, claim.positive)
      case (.exactlyOne, _, false): (one, claim.predicate)
      case (.exactlyOne, _, true): ("not \(one)", claim.predicate)
      }
    return Claim(subject, predicate, predicate)
  }

  /// What stands before something that is said of an element, or before its opposite.
  func scope(of variable: String, in list: Term, isNegated: Bool) -> String {
    let element = "element \(variable) of \(list.part)"
    return switch (self, isNegated) {
    case (.every, false), (.some, true): "for every \(element)"
    case (.some, false), (.every, true): "for at least one \(element)"
    case (.exactlyOne, false): "for exactly one \(element)"
    case (.exactlyOne, true): "not for exactly one \(element)"
    }
  }
}
