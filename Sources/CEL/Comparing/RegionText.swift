/// Writes regions of terms as CEL.
struct RegionText {
  private let model: ConditionModel
  private let place: Cube

  /// More values than this are said by what they have in common, if possible.
  private static let greatestListedCount = 3

  init(_ model: ConditionModel, at place: Cube) {
    self.model = model
    self.place = place
  }

  /// What is true of a term in some regions, among them the one of the place, and not elsewhere.
  func text(_ term: Int, _ mask: UInt64) -> String? {
    let regions = model.terms[term].regions
    let whole = model.wholeCube.masks[term]
    let absent = regions.indices.reduce(into: UInt64(0)) { absent, region in
      if regions[region].isAbsent { absent |= 1 << UInt64(region) }
    }
    let literals = literals(term, mask & ~absent)
    if let path = model.terms[term].path {
      if mask & ~absent == 0 { return "!has(\(Self.text(path)))" }
      if mask == whole & ~absent, absent != 0 { return "has(\(Self.text(path)))" }
      if let text = listed(path, mask.bits.map { regions[$0].exactValues }, literals) {
        return text
      }
    }
    return literals.isEmpty ? nil : literals.joined(separator: " && ")
  }

  /// The values by name, where they are few and that is shorter.
  private func listed(_ path: [String], _ groups: [[Value]?], _ literals: [String]) -> String? {
    let known = groups.compactMap { $0 }
    let values = known.joined()
    guard known.count == groups.count, (1...Self.greatestListedCount).contains(values.count),
      values.count == 1 || literals.count != 1
    else { return nil }
    return Self.equality(path, Array(values))
  }

  // MARK: - Equality

  private static func equality(_ path: [String], _ values: [Value]) -> String? {
    let name = text(path)
    if values.count == 1, case .bool(let bool) = values[0] { return bool ? name : "!" + name }
    let texts = values.compactMap(text)
    guard texts.count == values.count, let first = texts.first else { return nil }
    return texts.count == 1
      ? "\(name) == \(first)" : "\(name) in [\(texts.joined(separator: ", "))]"
  }

  /// A path as it is written: `resource.environment`.
  static func text(_ path: [String]) -> String {
    path.dropFirst().reduce(path[0]) { text, name in
      LiteralText.isName(name) ? "\(text).\(name)" : "\(text)[\(LiteralText.string(name))]"
    }
  }

  private static func text(_ value: Value) -> String? {
    switch value {
    case .null: "null"
    case .bool(let bool): bool ? "true" : "false"
    case .int(let int): String(int)
    case .double(let double): Constant(value).flatMap(\.whole) ?? LiteralText.double(double)
    case .string(let text): LiteralText.string(text)
    case .timestamp(let instant): "timestamp(\"\(instant)\")"
    case .duration(let duration): "duration(\"\(clock(duration))\")"
    case .list(let elements): elements.isEmpty ? "[]" : nil
    case .uint, .bytes, .map, .type, .optional: nil
    }
  }

  /// `1h30m`, which people read more easily than seconds.
  private static func clock(_ duration: CELDuration) -> String {
    let seconds = duration.wholeSeconds
    guard seconds > 0, duration.subsecondNanoseconds == 0 else { return duration.description }
    let parts = [(seconds / 3_600, "h"), (seconds / 60 % 60, "m"), (seconds % 60, "s")]
    return parts.filter { $0.0 > 0 }.map { "\($0.0)\($0.1)" }.joined()
  }

  // MARK: - Literals

  /// An atom or its negation, true at the place, with the regions in which it is true.
  private struct Literal {
    let text: String
    let mask: UInt64
  }

  /// As few of the atoms about a term as leave only some regions.
  private func literals(_ term: Int, _ mask: UInt64) -> [String] {
    var kept = model.atoms.compactMap { literal($0, term) }
    for literal in kept.reversed() {
      let others = kept.filter { $0.text != literal.text }
      let left = others.reduce(model.wholeCube.masks[term]) { $0 & $1.mask }
      if !others.isEmpty, left & ~mask == 0 { kept = others }
    }
    var seen: Set<String> = []
    return kept.map(\.text).filter { seen.insert($0).inserted }
  }

  private func literal(_ atom: ComparedAtom, _ term: Int) -> Literal? {
    guard let part = atom.part, atom.terms.first == term else { return nil }
    func outcome(_ region: UInt64) -> Outcomes {
      let offset = atom.terms.reduce(0) { offset, other in
        let mask = other == term ? region : place.masks[other]
        return offset * model.terms[other].regions.count + mask.trailingZeroBitCount
      }
      return atom.table[offset]
    }
    let here = outcome(place.masks[term])
    guard here != .errs else { return nil }
    let mask = model.wholeCube.masks[term].bits.reduce(into: UInt64(0)) { mask, region in
      if outcome(1 << UInt64(region)) == here { mask |= 1 << UInt64(region) }
    }
    let syntax = model.conditions[part.side].syntax
    return Literal(
      text: here == .holds ? syntax.printed(part.id) : syntax.printedNegation(part.id), mask: mask)
  }
}

extension Constant {
  /// A whole number as it is written.
  fileprivate var whole: String? {
    if case .int(let int) = self { String(int) } else { nil }
  }
}

extension Syntax {
  /// What holds where a part does not, as one line of CEL.
  func printedNegation(_ id: NodeID) -> String {
    guard case .binary(let binary, let left, let right) = self[id],
      let opposite = binary.opposite
    else {
      let text = printed(id)
      return binding(of: id) == .member ? "!" + text : "!(\(text))"
    }
    var printer = Printer(syntax: self, style: .exact)
    printer.write(left, binding: .relation)
    var other = Printer(syntax: self, style: .exact)
    other.write(right, binding: Printer.Binding.relation.tighter)
    return "\(printer.text) \(opposite.rawValue) \(other.text)"
  }
}

extension BinaryOperator {
  /// The operator that says the opposite.
  fileprivate var opposite: BinaryOperator? {
    switch self {
    case .equal: .notEqual
    case .notEqual: .equal
    case .less: .greaterOrEqual
    case .lessOrEqual: .greater
    case .greater: .lessOrEqual
    case .greaterOrEqual: .less
    case .membership, .add, .subtract, .multiply, .divide, .remainder: nil
    }
  }
}
