/// Rows of comma-separated values (RFC 4180), each on one line.
struct CSVText {
  /// A row with its line end.
  ///
  /// What a reader cannot see is escaped, and what a spreadsheet would take for a formula gets an
  /// apostrophe before it.
  static func row(_ fields: [String]) -> String {
    fields.map { field($0) }.joined(separator: ",") + "\r\n"
  }

  private static func field(_ text: String) -> String {
    let shown = OutsideText(text, limit: .max).line
    let first = text.unicodeScalars.first
    let isFormula = first.map { formulaStarts.contains($0) } ?? false
    let safe = isFormula ? "'" + shown : shown
    let isPlain = !safe.utf8.contains { [UInt8(ascii: ","), UInt8(ascii: "\"")].contains($0) }
    return isPlain ? safe : "\"" + safe.replacing("\"", with: "\"\"") + "\""
  }

  /// What spreadsheets start a formula with (OWASP, CSV injection).
  private static let formulaStarts: Set<Unicode.Scalar> = ["=", "+", "-", "@", "\t", "\r"]
}
