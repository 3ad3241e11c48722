/// Writes tables as CSV (RFC 4180) that a spreadsheet takes for text.
///
/// A cell that a spreadsheet would take for a formula has `'` before it (design document, section
/// 10); what a reader cannot see is written as `\u{...}`. Nothing is cut.
struct CSVDraft {
  private(set) var text = ""

  /// Starts a table.
  init(columns: [String]) { row(columns) }

  /// Adds a row.
  mutating func row(_ cells: [String]) {
    text += cells.map { Self.cell($0) }.joined(separator: ",") + "\r\n"
  }

  private static func cell(_ outside: String) -> String {
    var cell = OutsideText(outside, limit: .max).shown
    if let first = outside.unicodeScalars.first, formulaStarts.contains(first) { cell = "'" + cell }
    guard cell.unicodeScalars.contains(where: { [",", "\"", " ", ";"].contains($0) }) else {
      return cell
    }
    return "\"" + cell.replacing("\"", with: "\"\"") + "\""
  }

  /// Full-width signs start formulas, too.
  private static let formulaStarts: Set<Unicode.Scalar> = [
    "=", "+", "-", "@", "\t", "\r", "\n", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}",
  ]
}
