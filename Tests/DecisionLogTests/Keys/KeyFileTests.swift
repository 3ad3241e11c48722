import CEL
import Testing

@testable import DecisionLog

struct KeyFileTests {
  private static func key() throws -> SigningKey {
    SigningKey(named: try #require(KeyName("pdp-1")))
  }

  @Test func aPrivateKeyIsReadBack() throws {
    let key = try Self.key()
    let read = try SigningKey(reading: key.fileText)
    #expect(read.name == key.name)
    let message = Array("message".utf8)
    let verification = try key.verificationKey(from: nil, until: nil)
    #expect(try verification.accepts(read.signature(of: message), of: message))
  }

  @Test func aPublicKeyIsReadBackWithItsDates() throws {
    let from = try #require(Timestamp.parse("2026-01-01T00:00:00Z"))
    let until = try #require(Timestamp.parse("2027-01-01T00:00:00Z"))
    let key = try Self.key().verificationKey(from: from, until: until)
    #expect(try VerificationKey(reading: key.fileText) == key)
    #expect(key.isValid(at: from))
    #expect(!key.isValid(at: until))
  }

  /// The key pair of RFC 8410, section 10.3, and the public key of section 10.1.
  @Test func readsTheExampleOfTheStandard() throws {
    let key = try SigningKey(
      reading: """
        name: example
        -----BEGIN PRIVATE KEY-----
        MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC
        -----END PRIVATE KEY-----
        """)
    let verification = try VerificationKey(
      reading: """
        name: example
        -----BEGIN PUBLIC KEY-----
        MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=
        -----END PUBLIC KEY-----
        """)
    #expect(try key.verificationKey(from: nil, until: nil) == verification)
  }

  struct Broken: Sendable, CustomTestStringConvertible {
    let text: String
    let problem: KeyProblem
    var testDescription: String { text }
  }

  private static let begin = "-----BEGIN PUBLIC KEY-----\n"
  private static let end = "\n-----END PUBLIC KEY-----\n"
  private static let block =
    begin + "MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=" + end

  static let broken = [
    Broken(text: "", problem: .noBlock(label: "PUBLIC KEY")),
    Broken(text: begin, problem: .noBlock(label: "PUBLIC KEY")),
    Broken(text: "name: a\n" + begin + "not base64!" + end, problem: .notBase64),
    Broken(text: "name: a\n" + begin + "AAAA" + end, problem: .notAKey),
    Broken(text: block, problem: .noName),
    Broken(text: "name: a b\n" + block, problem: .noName),
    Broken(text: "name: a+b\n" + block, problem: .noName),
    Broken(
      text: "name: a\nvalid-from: soon\n" + block, problem: .badInstant(header: "valid-from")),
  ]

  @Test(arguments: broken)
  func refusesWhatIsNoKey(broken: Broken) {
    #expect(throws: broken.problem) { try VerificationKey(reading: broken.text) }
  }
}
