import History

/// The rows of a group, by how they are counted.
struct SortedRows {
  /// Each is looked at by itself.
  private(set) var single: Bitmap
  /// The change can decide them differently.
  private(set) var touched: Bitmap
  /// It cannot: what the old version says of them stands.
  private(set) var untouched: Bitmap
  /// Of those, rows in whose review nobody could fill a place.
  var unfillable: Bitmap

  init(_ group: RowGroup, _ plan: ReplayPlan, _ truths: GroupTruths) {
    let count = group.rowCount
    single = Bitmap(words: group.oddRows)
    single.formUnion(truths.notFalse(plan.rowBound, rowCount: count))
    touched =
      plan.touches.map { truths.touched(by: $0, rowCount: count) }
      ?? Bitmap(filledFor: count)
    touched.subtract(single)
    untouched = Bitmap(filledFor: count)
    untouched.subtract(single)
    untouched.subtract(touched)
    unfillable = Bitmap(rowCount: count)
  }

  /// Those that the columns say all about.
  var plain: Bitmap {
    var plain = touched
    plain.formUnion(untouched)
    return plain
  }

  /// Those that are looked at one by one.
  var noted: Bitmap {
    var noted = single
    noted.formUnion(touched)
    noted.formUnion(unfillable)
    return noted
  }

  /// Some of the untouched must be looked at by themselves, after all.
  mutating func leaveToThemselves(_ rows: Bitmap) {
    untouched.subtract(rows)
    single.formUnion(rows)
  }
}
