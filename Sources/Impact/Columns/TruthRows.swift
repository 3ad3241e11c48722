import CEL

/// What a condition, or a part of one, comes to in each row: true, false, or an error.
///
/// The two bitmaps are disjoint.
struct TruthRows: Sendable, Equatable {
  /// Rows in which it is true.
  var yes: Bitmap
  /// Rows in which it cannot be evaluated; nil for none.
  var errs: Bitmap?

  /// Rows in which it is true or errs.
  var notFalse: Bitmap {
    guard let errs else { return yes }
    var either = yes
    either.formUnion(errs)
    return either
  }
}

extension ConditionLogic {
  /// What the condition comes to in each row, given its atoms.
  /// - Complexity: O(rows x nodes / 64); recursion is as deep as the condition, which is limited.
  func rows(_ atoms: [TruthRows], rowCount: Int) -> TruthRows {
    switch self {
    case .atom(let place): return atoms[place]
    case .constant(let truth): return .constant(truth, rowCount: rowCount)
    case .not(let operand): return operand.rows(atoms, rowCount: rowCount).negated(rowCount)
    case .all(let operands):
      return operands.dropFirst().reduce(first(of: operands, atoms, rowCount, neutral: true)) {
        $0.and($1.rows(atoms, rowCount: rowCount))
      }
    case .any(let operands):
      return operands.dropFirst().reduce(first(of: operands, atoms, rowCount, neutral: false)) {
        $0.or($1.rows(atoms, rowCount: rowCount))
      }
    }
  }

  private func first(
    of operands: [ConditionLogic], _ atoms: [TruthRows], _ rowCount: Int, neutral: Bool
  ) -> TruthRows {
    operands.first?.rows(atoms, rowCount: rowCount) ?? .constant(neutral, rowCount: rowCount)
  }
}

extension TruthRows {
  fileprivate static func constant(_ truth: Bool?, rowCount: Int) -> TruthRows {
    let none = Bitmap(rowCount: rowCount)
    switch truth {
    case true?: return TruthRows(yes: Bitmap(filledFor: rowCount), errs: nil)
    case false?: return TruthRows(yes: none, errs: nil)
    case nil: return TruthRows(yes: none, errs: Bitmap(filledFor: rowCount))
    }
  }

  fileprivate func negated(_ rowCount: Int) -> TruthRows {
    var no = Bitmap(filledFor: rowCount)
    no.subtract(notFalse)
    return TruthRows(yes: no, errs: errs)
  }

  /// False where either is false; else an error where either errs.
  fileprivate func and(_ other: TruthRows) -> TruthRows {
    var both = yes
    both.formIntersection(other.yes)
    guard errs != nil || other.errs != nil else { return TruthRows(yes: both, errs: nil) }
    var errors = notFalse
    errors.formIntersection(other.notFalse)
    errors.subtract(both)
    return TruthRows(yes: both, errs: errors)
  }

  /// True where either is true; else an error where either errs.
  fileprivate func or(_ other: TruthRows) -> TruthRows {
    var either = yes
    either.formUnion(other.yes)
    guard errs != nil || other.errs != nil else { return TruthRows(yes: either, errs: nil) }
    var errors = notFalse
    errors.formUnion(other.notFalse)
    errors.subtract(either)
    return TruthRows(yes: either, errs: errors)
  }
}
