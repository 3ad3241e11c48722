/// Lines of comma-separated values (RFC 4180), safe to open in a spreadsheet.
///
/// A cell that a spreadsheet would take for a formula gets an apostrophe before it; what a reader
/// cannot see becomes `\u{...}`. Nothing is cut.
struct CSVLines {
  private(set) var text = ""

  init(header: [String]) { add(header) }

  /// Adds a line.
  mutating func add(_ cells: [String]) {
    text += cells.map(Self.cell).joined(separator: ",") + "\r\n"
  }

  /// Several values in one cell.
  static func list(_ values: some Sequence<String>) -> String { values.joined(separator: "; ") }

  private static func cell(_ value: String) -> String {
    let shown = OutsideText(value, limit: .max).line
    let first = value.unicodeScalars.first ?? " "
    let isFormula = ["=", "+", "-", "@", "\t", "\r"].contains(first)
    let safe = isFormula ? "'" + shown : shown
    let needsQuotes = safe.unicodeScalars.contains { ",\"; ".unicodeScalars.contains($0) }
    return needsQuotes || isFormula
      ? "\"" + safe.replacing("\"", with: "\"\"") + "\"" : safe
  }
}
