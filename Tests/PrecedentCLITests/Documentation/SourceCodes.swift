import Foundation
import History

/// The codes of diagnostics that source files make, found in their text.
///
/// Codes are made in three ways, and a fourth is reported in `unknownForms` rather than passed over:
/// as a literal argument `code: "..."` or a constant `static let code = "..."`, as a case of a `...Code: String` enumeration, and by a
/// `var code: String` in one of the files of `computedCodes`.
struct SourceCodes {
  private(set) var codes: Set<String> = []
  /// What makes codes in a way that this does not understand, with its file.
  private(set) var unknownForms: [String] = []

  /// Files whose `var code: String` lists codes, and what comes before each before it is shown.
  private static let computedCodes = [
    "GitStoreError+Diagnostic.swift": "", "HistoryError.swift": "",
    "UnreadableReason.swift": "history-", "JSONFault.swift": "history-",
  ]

  /// Arguments that pass on a code made elsewhere; the last two are of libgit2.
  private static let forwarders: Set = [
    "code", "problem.code", "code.rawValue", "InvalidRequest.code", #""history-\(reason.code)""#,
    // What a policy says about findings.
    "code.text", "member.key",
    "GIT_ERROR.rawValue", "git_error_code",
  ]

  /// Reads every Swift file below a folder.
  init(below folder: String) throws {
    let paths = try FileManager.default.subpathsOfDirectory(atPath: folder)
    for path in paths.sorted() where path.hasSuffix(".swift") {
      add(try String(contentsOfFile: folder + "/" + path, encoding: .utf8), file: path)
    }
  }

  /// Reads one file.
  init(of text: String, file: String) { add(text, file: file) }

  private mutating func add(_ text: String, file: String) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      .filter { !$0.drop { $0 == " " }.hasPrefix("//") }
    let code = lines.joined(separator: "\n")
    addArguments(in: code, file)
    addEnumerations(in: code, file)
    addComputed(in: code, file)
  }

  /// `code: "literal"`; a declaration such as `code: String` is none.
  private mutating func addArguments(in text: String, _ file: String) {
    for match in text.matches(of: /\bcode:\s*("[^"\n]*"|[^\s,(){}]+)/) {
      let argument = String(match.1)
      if Self.forwarders.contains(argument) || argument.wholeMatch(of: /[A-Z]\w*\??/) != nil {
        continue
      }
      addLiteral(argument, file)
    }
    for match in text.matches(of: /\bstatic let code = ("[^"\n]*")/) {
      addLiteral(String(match.1), file)
    }
  }

  /// The cases of `enum SomeCode: String`, which is alone in its file.
  private mutating func addEnumerations(in text: String, _ file: String) {
    guard text.contains(/\benum \w*Code: String\b/) else { return }
    for line in text.split(separator: "\n") where line.contains(/^ *case\b/) {
      let values = line.matches(of: /= ("[^"]*")/)
      if values.isEmpty { unknownForms.append("\(file): \(line)") }
      for value in values { addLiteral(String(value.1), file) }
    }
  }

  /// The literals of `var code: String { switch self { case ...: "literal" } }`.
  private mutating func addComputed(in text: String, _ file: String) {
    for match in text.matches(of: /\bvar code: String \{\n(?<body>(?:    .*\n)*)/) {
      let name = String(file.split(separator: "/").last ?? "")
      guard let prefix = Self.computedCodes[name] else {
        unknownForms.append("\(file): var code: String")
        continue
      }
      for value in match.body.matches(of: /: "([^"]*)"/) {
        for literal in Self.expanded(String(value.1)) {
          addLiteral("\"\(prefix)\(literal)\"", file)
        }
      }
    }
  }

  private mutating func addLiteral(_ literal: String, _ file: String) {
    guard let match = literal.wholeMatch(of: /"([a-z0-9]+(?:-[a-z0-9]+)*)"/) else {
      return unknownForms.append("\(file): code: \(literal)")
    }
    codes.insert(String(match.1))
  }

  /// A literal that begins with the name of a compressed form stands for one code of each.
  private static func expanded(_ literal: String) -> [String] {
    let form = #"\(format.rawValue)"#
    guard literal.hasPrefix(form) else { return [literal] }
    return CompressedFormat.allCases.map { $0.rawValue + literal.dropFirst(form.count) }
  }
}
