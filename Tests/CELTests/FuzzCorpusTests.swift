import CEL
import CELFuzz
import Foundation
import TestSupport
import Testing

/// What the fuzzer starts from, and what it found (`Tests/CELFuzz`), on every run of the tests.
struct FuzzCorpusTests {
  static let files = corpusFiles()

  private static func corpusFiles() -> [URL] {
    let folder = URL(filePath: PackageFolder.path + "/Tests/CELFuzz/Corpus")
    let files = try? FileManager.default.contentsOfDirectory(
      at: folder, includingPropertiesForKeys: nil)
    return (files ?? []).sorted { $0.lastPathComponent < $1.lastPathComponent }
  }

  @Test func thereIsACorpus() {
    #expect(Self.files.count >= 20)
  }

  @Test(arguments: files)
  func everyPropertyHolds(_ file: URL) throws {
    let bytes = try Data(contentsOf: file)
    #expect(FuzzProperties.violations(of: String(decoding: bytes, as: UTF8.self)) == [])
  }

  /// Texts of the corpus with a few bytes changed, whatever libFuzzer is doing.
  @Test(arguments: [1, 2] as [UInt64])
  func everyPropertyHoldsOfDamagedTexts(_ seed: UInt64) throws {
    let texts = try Self.files.map { try Data(contentsOf: $0) }
    var random = SeededRandom(seed: seed)
    for round in 0..<1_500 {
      var bytes = Array(random.pick(texts))
      let donor = Array(random.pick(texts))
      for _ in 0..<(1 + random.below(3)) where !bytes.isEmpty {
        let place = random.below(bytes.count)
        switch random.below(3) {
        case 0: bytes[place] = UInt8(random.below(128))
        case 1: bytes.remove(at: place)
        default:
          let part = donor.dropFirst(random.below(donor.count)).prefix(9)
          bytes.insert(contentsOf: part, at: place)
        }
      }
      let source = String(decoding: bytes, as: UTF8.self)
      let violations = FuzzProperties.violations(of: source)
      #expect(violations == [], "seed \(seed), round \(round): \(source)")
    }
  }
}
