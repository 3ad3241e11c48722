import CEL
import Diagnostics
import PolicyCore
import Testing

/// What a check is told by git and by the other files of a version.
struct SurroundingsTests {
  /// The codes that need it.
  static let codes: Set<String> = [
    "all-in-one-person", "unused-fixture", "merge-with-own-changes",
  ]

  private static func codes(
    given surroundings: CheckSurroundings, approver: String = "user: alice",
    certified: String = "alice"
  ) throws -> [String] {
    let marked = MarkedPolicy(replacing: [
      "rules/more.yaml": """
      rules:
        - id: more
          title: b
          when: resource.id == "prod"
          effect: review
          review:
            stages: [ { require: [ { count: 1, from: [ { \(approver) } ] } ] } ]
            escalate: []
          certified: { on: 2026-06-01, by: \(certified) }
          recertify: { every: 180d }
      """.replacing("\n      escalate: []", with: "")
    ])
    let loaded = PolicyLoader().load(marked.tree)
    let policy = try #require(loaded.policy, "\(loaded.diagnostics.map(\.message))")
    let instant = try #require(Timestamp.parse("2026-07-01T00:00:00Z"))
    return PolicyCheck().findings(in: policy, at: instant, given: surroundings).map(\.code)
      .filter(Self.codes.contains)
  }

  @Test func onePersonMayNotWriteCertifyAndApprove() throws {
    let own = CheckSurroundings(lastAuthors: ["rules/more.yaml": "asmith"])
    #expect(try Self.codes(given: own) == ["all-in-one-person"])
    #expect(try Self.codes(given: .none) == [])
    #expect(try Self.codes(given: CheckSurroundings(lastAuthors: ["rules/more.yaml": "bob"])) == [])
    #expect(try Self.codes(given: own, approver: "team: security") == [])
    #expect(try Self.codes(given: own, certified: "bob") == [])
  }

  @Test func fixturesThatNoTestUsesAreNotes() throws {
    let surroundings = CheckSurroundings(unusedFixtures: ["tests/fixtures/a.json"])
    #expect(try Self.codes(given: surroundings) == ["unused-fixture"])
  }

  @Test func aMergeWithChangesOfItsOwnIsAWarning() throws {
    let merge = CheckSurroundings.EvilMerge(commit: "0123456789abcdef", paths: ["rules/a.yaml"])
    #expect(
      try Self.codes(given: CheckSurroundings(evilMerge: merge)) == ["merge-with-own-changes"])
  }
}
