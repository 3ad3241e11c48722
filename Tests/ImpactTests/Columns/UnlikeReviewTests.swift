import PolicyCore
import Testing

@testable import Impact

/// Two records whose reviews ask the same, but for one thing: none stands for the other.
struct UnlikeReviewTests {
  typealias Case = UnlikeRecordTests.Case

  private static let schema = """
    {"type":"object","properties":{"resource":{"type":"object","properties":{
      "level":{"type":"integer"}}}}}
    """
  private static let levels = [0, 1].map { RecordText(id: "x\($0)", more: "\"level\":\($0)") }
  private static let owners = ["data", "security"].map {
    RecordText(id: "x\($0)", more: "\"owner\":\"\($0)\"")
  }
  private static let pair = PolicyText.standardDirectory.replacing(
    "members:\n  - id: alice\n",
    with: "  - id: pair\n    members: [ alice, bot ]\nmembers:\n  - id: alice\n  - id: bot\n"
      + "    kind: agent\n    owner: data\n    authority: resource.level < 1\n")

  /// A review that another one takes the place of.
  private static func replaced(
    _ name: String, _ text: String, by other: String, _ records: [RecordText],
    schema: String? = nil
  ) -> Case {
    Case(name, PolicyText(rule("r0", "review", text), schema: schema), records) {
      $0.rules = [rule("r0", "review", other)]
    }
  }

  static let cases = [
    replaced(
      "a review that differs is over", review("1 security", terms: ", expire: 2h"),
      by: review("2 security", terms: ", expire: 2h"),
      [60, 119, 120, 180].map { RecordText(id: "x\($0)", outcome: "approved alice", minutes: $0) }),
    replaced(
      "a review that differs asks whoever a field names", review("1 resource.owner"),
      by: review("1 resource.owner", "1 everyone"), owners),
    replaced(
      "the evidence for another review holds", review("1 security"),
      by: review(
        "1 security", terms: ", evidence: [ { that: resource.level < 1, because: Too high. } ]"),
      levels + levels.map { RecordText(id: $0.id + "v", more: $0.more, verdicts: ["alice+"]) },
      schema: schema),
    Case(
      "a review that stays asks whoever a field names",
      PolicyText(rule("r0", "review", review("1 resource.owner"))), owners),
    Case(
      "an agent has authority, where a change has a say that changes nothing",
      PolicyText(
        rule("r0", "review", review("2 pair")),
        rule("r1", "approve", when: "resource.size > 1", "limits: { duration: 2h }"),
        schema: schema.replacing(#""level""#, with: #""size":{"type":"integer"},"level""#),
        directory: pair), levels
    ) {
      $0.rules[1] = rule("r1", "approve", when: "resource.size > 1", "limits: { duration: 3h }")
    },
  ]

  @Test(arguments: cases)
  func eachIsDecidedByItself(_ test: Case) async throws {
    let lines = (test.records + test.records).enumerated().map { index, record in
      var record = record
      record.id += "-\(index)"
      return record.line
    }
    try await expectSame(test.before.load(), test.after.load(), lines, "\(test)")
  }
}
