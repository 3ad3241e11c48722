import CEL
import DecisionLog
import PolicyCore
import Testing

@testable import Reporting

/// What a log really holds fits the schemas that are published of it.
struct LogSchemaTests {
  private static let record: JSONObject = [
    "schema": .string("precedent.decision/v1"), "id": .string("d"),
    "at": .string("2026-11-21T12:00:00Z"), "request": .object(["id": .string("q1")]),
    "requestSha256": .string(String(repeating: "0", count: 64)), "approvals": .array([]),
    "decision": .object(["status": .string("approved")]),
    "stamp": .object(["commit": .string("c")]),
  ]

  private static func key() throws -> SigningKey {
    try SigningKey(
      named: try #require(KeyName("pdp-1")), seed: Array(repeating: 1, count: 32))
  }

  private static func entries() throws -> [LogEntry] {
    let statement = try #require(DecisionStatement(of: record))
    let signatures = try statement.signed(by: key()).signatures
    let recordedAt = try #require(Timestamp.parse("2026-11-21T12:00:00Z"))
    let contents: [LogContent] = [
      .decision(record, signatures: []), .decision(record, signatures: signatures),
      .rollback(PolicyRollback(from: "a", to: "b", by: "alice", reason: "INC-7")),
      .review(
        BreakGlassReview(
          decision: String(repeating: "0", count: 64), by: "alice", at: recordedAt,
          verdict: .misused, note: "No incident was open.", replaces: 2),
        signatures: signatures),
    ]
    return contents.enumerated().map {
      LogEntry(index: $0, previous: .ofNothing, recordedAt: recordedAt, content: $1)
    }
  }

  @Test func everyKindOfEntryFits() throws {
    let schema = try SchemaReading(named: "log-entry")
    for entry in try Self.entries() {
      #expect(schema.problems(in: try JSONReading.value(of: text(entry.line))) == [])
    }
    #expect(Set(try Self.entries().map(\.content.kind)) == Set(LogContent.Kind.allCases))
  }

  @Test(arguments: ["schema", "index", "previous", "recordedAt", "kind"])
  func anEntryWithoutAMemberDoesNotFit(name: String) throws {
    var entry = try #require(try Self.entries().first).json
    entry[name] = nil
    let schema = try SchemaReading(named: "log-entry")
    #expect(schema.problems(in: .object(entry)) == ["/: `\(name)` is missing"])
  }

  @Test func theEnvelopeAndItsStatementFit() throws {
    let entry = try Self.entries()[1]
    let envelope = try #require(entry.envelope)
    #expect(try SchemaReading(named: "envelope").problems(in: .object(envelope.json)) == [])
    let statement = try JSONReading.value(of: text(envelope.payload))
    #expect(try SchemaReading(named: "statement").problems(in: statement) == [])
    #expect(try Self.entries()[0].envelope == nil)
  }

  @Test func everyProofAndItsCheckFits() throws {
    let entry = try Self.entries()[0]
    let schema = try SchemaReading(named: "log-proof")
    let checks = try SchemaReading(named: "proof-check")
    let root = entry.hash
    let checkpoint = Checkpoint(origin: "acme/decisions", size: 1, root: root)
    let signed = try SignedCheckpoint(checkpoint, by: Self.key())
    let keys = [try Self.key().verificationKey(from: nil, until: nil)]
    let claims: [LogProof.Claim] = [
      .entry(index: 0, leaf: root), .growth(from: 1, oldRoot: root),
    ]
    for claim in claims {
      for content in [entry, nil] {
        var proof = LogProof(
          origin: checkpoint.origin, size: 1, root: root, claim: claim, hashes: [])
        if case .entry = claim { proof.entry = content }
        let document = try JSONReading.value(of: LogProofJSON().render(proof))
        #expect(schema.problems(in: document) == [])
        // The order of members is not kept; the hash does not depend on it.
        let read = try #require(LogProof(document))
        #expect(read.claim == proof.claim && read.root == proof.root && read.size == proof.size)
        #expect(read.entry?.hash == proof.entry?.hash)
        for allowed in [keys, []] {
          let check = proof.checked(against: signed, since: signed, of: nil, among: allowed)
          #expect(check.holds == !allowed.isEmpty)
          #expect(checks.problems(in: .object(ProofCheckJSON().document(check))) == [])
        }
      }
    }
  }

  @Test func aVerificationFits() throws {
    let schema = try SchemaReading(named: "verification")
    for ref in ["refs/heads/main", nil] {
      var verification = Verification(ref: ref)
      verification.entries = 3
      verification.damage = LogDamage(
        .notAsAcknowledged, file: "segments/000000000000.ndjson", lineNumber: 4, index: 3)
      verification.findings = [
        .init(index: 1, recordID: "d", requestID: "q", problems: [.otherID, .notSigned])
      ]
      let document = try JSONReading.value(of: VerificationJSON().render(verification))
      #expect(schema.problems(in: document) == [])
    }
  }

  private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
