import Diagnostics

/// The part of a source line around what is meant, and where the carets go below it.
///
/// Tabs become spaces, hidden characters their escapes, so that what stands above a caret is what
/// is meant, in cells of a terminal.
struct SourceWindow: Sendable, Hashable {
  /// What is shown of the line.
  let text: String
  /// Cells before the first caret.
  let markStart: Int
  /// At least 1.
  let markCount: Int

  private static let width = 100
  private static let tabWidth = 4

  /// Nil when there is no line to show.
  init?(_ location: SourceLocation) {
    guard let line = location.lineText else { return nil }
    let cells = Self.cells(of: line)
    let start = min(max(location.columnNumber - 1, 0), cells.count)
    let end = min(start + max(location.columnCount, 1), cells.count)
    let shown = Self.window(cells, around: start)
    let lead = shown.lowerBound > 0 ? "…" : ""
    let trail = shown.upperBound < cells.count ? "…" : ""
    text = lead + cells[shown].joined() + trail
    markStart = lead.columnCount + cells[shown.lowerBound..<start].columnCount
    let marked = start..<min(end, shown.upperBound)
    markCount = max(marked.isEmpty ? 1 : cells[marked].columnCount, 1)
  }

  /// What is shown for each scalar of a line.
  private static func cells(of line: String) -> [String] {
    let scalars = Array(line.unicodeScalars)
    var column = 0
    return scalars.indices.map { index in
      let cell = cell(at: index, in: scalars, column: column)
      column += cell.columnCount
      return cell
    }
  }

  private static func cell(at index: Int, in scalars: [Unicode.Scalar], column: Int) -> String {
    let scalar = scalars[index]
    if scalar == "\t" { return String(repeating: " ", count: tabWidth - column % tabWidth) }
    let isAlone = index == 0 && scalar.isCombiningMark
    let isCommand = OutsideText.startsCommand(at: index, in: scalars)
    return scalar.isHidden || isAlone || isCommand ? OutsideText.escape(scalar) : String(scalar)
  }

  /// The scalars that are shown: all, or as many around the caret as fit, a third before it.
  private static func window(_ cells: [String], around start: Int) -> Range<Int> {
    guard cells[...].columnCount > width else { return 0..<cells.count }
    var lower = start
    var room = width / 3
    while lower > 0, cells[lower - 1].columnCount <= room {
      room -= cells[lower - 1].columnCount
      lower -= 1
    }
    var upper = start
    room += width - width / 3
    while upper < cells.count, cells[upper].columnCount <= room {
      room -= cells[upper].columnCount
      upper += 1
    }
    while lower > 0, cells[lower - 1].columnCount <= room {
      room -= cells[lower - 1].columnCount
      lower -= 1
    }
    return lower..<upper
  }
}

extension ArraySlice<String> {
  fileprivate var columnCount: Int { reduce(0) { $0 + $1.columnCount } }
}
