import PolicyCore
import Testing

@testable import DecisionLog

struct EnvelopeTests {
  private static let type = "http://example.com/HelloWorld"
  private static let payload = Array("hello world".utf8)

  private static func key(_ byte: UInt8) throws -> SigningKey {
    try SigningKey(
      named: try #require(KeyName("pdp-1")), seed: Array(repeating: byte, count: 32))
  }

  /// The example of the DSSE protocol, "Test Vectors".
  @Test func encodesWhatIsSignedAsTheProtocolSays() {
    #expect(
      Envelope.encoding(Self.payload, type: Self.type)
        == Array("DSSEv1 29 http://example.com/HelloWorld 11 hello world".utf8))
  }

  @Test func countsBytesAndNotCharacters() {
    #expect(Envelope.encoding([], type: "é") == Array("DSSEv1 2 é 0 ".utf8))
  }

  @Test func isReadBackAsItWasWritten() throws {
    let envelope = try Envelope(payload: Self.payload, type: Self.type, by: Self.key(1))
    #expect(Envelope(.object(envelope.json)) == envelope)
  }

  @Test func namesItsSignerAndNobodyElse() throws {
    let envelope = try Envelope(payload: Self.payload, type: Self.type, by: Self.key(1))
    let keys = try [2, 1].map { try Self.key($0).verificationKey(from: nil, until: nil) }
    #expect(envelope.signer(among: keys) == keys[1])
    #expect(envelope.signer(among: [keys[0]]) == nil)
  }

  @Test func aSignatureOverAnotherTypeOrPayloadIsNone() throws {
    let key = try Self.key(1)
    let keys = [try key.verificationKey(from: nil, until: nil)]
    let signatures = try Envelope(payload: Self.payload, type: Self.type, by: key).signatures
    for (payload, type) in [(Self.payload, "other"), (Array("hello".utf8), Self.type)] {
      let other = Envelope(payload: payload, type: type, signatures: signatures)
      #expect(other.signer(among: keys) == nil)
    }
  }

  static let noEnvelopes: [JSONValue] = [
    .null, .object([:]), .object(["payload": .string(""), "payloadType": .string("t")]),
    .object([
      "payload": .string("!"), "payloadType": .string("t"),
      "signatures": .array([.object(["sig": .string("")])]),
    ]),
    .object([
      "payload": .string(""), "payloadType": .string("t"), "signatures": .array([]),
    ]),
    .object([
      "payload": .string(""), "payloadType": .string("t"), "signatures": .array([.object([:])]),
    ]),
  ]

  @Test(arguments: noEnvelopes)
  func refusesWhatIsNoEnvelope(document: JSONValue) {
    #expect(Envelope(document) == nil)
  }
}
