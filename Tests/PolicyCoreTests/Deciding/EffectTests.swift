import PolicyCore
import Testing

/// Which rules match, what each amounts to, and which wins (design document, section 3, 1 to 6).
struct EffectTests {
  /// True of no request of these tests, an error in all of them.
  private static let erring = "context.ticket == \"CHG-1\""
  private static let byData = TestReview(.by(1, .team("data")))

  @Test(arguments: strictest + failingClosed + constraints)
  func decides(_ testCase: DecisionCase) throws { try testCase.check() }

  private static let strictest = [
    DecisionCase("an approving rule approves", approve("a"), is: "approved automatic; a approve"),
    DecisionCase(
      "a constraint beats an approval", approve("a"), constrain("c", "true"),
      is: "approved constrained; a approve; c constrain"),
    DecisionCase(
      "a review beats a constraint", constrain("c", "true"), review("r", byData),
      is: "pending human; c constrain; r review; data 0/1"),
    DecisionCase(
      "a denial beats a review that is filled", review("r", byData), deny("d"),
      approvals: [yes("dana", "10:01")], is: "denied denied; d deny; r review"),
    DecisionCase(
      "a denial beats all other effects", approve("a"), constrain("c", "true"),
      review("r", byData), deny("d"),
      is: "denied denied; a approve; c constrain; d deny; r review"),
    DecisionCase(
      "a denial whose condition is false does nothing", approve("a"), deny("d", when: "false"),
      is: "approved automatic; a approve"),
    DecisionCase("without a rule everything is denied", is: "denied denied"),
    DecisionCase(
      "without a matching rule the default denies", approve("a", when: "false"),
      approvals: [yes("olga", "10:01")], is: "denied denied"),
    DecisionCase(
      "the default may be a review", approve("a", when: "false"), otherwise: byData,
      is: "pending human; data 0/1"),
    DecisionCase(
      "the default's review is judged", otherwise: byData, approvals: [yes("dana", "10:01")],
      is: "approved human; data 1/1 by dana"),
    DecisionCase(
      "the default's review does not join one that matched", review("r", byData),
      otherwise: TestReview(.by(1, .team("security"))),
      is: "pending human; r review; data 0/1"),
  ]

  private static let failingClosed = [
    DecisionCase(
      "an erring approval does not match", approve("a", when: erring),
      is: "denied denied; a errs"),
    DecisionCase(
      "an erring review matches", approve("a"), review("r", when: erring, byData),
      is: "pending human; a approve; r review; r errs; data 0/1"),
    DecisionCase(
      "an erring denial matches", approve("a"), deny("d", when: erring),
      is: "denied denied; a approve; d deny; d errs"),
    DecisionCase(
      "an erring constraint does not open what is closed", constrain("c", when: erring, "true"),
      is: "denied denied; c errs"),
    DecisionCase(
      "an erring constraint still binds what is open", approve("a"),
      constrain("c", when: erring, "false"),
      is: "denied denied; a approve; c deny; c errs; condition false"),
    DecisionCase(
      "an erring constraint joins a constraint that matched", constrain("b", "true"),
      constrain("c", when: erring, "true"),
      is: "approved constrained; b constrain; c constrain; c errs"),
    DecisionCase(
      "an erring constraint does not join beside an erring approval", approve("a", when: erring),
      constrain("c", when: erring, "true"), is: "denied denied; a errs; c errs"),
    DecisionCase(
      "an erring constraint does not join a review", constrain("c", when: erring, "true"),
      review("r", byData), is: "pending human; r review; c errs; data 0/1"),
    DecisionCase(
      "a condition that is no bool errs", approve("a", when: "resource.environment"),
      is: "denied denied; a errs"),
    DecisionCase(
      "what errs beside a true alternative does not err",
      approve("a", when: "\(erring) || resource.environment == \"prod\""),
      is: "approved automatic; a approve"),
    DecisionCase(
      "the default review stands when all that could match errs", approve("a", when: erring),
      otherwise: byData, is: "pending human; a errs; data 0/1"),
  ]

  private static let constraints = [
    DecisionCase(
      "a constraint whose condition fails denies", constrain("c", "false"),
      is: "denied denied; c deny; condition false"),
    DecisionCase(
      "a constraint whose condition errs denies", constrain("c", erring),
      is: "denied denied; c deny; condition \(erring)"),
    DecisionCase(
      "every condition must hold", constrain("c", "true", "false", "true"),
      is: "denied denied; c deny; condition false"),
    DecisionCase(
      "a failing constraint is its review", constrain("c", "false", otherwise: byData),
      approvals: [yes("dana", "10:01")],
      is: "approved human; c review; condition false; data 1/1 by dana"),
    DecisionCase(
      "an erring constraint is its review", constrain("c", erring, otherwise: byData),
      is: "pending human; c review; condition \(erring); data 0/1"),
    DecisionCase(
      "a failing constraint denies although another rule approves", approve("a"),
      constrain("c", "false"), is: "denied denied; a approve; c deny; condition false"),
    DecisionCase(
      "one failing constraint is enough", constrain("b", "true"), constrain("c", "false"),
      is: "denied denied; b constrain; c deny; condition false"),
  ]
}
