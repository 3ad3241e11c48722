import CEL
import History
import PolicyCore
import Testing

@testable import DecisionLog

struct BreakGlassReviewTests {
  private static func review(replaces: Int? = nil) throws -> BreakGlassReview {
    BreakGlassReview(
      decision: "d1", by: "alice", at: try #require(Timestamp.parse("2026-11-21T12:00:00Z")),
      verdict: .misused, note: "No incident.", replaces: replaces)
  }

  private static func line(_ content: LogContent) throws -> [UInt8] {
    LogEntry(
      index: 7, previous: .ofNothing,
      recordedAt: try #require(Timestamp.parse("2026-11-21T12:00:01Z")), content: content
    ).line
  }

  private static let start =
    #"{"index":7,"kind":"review","previous":""#
    + #"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855","#
    + #""recordedAt":"2026-11-21T12:00:01Z","#

  @Test func theBytesOfAnEntryStay() throws {
    let first = try Self.line(.review(Self.review(), signatures: []))
    #expect(
      String(decoding: first, as: UTF8.self)
        == Self.start
        + #""review":{"at":"2026-11-21T12:00:00Z","by":"alice","decision":"d1","#
        + #""note":"No incident.","verdict":"misused"},"schema":"precedent.log-entry/v1"}"#)
    let second = try Self.line(
      .review(
        Self.review(replaces: 3),
        signatures: [EnvelopeSignature(keyID: "k", signature: [1, 2, 3])]))
    #expect(
      String(decoding: second, as: UTF8.self)
        == Self.start
        + #""review":{"at":"2026-11-21T12:00:00Z","by":"alice","decision":"d1","#
        + #""note":"No incident.","replaces":3,"verdict":"misused"},"#
        + #""schema":"precedent.log-entry/v1","signatures":[{"keyid":"k","sig":"AQID"}]}"#)
  }

  @Test func anEntryIsReadBackAsItWasWritten() throws {
    var reader = JSONReader()
    for replaces in [nil, 3] {
      let line = try Self.line(.review(Self.review(replaces: replaces), signatures: []))
      let entry = try #require(LogEntry(reading: line, by: &reader))
      #expect(entry.content == .review(try Self.review(replaces: replaces), signatures: []))
    }
  }

  static let wrong = [
    (#""by":"alice","#, ""), (#""note":"No incident.","#, ""), ("misused", "fine"),
    ("2026-11-21T12:00:00Z", "yesterday"), (#""decision":"d1""#, #""decision":1"#),
    (#""replaces":3"#, #""replaces":"3""#), (#""by":"alice""#, #""by":"alice","also":1"#),
  ]

  @Test(arguments: wrong)
  func whatWasNeverWrittenIsNoEntry(_ change: (old: String, new: String)) throws {
    let line = try Self.line(.review(Self.review(replaces: 3), signatures: []))
    let text = String(decoding: line, as: UTF8.self)
    #expect(text.contains(change.old))
    var reader = JSONReader()
    let changed = Array(text.replacing(change.old, with: change.new).utf8)
    #expect(LogEntry(reading: changed, by: &reader) == nil)
  }

  @Test func theStatementIsAboutTheDecision() throws {
    #expect(
      String(decoding: ReviewStatement(of: try Self.review()).payload, as: UTF8.self)
        == #"{"_type":"https://in-toto.io/Statement/v1","predicate":{"at":"2026-11-21T12:00:00Z","#
        + #""by":"alice","decision":"d1","note":"No incident.","verdict":"misused"},"#
        + #""predicateType":"urn:precedent:review:v1","#
        + #""subject":[{"digest":{"sha256":"d1"},"name":"d1"}]}"#)
  }

  @Test func aSignatureIsOfThisReviewAlone() throws {
    let key = try SigningKey(
      named: try #require(KeyName("alice")), seed: Array(repeating: 1, count: 32))
    let envelope = try ReviewStatement(of: Self.review()).signed(by: key)
    let keys = [try key.verificationKey(from: nil, until: nil)]
    #expect(envelope.signer(among: keys) == keys[0])
    let other = Envelope(
      payload: ReviewStatement(of: try Self.review(replaces: 1)).payload,
      type: envelope.payloadType, signatures: envelope.signatures)
    #expect(other.signer(among: keys) == nil)
  }
}
