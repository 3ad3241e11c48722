import CEL
import Diagnostics
import PolicyCore

/// One case of a test, as far as two versions of it can be compared.
struct TestEntry {
  /// What people call it.
  struct Name: Hashable {
    var path: String
    var test: String
    /// Of the case, or its number.
    var name: String
  }

  /// What is asked.
  struct Asked: Hashable {
    var base: [UInt8]
    var at: String
    var changes: [String]
    var approvals: [String]
  }

  var name: Name
  var request: Asked
  var expectation: ExpectedParts
  var location: SourceLocation
}

/// What a test expects, key by key, as text.
struct ExpectedParts: Hashable {
  private let texts: [String?]

  /// Of a case; one that nobody has reviewed counts for no bar.
  init(_ testCase: TestCase) {
    texts = Self.keys.map { $0.text(testCase) }
  }

  /// What differs.
  func parts(against new: ExpectedParts) -> [TestDifference.Part] {
    zip(Self.keys, zip(texts, new.texts)).compactMap { key, texts in
      texts.0 == texts.1 ? nil : .init(key: key.name, before: texts.0, after: texts.1)
    }
  }

  private static let keys: [(name: String, text: @Sendable (TestCase) -> String?)] = [
    ("decision", { $0.expectation.decision?.rawValue }),
    ("tier", { $0.expectation.tier?.rawValue }),
    ("rules", { $0.expectation.rules.map(Self.list) }),
    (
      "missing",
      { $0.expectation.missing.map { Self.lines($0.map { "\($0.count) from \($0.from.words)" }) } }
    ),
    ("limits", { $0.expectation.limit.map { "\($0.seconds)s" } }),
    ("obligations", { $0.expectation.obligations.map(Self.lines) }),
    ("exceptions", { $0.expectation.exceptions.map(Self.list) }),
    ("invariants", { $0.expectation.invariants.map(Self.list) }),
    ("grant", { $0.expectation.grantUntil.map { $0?.description ?? "never ends" } }),
    ("error", { $0.expectation.error }),
    ("unreviewed", { $0.isUnreviewed ? "true" : nil }),
  ]

  private static func list(_ ids: [ID]) -> String { lines(ids.map(\.text)) }

  private static func lines(_ texts: [String]) -> String {
    texts.isEmpty ? "none" : texts.sorted { $0.precedesInUTF8($1) }.joined(separator: ", ")
  }
}

extension VersionTests {
  /// Every case, in the order of the files.
  var entries: [TestEntry] {
    tests.flatMap { test in
      let base =
        fixtures[test.base].map { JSONValue.object($0).canonicalBytes } ?? Array(test.base.utf8)
      return test.cases.enumerated().map { index, testCase in
        TestEntry(
          name: .init(
            path: test.location.path, test: test.name, name: testCase.name ?? "\(index + 1)"),
          request: .init(
            base: base, at: testCase.at?.description ?? "", changes: testCase.changes.map(\.words),
            approvals: testCase.approvals.map { "\($0)" }.sorted()),
          expectation: ExpectedParts(testCase), location: testCase.location)
      }
    }
  }
}

extension FieldChange {
  fileprivate var words: String { "\(path): \(value?.lineText ?? "")" }
}
