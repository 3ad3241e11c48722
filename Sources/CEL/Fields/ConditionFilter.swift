/// Which of many conditions a request can satisfy, as far as single fields tell.
///
/// A condition that asks of a field that it be one of some texts, or true, is false for every other
/// value, whatever its other parts come to (CEL spec, "Logical Operators"). For each field with a slot,
/// and each value that is asked for, there is a row with a bit for each condition that the value does
/// not rule out; a request's rows together leave few conditions.
package struct ConditionFilter: Sendable {
  private let index: FieldIndex
  private let conditionCount: Int
  private let wordCount: Int
  private var fields: [Field] = []
  /// All rows, one behind the other.
  private var words: [UInt64] = []

  /// The keys of all slots, those of each with open addressing: half of its places or more hold
  /// `TextKey.none`.
  private var keys: [TextKey] = []
  /// At the places of the keys; those without one have the row of all other texts.
  private var rows: [Int] = []

  /// Where the rows of one slot are: trivial to copy, so that asking counts no references.
  private struct Field {
    let slot: Int
    /// Of its keys; a power of two places.
    let start: Int
    let mask: Int
    let no: Int
    let yes: Int
  }

  /// Rows of one slot beyond so many words are not worth their memory.
  private static let greatestWordCount = 1 << 16

  /// Works out the rows of some conditions.
  package init(_ programs: [Program]) {
    index = programs.first?.plan.index ?? .none
    conditionCount = programs.count
    wordCount = (programs.count + UInt64.bitWidth - 1) / UInt64.bitWidth
    var demands: [Int: [Demand]] = [:]
    for (place, program) in programs.enumerated() where program.plan.index === index {
      for (slot, values) in program.plan.tests.demands {
        demands[slot, default: []].append(Demand(condition: place, values: values))
      }
    }
    for slot in demands.keys.sorted() { add(demands[slot] ?? [], of: slot) }
  }

  private struct Demand {
    let condition: Int
    let values: FieldTests.DemandedValues
  }

  private mutating func add(_ demands: [Demand], of slot: Int) {
    let keys = Set(demands.flatMap { $0.values.texts ?? [] })
    guard (keys.count + 3) * wordCount <= Self.greatestWordCount else { return }
    let (others, no, yes) = (addRow(), addRow(), addRow())
    let rows = keys.map { (key: $0, row: addRow()) }
    let field = addField(slot: slot, rows, others: others, no: no, yes: yes)
    for demand in demands {
      if let texts = demand.values.texts {
        ruleOut(demand.condition, in: others)
        for (key, row) in rows where !texts.contains(key) { ruleOut(demand.condition, in: row) }
      }
      if let truth = demand.values.truth {
        ruleOut(demand.condition, in: truth ? field.no : field.yes)
      }
    }
    fields.append(field)
  }

  /// A row that rules nothing out.
  private mutating func addRow() -> Int {
    words += Array(repeating: .max, count: wordCount)
    return words.count - wordCount
  }

  private mutating func ruleOut(_ condition: Int, in row: Int) {
    words[row + condition / UInt64.bitWidth] &= ~(1 << (condition % UInt64.bitWidth))
  }

  private mutating func addField(
    slot: Int, _ found: [(key: TextKey, row: Int)], others: Int, no: Int, yes: Int
  ) -> Field {
    var capacity = 4
    while capacity < found.count * 2 { capacity *= 2 }
    let field = Field(slot: slot, start: keys.count, mask: capacity - 1, no: no, yes: yes)
    keys += Array(repeating: .none, count: capacity)
    rows += Array(repeating: others, count: capacity)
    for (key, row) in found {
      let place = place(of: key, in: field)
      keys[place] = key
      rows[place] = row
    }
    return field
  }

  /// Where a key is, or would be.
  private func place(of key: TextKey, in field: Field) -> Int {
    var offset = key.place(mask: field.mask)
    // INVARIANT: half of the places are empty, so this ends.
    while true {
      let found = keys[field.start + offset]
      if found == key || found == .none { return field.start + offset }
      offset = (offset + 1) & field.mask
    }
  }

  /// Nil for a value of which nothing is known here.
  private func row(of cell: FieldCell, in field: Field) -> Int? {
    switch cell {
    case .text(let key): rows[place(of: key, in: field)]
    case .bool(let bool): bool ? field.yes : field.no
    case .unknown, .missing, .present, .int, .texts: nil
    }
  }

  /// The places of the conditions that may be true or err, ascending; all others are false.
  /// - Complexity: O(fields x conditions / 64).
  package func candidates(_ bindings: Bindings) -> [Int] {
    var candidates: [Int] = []
    forEachCandidate(bindings) { candidates.append($0) }
    return candidates
  }

  /// Goes through the candidates without making a list of them.
  package func forEachCandidate(_ bindings: Bindings, _ body: (Int) -> Void) {
    let cells = bindings.fields
    guard cells.index === index else { return (0..<conditionCount).forEach(body) }
    for word in 0..<wordCount {
      var left = mask(word, cells)
      while left != 0 {
        let place = word * UInt64.bitWidth + left.trailingZeroBitCount
        guard place < conditionCount else { break }
        body(place)
        left &= left - 1
      }
    }
  }

  /// A bit for each condition of one word that is not ruled out.
  private func mask(_ word: Int, _ cells: FieldCells) -> UInt64 {
    var left = UInt64.max
    for field in fields {
      guard let row = row(of: cells.cells[field.slot], in: field) else { continue }
      left &= words[row + word]
      if left == 0 { break }
    }
    return left
  }
}

extension FieldTests {
  /// What a field must be for a condition to be true, as far as single tests say it.
  struct DemandedValues {
    /// Nil where nothing is asked of a text.
    var texts: Set<TextKey>?
    /// Nil where nothing is asked of a bool.
    var truth: Bool?
  }

  /// By slot: what the tests that all must hold ask.
  var demands: [Int: DemandedValues] {
    var demands: [Int: DemandedValues] = [:]
    for place in necessary(root) {
      switch tests[Int(place)] {
      case .equalsText(let slot, let key, _):
        demands[Int(slot), default: DemandedValues()].narrow(to: [key])
      case .isIn(let slot, let set):
        demands[Int(slot), default: DemandedValues()].narrow(to: Set(sets.keys(in: set)))
      case .isTrue(let slot): demands[Int(slot), default: DemandedValues()].truth = true
      case .not(let operand):
        guard case .isTrue(let slot) = tests[Int(operand)] else { break }
        demands[Int(slot), default: DemandedValues()].truth = false
      case .undecided, .constant, .all, .any, .isPresent, .equalsInt, .isOrdered, .contains:
        break
      }
    }
    return demands
  }

  /// The tests that all must hold.
  private func necessary(_ place: Int32) -> [Int32] {
    guard case .all(let range) = tests[Int(place)] else { return [place] }
    return range.indices.flatMap { necessary(operands[$0]) }
  }
}

extension FieldTests.DemandedValues {
  fileprivate mutating func narrow(to keys: Set<TextKey>) {
    texts = texts.map { $0.intersection(keys) } ?? keys
  }
}
