import CEL
import PolicyCore
import Testing

@testable import DecisionLog

/// The bytes of the formats that outlive the program.
struct LogFormatTests {
  @Test func theHeader() {
    #expect(
      String(decoding: LogFixture.header.bytes, as: UTF8.self)
        == #"{"origin":"acme/decisions","replay":false,"schema":"precedent.log/v1"}"# + "\n")
  }

  @Test func aDecision() throws {
    let entry = LogEntry(
      index: 0, previous: LogFixture.header.hash,
      recordedAt: try #require(Timestamp.parse("2026-11-21T12:00:00Z")),
      content: .decision(
        ["id": .string("d")],
        signatures: [EnvelopeSignature(keyID: "k", signature: [1, 2, 3])]))
    #expect(
      String(decoding: entry.line, as: UTF8.self)
        == #"{"decision":{"id":"d"},"index":0,"kind":"decision","previous":""#
        + LogFixture.header.hash.hexadecimal
        + #"","recordedAt":"2026-11-21T12:00:00Z","schema":"precedent.log-entry/v1","#
        + #""signatures":[{"keyid":"k","sig":"AQID"}]}"#)
  }

  @Test func aRollback() throws {
    let entry = LogEntry(
      index: 7, previous: .ofNothing,
      recordedAt: try #require(Timestamp.parse("2026-11-21T12:00:00Z")),
      content: .rollback(PolicyRollback(from: "a", to: "b", by: "alice", reason: "INC-7")))
    #expect(
      String(decoding: entry.line, as: UTF8.self)
        == #"{"index":7,"kind":"rollback","previous":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934c"#
        + #"a495991b7852b855","recordedAt":"2026-11-21T12:00:00Z","#
        + #""rollback":{"by":"alice","from":"a","reason":"INC-7","to":"b"},"#
        + #""schema":"precedent.log-entry/v1"}"#)
  }
}
