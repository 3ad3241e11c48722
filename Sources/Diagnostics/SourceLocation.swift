/// A place in a text, with what a renderer needs to show it: no source is needed any more.
package struct SourceLocation: Sendable, Hashable {
  /// The name of the file, as shown to people.
  package var path: String
  /// The UTF-8 offsets in the file.
  package var utf8Range: Range<Int>
  /// 1-based.
  package var lineNumber: Int
  /// 1-based, counted in Unicode scalars.
  package var columnNumber: Int
  /// How many scalars of the first line are meant; at least 1.
  package var columnCount: Int
  /// The text of the line without its line break; nil when it is too long to show.
  package var lineText: String?

  /// Makes a location from its parts; `SourceFile.location` is the usual way.
  package init(
    path: String, utf8Range: Range<Int>, lineNumber: Int, columnNumber: Int, columnCount: Int,
    lineText: String?
  ) {
    self.path = path
    self.utf8Range = utf8Range
    self.lineNumber = lineNumber
    self.columnNumber = columnNumber
    self.columnCount = columnCount
    self.lineText = lineText
  }

  /// A file as a whole, when there is no text to point at.
  package static func file(_ path: String) -> SourceLocation {
    SourceLocation(
      path: path, utf8Range: 0..<0, lineNumber: 1, columnNumber: 1, columnCount: 1, lineText: nil)
  }
}
