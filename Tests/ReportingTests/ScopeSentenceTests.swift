import PolicyCore
import Testing

@testable import Impact
@testable import Reporting

/// The sentence that says what was looked at anew, and why the rest was not.
struct ScopeSentenceTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let sentence: String
    let touched: Int
    let cause: BlastRadius.Scope.Cause

    init(_ sentence: String, _ touched: Int, _ cause: BlastRadius.Scope.Cause) {
      self.sentence = sentence
      self.touched = touched
      self.cause = cause
    }

    var testDescription: String { sentence }
  }

  private static func says(
    _ ids: ID..., kind: RuleImpact.Kind = .rule, reach: BlastRadius.Scope.Reach = .say
  ) -> [BlastRadius.Scope.Entry] {
    ids.map { .init(kind: kind, id: $0, isConditionOnly: reach == .difference, reach: reach) }
  }

  private static let cases = [
    Case(
      "Looked at anew: every record, because requests are read by another schema.", 1_103,
      .every(.schema)),
    Case(
      "Looked at anew: every record, because teams, members or delegations differ.", 1_103,
      .every(.directory)),
    Case(
      "Looked at anew: every record, because the default, the floors or the invariants differ.",
      1_103, .every(.settings)),
    Case(
      "Looked at anew: no record, because nothing that decides is different.", 0, .some([])),
    Case(
      "Looked at anew: 40 of 1,103 records, those in which rule a has a say; "
        + "the others are decided as before.", 40, .some(says("a"))),
    Case(
      "Looked at anew: 1,102 of 1,103 records, those in which rule a or rule b has a say; "
        + "the other is decided as before.", 1_102, .some(says("a", "b"))),
    Case(
      "Looked at anew: 1,103 of 1,103 records, those in which rule a, rule b or exception e has "
        + "a say.", 1_103, .some(says("a", "b") + says("e", kind: .exception))),
    Case(
      "Looked at anew: 0 of 1,103 records, those in which rule a, rule b, rule c or one of 2 more "
        + "has a say; all are decided as before.", 0, .some(says("a", "b", "c", "d", "e"))),
    Case(
      "Looked at anew: 2 of 1,103 records, those for which the condition of rule a comes to "
        + "something else; the others are decided as before.", 2,
      .some(says("a", reach: .difference))),
    Case(
      "Looked at anew: 2 of 1,103 records, those in which rule b has a say or for which the "
        + "condition of rule a comes to something else; the others are decided as before.", 2,
      .some(says("a", reach: .difference) + says("b"))),
  ]

  @Test(arguments: cases)
  func saysWhatWasLookedAtAnew(_ example: Case) {
    var radius = BlastRadius.nothing()
    radius.scope = .init(
      touched: example.touched, untouched: 1_103 - example.touched, cause: example.cause)
    let text = BlastRadiusText().render(radius).replacing("\n", with: " ")
    #expect(text.contains(" as before \(example.sentence) "))
    #expect(BlastRadiusMarkdown().render(radius).contains("Looked at anew: "))
  }

  @Test func isSilentWhereNothingWasReplayed() {
    #expect(!BlastRadiusText().render(.empty).contains("Looked at anew"))
    #expect(!BlastRadiusMarkdown().render(.empty).contains("Looked at anew"))
  }
}
