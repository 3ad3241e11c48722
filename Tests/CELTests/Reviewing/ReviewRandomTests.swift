import TestSupport
import Testing

@testable import CEL

/// Random sources: whatever they are, a review ends, and every place lies in the source.
struct ReviewRandomTests {
  private static let words = [
    "a", "b", "a.f", "a.f", "b['g']", "a.?f", "(", ")", "[", "]", "{", "}", ",", ":", "?", "+", "-",
    "!", "!", "==", "!=", "<", ">=", "&&", "&&", "||", "||", " in ", "true", "false", "null", "1",
    "2u",
    "1.5", "'x'", "b'z'", "has(a.f)", ".all(x, ", ".exists(x, x", ".filter(x, ", ".map(x, ",
    ".matches('^a|b$')", "size(a.l)", "duration('1h')", ".orValue(", "cel.bind(x, ", ".optMap(x, ",
    "[?0]", "x", "x.f", "é",
  ]

  private static let object = ObjectType(
    name: "a",
    fields: [
      "f": ObjectField(.dyn, isRequired: false), "l": ObjectField(.list(.dyn), isRequired: false),
    ])

  @Test(arguments: [1, 2, 3, 4] as [UInt64])
  func survivesWordsInAnyOrder(_ seed: UInt64) {
    let environment = TypeEnvironment(variables: ["a": .object(Self.object), "b": .dyn])
    var random = SeededRandom(seed: seed)
    var reviewedCount = 0
    for _ in 0..<6_000 {
      let source = (0..<(1 + random.below(14))).map { _ in random.pick(Self.words) }.joined()
      guard let syntax = try? Syntax.parse(source) else { continue }
      var table = ExpressionTable()
      let review = ConditionReview(of: source, syntax, in: environment, table: &table)
      let findings = review.findings(given: [review])
      reviewedCount += 1
      for finding in findings {
        for span in [finding.span] + finding.others {
          #expect(0 <= span.lowerBound && span.upperBound <= source.utf8.count, "\(source) \(seed)")
        }
      }
      #expect(findings == review.findings(given: [review]), "\(source), seed \(seed)")
    }
    #expect(reviewedCount > 100)
  }

  /// Each shape, as deep or as long as conditions may be, in far fewer steps than its square.
  @Test func endsForWhatIsDeepOrLong() throws {
    let environment = TypeEnvironment(variables: ["a": .object(Self.object), "b": .dyn])
    func nested(_ open: String, _ close: String, count: Int = 22) -> String {
      String(repeating: open, count: count) + "b" + String(repeating: close, count: count)
    }
    let many = (0..<3_000).map { "b.x\($0) == 1" }
    let sources = [
      nested("(", " ? b : b)"), nested("(b ? b : ", ")"), nested("!(b && ", ")"),
      nested("cel.bind(x, b, x && ", ")"), nested("b.filter(x, ", ")"), nested("[", "]"),
      nested("b.all(x, has(x.f) && ", ")"), nested("(has(a.f) || ", ")"),
      "b" + String(repeating: "['a']", count: 40),
      "b" + String(repeating: ".filter(x, x)", count: 40),
      many.joined(separator: " && "), many.joined(separator: " || "),
      (0..<3_000).map { "b != \($0)" }.joined(separator: " && "),
      (0..<3_000).map { "has(b.x\($0))" }.joined(separator: " && "),
      "b in [" + (0..<5_000).map(String.init).joined(separator: ",") + "]",
    ]
    for source in sources {
      var table = ExpressionTable()
      let syntax = try Syntax.parse(source)
      _ = ConditionReview(of: source, syntax, in: environment, table: &table).findings()
    }
  }
}
