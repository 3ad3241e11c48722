import Diagnostics

/// Literals as the language writes them (CEL spec, "Lexis").
enum LiteralText {
  /// Digits that read back as the same double.
  static func double(_ value: Double) -> String {
    // No literal stands for these, and no parsed tree has them.
    guard value.isFinite else { return #"double("\#(DecimalText.format(value))")"# }
    return value.description
  }

  /// A string in double quotes, on one line, in which everything can be seen.
  static func string(_ value: String, escapesBackticks: Bool = false) -> String {
    var text = "\""
    for (index, scalar) in value.unicodeScalars.enumerated() {
      // At the start a combining mark would be drawn over the quote.
      if scalar.isHidden || (index == 0 && scalar.isMark)
        || (escapesBackticks && scalar == "`")
      {
        text += escape(scalar)
      } else {
        if scalar == "\"" || scalar == "\\" { text += "\\" }
        text.unicodeScalars.append(scalar)
      }
    }
    return text + "\""
  }

  /// Bytes in double quotes: ASCII that can be seen as it is, all others as `\x..`.
  static func bytes(_ value: [UInt8], escapesBackticks: Bool = false) -> String {
    var text = "b\""
    for byte in value {
      let scalar = Unicode.Scalar(byte)
      if !(0x20..<0x7F).contains(byte) || (escapesBackticks && scalar == "`") {
        text += "\\x" + hexadecimal(UInt32(byte), digits: 2)
      } else {
        if scalar == "\"" || scalar == "\\" { text += "\\" }
        text.unicodeScalars.append(scalar)
      }
    }
    return text + "\""
  }

  /// Whether a name can stand behind a point without backticks.
  static func isName(_ name: String) -> Bool {
    guard let first = name.utf8.first, first.isNameStart else { return false }
    return name.utf8.allSatisfy(\.isNamePart) && !ReservedWord.literals.contains(name)
  }

  private static let shortEscapes: [Unicode.Scalar: String] = [
    "\n": "\\n", "\r": "\\r", "\t": "\\t",
  ]

  private static func escape(_ scalar: Unicode.Scalar) -> String {
    if let short = shortEscapes[scalar] { return short }
    return scalar.value <= 0xFFFF
      ? "\\u" + hexadecimal(scalar.value, digits: 4)
      : "\\U" + hexadecimal(scalar.value, digits: 8)
  }

  private static func hexadecimal(_ value: UInt32, digits: Int) -> String {
    let text = String(value, radix: 16)
    return String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
  }
}

extension Unicode.Scalar {
  /// Whether it is drawn over or around the character before it.
  var isMark: Bool {
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .spacingMark: true
    default: false
    }
  }
}
