import Foundation
import TestSupport
import Testing

/// One page of docs/diagnostics.
struct DiagnosticPage {
  static let folder = PackageFolder.path + "/docs/diagnostics"

  let code: String
  let text: String

  init(_ code: String) throws {
    self.code = code
    text = try String(contentsOfFile: "\(Self.folder)/\(code).md", encoding: .utf8)
  }

  /// The codes of all pages, sorted.
  static func codes() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder)
      .filter { $0.hasSuffix(".md") && $0 != "README.md" }.map { String($0.dropLast(3)) }
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// Every page.
  static func all() throws -> [DiagnosticPage] { try codes().map { try DiagnosticPage($0) } }

  /// The paragraph below the title, as one line.
  var summary: String {
    let paragraphs = text.components(separatedBy: "\n\n")
    return paragraphs.count > 1 ? paragraphs[1].replacingOccurrences(of: "\n", with: " ") : ""
  }

  /// What stands below a heading.
  func section(_ heading: String) -> String? {
    let parts = text.components(separatedBy: "\n## ")
    return parts.first { $0.hasPrefix(heading + "\n") }.map {
      String($0.dropFirst(heading.count)).trimmingCharacters(in: .newlines)
    }
  }

  /// The example below a heading, and what it is written in.
  func example(_ heading: String) -> (language: String, text: String)? {
    guard let section = section(heading),
      let match = section.firstMatch(of: /```([a-z]+)\n((?:.*\n)+?)```/)
    else { return nil }
    return (String(match.1), String(match.2))
  }
}
