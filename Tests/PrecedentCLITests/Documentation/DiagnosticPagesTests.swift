import GitStore
import PolicyCore
import TestSupport
import Testing

/// Every code that a source file makes has a page in docs/diagnostics, and every page a code.
struct DiagnosticPagesTests {
  private static func sources() throws -> SourceCodes {
    try SourceCodes(below: PackageFolder.path + "/Sources")
  }

  @Test func everyCodeHasAPage() throws {
    let missing = try Self.sources().codes.subtracting(DiagnosticPage.codes())
    #expect(missing.isEmpty, "no page in docs/diagnostics for \(missing.sorted())")
  }

  @Test func everyPageHasACode() throws {
    let unused = Set(try DiagnosticPage.codes()).subtracting(try Self.sources().codes)
    #expect(unused.isEmpty, "no source file makes \(unused.sorted())")
  }

  @Test func everyCodeIsMadeInAWayThatTheScanUnderstands() throws {
    let unknownForms = try Self.sources().unknownForms
    #expect(unknownForms.isEmpty, "teach SourceCodes about \(unknownForms)")
  }

  @Test func theScanFindsWhatTheCompilerKnows() throws {
    let found = try Self.sources().codes
    let known =
      LoadingCode.allCases.map(\.rawValue) + CheckCode.allCases.map(\.rawValue)
      + ConditionCode.allCases.map(\.rawValue) + [
        GitStoreError.notARepository(path: "").code,
        GitStoreError.failed(doing: "", reason: "").code,
      ]
    #expect(Set(known).subtracting(found) == [])
    // Prefixed, and one for each compressed form.
    #expect(found.isSuperset(of: ["history-gzip-damaged", "history-zstd-damaged", "cel-syntax"]))
  }

  @Test func everyPageHasItsPartsInOrder() throws {
    for page in try DiagnosticPage.all() {
      let headings = page.text.split(separator: "\n").filter { $0.hasPrefix("## ") }
      #expect(page.text.hasPrefix("# \(page.code)\n\n"), "\(page.code)")
      #expect(headings == ["## Avoid", "## Prefer", "## Why"], "\(page.code)")
      #expect(page.summary.hasSuffix("."), "\(page.code) has no summary")
      #expect(page.example("Avoid") != nil, "\(page.code) shows nothing to avoid")
      #expect(page.example("Prefer") != nil, "\(page.code) shows nothing to prefer")
      #expect(page.section("Why")?.isEmpty == false, "\(page.code) does not say why")
    }
  }

  @Test func noPageLinksOutside() throws {
    for page in try DiagnosticPage.all() {
      #expect(!page.text.contains(/\]\(\w+:/), "\(page.code) has a link")
    }
  }

  @Test func theIndexListsExactlyThePagesWithTheirSummaries() throws {
    let index = try DiagnosticPage("README").text.split(separator: "\n").map(String.init)
      .filter { $0.hasPrefix("- ") }
    let expected = try DiagnosticPage.all().map { page in
      "- [\(page.code)](\(page.code).md): \(page.summary)"
    }
    let missing = expected.filter { !index.contains($0) }
    let surplus = index.filter { !expected.contains($0) }
    #expect(missing.isEmpty, "missing in the index: \(missing)")
    #expect(surplus.isEmpty, "not a page: \(surplus)")
    let isSorted = index == expected
    #expect(isSorted, "the index is sorted by code, each once")
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
