import History
import PolicyCore
import Testing

@testable import Impact

/// How many records a change touches, by which definition; the same from records and from columns.
struct TouchingTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let before: PolicyText
    let after: PolicyText
    let touched: Int
    let cause: BlastRadius.Scope.Cause

    init(
      _ name: String, _ before: PolicyText, _ after: PolicyText, touched: Int,
      _ cause: BlastRadius.Scope.Cause
    ) {
      self.name = name
      self.before = before
      self.after = after
      self.touched = touched
      self.cause = cause
    }

    var testDescription: String { name }
  }

  /// Eight records with a level from 0 to 3, two without any, and one that nobody can read.
  private static let lines =
    (0..<8).map { RecordText(id: "l\($0)", more: #""level":\#($0 % 4)"#).line }
    + (0..<2).map { RecordText(id: "n\($0)").line } + ["{"]

  private static let schema =
    #"{"type":"object","properties":{"resource":{"type":"object","properties":{"level":{"type":"integer"}}}}}"#
  private static let narrowSchema = schema.replacing(#""integer""#, with: #""integer","maximum":2"#)

  private static func policy(
    _ rules: String..., settings: String = "", directory: String = PolicyText.standardDirectory,
    exceptions: String = "", schema: String = Self.schema
  ) -> PolicyText {
    var text = PolicyText(
      settings: settings, schema: schema, directory: directory, exceptions: exceptions)
    text.rules = rules + [rule("z", "review", review("1 security"))]
    return text
  }

  private static func over(
    _ level: Int, _ effect: String = "approve", _ keys: String...
  ) -> String {
    rule("a", effect, when: "resource.level > \(level)") + keys.map { "    \($0)\n" }.joined()
  }

  private static func certified(_ day: String) -> String {
    over(1, "approve", "recertify: { every: 30d }", "certified: { on: \(day), by: alice }")
  }

  private static func entry(
    _ kind: RuleImpact.Kind = .rule, _ id: ID = "a", isConditionOnly: Bool = false,
    _ reach: BlastRadius.Scope.Reach = .say
  ) -> BlastRadius.Scope.Entry {
    .init(kind: kind, id: id, isConditionOnly: isConditionOnly, reach: reach)
  }

  private static let lifting = exception(
    "e", "deny", lifts: "a", when: "resource.level == 3", "from: 2026-03-01", "until: 2026-03-20")

  private static let conditions = [
    Case("nothing", policy(over(1)), policy(over(1)), touched: 0, .some([])),
    Case(
      "a comment", policy(over(1)), policy(over(1) + "    # Two and three.\n"), touched: 0,
      .some([])),
    Case(
      "a title", policy(over(1)), policy(over(1).replacing("A rule.", with: "Another.")),
      touched: 0, .some([])),
    Case(
      "a condition in other words", policy(over(1)),
      policy(over(1).replacing("resource.level > 1", with: "1 < resource.level")), touched: 0,
      .some([entry(isConditionOnly: true, .difference)])),
    Case(
      "a threshold touches what lies between", policy(over(1)), policy(over(2)), touched: 2,
      .some([entry(isConditionOnly: true, .difference)])),
    Case(
      "an error that is none any more", policy(over(1)),
      policy(over(1).replacing("resource.level", with: "has(resource.level) && resource.level")),
      touched: 2, .some([entry(isConditionOnly: true, .difference)])),
    Case(
      "a condition, and another rule in force", policy(over(1)),
      policy(over(2), rule("b", "approve", when: "resource.level == 0", "since: 2026-03-03")),
      touched: 8, .some([entry(isConditionOnly: true), entry(.rule, "b")])),
  ]

  private static let effects = [
    Case(
      "an effect touches what matches or errs", policy(over(2)), policy(over(2, "deny")),
      touched: 4, .some([entry()])),
    Case(
      "an effect and a threshold", policy(over(2)), policy(over(1, "deny")), touched: 6,
      .some([entry()])),
    Case("a new rule", policy(), policy(over(1)), touched: 6, .some([entry()])),
    Case("a rule that is gone", policy(over(1)), policy(), touched: 6, .some([entry()])),
    Case(
      "a certification", policy(certified("2026-01-01")), policy(certified("2026-02-20")),
      touched: 6, .some([entry()])),
    Case(
      "whoever certified it", policy(certified("2026-01-01")),
      policy(certified("2026-01-01").replacing("by: alice", with: "by: bob")), touched: 0,
      .some([])),
    Case(
      "an exception", policy(over(1)), policy(over(1), exceptions: lifting), touched: 4,
      .some([entry(.exception, "e")])),
  ]

  private static let everywhere = [
    Case(
      "a member joins a team", policy(over(1)),
      policy(
        over(1),
        directory: PolicyText.standardDirectory.replacing(
          "[ alice, bob ]", with: "[ alice, bob, carol ]")),
      touched: 10, .every(.directory)),
    Case(
      "the default", policy(over(1)),
      policy(
        over(1),
        settings:
          "default: { review: { stages: [ { require: [ { count: 1, from: [ { team: data } ] } ] } ] } }"
      ),
      touched: 10, .every(.settings)),
    Case(
      "the schema, without those that one version cannot read", policy(over(1)),
      policy(over(1), schema: narrowSchema), touched: 8, .every(.schema)),
  ]

  @Test(arguments: conditions + effects + everywhere)
  func countsWhatTheChangeTouches(_ example: Case) async throws {
    let (before, after) = (try example.before.load(), try example.after.load())
    let radius = try await simulate(before, after, Self.lines)
    #expect(radius.scope.touched == example.touched)
    #expect(radius.scope.touched + radius.scope.untouched == radius.history.replayed)
    #expect(radius.scope.cause == example.cause)
    try await expectSame(before, after, Self.lines, "\(example.name)", rowsPerGroup: 3)
  }

  /// The promise that a report rests on: decisions of what is not touched are the same, reasons and all.
  @Test
  func decidesAlikeWhatIsNotTouched() throws {
    var untouchedCount = 0
    for seed: UInt64 in 400..<460 {
      let input = try RandomCase(editWithSeed: seed, recordCount: 30)
      let scalar = Simulation(
        before: input.before, after: input.after, terms: .init(from: .old, to: .new)
      ).scalar
      var reader = HistoryReader(
        sources: [.bytes(Array(input.lines.joined(separator: "\n").utf8), name: "h.ndjson")])
      while let item = try reader.next() {
        guard let impacts = scalar.impacts(of: item), let main = impacts.first,
          !scalar.touching.touches(main)
        else { continue }
        untouchedCount += 1
        for impact in impacts {
          #expect(impact.before.decision == impact.after.decision, "seed \(seed)")
        }
      }
    }
    #expect(untouchedCount > 100)
  }
}
