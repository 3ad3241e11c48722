import CEL
import TestSupport
import Testing

/// The planned evaluator against the slow and obvious one (`Oracle`), on random conditions that are
/// well-typed, and random inputs, errors included.
struct EvaluatorOracleTests {
  /// Seeds times this is the number of conditions that are compared: a hundred thousand.
  private static let countPerSeed = 5_000
  /// Conditions besides those, which cannot be compared.
  private static let greatestRefusedCount = 100

  private static let types = [
    "bool", "bool", "bool", "int", "uint", "double", "string", "bytes", "time", "span", "any",
    "[int]", "[string]", "{string:int}", "{int:bool}", "?int", "?string", "type",
  ].map { Template.type($0) }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func agreesWithThePlannedEvaluator(_ seed: UInt64) {
    var maker = TermMaker(seed: seed)
    var inputs = OracleInputs(random: SeededRandom(seed: seed &+ 1_000_000))
    var failureCount = 0
    var refusedCount = 0
    var values: [Value] = []
    var round = 0
    while round < Self.countPerSeed + refusedCount, refusedCount < Self.greatestRefusedCount {
      defer { round += 1 }
      let type = maker.random.pick(Self.types)
      let term = maker.term(type, depth: 1 + maker.random.below(4))
      // Making inputs takes as long as comparing.
      if round % 4 == 0 {
        values = OracleWorld.variables.map { inputs.value($0.name, $0.type) }
      }
      let made = { (term: Term) in
        OracleCase(source: term.source, type: type, values: values, isSlotted: round % 4 != 0)
      }
      let found = made(term).compared()
      if found.hasFailed { failureCount += 1 }
      guard let finding = found.finding else { continue }
      if Self.isConstantThatCannotBe(finding) || Self.isGuessed(finding, term.source) {
        refusedCount += 1
        continue
      }
      let shrunk = term.shrunk { made($0).compared().finding == finding }
      Issue.record("seed \(seed), round \(round), \(finding): \(made(shrunk))")
    }
    // Else the comparison would be about little.
    let share = Double(failureCount) / Double(Self.countPerSeed)
    #expect((0.2...0.5).contains(share), "seed \(seed): \(share) of the conditions fail")
    #expect(refusedCount < Self.greatestRefusedCount, "seed \(seed): too many do not compile")
  }

  /// What `[]`, `{}` and `optional.none()` hold is taken from the first overload that fits, as in
  /// cel-go, so that `optional.none().value() + d` may be found to be no duration.
  private static func isGuessed(_ finding: OracleCase.Finding, _ source: String) -> Bool {
    guard case .unchecked(let codes) = finding, Set(codes) == ["cel-type"] else { return false }
    return ["[]", "{}", "optional.none()"].contains(where: source.contains)
  }

  /// A time, a zone or a pattern that is constant and wrong is a problem of the condition, even where
  /// its value is not needed (decision 0002). The generator writes none, but constants add up to some.
  private static func isConstantThatCannotBe(_ finding: OracleCase.Finding) -> Bool {
    guard case .refused(let codes) = finding else { return false }
    let known: Set = ["cel-invalid-constant", "cel-invalid-pattern"]
    return known.isSuperset(of: codes)
  }
}
