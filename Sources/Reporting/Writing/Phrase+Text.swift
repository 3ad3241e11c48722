extension Phrase {
  /// As one line for a terminal.
  func text(_ palette: Palette) -> String {
    var text = ""
    var run = ""
    var ink = Ink.plain
    for piece in pieces {
      if piece.ink != ink {
        text += palette.paint(run, ink)
        (run, ink) = ("", piece.ink)
      }
      run += piece.line
    }
    return text + palette.paint(run, ink)
  }

  /// Two phrases with a space between them, inked if both its neighbours are alike.
  func spaced(before next: Phrase) -> Phrase {
    guard !isEmpty else { return next }
    let isAlike = pieces.last?.ink == next.pieces.first?.ink
    let space: Phrase = " "
    return self + space.inked(isAlike ? next.pieces.first?.ink ?? .plain : .plain) + next
  }

  /// How many cells of a terminal it takes.
  var columnCount: Int { pieces.reduce(0) { $0 + $1.line.columnCount } }
}

extension Phrase.Piece {
  fileprivate var line: String {
    guard isFromOutside else { return text }
    let line = OutsideText(text, limit: limit).line
    return isInBackticks ? "`\(line)`" : line
  }
}
