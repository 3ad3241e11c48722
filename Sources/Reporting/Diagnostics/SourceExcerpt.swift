import Diagnostics

/// A line of a source with its number and a mark below, in cells of a terminal.
///
/// Its lines are fit to be shown as they are: they come from a `SourceWindow`.
struct SourceExcerpt: Sendable, Hashable {
  /// Two lines: the source, and the mark.
  let lines: [String]

  /// Nil when there is no line to show.
  init?(_ location: SourceLocation, mark: Character) {
    guard let window = SourceWindow(location) else { return nil }
    let number = String(location.lineNumber)
    let margin = String(repeating: " ", count: number.count)
    let indent = String(repeating: " ", count: window.markStart)
    lines = [
      "\(number) | \(window.text)",
      "\(margin) | \(indent)\(String(repeating: mark, count: window.markCount))",
    ]
  }
}
