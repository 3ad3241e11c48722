extension EnglishReader {
  /// An operator between two values; nil where it makes no claim.
  mutating func comparison(
    _ id: Syntax.NodeID, _ sign: BinaryOperator, _ left: Syntax.NodeID, _ right: Syntax.NodeID
  ) -> Claim? {
    switch sign {
    case .equal: equality(left, right)
    case .notEqual: equality(left, right).negated(true)
    case .less, .lessOrEqual, .greater, .greaterOrEqual: ordering(sign, left, right)
    case .membership: membership(left, right)
    case .add, .subtract, .multiply, .divide, .remainder: nil
    }
  }

  // MARK: - Equality

  private mutating func equality(_ left: Syntax.NodeID, _ right: Syntax.NodeID) -> Claim {
    let isTurned = isConstant(left) && !isConstant(right)
    let (subject, other) = isTurned ? (right, left) : (left, right)
    return equality(of: subject, [other], count: 1)
  }

  /// `is a`, `is a, b or c`: equal to one of some values, of which the first are named.
  private mutating func equality(
    of subject: Syntax.NodeID, _ others: [Syntax.NodeID], count: Int
  ) -> Claim {
    if let named = namedTime(subject), let names = named.names(of: others, in: syntax) {
      return equality(of: Term(named.phrase), names, count)
    }
    let names = others.map { count == 1 ? term($0).text : term($0).part }
    if count == 1, case .bool? = others.first.map({ syntax[$0] }) {
      return equality(of: term(subject), toTruth: names[0])
    }
    return equality(of: term(subject), names, count)
  }

  /// `a == true` is not said like `a`: that errs where `a` is no bool.
  private func equality(of subject: Term, toTruth name: String) -> Claim {
    guard let truth = subject.noun?.truth else {
      return Claim(subject, "equals \(name)", "does not equal \(name)")
    }
    let words = "\(name) that \(truth.subject) is \(truth.adjective)"
    return Claim(Claim.impersonal, "is \(words)", "is not \(words)")
  }

  private func equality(of subject: Term, _ names: [String], _ count: Int) -> Claim {
    let positive = enumeration(names, of: count, lastJoint: "or")
    let negative =
      switch count {
      case 1: "is not \(positive)"
      case 2 where names.count == 2: "is neither \(names[0]) nor \(names[1])"
      default: "is none of \(enumeration(names, of: count, lastJoint: "and"))"
      }
    return Claim(subject, "is \(positive)", negative)
  }

  // MARK: - Order

  private mutating func ordering(
    _ sign: BinaryOperator, _ left: Syntax.NodeID, _ right: Syntax.NodeID
  ) -> Claim {
    let isTurned = isConstant(left) && !isConstant(right)
    let sign = isTurned ? sign.turned : sign
    let subject = term(isTurned ? right : left)
    let other = term(isTurned ? left : right)
    if subject.kind == .instant || other.kind == .instant {
      return instantOrdering(sign, subject, other.text)
    }
    if subject.kind == .text || other.kind == .text {
      return textOrdering(sign, subject, other.text)
    }
    let predicate =
      switch sign {
      case .less: "less than"
      case .lessOrEqual: "at most"
      case .greater: "more than"
      default: "at least"
      }
    // Not `is at most` for what is not more: a double may be no number.
    return Claim(
      subject, "is \(predicate) \(other.text)", "is not \(predicate) \(other.text)")
  }

  private func instantOrdering(_ sign: BinaryOperator, _ subject: Term, _ other: String) -> Claim {
    let (before, after) = ("is before \(other)", "is after \(other)")
    return switch sign {
    case .less: Claim(subject, before, "is not before \(other)")
    case .lessOrEqual: Claim(subject, "is not after \(other)", after)
    case .greater: Claim(subject, after, "is not after \(other)")
    default: Claim(subject, "is not before \(other)", before)
    }
  }

  private func textOrdering(_ sign: BinaryOperator, _ subject: Term, _ other: String) -> Claim {
    let before = Claim(subject, "sorts before \(other)", "does not sort before \(other)")
    let after = Claim(subject, "sorts after \(other)", "does not sort after \(other)")
    return switch sign {
    case .less: before
    case .lessOrEqual: after.negated(true)
    case .greater: after
    default: before.negated(true)
    }
  }

  // MARK: - Membership

  private mutating func membership(_ element: Syntax.NodeID, _ list: Syntax.NodeID) -> Claim {
    if case .list(let elements) = syntax[list] { return membership(element, ofAny: elements, list) }
    if let group = group(list) {
      let words = "\(group.group.member) \(group.name)"
      return Claim(term(element), "is \(words)", "is not \(words)")
    }
    let whole = term(list)
    if let holder = whole.noun?.holder, text(element) != nil {
      let name = term(element).text
      return Claim(holder, "is in \(name)", "is not in \(name)")
    }
    return Claim(term(element), "is among \(whole.part)", "is not among \(whole.part)")
  }

  private mutating func membership(
    _ element: Syntax.NodeID, ofAny elements: [Syntax.NodeID], _ list: Syntax.NodeID
  ) -> Claim {
    let areNamed = elements.allSatisfy { isConstant($0) || path($0) != nil }
    guard areNamed, !elements.isEmpty else {
      let words = term(list).part
      return Claim(term(element), "is among \(words)", "is not among \(words)")
    }
    return equality(
      of: element, Array(elements.prefix(longestList)), count: elements.count)
  }

  /// A call that gives the members of a group with a constant name.
  func group(_ id: Syntax.NodeID) -> (group: EnglishVocabulary.Group, name: String)? {
    guard case .call(let function, receiver: nil, let arguments) = syntax[id],
      let group = vocabulary.groups[function], arguments.count == 1, let name = text(arguments[0])
    else { return nil }
    return (group, Quotation.text(name))
  }
}

extension BinaryOperator {
  /// The same comparison with its operands exchanged.
  fileprivate var turned: BinaryOperator {
    switch self {
    case .less: .greater
    case .lessOrEqual: .greaterOrEqual
    case .greater: .less
    case .greaterOrEqual: .lessOrEqual
    case .equal, .notEqual, .membership, .add, .subtract, .multiply, .divide, .remainder: self
    }
  }
}
