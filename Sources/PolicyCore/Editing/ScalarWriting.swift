/// Scalars as YAML: plain where that is safe, else quoted (YAML 1.2.2, chapter 7.3).
enum ScalarWriting {
  /// A text in a style, or in the next one that can hold it.
  /// - Parameter isInFlow: whether a list or mapping with brackets is around it.
  static func text(_ text: String, as style: ScalarStyle, isInFlow: Bool) -> String {
    switch style {
    case .plain where isPlain(text, isInFlow: isInFlow): text
    case .singleQuoted where text.unicodeScalars.allSatisfy(isPrintable):
      "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''")
        + "'"
    case .plain, .singleQuoted, .doubleQuoted, .literal, .folded: doubleQuoted(text)
    }
  }

  // MARK: - Plain

  /// What other readers of YAML take for something else than text, in lower case (YAML 1.1 types).
  private static let typedWords: Set<String> = [
    "true", "false", "null", "yes", "no", "on", "off", "y", "n",
  ]

  /// Whether a text without quotes is read back as the same text: on the safe side, so some are
  /// quoted that need not be.
  private static func isPlain(_ text: String, isInFlow: Bool) -> Bool {
    let scalars = Array(text.unicodeScalars)
    guard let first = scalars.first, let last = scalars.last, last != " ", last != ":",
      first == "/" || first == "_" || first.properties.isAlphabetic || isDigit(first),
      !typedWords.contains(text.lowercased()), !JSONNumber.isValid(text)
    else { return false }
    return scalars.indices.allSatisfy { index in
      let next = index + 1 < scalars.count ? scalars[index + 1] : "x"
      switch scalars[index] {
      case ",", "[", "]", "{", "}", "?": return !isInFlow
      case ":": return !isInFlow && next != " "
      case " ": return next != "#"
      default: return isPrintable(scalars[index])
      }
    }
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

  // MARK: - Quoted

  private static func doubleQuoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\t": quoted += "\\t"
      default:
        if isPrintable(scalar) {
          quoted.unicodeScalars.append(scalar)
        } else {
          quoted += escape(scalar)
        }
      }
    }
    return quoted + "\""
  }

  private static func escape(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    let (sign, count) =
      scalar.value <= 0xFF ? ("x", 2) : scalar.value <= 0xFFFF ? ("u", 4) : ("U", 8)
    return "\\" + sign + String(repeating: "0", count: count - digits.count) + digits
  }

  /// Whether a reader sees a character as what it is; all others are escaped.
  private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
      .paragraphSeparator:
      false
    default: scalar == " " || !scalar.properties.isWhitespace
    }
  }
}
