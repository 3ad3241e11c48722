package import Diagnostics

/// Diagnostics as workflow commands of GitHub Actions, which shows them beside the lines of a change.
///
/// One line each: `::error file=...,line=...::message`. Text from outside can neither end a line nor
/// begin a command.
package struct DiagnosticsGitHub: Sendable {
  private let root: String

  /// Makes a renderer.
  /// - Parameter root: the folder of the policy in its repository; empty at the top.
  package init(root: String = "") { self.root = root }

  /// One line for each diagnostic; nothing when there is none.
  package func render(_ diagnostics: [Diagnostic]) -> String {
    diagnostics.map { line($0) + "\n" }.joined()
  }

  private func line(_ diagnostic: Diagnostic) -> String {
    let properties = place(diagnostic.location) + [("title", diagnostic.code)]
    let written = properties.map { "\($0.0)=\(Self.property($0.1))" }.joined(separator: ",")
    let parts =
      [diagnostic.message] + diagnostic.notes.map { "note: \($0)" }
      + (diagnostic.help.map { ["help: \($0)"] } ?? [])
    let message = parts.map(Self.message).joined(separator: "%0A")
    return "::\(Self.command(diagnostic.severity)) \(written)::\(message)"
  }

  private func place(_ location: SourceLocation?) -> [(String, String)] {
    guard let location else { return [] }
    let path = root.isEmpty ? location.path : root + "/" + location.path
    guard !location.isWholeFile else { return [("file", path)] }
    return [
      ("file", path), ("line", "\(location.lineNumber)"), ("col", "\(location.columnNumber)"),
      ("endColumn", "\(location.columnNumber + location.columnCount)"),
    ]
  }

  private static func command(_ severity: Diagnostic.Severity) -> String {
    switch severity {
    case .note: "notice"
    case .warning: "warning"
    case .error: "error"
    }
  }

  /// The data of a command: `%` and line breaks are percent-encoded (actions/toolkit, `escapeData`).
  private static func message(_ text: String) -> String {
    encoded(OutsideText(text, limit: Phrase.longestSentence).line, also: [])
  }

  /// A property of a command: what ends one is encoded, too (`escapeProperty`).
  private static func property(_ text: String) -> String {
    encoded(OutsideText(text, limit: Phrase.longestSentence).line, also: [":", ","])
  }

  private static func encoded(_ text: String, also: Set<Unicode.Scalar>) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "%": result += "%25"
      case "\r": result += "%0D"
      case "\n": result += "%0A"
      case ":" where also.contains(scalar): result += "%3A"
      case "," where also.contains(scalar): result += "%2C"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
