import CEL
import PolicyCore
import Testing

@testable import DecisionLog

struct ReviewStatementTests {
  private static func review(_ change: (inout BreakGlassReview) -> Void = { _ in }) throws
    -> BreakGlassReview
  {
    var review = BreakGlassReview(
      decision: "d", by: "alice", at: try instant("2026-11-21T13:00:00Z"), verdict: .misused,
      note: "No incident.", replaces: 3)
    change(&review)
    return review
  }

  private static func instant(_ text: String) throws -> Timestamp {
    try #require(Timestamp.parse(text))
  }

  private static func key() throws -> SigningKey {
    try SigningKey(named: try #require(KeyName("alice")), seed: Array(repeating: 1, count: 32))
  }

  @Test func everyPartOfAReviewIsSigned() throws {
    let key = try Self.key()
    let signatures = try ReviewStatement(of: Self.review()).signed(by: key).signatures
    let keys = [try key.verificationKey(from: nil, until: nil)]
    func problem(_ change: (inout BreakGlassReview) -> Void) throws -> RecordProblem? {
      try ReviewStatement(of: Self.review(change)).problem(signatures, among: keys, at: .epoch)
    }
    #expect(try problem { _ in } == nil)
    #expect(try problem { $0.decision = "e" } == .notSigned)
    #expect(try problem { $0.by = "bob" } == .notSigned)
    #expect(try problem { $0.at = .epoch } == .notSigned)
    #expect(try problem { $0.verdict = .justified } == .notSigned)
    #expect(try problem { $0.note = "Fine." } == .notSigned)
    #expect(try problem { $0.replaces = nil } == .notSigned)
  }

  @Test(arguments: [
    ("2026-11-20T23:59:59Z", false), ("2026-11-21T00:00:00Z", true),
    ("2026-11-21T23:59:59Z", true), ("2026-11-22T00:00:00Z", false),
  ])
  func aKeyCountsBetweenItsDates(_ at: String, _ isValid: Bool) throws {
    let key = try Self.key()
    let statement = ReviewStatement(of: try Self.review())
    let signatures = try statement.signed(by: key).signatures
    let allowed = try key.verificationKey(
      from: Self.instant("2026-11-21T00:00:00Z"), until: Self.instant("2026-11-22T00:00:00Z"))
    let problem = statement.problem(signatures, among: [allowed], at: try Self.instant(at))
    #expect(problem == (isValid ? nil : .keyNotValid(allowed.name)))
  }
}
