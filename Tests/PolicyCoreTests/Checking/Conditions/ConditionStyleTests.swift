import PolicyCore
import Testing

/// A finding stands exactly under the text that it is about, however the condition is written.
struct ConditionStyleTests {
  /// One way to write a condition in YAML, after a part with letters of several bytes.
  enum Style: String, CaseIterable {
    case plain, single, double, doubleOnTwoLines, literal, folded, foldedLoosely, plainOnTwoLines
    case literalWithWindowsBreaks, foldedWithWindowsBreaks, flow

    private static let start = "subject.id != \"é😀\" && ("

    func value(_ condition: String) -> String {
      let start = Self.start
      return switch self {
      case .plain: start + condition + ")"
      case .single: ConditionFixture.quoted(start + condition + ")")
      case .double:
        "\"" + Self.escaped(start + condition + ")").replacing("é", with: "\\u00e9") + "\""
      case .doubleOnTwoLines:
        "\"" + Self.escaped(start) + " \\\n      \\t" + Self.escaped(condition) + "\n\n      )\""
      case .literal, .literalWithWindowsBreaks: "|\n      \(start)\n        \(condition)\n      )\n"
      case .folded, .foldedWithWindowsBreaks: ">-\n      \(start)\n      \(condition)\n      )\n"
      case .foldedLoosely: ">\n\n      \(start)\n\n\n        \(condition)\n\n      )\n\n"
      case .plainOnTwoLines: "\(start)\n\n      \(condition)\n      )"
      case .flow: ConditionFixture.quoted(start + condition + ")")
      }
    }

    private static func escaped(_ text: String) -> String {
      text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    }

    func file(_ condition: String) -> String {
      if self == .flow {
        return """
          rules: [ { id: more, title: b, when: \(value(condition)), effect: approve, owner: security,
            limits: { duration: 8h }, rollback: { by: security, within: 1h, steps: s },
            recertify: { every: 180d }, certified: { on: 2026-06-01, by: alice } } ]
          """
      }
      let text = ConditionFixture.rule("approve", when: value(condition))
      let isWindows = self == .literalWithWindowsBreaks || self == .foldedWithWindowsBreaks
      return isWindows ? text.replacing("\n", with: "\r\n") : text
    }
  }

  static let conditions = [
    "resource.environment == «value-outside-enum:\"prd\"»",
    "subject.type in [\"human\", «value-outside-enum:'robot'»]",
    "resource.owner == \"ü\" && «field-without-has:context.ticket» == \"CHG-1\"",
    "«always-true:context.risk <= 100»",
    "resource.owner == \"漢\" && «always-false:context.risk > 100»",
    "context.trusted && resource.owner == \"a\" && «duplicate-condition:context.trusted»",
    "resource.owner == \"é\" && «contradictory-conditions:resource.owner == \"e\"»",
    "«all-of-empty-list:resource.tags».all(tag, tag == \"é\")",
    "resource.owner.matches(«unanchored-pattern:\"a\\\\d\"»)",
    "resource.owner.matches(«loose-alternative:\"^é|b$\"»)",
    "matches(resource.owner, «pattern-not-constant:resource.id»)",
  ]

  struct Case: CustomTestStringConvertible {
    var style: Style
    var condition: String
    var testDescription: String { "\(style.rawValue): \(condition)" }
  }

  static let cases = Style.allCases.flatMap { style in
    conditions.map { Case(style: style, condition: $0) }
  }

  @Test(arguments: cases)
  func pointsAtExactlyWhatIsMarked(_ input: Case) throws {
    let marked = ConditionFixture.policy(input.style.file(input.condition))
    #expect(marked.expectations.count == 1)
    try expectMarkedFindings(in: marked)
  }

  @Test func everyCodeIsThere() {
    let marked = Self.conditions.compactMap { $0.split(separator: "«").last?.prefix { $0 != ":" } }
    #expect(Set(marked.map(String.init)) == Set(ConditionCode.allCases.map(\.rawValue)))
  }
}
