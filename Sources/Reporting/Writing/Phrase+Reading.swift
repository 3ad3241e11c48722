extension Phrase {
  /// A condition in words: what stands between two backticks comes from outside, the rest is ours.
  ///
  /// A piece that does not look like words of ours counts as coming from outside, too.
  init(reading: String) {
    var phrase: Phrase = ""
    var room = Self.longestReading
    for (index, part) in reading.split(separator: "`", omittingEmptySubsequences: false)
      .enumerated()
    {
      guard room > 0 else { break }
      let text = String(part.unicodeScalars.prefix(room))
      room -= text.unicodeScalars.count
      let isQuoted = index % 2 == 1
      if !isQuoted, text.isEmpty { continue }
      let isOurs = !isQuoted && text.isPlainWords
      phrase =
        phrase
        + Phrase(
          Piece(text: text, isFromOutside: !isOurs, ink: .plain, isInBackticks: isQuoted))
    }
    self = phrase
    let quoted = reading.utf8.count { $0 == UInt8(ascii: "`") }
    let cutCount = reading.unicodeScalars.count - quoted - (Self.longestReading - room)
    if cutCount > 0 {
      self = self + "… (+\(Words.count(cutCount, "character", "characters")))"
    }
  }

  /// A longer reading is cut, and what was cut is counted: a report is no place for a table of a
  /// hundred values.
  static let longestReading = 600
}

extension String {
  /// Letters, digits and the signs of a sentence, nothing that a renderer could take for markup: a
  /// point stands only in a number, a colon there or before a space.
  fileprivate var isPlainWords: Bool {
    let bytes = Array(utf8)
    return bytes.indices.allSatisfy { index in
      let next = index + 1 < bytes.count ? bytes[index + 1] : 0x20
      let isInNumber = index > 0 && bytes[index - 1].isDigit && next.isDigit
      switch bytes[index] {
      case UInt8(ascii: "."): return isInNumber
      case UInt8(ascii: ":"): return isInNumber || next == 0x20
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): return true
      default: return bytes[index].isDigit || " ,;()'-+".utf8.contains(bytes[index])
      }
    }
  }
}

extension UInt8 {
  fileprivate var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
}
