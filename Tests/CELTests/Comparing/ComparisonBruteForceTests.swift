import CEL
import TestSupport
import Testing

/// Random pairs of conditions, held against every request of a small world.
struct ComparisonBruteForceTests {
  private struct Pair {
    let world: SmallWorld
    let from: Program
    let to: Program
    let errors: ErrorMeaning

    init(_ world: SmallWorld, _ random: inout SeededRandom) throws {
      self.world = world
      let from = world.condition(2, &random)
      let to =
        random.chance(60) ? from.edited(world, &random) : world.condition(2, &random)
      self.from = try Program.compile(from.text, in: SmallWorld.environment)
      self.to = try Program.compile(to.text, in: SmallWorld.environment)
      errors = random.chance(50) ? .match : .noMatch
    }

    var difference: ConditionDifference {
      ConditionComparison(from: world.types, to: world.types, haveSameFunctions: true).difference(
        from: from, to: to, errors: errors, limit: 3)
    }

    func matches(_ program: Program, _ request: [Value?]) -> Bool {
      do { return try program.evaluateCondition(world.bindings(request)) } catch {
        return errors == .match
      }
    }

    var requests: [[Value?]] {
      let references = from.references + to.references
      return world.requests(reading: Set(references.compactMap { $0.path.last }))
    }

    var text: String { "\(from.source) -> \(to.source), \(errors)" }
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func verdictsEqualEnumeration(_ seed: UInt64) throws {
    try check(seed, rounds: 500, SmallWorld.finite, isFinite: true)
  }

  @Test(arguments: [4, 5] as [UInt64])
  func verdictsEqualEnumerationOfTexts(_ seed: UInt64) throws {
    try check(seed, rounds: 60, SmallWorld.texts)
  }

  @Test(arguments: [6, 7] as [UInt64])
  func verdictsEqualEnumerationOfNumbers(_ seed: UInt64) throws {
    try check(seed, rounds: 60, SmallWorld.numbers)
  }

  private func check(
    _ seed: UInt64, rounds: Int, _ kinds: [[@Sendable (String, Bool) -> SmallWorld.Field]],
    isFinite: Bool = false
  ) throws {
    var random = SeededRandom(seed: seed)
    var unknownCount = 0
    var reasons: [Bool] = []
    for round in 0..<rounds {
      let pair = try Pair(.random(&random, of: kinds), &random)
      let difference = pair.difference
      if difference.relation == .unknown { unknownCount += 1 }
      var gains: [[Value?]] = []
      var losses: [[Value?]] = []
      for request in pair.requests {
        let (old, new) = (pair.matches(pair.from, request), pair.matches(pair.to, request))
        if new, !old { gains.append(request) }
        if old, !new { losses.append(request) }
      }
      let place = "seed \(seed), round \(round): \(pair.text)"
      expect(difference.gains, gains, "gains, \(place)", isFinite: isFinite)
      expect(difference.losses, losses, "losses, \(place)", isFinite: isFinite)
      for (possibility, loser) in [
        (difference.gains, pair.from), (difference.losses, pair.to),
      ] {
        reasons += try possibility.witnesses.map { try isExact($0, excluding: loser, pair) }
      }
    }
    // A reason is put into words by regions: now and then they say a little more than what is meant.
    let inexact = reasons.count { !$0 }
    #expect(inexact * 15 < reasons.count, "seed \(seed): \(inexact) of \(reasons.count) reasons")
    #expect(unknownCount * 50 < rounds, "seed \(seed): \(unknownCount) of \(rounds) are unknown")
  }

  /// Whether what is said to make the difference holds for nothing that the other condition matches.
  private func isExact(
    _ witness: ConditionWitness, excluding loser: Program, _ pair: Pair
  ) throws -> Bool {
    let because = try Program.compile(witness.because, in: SmallWorld.environment)
    return pair.requests.allSatisfy { request in
      let holds: Bool
      do { holds = try because.evaluateCondition(pair.world.bindings(request)) } catch {
        return true
      }
      return !holds || !pair.matches(loser, request)
    }
  }

  /// Whether a witness is this request.
  private func isRequest(_ request: [Value?], _ witness: ConditionWitness) -> Bool {
    witness.fields.allSatisfy { field in
      guard let place = field.path[1].dropFirst().first?.wholeNumberValue else { return false }
      guard let value = request[place] else { return field.value == nil }
      return field.value?.equals(value) ?? false
    }
  }

  private func expect(
    _ possibility: Possibility, _ found: [[Value?]], _ place: String, isFinite: Bool
  ) {
    switch possibility {
    case .never: #expect(found.isEmpty, "\(place)")
    case .witnessed(let witnesses):
      #expect(!found.isEmpty && !witnesses.isEmpty, "\(place)")
      for witness in witnesses {
        #expect(found.contains { isRequest($0, witness) } || !isFinite, "\(place)")
      }
    case .unknown: break
    }
  }
}
