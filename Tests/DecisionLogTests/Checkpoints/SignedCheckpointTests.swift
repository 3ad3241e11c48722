import CEL
import Testing

@testable import DecisionLog

struct SignedCheckpointTests {
  private static func key(_ byte: UInt8, named name: String = "pdp-1") throws -> SigningKey {
    try SigningKey(
      named: try #require(KeyName(name)), seed: Array(repeating: byte, count: 32))
  }

  private static let checkpoint = Checkpoint(
    origin: "acme-access/decisions", size: 7, root: .leaf([1, 2, 3]))

  @Test func isReadBackAsItWasWritten() throws {
    let signed = try SignedCheckpoint(Self.checkpoint, by: Self.key(1))
    #expect(try SignedCheckpoint(reading: signed.text) == signed)
  }

  @Test func namesItsSigner() throws {
    let keys = try [2, 1].map { try Self.key($0).verificationKey(from: nil, until: nil) }
    let signed = try SignedCheckpoint(Self.checkpoint, by: Self.key(1))
    #expect(signed.signer(among: keys) == keys[1])
  }

  @Test func hasTheFormThatOtherToolsRead() throws {
    let lines = try SignedCheckpoint(Self.checkpoint, by: Self.key(1)).text
      .split(separator: "\n", omittingEmptySubsequences: false)
    try #require(lines.count == 6)
    #expect(lines[0] == "acme-access/decisions")
    #expect(lines[1] == "7")
    #expect(lines[3].isEmpty)
    #expect(lines[4].hasPrefix("— pdp-1 "))
    #expect(lines[5].isEmpty)
  }

  @Test func countsForNoOtherKeyOfTheSameName() throws {
    let other = try Self.key(2).verificationKey(from: nil, until: nil)
    let signed = try SignedCheckpoint(Self.checkpoint, by: Self.key(1))
    #expect(signed.signer(among: [other]) == nil)
  }

  @Test func losesItsSignerWithAnyChangedCharacter() throws {
    let key = try Self.key(1)
    let keys = [try key.verificationKey(from: nil, until: nil)]
    let text = Array(try SignedCheckpoint(Self.checkpoint, by: key).text.utf8)
    for index in text.indices {
      var changed = text
      changed[index] ^= 1
      let reading = Result { () throws(CheckpointProblem) in
        try SignedCheckpoint(reading: String(decoding: changed, as: UTF8.self))
      }
      switch reading {
      case .success(let signed):
        #expect(signed.signer(among: keys) == nil, "byte \(index)")
      case .failure(let problem): #expect(problem == .malformed, "byte \(index)")
      }
    }
  }

  @Test(arguments: [
    "", "\n\n", "a\n1\n", "a\n1\nAA==\n\n— k AA==\n", "a\n-1\n\n\n", "a\n01\nxx\n\n",
    "a\n1\n\n\n— k",
  ])
  func refusesWhatIsNoCheckpoint(text: String) {
    #expect(throws: CheckpointProblem.malformed) { try SignedCheckpoint(reading: text) }
  }
}
