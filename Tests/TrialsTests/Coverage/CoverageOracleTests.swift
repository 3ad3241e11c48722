import CEL
import PolicyCore
import TestSupport
import Testing

@testable import Trials

/// Coverage of random conditions by random cases, against looking at every atom in every case.
struct CoverageOracleTests {
  private static let flags = ["a", "b", "c"]

  @Test(arguments: 0..<60)
  func agreesWithLookingForEachAtomInEachCase(_ number: Int) throws {
    let seed = UInt64(90_210 + number)
    var random = SeededRandom(seed: seed)
    let condition = RandomCondition(&random)
    let cases = (0..<(1 + random.below(6))).map { _ in randomCase(&random) }
    let trial = try TrialPolicy(
      rules: "  - { id: r, title: t., owner: data, when: '\(condition.source())', "
        + "effect: deny, reason: n. }\n",
      cases: "    cases:\n" + cases.map { $0.yaml }.joined())
    var expected: Set<String> = []
    for (place, atom) in condition.atoms.enumerated() {
      for truth in [true, false]
      where !cases.contains(where: { condition.decides(place, truth: truth, $0.values) }) {
        expected.insert("r when \(atom) \(truth)")
      }
    }
    let found = Set(
      trial.coverage.unmet.filter { $0.kind == .conditions }.map(\.summary))
    // An atom that stands twice is two goals of one name.
    let names = Set(condition.atoms)
    try #require(names.count == condition.atoms.count)
    #expect(found == expected, "seed \(seed): \(condition.source()) \(cases.map { $0.yaml })")
  }

  private struct RandomCase {
    /// Nil for a flag that is absent.
    let values: [Bool?]

    var yaml: String {
      let set = zip(CoverageOracleTests.flags, values).compactMap { name, value in
        value.map { "context.\(name): \($0)" }
      }
      let absent = zip(CoverageOracleTests.flags, values).compactMap { name, value in
        value == nil ? "context.\(name)" : nil
      }
      return "      - { with: { \(set.joined(separator: ", ")) }, "
        + "without: [ \(absent.joined(separator: ", ")) ], expect: denied }\n"
    }
  }

  private func randomCase(_ random: inout SeededRandom) -> RandomCase {
    RandomCase(
      values: Self.flags.map { _ in random.chance(15) ? nil : random.chance(50) })
  }

  /// Each flag once, in a random order, joined at random.
  private struct RandomCondition {
    let atoms: [String]
    private let signs: [String]
    private let negated: [Bool]
    private let startsLeft: Bool

    init(_ random: inout SeededRandom) {
      atoms = CoverageOracleTests.flags.shuffled(using: &random).map { "context.\($0)" }
      signs = [random.pick(["&&", "||"]), random.pick(["&&", "||"])]
      negated = [random.chance(30), random.chance(30), random.chance(30)]
      startsLeft = random.chance(50)
    }

    func source(_ texts: [String]? = nil) -> String {
      let parts = zip(texts ?? atoms, negated).map { $1 ? "!\($0)" : $0 }
      return startsLeft
        ? "(\(parts[0]) \(signs[0]) \(parts[1])) \(signs[1]) \(parts[2])"
        : "\(parts[0]) \(signs[0]) (\(parts[1]) \(signs[1]) \(parts[2]))"
    }

    /// Nil for what errs: three-valued logic by hand.
    private func outcome(_ values: [Bool?]) -> Bool? {
      let parts = zip(values, negated).map { value, isNegated in
        value.map { $0 != isNegated }
      }
      func joined(_ sign: String, _ left: Bool?, _ right: Bool?) -> Bool? {
        let decisive = sign == "||"
        if left == decisive || right == decisive { return decisive }
        return left == nil || right == nil ? nil : !decisive
      }
      return startsLeft
        ? joined(signs[1], joined(signs[0], parts[0], parts[1]), parts[2])
        : joined(signs[0], parts[0], joined(signs[1], parts[1], parts[2]))
    }

    func decides(_ place: Int, truth: Bool, _ values: [Bool?]) -> Bool {
      var own = atoms.map { atom in
        CoverageOracleTests.flags.firstIndex { "context.\($0)" == atom }.flatMap { values[$0] }
      }
      guard own[place] == truth, let before = outcome(own) else { return false }
      own[place] = !truth
      return outcome(own) != before
    }
  }
}
