package import PolicyCore

/// Which fields of records are read into columns.
package struct ColumnLayout: Sendable, Hashable {
  /// Fields of the normal form of a request, one for each column; no two are the same.
  ///
  /// A field may be an object or a list: the column then holds it whole.
  package let paths: [FieldPath]

  /// Makes a layout; repeats are left out.
  package init(_ paths: [FieldPath]) {
    var seen: Set<FieldPath> = []
    self.paths = paths.filter { seen.insert($0).inserted }
  }
}
