// What is known of the values of expressions.

extension ReviewedSyntax {
  /// The plain value of an expression that reads nothing; nil for all others.
  func constant(_ id: Syntax.NodeID) -> Constant? {
    switch syntax[id] {
    case .null: .null
    case .bool(let bool): .bool(bool)
    case .int(let int): .int(int)
    case .double(let double): Constant(.double(double))
    case .string(let text): .string(text)
    case .name, .select, .index, .optionalSelect, .optionalMark, .list, .map, .bytes, .invalid: nil
    case .uint, .unary, .binary, .logical, .conditional, .call:
      isClosed(id) ? computed(id).flatMap(Constant.init) : nil
    }
  }

  /// Whether an expression reads no variable and no function of the environment.
  func isClosed(_ id: Syntax.NodeID) -> Bool {
    switch syntax[id] {
    case .name, .invalid: return false
    case .call(let name, let receiver, _):
      // `math.greatest` and the like have a name for a receiver.
      let isKnown =
        receiver == nil
        ? Builtin.globalNames.contains(name) : Builtin.receiverNames.contains(name)
      guard isKnown, Macro(rawValue: name) == nil else { return false }
    case .null, .bool, .int, .uint, .double, .string, .bytes, .select, .index, .optionalSelect,
      .optionalMark, .list, .map, .unary, .binary, .logical, .conditional:
      break
    }
    return syntax.parts(of: id).allSatisfy(isClosed)
  }

  /// The value of a closed expression, computed as the planner does it.
  private func computed(_ id: Syntax.NodeID) -> Value? {
    do throws(CompileFailure) {
      return try Program.compile(text(id), in: Environment(variables: [])).constantValue
    } catch {
      // What cannot be computed has no value to say anything about.
      return nil
    }
  }

  // MARK: - Facts

  /// What is known of the values of an expression besides their type.
  func facts(_ id: Syntax.NodeID) -> ValueFacts {
    var facts = declaredFacts(id)
    if facts.values.isEmpty, types.types[id] == .bool {
      facts.values = [.bool(false), .bool(true)]
    }
    return facts
  }

  /// What the schema, or the meaning of a function, says of the values of an expression.
  func declaredFacts(_ id: Syntax.NodeID) -> ValueFacts {
    switch syntax[id] {
    case .select(let operand, let field), .optionalSelect(let operand, let field):
      return fieldFacts(field, of: operand)
    case .index(let operand, let index):
      if let name = syntax.constantKey(index) { return fieldFacts(name, of: operand) }
      return elementFacts(operand)
    case .name: return localFacts(id)
    case .call(let name, let receiver, let arguments): return callFacts(name, receiver, arguments)
    case .null, .bool, .int, .uint, .double, .string, .bytes, .optionalMark, .list, .map, .unary,
      .binary, .logical, .conditional, .invalid:
      return ValueFacts()
    }
  }

  private func localFacts(_ id: Syntax.NodeID) -> ValueFacts {
    switch locals[id] {
    case .value(let value): declaredFacts(value)
    case .element(let range): elementFacts(range)
    case nil: ValueFacts()
    }
  }

  private func elementFacts(_ list: Syntax.NodeID) -> ValueFacts {
    var range = list
    while let (unfiltered, _) = filtered(range) { range = unfiltered }
    var facts = ValueFacts()
    switch types.types[range] {
    case .list, .wrapper(.list): facts.values = declaredFacts(range).elementValues
    default: break
    }
    return facts
  }

  private func fieldFacts(_ name: String, of operand: Syntax.NodeID) -> ValueFacts {
    objectType(operand)?.field(name)?.facts ?? ValueFacts()
  }

  /// The object that an expression is, also one that may be absent.
  func objectType(_ id: Syntax.NodeID) -> ObjectType? {
    guard let type = types.types[id], case .object(let object) = type.optionalContent ?? type
    else { return nil }
    return object
  }

  // MARK: - Functions

  private func callFacts(
    _ name: String, _ receiver: Syntax.NodeID?, _ arguments: [Syntax.NodeID]
  ) -> ValueFacts {
    if let sized = sized(name, receiver, arguments) { return sizeFacts(of: sized) }
    guard let receiver else { return ValueFacts() }
    if name == Builtin.presentValue, let other = arguments.first {
      return factsWithDefault(receiver, other)
    }
    if let accessor = TimeAccessor(rawValue: name), types.types[receiver] == .timestamp {
      return accessor.range.map { ValueFacts(from: $0.lowerBound, to: $0.upperBound) }
        ?? ValueFacts()
    }
    return ValueFacts()
  }

  /// What a call of `size` is about.
  func sized(
    _ name: String, _ receiver: Syntax.NodeID?, _ arguments: [Syntax.NodeID]
  ) -> Syntax.NodeID? {
    guard name == Builtin.size else { return nil }
    if let receiver { return arguments.isEmpty ? receiver : nil }
    return arguments.count == 1 ? arguments[0] : nil
  }

  private func sizeFacts(of id: Syntax.NodeID) -> ValueFacts {
    let sizes = declaredFacts(id).sizes ?? 0...Int.max
    return ValueFacts(
      from: sizes.lowerBound, to: sizes.upperBound == Int.max ? nil : sizes.upperBound)
  }

  /// `x.?f.orValue(d)` is what the field can be, or the default.
  private func factsWithDefault(
    _ optional: Syntax.NodeID, _ other: Syntax.NodeID
  ) -> ValueFacts {
    var facts = ValueFacts()
    let values = declaredFacts(optional).values
    guard !values.isEmpty, let constant = constant(other) else { return facts }
    facts.values = values.contains(constant) ? values : values + [constant]
    return facts
  }
}

extension ValueFacts {
  fileprivate init(from least: Int, to greatest: Int?) {
    self.init()
    self.least = Bound(.int(Int64(least)))
    self.greatest = greatest.map { Bound(.int(Int64($0))) }
  }
}

extension TimeAccessor {
  /// What it can give for a timestamp (CEL spec, "List of Standard Definitions"); nil for years.
  fileprivate var range: ClosedRange<Int>? {
    switch self {
    case .getFullYear: nil
    case .getMonth: 0...11
    case .getDate: 1...31
    case .getDayOfMonth: 0...30
    case .getDayOfWeek: 0...6
    case .getDayOfYear: 0...365
    case .getHours: 0...23
    case .getMinutes, .getSeconds: 0...59
    case .getMilliseconds: 0...999
    }
  }
}
