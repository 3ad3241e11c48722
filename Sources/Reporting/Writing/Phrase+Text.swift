extension Phrase {
  /// As one line for a terminal.
  func text(_ palette: Palette) -> String {
    pieces.reduce(into: "") { $0 += palette.paint($1.line, $1.ink) }
  }

  /// How many cells of a terminal it takes.
  var columnCount: Int { pieces.reduce(0) { $0 + $1.line.columnCount } }
}

extension Phrase.Piece {
  fileprivate var line: String { isFromOutside ? OutsideText(text).line : text }
}
