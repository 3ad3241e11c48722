import Foundation
import TestSupport
import Testing

/// The known truth of `../shared/data/gerrit` (its README).
struct GerritTruthTests {
  @Test(.enabled(if: SharedData.has("gerrit"), "../shared/data is absent"))
  func oneApprovalMoreMovesSixHundredSixtyNineToPending() async throws {
    let fixture = try PolicyFixture()
    try fixture.write("name: gerrit\nactions: { merge: gives }\n", to: "precedent.yaml")
    try fixture.write(directory(), to: "directory/people.yaml")
    try fixture.write(rule(count: 1), to: "rules/merge.yaml")
    try fixture.commit("One approval")
    try fixture.write(rule(count: 2), to: "rules/merge.yaml")
    try fixture.commit("Two approvals")

    let result = try await fixture.tester.run(
      "simulate", "HEAD~1..HEAD", "--history",
      SharedData.path("gerrit/golang-crypto.records.ndjson"),
      "--format", "json")

    #expect(result.status == 0)
    #expect(result.errors == "")
    let report = try #require(
      try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
    let history = try #require(report["history"] as? [String: Any])
    #expect(history["records"] as? Int == 1_103)
    #expect(history["replayed"] as? Int == 1_103)
    #expect(history["unreplayable"] as? Int == 0)
    let transitions = try #require(report["transitions"] as? [[String: Any]])
    let moves = Dictionary(
      uniqueKeysWithValues: transitions.map {
        ("\($0["from"] ?? "") -> \($0["to"] ?? "")", $0["records"] as? Int)
      })
    #expect(
      moves == [
        "human/approved -> human/approved": 375, "human/approved -> human/pending": 669,
        "human/pending -> human/pending": 59,
      ])
    let classes = try #require(report["classes"] as? [String: Int])
    #expect(classes["more-approvals"] == 1_103)
  }

  private func directory() throws -> String {
    let file = try Data(
      contentsOf: URL(filePath: SharedData.path("gerrit/golang-crypto.people.json")))
    let people = try #require(try JSONSerialization.jsonObject(with: file) as? [String: Any])
    let maintainers = try #require(people["maintainers"] as? [String])
    let members = maintainers.map { "  - id: \($0)\n" }.joined()
    return "teams:\n  - id: maintainers\n    members: [ \(maintainers.joined(separator: ", ")) ]\n"
      + "members:\n" + members
  }

  private func rule(count: Int) -> String {
    """
    rules:
      - id: merge
        title: A change is merged with the approval of maintainers.
        owner: maintainers
        when: action.name == "merge"
        effect: review
        review:
          stages:
            - require: [ { count: \(count), from: [ { team: maintainers } ] } ]

    """
  }
}
