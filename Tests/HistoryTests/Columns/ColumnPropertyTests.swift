import History
import PolicyCore
import TestSupport
import Testing

/// Columns of random histories against the slow reading.
struct ColumnPropertyTests {
  private static let seeds: [UInt64] = [1, 2, 3, 4, 5, 6]

  @Test(arguments: seeds)
  func saysWhatTheSlowReadingSays(seed: UInt64) async {
    var random = RandomColumns(random: SeededRandom(seed: seed))
    var plainCount = 0
    for round in 0..<60 {
      let schemas = [random.schema(), random.random.chance(50) ? random.schema() : .loose]
      let lines = (0..<40).map { random.line($0) }
      plainCount += await expectSameColumns(
        [.text(lines.joined(separator: random.random.chance(80) ? "\n" : "\r\n"))],
        random.layout(), schemas, random.settings(), "seed \(seed), round \(round)"
      ).plainCount
    }
    #expect(plainCount > 100, "seed \(seed): too little was plain to tell")
  }

  @Test(arguments: seeds)
  func saysTheSameOfBentBytes(seed: UInt64) async {
    var random = RandomColumns(random: SeededRandom(seed: seed &+ 100))
    for round in 0..<60 {
      var bytes = Array((0..<30).map { random.line($0) }.joined(separator: "\n").utf8)
      for _ in 0..<random.random.below(12) { bend(&bytes, &random.random) }
      await expectSameColumns(
        [.bytes(bytes, name: "h")], random.layout(), [.standard, .loose], random.settings(),
        "seed \(seed), round \(round)")
    }
  }

  /// Changes, cuts out, doubles or puts in a few bytes.
  private func bend(_ bytes: inout [UInt8], _ random: inout SeededRandom) {
    let place = random.below(bytes.count)
    let end = min(bytes.count, place + random.below(6))
    let pieces: [[UInt8]] = [
      Array("\"".utf8), Array("\\".utf8), Array("\n".utf8), Array("{".utf8), Array("}".utf8),
      Array(",".utf8), Array(":".utf8), [0], [0xFF], [0xED, 0xA0, 0x80], [0xEF, 0xBB, 0xBF],
      Array("[".utf8), Array("1e5".utf8), Array("\r".utf8),
    ]
    switch random.below(5) {
    case 0: bytes[place] = UInt8(random.below(256))
    case 1: bytes[place] ^= 1 << UInt8(random.below(8))
    case 2 where bytes.count > 40: bytes.removeSubrange(place..<end)
    case 3: bytes.insert(contentsOf: bytes[place..<end], at: place)
    default: bytes.insert(contentsOf: random.pick(pieces), at: place)
    }
  }
}

extension RandomColumns {
  mutating func settings() -> ColumnSettings {
    var settings = ColumnSettings()
    settings.parallelism = 1 + random.below(3)
    settings.pieceByteCount = random.pick([1, 100, 1000, 1 << 20])
    settings.rowsPerGroup = random.pick([1, 7, 1 << 16])
    settings.valuesPerFamily = random.pick([0, 3, 1 << 18])
    settings.limits = HistoryLimits(
      lineByteCount: random.pick([200, 1 << 20]), depth: random.pick([3, 4, 64]),
      chunkByteCount: random.pick([1, 50, 1 << 18]))
    return settings
  }
}
