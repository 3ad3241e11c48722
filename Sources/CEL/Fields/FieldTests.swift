/// What can be said about a condition from the slots alone.
///
/// The condition is split at its outermost `&&`, `||` and `!` into atoms. Those that compare a field
/// with a constant are tests of cells; all others are undecided. Where the tests decide the whole
/// condition, its evaluation would come to the same: an atom that fails counts for nothing beside
/// one that decides (CEL spec, "Logical Operators").
final class FieldTests: Sendable {
  private let pools: Pools

  /// The parts of tests, which refer to each other by their places.
  struct Pools: Sendable {
    var tests: [FieldTest] = []
    var operands: [Int32] = []
    /// Texts of the tests, where a key does not say all.
    var texts: [String] = []
    var sets = TextSets()
    var root: Int32 = 0
  }

  init(_ pools: Pools) { self.pools = pools }

  /// What is true of a condition as far as it is known.
  enum Truth: Sendable {
    case no, yes, undecided
  }

  /// The truth of the condition for a request.
  func truth(_ cells: FieldCells) -> Truth { truth(pools.root, cells) }

  private func truth(_ place: Int32, _ cells: FieldCells) -> Truth {
    switch pools.tests[Int(place)] {
    case .undecided: return .undecided
    case .constant(let truth): return truth ? .yes : .no
    case .not(let operand): return truth(operand, cells).negated
    case .all(let operands): return all(operands, cells)
    case .any(let operands): return any(operands, cells)
    case .isPresent(let slot):
      switch cells.cells[Int(slot)] {
      case .unknown: return .undecided
      case .missing: return .no
      case .present, .bool, .int, .text, .texts: return .yes
      }
    case .isTrue(let slot):
      guard case .bool(let bool) = cells.cells[Int(slot)] else { return .undecided }
      return Truth(bool)
    case .equalsInt(let slot, let constant):
      guard case .int(let int) = cells.cells[Int(slot)] else { return .undecided }
      return Truth(int == constant)
    case .isOrdered(let slot, let ordering, let constant):
      guard case .int(let int) = cells.cells[Int(slot)] else { return .undecided }
      return Truth(ordering.holds(int, constant))
    case .equalsText(let slot, let key, let text):
      guard case .text(let found) = cells.cells[Int(slot)] else { return .undecided }
      if found != key { return .no }
      return Truth(key.isExact || isSame(cells.values[Int(slot)], text))
    case .isIn(let slot, let set):
      guard case .text(let key) = cells.cells[Int(slot)] else { return .undecided }
      return Truth(
        pools.sets.contains(key, in: set, { cells.values[Int(slot)].text }))
    case .contains(let slot, let key, let greatestCount):
      guard case .texts(let places) = cells.cells[Int(slot)], places.count <= greatestCount else {
        return .undecided
      }
      return contains(key, cells.elements, places)
    }
  }

  private func all(_ range: OperandRange, _ cells: FieldCells) -> Truth {
    var result = Truth.yes
    for place in range.indices {
      switch truth(pools.operands[place], cells) {
      case .no: return .no
      case .undecided: result = .undecided
      case .yes: break
      }
    }
    return result
  }

  private func any(_ range: OperandRange, _ cells: FieldCells) -> Truth {
    var result = Truth.no
    for place in range.indices {
      switch truth(pools.operands[place], cells) {
      case .yes: return .yes
      case .undecided: result = .undecided
      case .no: break
      }
    }
    return result
  }

  private func contains(_ key: TextKey, _ elements: [TextKey], _ places: Range<Int>) -> Truth {
    for place in places where elements[place] == key { return key.isExact ? .yes : .undecided }
    return .no
  }

  private func isSame(_ value: Value, _ text: Int32) -> Bool {
    value.text.hasSameUTF8(as: pools.texts[Int(text)])
  }
}

/// One test of a cell, or a combination of tests; numbers are places in the pools.
enum FieldTest: Sendable {
  case undecided
  case constant(Bool)
  case not(Int32)
  case all(OperandRange)
  case any(OperandRange)
  /// `has(field)`
  case isPresent(slot: Int32)
  case isTrue(slot: Int32)
  case equalsInt(slot: Int32, Int64)
  case isOrdered(slot: Int32, OrderingOperator, Int64)
  case equalsText(slot: Int32, TextKey, text: Int32)
  /// `field in ["a", "b"]`
  case isIn(slot: Int32, TextSets.Place)
  /// `"a" in field`, where the list is short enough to be searched within the limit of cost.
  case contains(slot: Int32, TextKey, greatestCount: Int)
}

extension FieldTests.Truth {
  init(_ truth: Bool) { self = truth ? .yes : .no }

  var negated: Self {
    switch self {
    case .no: .yes
    case .yes: .no
    case .undecided: .undecided
    }
  }
}

extension OrderingOperator {
  /// Whether two numbers stand to each other like this.
  func holds(_ left: Int64, _ right: Int64) -> Bool {
    switch self {
    case .less: left < right
    case .lessOrEqual: left <= right
    case .greater: left > right
    case .greaterOrEqual: left >= right
    }
  }

  /// The same question with the sides changed.
  var mirrored: Self {
    switch self {
    case .less: .greater
    case .lessOrEqual: .greaterOrEqual
    case .greater: .less
    case .greaterOrEqual: .lessOrEqual
    }
  }
}

extension Value {
  /// The text; empty for every other kind of value.
  fileprivate var text: String {
    guard case .string(let text) = self else { return "" }
    return text
  }
}
