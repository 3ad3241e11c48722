import CEL

// Constants and lists of them.

extension ConditionEdits {
  // MARK: - Numbers

  mutating func alter(number value: Int64, _ id: Syntax.NodeID) {
    for step: Int64 in [-1, 1] {
      let (sum, overflows) = value.addingReportingOverflow(step)
      if !overflows { replace(id, "\(value)", "\(sum)", .boundary) }
    }
  }

  mutating func alter(unsigned value: UInt64, _ id: Syntax.NodeID) {
    if value > 0 { replace(id, "\(value)u", "\(value - 1)u", .boundary) }
    if value < .max { replace(id, "\(value)u", "\(value + 1)u", .boundary) }
  }

  mutating func alter(double value: Double, _ id: Syntax.NodeID) {
    for other in [value - 1, value + 1] where other != value && other.isFinite {
      replace(id, written(id), "\(other)", .boundary)
    }
  }

  private mutating func replace(
    _ id: Syntax.NodeID, _ old: String, _ new: String, _ kind: RuleEdit.Kind
  ) {
    add(kind, syntax.span(id), new, "`\(new)` instead of `\(old)`")
  }

  // MARK: - Texts

  /// The constants on either side of a comparison, which know what they are compared with.
  mutating func alterConstants(_ comparison: Syntax.NodeID) {
    guard case .binary(let binary, let left, let right) = syntax[comparison] else { return }
    switch binary {
    case .equal, .notEqual, .membership:
      alter(texts: [right], of: left)
      alter(texts: [left], of: right)
      if case .list(let elements) = syntax[right] {
        alter(texts: elements, of: left)
        addMissing(to: elements, of: left)
      }
    case .less, .lessOrEqual, .greater, .greaterOrEqual, .add, .subtract, .multiply, .divide,
      .remainder:
      for side in [left, right] { alterDuration(side) }
    }
  }

  /// Each text becomes another one that the subject can be.
  private mutating func alter(texts ids: [Syntax.NodeID], of subject: Syntax.NodeID) {
    let used = ids.compactMap(text)
    for id in ids {
      guard let value = text(id) else {
        alterDuration(id)
        continue
      }
      let known = values(of: subject)
      let other = known.isEmpty ? value + "x" : known.first { !used.contains($0) }
      guard let other, Self.isSimple(value), Self.isSimple(other) else { continue }
      replace(id, "\"\(value)\"", "\"\(other)\"", .constant)
    }
  }

  /// A value of the schema that a list does not have.
  private mutating func addMissing(to elements: [Syntax.NodeID], of subject: Syntax.NodeID) {
    guard let last = elements.last else { return }
    addNeighbours(to: elements, behind: last)
    let used = elements.compactMap(text)
    let greatestCount = 8
    let missing = values(of: subject).filter { !used.contains($0) && Self.isSimple($0) }
    for value in missing.prefix(greatestCount) {
      let end = syntax.span(last).upperBound
      add(.listEntry, end..<end, ", \"\(value)\"", "with `\"\(value)\"` in the list")
    }
  }

  /// The whole numbers just outside of those that a list has.
  private mutating func addNeighbours(
    to elements: [Syntax.NodeID], behind last: Syntax.NodeID
  ) {
    let numbers = elements.compactMap { element -> Int64? in
      guard case .int(let number) = syntax[element] else { return nil }
      return number
    }
    guard numbers.count == elements.count, let least = numbers.min(), let greatest = numbers.max(),
      least > .min, greatest < .max
    else { return }
    let end = syntax.span(last).upperBound
    for number in [least - 1, greatest + 1] {
      add(.listEntry, end..<end, ", \(number)", "with `\(number)` in the list")
    }
  }

  /// Each entry of a list goes; the last one stays.
  mutating func drop(_ elements: [Syntax.NodeID]) {
    guard elements.count > 1 else { return }
    let spans = elements.map(syntax.span)
    for (index, element) in elements.enumerated() {
      add(
        .listEntry, Self.place(of: index, in: spans), "",
        "without `\(syntax.printed(element))` in the list")
    }
  }

  /// `duration("2160h")`: one more and one less of its last unit.
  private mutating func alterDuration(_ id: Syntax.NodeID) {
    guard case .call("duration", nil, let arguments) = syntax[id], let argument = arguments.first,
      arguments.count == 1, let value = text(argument), let unit = value.last
    else { return }
    let digits = value.dropLast().reversed().prefix(while: \.isNumber).reversed()
    guard let number = Int64(String(digits)), number > 0 else { return }
    let start = value.dropLast(1 + digits.count)
    for other in [number - 1, number + 1] {
      replace(argument, "\"\(value)\"", "\"\(start)\(other)\(unit)\"", .boundary)
    }
  }

  private func text(_ id: Syntax.NodeID) -> String? {
    guard case .string(let text) = syntax[id] else { return nil }
    return text
  }

  /// What the schema lets a field be, or the elements of one; empty where it does not say.
  private func values(of subject: Syntax.NodeID) -> [String] {
    guard let chain = syntax.nameChain(subject), let node = schema.node(at: chain.names) else {
      return []
    }
    let enumeration =
      node.enumeration.isEmpty ? node.items.first?.enumeration ?? [] : node.enumeration
    return enumeration.compactMap(\.string)
  }

  /// Whether a text can stand between quotes as it is.
  private static func isSimple(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy {
      (0x20..<0x7F).contains($0.value) && !"\"\\'".unicodeScalars.contains($0)
    }
  }
}
