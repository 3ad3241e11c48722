import CEL
import History

/// What conditions come to in the rows of a group.
struct GroupTruths {
  private var rows: [Int: TruthRows] = [:]
  private let rowCount: Int

  /// Nothing yet.
  init(rowCount: Int) { self.rowCount = rowCount }

  /// Works conditions out.
  /// - Parameters:
  ///   - places: of the conditions that are asked.
  ///   - memory: knows their atoms.
  mutating func add(
    _ places: [Int], of group: RowGroup, _ plan: ReplayPlan, _ memory: inout AtomMemory
  ) throws(HistoryError) {
    guard !places.isEmpty else { return }
    let atoms = try memory.rows(of: group)
    for place in places {
      let condition = plan.conditions[place]
      let operands = condition.atoms.map { atoms[$0] ?? .none(rowCount: rowCount) }
      rows[place] = condition.logic.rows(operands, rowCount: rowCount)
    }
  }

  /// Nil where it was not asked.
  subscript(place: Int) -> TruthRows? { rows[place] }

  /// Rows in which one of some conditions is not false.
  func notFalse(_ places: [Int]) -> Bitmap {
    var found = Bitmap(rowCount: rowCount)
    for place in places {
      if let truth = rows[place] { found.formUnion(truth.notFalse) }
    }
    return found
  }

  /// Rows that a change can decide differently.
  func touched(by touches: [ReplayPlan.PlannedTouch]) -> Bitmap {
    let none = TruthRows.none(rowCount: rowCount)
    var touched = Bitmap(rowCount: rowCount)
    for touch in touches {
      let old = touch.old.flatMap { rows[$0] } ?? none
      let new = touch.new.flatMap { rows[$0] } ?? none
      if touch.isConditionOnly {
        touched.formUnion(old.difference(from: new))
      } else {
        touched.formUnion(old.notFalse)
        touched.formUnion(new.notFalse)
      }
    }
    return touched
  }
}

extension TruthRows {
  /// False in every row.
  static func none(rowCount: Int) -> TruthRows {
    TruthRows(yes: Bitmap(rowCount: rowCount), errs: nil)
  }

  /// Rows in which the two do not come to the same.
  fileprivate func difference(from other: TruthRows) -> Bitmap {
    var found = yes
    found.formSymmetricDifference(other.yes)
    guard errs != nil || other.errs != nil else { return found }
    var failing = errs ?? Bitmap(words: Array(repeating: 0, count: yes.words.count))
    if let errs = other.errs { failing.formSymmetricDifference(errs) }
    found.formUnion(failing)
    return found
  }
}
