import CEL
import PolicyCore
import TestSupport
import Testing

@testable import DecisionLog

/// The parts of a summary: their bytes, their requests, and the hashes in them.
struct SummaryPartTests {
  private static let log = LogFixture.header

  private static func part() throws -> SummaryPart {
    var frontier = MerkleFrontier()
    for number: UInt8 in 0..<3 { frontier.add(.leaf([number])) }
    let recordedAt = try #require(Timestamp.parse("2026-11-21T12:00:00Z"))
    return SummaryPart(
      start: 0, previous: log.hash,
      end: SummaryEnd(
        chain: LogChain(last: .leaf([2]), recordedAt: recordedAt, frontier: frontier),
        place: LogPlace(file: "000000000000.ndjson", lineNumber: 4, offset: 300),
        lastOffset: 200, commit: "c"),
      requests: RequestTable(["q": DecidedRequest(digest: "d", index: 1)]))
  }

  @Test func itsBytesAreReadBack() throws {
    let part = try Self.part()
    #expect(try SummaryPart(reading: part.bytes(of: Self.log), of: Self.log) == part)
  }

  /// The bytes outlive the program.
  @Test func itsFirstLineIsCanonicalJSON() throws {
    let line = try Self.part().bytes(of: Self.log).prefix { $0 != 0x0A }
    #expect(
      String(decoding: line, as: UTF8.self)
        == #"{"commit":"c","file":"000000000000.ndjson","last":""#
        + MerkleHash.leaf([2]).hexadecimal
        + #"","lastOffset":200,"log":""# + Self.log.hash.hexadecimal
        + #"","nextLine":4,"nextOffset":300,"nodes":[""#
        + MerkleHash.node(.leaf([0]), .leaf([1])).hexadecimal + #"",""#
        + MerkleHash.leaf([2]).hexadecimal + #""],"previous":""# + Self.log.hash.hexadecimal
        + #"","recordedAt":"2026-11-21T12:00:00Z","requests":1,"#
        + #""schema":"precedent.log-summary/v1","size":3,"start":0}"#)
  }

  @Test func everyFlippedByteAndEveryCutIsFound() throws {
    let bytes = try Self.part().bytes(of: Self.log)
    for place in bytes.indices {
      var flipped = bytes
      flipped[place] ^= 1
      #expect(throws: SummaryProblem.Reason.corrupt, "byte \(place)") {
        try SummaryPart(reading: flipped, of: Self.log)
      }
      #expect(throws: SummaryProblem.Reason.corrupt, "cut at \(place)") {
        try SummaryPart(reading: Array(bytes[..<place]), of: Self.log)
      }
    }
  }

  struct Edit: Sendable, CustomTestStringConvertible {
    let old: String
    let new: String
    var reason = SummaryProblem.Reason.corrupt
    var testDescription: String { new }
  }

  static let edits = [
    Edit(old: "log-summary/v1", new: "log-summary/v2", reason: .otherVersion),
    Edit(old: #""start":0"#, new: #""start":3"#), Edit(old: #""start":0"#, new: #""start":-1"#),
    Edit(old: #""size":3"#, new: #""size":4"#), Edit(old: #""requests":1"#, new: #""requests":2"#),
    Edit(old: #""nextOffset":300"#, new: #""nextOffset":200"#),
    Edit(old: "000000000000.ndjson", new: "../../../etc/passwd"),
    Edit(old: "2026-11-21T12:00:00Z", new: "yesterday"),
  ]

  /// Somebody who writes his own and its hash.
  @Test(arguments: edits)
  func whatCannotBeIsRefusedAlsoWithTheRightHash(edit: Edit) throws {
    let content = try Self.part().bytes(of: Self.log).dropLast(MerkleHash.byteCount)
    let end = try #require(content.firstIndex(of: 0x0A))
    let line = String(decoding: content[..<end], as: UTF8.self)
    try #require(line.contains(edit.old))
    let forged = Array(line.replacing(edit.old, with: edit.new).utf8) + content[end...]
    #expect(throws: edit.reason) {
      try SummaryPart(reading: forged + MerkleHash.digest(of: forged).bytes, of: Self.log)
    }
  }

  @Test func requestsAreFoundInMergedTables() {
    let seed: UInt64 = 7
    var random = SeededRandom(seed: seed)
    var all: [String: DecidedRequest] = [:]
    var table = RequestTable([:])
    for _ in 0..<20 {
      var more: [String: DecidedRequest] = [:]
      for _ in 0..<Int.random(in: 0...40, using: &random) {
        let id = "r\(Int.random(in: 0...10_000, using: &random))"
        guard all[id] == nil else { continue }
        more[id] = DecidedRequest(digest: "of \(id)", index: all.count + more.count)
      }
      all.merge(more) { old, _ in old }
      table = table.merged(with: RequestTable(more))
      #expect(table.count == all.count, "seed \(seed)")
      for (id, request) in all {
        #expect(table.request(RequestKey(id)) == request, "seed \(seed), \(id)")
      }
      #expect(table.request(RequestKey("none")) == nil)
    }
  }

  @Test func theFrontierHasTheRootOfTheTree() {
    var frontier = MerkleFrontier()
    var leaves: [MerkleHash] = []
    #expect(frontier.root == .ofNothing)
    for number: UInt8 in 0..<130 {
      frontier.add(.leaf([number]))
      leaves.append(.leaf([number]))
      #expect(frontier.root == MerkleTree(leaves: leaves).root, "\(number)")
      #expect(MerkleFrontier(size: frontier.size, nodes: frontier.nodes) == frontier)
      #expect(MerkleFrontier(size: frontier.size + 1, nodes: []) == nil)
    }
  }
}
