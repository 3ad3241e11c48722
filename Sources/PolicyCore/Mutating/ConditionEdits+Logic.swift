import CEL

// Operators, and whole parts of a condition.

extension ConditionEdits {
  /// Each joint of a run becomes the other one; each part goes.
  mutating func alter(
    _ id: Syntax.NodeID, _ logical: LogicalOperator, _ operands: [Syntax.NodeID]
  ) {
    let other: LogicalOperator = logical == .and ? .or : .and
    for (index, operand) in operands.enumerated() {
      if index > 0,
        let place = place(of: logical.rawValue, between: operands[index - 1], and: operand)
      {
        add(
          .operator, place, other.rawValue,
          "`\(other.rawValue)` instead of `\(logical.rawValue)`")
      }
      add(
        .condition, Self.place(of: index, in: operands.map { extent($0, of: id) }), "",
        "without `\(syntax.printed(operand))`")
      visit(operand, isTruth: true)
    }
  }

  /// An item of a row with what separates it from its neighbour.
  static func place(of index: Int, in row: [Range<Int>]) -> Range<Int> {
    index > 0
      ? row[index - 1].upperBound..<row[index].upperBound
      : row[0].lowerBound..<(row.count > 1 ? row[1].lowerBound : row[0].upperBound)
  }

  /// What is true becomes false; comparisons have operators for that.
  mutating func negate(_ id: Syntax.NodeID) {
    let span = syntax.span(id)
    let words = "the opposite of `\(syntax.printed(id))`"
    switch syntax[id] {
    case .unary(.not, _): add(.condition, span.lowerBound..<(span.lowerBound + 1), "", words)
    case .binary(.membership, _, _): add(.condition, span, "!(\(written(id)))", words)
    case .call, .select, .index, .name:
      add(.condition, span.lowerBound..<span.lowerBound, "!", words)
    case .bool(let value): add(.condition, span, value ? "false" : "true", words)
    case .null, .int, .uint, .double, .string, .bytes, .optionalSelect, .optionalMark, .list, .map,
      .unary, .binary, .logical, .conditional, .invalid:
      break
    }
  }

  mutating func alter(_ binary: BinaryOperator, _ left: Syntax.NodeID, _ right: Syntax.NodeID) {
    guard let place = place(of: binary.rawValue, between: left, and: right) else { return }
    for other in binary.alternatives {
      add(
        .operator, place, other.rawValue, "`\(other.rawValue)` instead of `\(binary.rawValue)`")
    }
  }

  mutating func swap(
    _ then: Syntax.NodeID, _ otherwise: Syntax.NodeID, of whole: Syntax.NodeID
  ) {
    let (first, second) = (extent(then, of: whole), extent(otherwise, of: whole))
    let between = first.upperBound..<second.lowerBound
    let text = [second, between, first].flatMap { source[$0] }
    add(
      .condition, first.lowerBound..<second.upperBound, String(decoding: text, as: UTF8.self),
      "the other way round")
  }

  mutating func alter(call id: Syntax.NodeID, _ name: String) {
    if name == "matches" { return dropAnchors(id) }
    guard let other = Self.alternatives[name] else { return }
    add(.operator, syntax.nameSpan(id), other, "`\(other)` instead of `\(name)`")
  }

  /// Functions that are mistaken for one another.
  private static let alternatives = [
    "startsWith": "contains", "endsWith": "contains", "contains": "startsWith",
    "all": "exists", "exists": "all", "exists_one": "exists",
  ]

  /// `^` at the start of a pattern and `$` at its end.
  private mutating func dropAnchors(_ id: Syntax.NodeID) {
    guard case .call(_, _, let arguments) = syntax[id], let pattern = arguments.last,
      case .string(let text) = syntax[pattern]
    else { return }
    let span = syntax.span(pattern)
    let quotes: [UInt8] = [UInt8(ascii: "\""), UInt8(ascii: "'")]
    if text.hasPrefix("^"),
      let start = source[span].firstIndex(where: { !quotes.contains($0) && $0 | 0x20 != 0x72 })
    {
      add(.operator, start..<(start + 1), "", "without `^`, so text may stand before")
    }
    if text.hasSuffix("$"), !text.hasSuffix("\\$"),
      let end = source[span].lastIndex(where: { !quotes.contains($0) })
    {
      add(.operator, end..<(end + 1), "", "without `$`, so text may stand behind")
    }
  }
}

extension BinaryOperator {
  /// What it is mistaken for: the boundary the other way, and the opposite.
  fileprivate var alternatives: [BinaryOperator] {
    switch self {
    case .equal: [.notEqual]
    case .notEqual: [.equal]
    case .less: [.lessOrEqual, .greaterOrEqual]
    case .lessOrEqual: [.less, .greater]
    case .greater: [.greaterOrEqual, .lessOrEqual]
    case .greaterOrEqual: [.greater, .less]
    case .add: [.subtract]
    case .subtract: [.add]
    case .multiply: [.divide]
    case .divide, .remainder: [.multiply]
    case .membership: []
    }
  }
}
