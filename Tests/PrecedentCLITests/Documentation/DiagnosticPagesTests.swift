import Foundation
import GitStore
import PolicyCore
import Testing

/// Every code that a source file makes has a page in docs/diagnostics, and every page a code.
struct DiagnosticPagesTests {
  private static let folder = PackageFolder.path + "/docs/diagnostics"

  private static func sources() throws -> SourceCodes {
    try SourceCodes(below: PackageFolder.path + "/Sources")
  }

  private static func pages() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder)
      .filter { $0.hasSuffix(".md") && $0 != "README.md" }.map { String($0.dropLast(3)) }
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  private static func text(of page: String) throws -> String {
    try String(contentsOfFile: "\(folder)/\(page).md", encoding: .utf8)
  }

  @Test func everyCodeHasAPage() throws {
    let missing = try Self.sources().codes.subtracting(Self.pages())
    #expect(missing.isEmpty, "no page in docs/diagnostics for \(missing.sorted())")
  }

  @Test func everyPageHasACode() throws {
    let unused = Set(try Self.pages()).subtracting(try Self.sources().codes)
    #expect(unused.isEmpty, "no source file makes \(unused.sorted())")
  }

  @Test func everyCodeIsMadeInAWayThatTheScanUnderstands() throws {
    let unknownForms = try Self.sources().unknownForms
    #expect(unknownForms.isEmpty, "teach SourceCodes about \(unknownForms)")
  }

  @Test func theScanFindsWhatTheCompilerKnows() throws {
    let found = try Self.sources().codes
    let known =
      LoadingCode.allCases.map(\.rawValue) + CheckCode.allCases.map(\.rawValue) + [
        GitStoreError.notARepository(path: "").code,
        GitStoreError.failed(doing: "", reason: "").code,
      ]
    #expect(Set(known).subtracting(found) == [])
    // Prefixed, and one for each compressed form.
    #expect(found.isSuperset(of: ["history-gzip-damaged", "history-zstd-damaged", "cel-syntax"]))
  }

  @Test func everyPageHasItsPartsInOrder() throws {
    for page in try Self.pages() {
      let text = try Self.text(of: page)
      let headings = text.split(separator: "\n").filter { $0.hasPrefix("## ") }
      #expect(text.hasPrefix("# \(page)\n\n"), "\(page)")
      #expect(headings == ["## Avoid", "## Prefer", "## Why"], "\(page)")
      let parts = text.components(separatedBy: "\n## ")
      try #require(parts.count == 4, "\(page)")
      for example in parts[1...2] {
        #expect(example.contains(/\n```[a-z]+\n(?:.*\n)+```/), "\(page) lacks an example")
      }
      let why = parts[3].dropFirst("Why".count).trimmingCharacters(in: .whitespacesAndNewlines)
      #expect(!why.isEmpty, "\(page) does not say why")
    }
  }

  @Test func noPageLinksOutside() throws {
    for page in try Self.pages() {
      #expect(try !Self.text(of: page).contains(/\]\(\w+:/), "\(page) has a link")
    }
  }

  @Test func theIndexListsExactlyThePagesWithTheirSummaries() throws {
    let index = try Self.text(of: "README").split(separator: "\n").filter { $0.hasPrefix("- ") }
    let expected = try Self.pages().map { page in
      let paragraphs = try Self.text(of: page).components(separatedBy: "\n\n")
      try #require(paragraphs.count > 1, "\(page)")
      let summary = paragraphs[1].replacingOccurrences(of: "\n", with: " ")
      return "- [\(page)](\(page).md): \(summary)"
    }
    #expect(index.map(String.init) == expected)
  }
}

/// The scan itself: what it finds, and what it does not let pass.
struct SourceCodesTests {
  struct Source: CustomTestStringConvertible {
    let testDescription: String
    let text: String
    var file = "Any.swift"
    var codes: Set<String> = []
    var unknownCount = 0
  }

  static let sources = [
    Source(
      testDescription: "an argument", text: #"Diagnostic(code: "a-b", message: "c")"#,
      codes: ["a-b"]),
    Source(
      testDescription: "an argument on its own line", text: "Problem(\n  code:\n    \"a-b\",",
      codes: ["a-b"]),
    Source(testDescription: "a comment", text: #"  /// Diagnostic(code: "a-b")"#),
    Source(testDescription: "declarations", text: "var code: String?\ninit(code: String, x: Int)"),
    Source(
      testDescription: "an enumeration",
      text: "enum HookCode: String {\n  case one = \"a-b\", two = \"c\"\n}", codes: ["a-b", "c"]),
    Source(
      testDescription: "an enumeration without raw values",
      text: "enum HookCode: String {\n  case one\n}", unknownCount: 1),
    Source(
      testDescription: "a known switch",
      text: """
          package var code: String {
            switch self {
            case .one: "one"
            case .two(let format): "\\(format.rawValue)-two"
            }
          }
        """, file: "History/UnreadableReason.swift",
      codes: ["history-one", "history-gzip-two", "history-zstd-two"]),
    Source(
      testDescription: "a switch elsewhere",
      text: "  var code: String {\n    \"one\"\n  }\n", file: "Hook.swift", unknownCount: 1),
    Source(
      testDescription: "a computed argument", text: #"Diagnostic(code: isOld ? "a" : "b")"#,
      unknownCount: 1),
    Source(
      testDescription: "an interpolated argument", text: ##"Diagnostic(code: "a-\(name)")"##,
      unknownCount: 1),
    Source(
      testDescription: "a constant", text: "Diagnostic(code: Codes.one)", unknownCount: 1),
    Source(
      testDescription: "no kebab case", text: #"Diagnostic(code: "a_B")"#, unknownCount: 1),
  ]

  @Test(arguments: sources)
  func findsCodesAndReportsOtherForms(source: Source) {
    let found = SourceCodes(of: source.text, file: source.file)
    #expect(found.codes == source.codes)
    #expect(found.unknownForms.count == source.unknownCount, "\(found.unknownForms)")
  }
}
