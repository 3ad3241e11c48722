import CEL
import Diagnostics
import PolicyCore

/// Turns requests that show edits into tests; edits that one request shows share a test.
struct SuggestionWriting {
  private let policy: Policy
  private let cases: [KnownCase]
  private let fixtures: [String: JSONObject]
  private var drafts: [Draft] = []
  /// Request documents by their paths, those that are there and those that are written.
  private var documents: [String: JSONObject]

  /// A test before it is written.
  private struct Draft {
    let trial: Trial
    let expected: Expectation
    let edit: RuleEdit
    var parts: Set<String>
  }

  init(policy: Policy, cases: [KnownCase], fixtures: [String: JSONObject]) {
    self.policy = policy
    self.cases = cases
    self.fixtures = fixtures
    documents = fixtures
  }

  /// The survivor of an edit that a trial shows.
  mutating func survivor(_ edit: RuleEdit, shownBy found: TrialSearch.Found) -> Survivor {
    let judge = TrialJudge(policy, edit: edit)
    for index in drafts.indices where drafts[index].edit.rule.id == edit.rule.id {
      let differences = judge.differences(drafts[index].trial)
      guard !differences.isEmpty else { continue }
      drafts[index].parts.formUnion(Expectation.needed(toShow: differences))
      return Survivor(edit: edit, differences: differences, suggestion: index)
    }
    let trial = found.trial
    let decision = judge.before.decide(trial.request, approvals: trial.approvals, at: trial.at)
    drafts.append(
      Draft(
        trial: trial, expected: Expectation(everythingOf: decision), edit: edit,
        parts: Expectation.needed(toShow: found.differences)))
    return Survivor(edit: edit, differences: found.differences, suggestion: drafts.count - 1)
  }

  /// All tests, in the order of the survivors' suggestions.
  mutating func written() -> [SuggestedTest] { drafts.map { written($0) } }

  private mutating func written(_ draft: Draft) -> SuggestedTest {
    let rule = draft.edit.rule.id
    let file = path(for: rule)
    var base = draft.trial.base
    var fixture: SuggestedTest.Fixture?
    if base.map({ !isReproduced(draft.trial.request, from: $0) }) ?? true {
      let path = path(for: draft.trial.request)
      fixture = .init(path: path, document: draft.trial.request.document)
      base = .init(path: path, changes: [])
    }
    let test = WrittenTest(
      name: Self.name(of: draft.edit), base: Self.path(of: base?.path ?? "", from: file),
      at: draft.trial.at, changes: base?.changes ?? [], approvals: draft.trial.approvals,
      expectation: draft.expected.only(draft.parts).entry)
    return SuggestedTest(
      rule: rule, path: file, test: test, fixture: fixture, origin: draft.trial.origin)
  }

  /// As a file of tests names a request document; both are paths from the policy root.
  private static func path(of base: String, from file: String) -> String {
    let folder = file.split(separator: "/").dropLast()
    let parts = base.split(separator: "/")
    let shared = zip(folder, parts).prefix { $0 == $1 }.count
    let up = Array(repeating: "..", count: folder.count - shared)
    return (up + parts.dropFirst(shared).map(String.init)).joined(separator: "/")
  }

  private static func name(of edit: RuleEdit) -> String {
    let longestName = 120
    let start = "an edit of \(edit.rule.id) is noticed: "
    let name = start + edit.words.replacing("`", with: "")
    return name.count > longestName ? start + "another \(edit.kind.rawValue)" : name
  }

  /// Whether the base with its changes, written as a test writes them, is the request.
  private func isReproduced(_ request: Request, from base: Trial.Base) -> Bool {
    let inOrder = base.changes.filter { $0.value != nil } + base.changes.filter { $0.value == nil }
    let testCase = TestCase(
      at: request.time, changes: inOrder, approvals: [],
      expectation: Expectation(location: .file(base.path)), location: .file(base.path))
    let test = PolicyTest(
      name: "", base: base.path, baseLocation: .file(base.path), cases: [testCase],
      location: .file(base.path))
    let outcome = CaseDeciding(policy: policy, fixtures: fixtures).outcome(of: testCase, in: test)
    guard case .decided(let decided) = outcome else { return false }
    return JSONValue.object(decided.request.document).canonicalBytes
      == JSONValue.object(request.document).canonicalBytes
  }

  // MARK: - Paths

  /// The file that is named as the rule's own, or else has most cases that the rule matches; one for
  /// the rule where there is none.
  private func path(for rule: ID) -> String {
    var counts: [String: Int] = [:]
    for known in cases where known.decision.matched.contains(where: { $0.rule == rule }) {
      counts[known.testCase.location.path, default: 0] += 1
    }
    if let own = policy.rule(rule)?.location.path.split(separator: "/").last,
      let file = counts.keys.filter({ $0.split(separator: "/").last == own }).min()
    {
      return file
    }
    let most = counts.max { left, right in
      left.value != right.value ? left.value < right.value : left.key > right.key
    }
    return most?.key ?? "tests/\(Self.fileName(rule.text)).yaml"
  }

  /// One document for all tests that start from it.
  private mutating func path(for request: Request) -> String {
    let name = "tests/fixtures/request-" + Self.fileName(request.id)
    var path = name + ".json"
    var number = 2
    while let taken = documents[path], taken != request.document {
      path = "\(name)-\(number).json"
      number += 1
    }
    documents[path] = request.document
    return path
  }

  /// Ids may hold what a path may not.
  private static func fileName(_ id: String) -> String {
    let longest = 80
    let safe = id.unicodeScalars.prefix(longest).map { scalar -> Character in
      let isNamePart = scalar.isASCII && (Character(scalar).isLetter || Character(scalar).isNumber)
      return isNamePart ? Character(scalar) : "-"
    }
    return String(safe).lowercased()
  }
}
