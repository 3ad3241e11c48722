/// Lines of comma-separated values (RFC 4180), safe to open in a spreadsheet.
///
/// A cell that a spreadsheet would take for a formula gets an apostrophe before it (design document,
/// section 10; OWASP, "CSV Injection"); what a reader cannot see becomes `\u{...}`. Nothing is cut.
struct CSVLines {
  private(set) var text = ""

  /// Starts a table.
  init(header: [String]) { add(header) }

  /// Adds a line.
  mutating func add(_ cells: [String]) { text += Self.line(cells) }

  /// One line with its end.
  static func line(_ cells: [String]) -> String {
    cells.map { cell($0) }.joined(separator: ",") + "\r\n"
  }

  /// Several values in one cell.
  static func list(_ values: some Sequence<String>) -> String { values.joined(separator: "; ") }

  private static func cell(_ value: String) -> String {
    let shown = OutsideText(value, limit: .max).line
    let isFormula = value.unicodeScalars.first.map { formulaStarts.contains($0) } ?? false
    let safe = isFormula ? "'" + shown : shown
    let needsQuotes = safe.unicodeScalars.contains { [",", "\"", ";"].contains($0) }
    return needsQuotes ? "\"" + safe.replacing("\"", with: "\"\"") + "\"" : safe
  }

  /// Full-width signs start formulas, too.
  private static let formulaStarts: Set<Unicode.Scalar> = [
    "=", "+", "-", "@", "\t", "\r", "\n", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}",
  ]
}
