// Methods of the plan and not of the tests: what a method is called on is kept alive meanwhile, which
// would be counting a reference in every evaluation.

extension Plan {
  /// The truth of the condition for a request.
  func truth(_ cells: FieldCells) -> FieldTests.Truth { truth(tests.root, cells) }

  private func truth(_ place: Int32, _ cells: FieldCells) -> FieldTests.Truth {
    switch tests.tests[Int(place)] {
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
      return FieldTests.Truth(bool)
    case .equalsInt(let slot, let constant):
      guard case .int(let int) = cells.cells[Int(slot)] else { return .undecided }
      return FieldTests.Truth(int == constant)
    case .isOrdered(let slot, let ordering, let constant):
      guard case .int(let int) = cells.cells[Int(slot)] else { return .undecided }
      return FieldTests.Truth(ordering.holds(int, constant))
    case .equalsText(let slot, let key, let text):
      guard case .text(let found) = cells.cells[Int(slot)] else { return .undecided }
      if found != key { return .no }
      return FieldTests.Truth(key.isExact || isSame(cells.values[Int(slot)], text))
    case .isIn(let slot, let set):
      guard case .text(let key) = cells.cells[Int(slot)] else { return .undecided }
      return isIn(set, key, cells.values, slot)
    case .contains(let slot, let key, let greatestCount):
      guard case .texts(let places) = cells.cells[Int(slot)], places.count <= greatestCount else {
        return .undecided
      }
      return contains(key, cells.elements, places)
    }
  }

  @inline(never)
  private func isIn(
    _ set: TextSets.Place, _ key: TextKey, _ values: [Value], _ slot: Int32
  ) -> FieldTests.Truth {
    FieldTests.Truth(tests.sets.contains(key, in: set, { values[Int(slot)].text }))
  }

  private func all(_ range: OperandRange, _ cells: FieldCells) -> FieldTests.Truth {
    var result = FieldTests.Truth.yes
    for place in range.indices {
      switch truth(tests.operands[place], cells) {
      case .no: return .no
      case .undecided: result = .undecided
      case .yes: break
      }
    }
    return result
  }

  private func any(_ range: OperandRange, _ cells: FieldCells) -> FieldTests.Truth {
    var result = FieldTests.Truth.no
    for place in range.indices {
      switch truth(tests.operands[place], cells) {
      case .yes: return .yes
      case .undecided: result = .undecided
      case .no: break
      }
    }
    return result
  }

  private func contains(_ key: TextKey, _ elements: [TextKey], _ places: Range<Int>)
    -> FieldTests.Truth
  {
    for place in places where elements[place] == key { return key.isExact ? .yes : .undecided }
    return .no
  }

  /// Apart, so that the frame of the usual case stays small.
  @inline(never)
  private func isSame(_ value: Value, _ text: Int32) -> Bool {
    value.text.hasSameUTF8(as: tests.texts[Int(text)])
  }
}

extension Value {
  /// The text; empty for every other kind of value.
  fileprivate var text: String {
    guard case .string(let text) = self else { return "" }
    return text
  }
}
