import Foundation
import Testing

@testable import DecisionLog

/// What somebody does to a log by hand is found.
struct LogTamperTests {
  private static let segment = "segments/000000000000.ndjson"

  @Test func everyFlippedByteIsFound() async throws {
    let fixture = try LogFixture()
    try await fixture.write(4)
    let root = try fixture.scan().end.tree.root
    for file in [Self.segment, "log.json"] {
      let bytes = try fixture.bytes(of: file)
      for index in bytes.indices {
        var flipped = bytes
        flipped[index] ^= 1
        try fixture.replace(file, with: flipped)
        let isFound: Bool
        do throws(LogFailure) {
          let end = try fixture.scan().end
          // The last entry is chained to by nothing but the checkpoint.
          isFound = end.damage != nil || end.tree.root != root
        } catch {
          isFound = true
        }
        #expect(isFound, "byte \(index) of \(file)")
      }
      try fixture.replace(file, with: bytes)
    }
  }

  struct Edit: Sendable, CustomTestStringConvertible {
    let name: String
    let edit: @Sendable ([[UInt8]]) -> [[UInt8]]
    /// Of the first entry that does not follow.
    let index: Int
    var testDescription: String { name }
  }

  static let edits = [
    Edit(name: "deleted", edit: { Array($0[..<1] + $0[2...]) }, index: 1),
    Edit(name: "the first deleted", edit: { Array($0[1...]) }, index: 0),
    Edit(name: "inserted", edit: { Array($0[..<2] + [$0[0]] + $0[2...]) }, index: 2),
    Edit(name: "duplicated", edit: { Array($0[..<2] + [$0[1]] + $0[2...]) }, index: 2),
    Edit(name: "swapped", edit: { Array([$0[0], $0[2], $0[1]] + $0[3...]) }, index: 1),
    Edit(name: "reversed", edit: { $0.reversed() }, index: 0),
  ]

  @Test(arguments: edits)
  func everyMovedEntryIsFoundAndNamed(edit: Edit) async throws {
    let fixture = try LogFixture()
    try await fixture.write(5)
    let lines = try fixture.bytes(of: Self.segment).split(separator: 0x0A).map { Array($0) }
    let changed: [UInt8] = edit.edit(lines).flatMap { (line: [UInt8]) in line + [0x0A] }
    let other = try fixture.copy(replacing: Self.segment, with: changed)
    let damage = try #require(try other.scan().end.damage)
    #expect(damage.kind == .brokenChain)
    #expect(damage.index == edit.index)
    #expect(damage.lineNumber == edit.index + 1)
    #expect(throws: LogFailure.damaged(damage)) { try other.writer() }
  }

  @Test func aLogRewrittenWholeIsFoundAgainstACheckpointKeptElsewhere() async throws {
    let fixture = try LogFixture()
    try await fixture.write(4)
    let kept = try fixture.scan().end
    let other = try LogFixture()
    let writer = try other.writer()
    for number in 0..<6 {
      _ = try await writer.append(LogFixture.decision("r\(number)", commit: "d"))
    }
    let tree = try other.scan().end.tree
    let proof = try #require(tree.consistencyProof(from: kept.size, to: 6))
    #expect(tree.root(size: kept.size) != kept.tree.root)
    #expect(
      !MerkleProof.showsGrowth(
        from: kept.tree.root, size: kept.size, to: tree.root, size: 6, by: proof))
  }
}
