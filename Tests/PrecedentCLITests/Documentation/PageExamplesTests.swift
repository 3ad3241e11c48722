import CEL
import Diagnostics
import History
import Testing

/// What a page says to avoid does provoke its code, and what it says to prefer does not.
struct PageExamplesTests {
  // MARK: - Conditions

  /// What takes thousands of characters is not printed on a page.
  private static let shortened: Set = ["cel-limit"]

  private static func conditionPages() throws -> [DiagnosticPage] {
    try DiagnosticPage.all().filter {
      ($0.code.hasPrefix("cel-") || $0.code == "now-compared-with-constant")
        && !shortened.contains($0.code)
    }
  }

  @Test func conditionsToAvoidHaveTheProblemOfTheirPage() throws {
    for page in try Self.conditionPages() {
      let codes = try Self.problems(of: page, "Avoid")
      #expect(codes == [page.code], "\(page.code)")
    }
  }

  @Test func conditionsToPreferCompile() throws {
    for page in try Self.conditionPages() + [DiagnosticPage("cel-limit")] {
      #expect(try Self.problems(of: page, "Prefer") == [], "\(page.code)")
    }
  }

  private static func problems(of page: DiagnosticPage, _ heading: String) throws -> Set<String> {
    let example = try #require(page.example(heading), "\(page.code)")
    let condition = try #require(Self.condition(in: example.text), "\(page.code)")
    let environment = Environment(
      variables: ["subject", "action", "resource", "context", "now"], instantVariable: "now")
    do throws(CompileFailure) {
      _ = try Program.compile(condition, in: environment, expecting: .bool)
      return []
    } catch {
      return Set(error.problems.map(\.code))
    }
  }

  /// The value of `when`: plain, or folded (`>`) and then the rest of the example.
  private static func condition(in yaml: String) -> String? {
    guard let match = yaml.firstMatch(of: /\bwhen: (.*)\n((?:.*\n)*)/) else { return nil }
    return match.1 == ">"
      ? match.2.split(separator: "\n").joined(separator: " ") : String(match.1)
  }

  // MARK: - Lines of a history

  private static func linePages() throws -> [DiagnosticPage] {
    try DiagnosticPage.all().filter {
      $0.code.hasPrefix("history-") && $0.example("Avoid")?.language == "json"
    }
  }

  @Test func linesToAvoidCannotBeReadForTheReasonOfTheirPage() throws {
    let pages = try Self.linePages()
    #expect(pages.count > 10)
    for page in pages {
      #expect(try Self.complaints(about: page, "Avoid").contains(page.code), "\(page.code)")
    }
  }

  @Test func linesToPreferCanBeRead() throws {
    for page in try Self.linePages() {
      #expect(try Self.complaints(about: page, "Prefer") == [], "\(page.code)")
    }
  }

  private static func complaints(
    about page: DiagnosticPage, _ heading: String
  ) throws -> Set<String> {
    let example = try #require(page.example(heading), "\(page.code)")
    // The example of a deep line is a short one.
    let limits = page.code == "history-too-deep" ? HistoryLimits(depth: 3) : .standard
    var reader = HistoryReader(
      sources: [.bytes(Array(example.text.utf8), name: "page")], limits: limits)
    var codes: Set<String> = []
    while let item = try reader.next() {
      if case .unreadable(let record) = item { codes.insert(record.diagnostic.code) }
    }
    return codes
  }
}
