extension Evaluator {
  mutating func applied(
    _ function: UnaryFunction, _ operand: PlanID, _ id: PlanID
  ) throws(Fault) -> Value {
    let value = try evaluate(operand)
    try charge(value.textCost, id)
    do throws(Fault.Reason) {
      return try Conversion.apply(function, value)
    } catch {
      throw Fault(reason: error, node: id)
    }
  }

  mutating func isTrue(
    _ function: TextFunction, _ subject: PlanID, _ part: PlanID, _ id: PlanID
  ) throws(Fault) -> Bool {
    let (text, other) = try texts(subject, part, id)
    switch function {
    case .startsWith: return text.utf8.starts(with: other.utf8)
    case .endsWith: return text.utf8.reversed().starts(with: other.utf8.reversed())
    case .contains:
      let (rounds, overflow) =
        (text.utf8.count / EvaluationCost.bytesPerUnit).multipliedReportingOverflow(
          by: 1 + other.utf8.count / EvaluationCost.bytesPerUnit)
      try charge(overflow ? Int.max / 2 : rounds, id)
      return text.containsUTF8(other)
    }
  }

  private mutating func texts(
    _ left: PlanID, _ right: PlanID, _ id: PlanID
  ) throws(Fault) -> (String, String) {
    let leftValue = try evaluate(left)
    let rightValue = try evaluate(right)
    guard case .string(let leftText) = leftValue, case .string(let rightText) = rightValue else {
      throw Fault(reason: .noOverload(leftValue.type, rightValue.type), node: id)
    }
    try charge(rightText.utf8.count / EvaluationCost.bytesPerUnit, id)
    return (leftText, rightText)
  }

  /// A constant pattern is compiled already.
  mutating func matches(
    _ subject: PlanID, constantPattern: Int32, _ id: PlanID
  ) throws(Fault) -> Bool {
    let value = try evaluate(subject)
    guard case .string(let text) = value else {
      throw Fault(reason: .noOverload(value.type, .string), node: id)
    }
    try charge(text.utf8.count / EvaluationCost.bytesPerUnit, id)
    return plan.tables.patterns[Int(constantPattern)].matchesPart(of: text)
  }

  /// A pattern that is only known now is compiled now, at a price.
  mutating func matches(_ subject: PlanID, pattern: PlanID, _ id: PlanID) throws(Fault) -> Bool {
    let (text, source) = try texts(subject, pattern, id)
    guard source.utf8.count <= plan.tables.limits.regularExpressionByteCount else {
      throw Fault(reason: .invalid(.patternSize), node: id)
    }
    // Compiling reads no data but works hard: at most a few hundred times in one evaluation.
    let compileCost = 2_000
    try charge(compileCost + text.utf8.count / EvaluationCost.bytesPerUnit, id)
    do throws(RegularExpression.Refusal) {
      let expression = try RegularExpression(
        source, memoryLimit: RegularExpression.dynamicMemoryLimit)
      return expression.matchesPart(of: text)
    } catch {
      throw Fault(reason: .invalid(.pattern), node: id)
    }
  }

  mutating func accessed(
    _ accessor: TimeAccessor, _ operand: PlanID, offset: Int64, _ id: PlanID
  ) throws(Fault) -> Value {
    let value = try evaluate(operand)
    guard let number = accessor.read(value, offsetSeconds: offset) else {
      throw Fault(reason: .noOverload(value.type, nil), node: id)
    }
    return .int(number)
  }

  mutating func accessed(
    _ accessor: TimeAccessor, _ operand: PlanID, zone: PlanID, _ id: PlanID
  ) throws(Fault) -> Value {
    let value = try evaluate(operand)
    let zoneValue = try evaluate(zone)
    guard case .timestamp = value, case .string(let name) = zoneValue else {
      throw Fault(reason: .noOverload(value.type, zoneValue.type), node: id)
    }
    guard let offset = try offset(of: name, at: value, id),
      let number = accessor.read(value, offsetSeconds: offset)
    else { throw Fault(reason: .invalid(.timeZone), node: id) }
    return .int(number)
  }

  private mutating func offset(
    of zone: String, at value: Value, _ id: PlanID
  ) throws(Fault) -> Int64? {
    if let offset = FixedOffset.seconds(zone) { return offset }
    guard let timeZones = plan.tables.timeZones, case .timestamp(let instant) = value else {
      return nil
    }
    // A look-up in a table somewhere else.
    let lookUpCost = 100
    try charge(lookUpCost, id)
    let greatestOffset: Int64 = 86_400
    return timeZones(zone, instant).flatMap {
      (-greatestOffset...greatestOffset).contains($0) ? $0 : nil
    }
  }

  mutating func called(
    _ function: Int32, _ operands: OperandRange, _ id: PlanID
  ) throws(Fault) -> Value {
    var arguments: [Value] = []
    arguments.reserveCapacity(Int(operands.count))
    for place in operands.indices {
      arguments.append(try evaluate(plan.tables.operands[place]))
    }
    do throws(EvaluationError) {
      return try plan.tables.functions[Int(function)].body(arguments)
    } catch {
      throw Fault(reason: .external(error), node: id)
    }
  }
}
