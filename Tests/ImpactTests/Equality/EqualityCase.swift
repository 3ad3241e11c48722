import PolicyCore
import TestSupport

/// Two versions of a random policy, with their schemas, and random records, some of them odd.
struct EqualityCase {
  let seed: UInt64
  let beforeText: PolicyText
  let afterText: PolicyText
  let before: Policy
  let after: Policy
  var lines: [String]
  let rowsPerGroup: Int
  let policyAtDay: Int?
  let nowDay: Int?
  /// How many versions were drawn that do not load.
  let unloadableCount: Int

  private static let greatestUnloadableCount = 200

  /// - Throws: where nothing loads: then the generator is wrong.
  init(seed: UInt64, recordCount: Int = 40) throws {
    var random = SeededRandom(seed: seed)
    self.seed = seed
    var unloadableCount = 0
    let first = try Self.loading(&random, &unloadableCount) { EqualityPolicy(&$0) }
    let second = try Self.loading(&random, &unloadableCount) { random in
      var edited = first.drawn
      edited.edit(&random)
      return edited
    }
    (beforeText, afterText) = (first.drawn.text, second.drawn.text)
    (before, after) = (first.policy, second.policy)
    let pools = EqualityLines(&random)
    var lines: [String] = []
    for index in 0..<recordCount { lines.append(pools.line(index, &random)) }
    self.lines = lines
    rowsPerGroup = random.pick([1, 3, 7, 50])
    policyAtDay = random.chance(25) ? random.below(9) + 1 : nil
    nowDay = random.chance(50) ? random.below(9) + 1 : nil
    self.unloadableCount = unloadableCount
  }

  private static func loading(
    _ random: inout SeededRandom, _ unloadableCount: inout Int,
    _ draw: (inout SeededRandom) -> EqualityPolicy
  ) throws -> (drawn: EqualityPolicy, policy: Policy) {
    while true {
      let drawn = draw(&random)
      do {
        return (drawn, try drawn.text.load())
      } catch let problem as PolicyText.Unloadable {
        unloadableCount += 1
        guard unloadableCount < greatestUnloadableCount else { throw problem }
      }
    }
  }
}
