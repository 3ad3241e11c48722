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

  /// - Parameter touched: those that the change can decide differently; some of them may be `single`.
  init(rowCount: Int, single: Bitmap, touched: Bitmap) {
    self.single = single
    self.touched = touched
    self.touched.subtract(single)
    untouched = Bitmap(filledFor: rowCount)
    untouched.subtract(single)
    untouched.subtract(touched)
    unfillable = Bitmap(rowCount: rowCount)
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

  /// Some must be looked at by themselves, after all.
  mutating func leaveToThemselves(_ rows: Bitmap) {
    touched.subtract(rows)
    untouched.subtract(rows)
    single.formUnion(rows)
  }
}
