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

  /// Where the rows of one slot are.
  private struct Field: Sendable {
    let slot: Int
    var texts: [TextKey: Int] = [:]
    var otherText = 0
    var no = 0
    var yes = 0
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
    var field = Field(slot: slot)
    let keys = Set(demands.flatMap { $0.values.texts ?? [] })
    guard (keys.count + 3) * wordCount <= Self.greatestWordCount else { return }
    field.otherText = addRow()
    field.no = addRow()
    field.yes = addRow()
    for key in keys { field.texts[key] = addRow() }
    for demand in demands {
      if let texts = demand.values.texts {
        ruleOut(demand.condition, in: field.otherText)
        for (key, row) in field.texts where !texts.contains(key) {
          ruleOut(demand.condition, in: row)
        }
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

  /// The places of the conditions that may be true or err, ascending; all others are false.
  /// - Complexity: O(fields x conditions / 64).
  package func candidates(_ bindings: Bindings) -> [Int] {
    let cells = bindings.fields
    guard cells.index === index else { return Array(0..<conditionCount) }
    let rows = fields.compactMap { row(of: $0, cells.cells[$0.slot]) }
    var candidates: [Int] = []
    for word in 0..<wordCount {
      var left = rows.reduce(UInt64.max) { $0 & words[$1 + word] }
      while left != 0 {
        let place = word * UInt64.bitWidth + left.trailingZeroBitCount
        guard place < conditionCount else { break }
        candidates.append(place)
        left &= left - 1
      }
    }
    return candidates
  }

  /// Nil for a value of which nothing is known here.
  private func row(of field: Field, _ cell: FieldCell) -> Int? {
    switch cell {
    case .text(let key): field.texts[key] ?? field.otherText
    case .bool(let bool): bool ? field.yes : field.no
    case .unknown, .missing, .present, .int, .texts: nil
    }
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
