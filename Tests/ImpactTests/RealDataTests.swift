import Foundation
import History
import Impact
import PolicyCore
import TestSupport
import Testing

/// Real code reviews (see the data's README): the truth is known.
struct RealDataTests {
  @Test(.enabled(if: SharedData.has("gerrit"), "../shared/data is absent"))
  func asksForASecondMaintainer() async throws {
    let before = try policy(approvals: 1)
    let after = try policy(approvals: 2)
    let sources = try HistoryFiles.expand(
      SharedData.path("gerrit/golang-crypto.records.ndjson"))
    let radius = try await Simulation(
      before: before, after: after, terms: Simulation.Terms(from: .old, to: .new)
    ).run(over: HistoryReader(sources: sources), parallelism: 2, progress: .none)
    #expect(radius.history.records == 1_103)
    #expect(radius.history.unreplayable == 0)
    let transitions = radius.transitions.map { "\($0.step.from) \($0.step.to) \($0.records)" }
    #expect(
      transitions == [
        "human/approved human/pending 669", "human/approved human/approved 375",
        "human/pending human/pending 59",
      ])
    #expect(radius.classes == [.moreApprovals: 1_103])
    #expect(radius.count(.tightened) == 1_103)
    #expect(radius.load.map(\.approver) == ["maintainers"])
    #expect(radius.load.first?.medianWaitMinutesBefore != nil)
  }

  private func policy(approvals: Int) throws -> Policy {
    let file = URL(fileURLWithPath: SharedData.path("gerrit/golang-crypto.people.json"))
    let people = try JSONDecoder().decode(People.self, from: Data(contentsOf: file))
    let directory =
      "teams:\n  - id: maintainers\n    members: [ \(people.maintainers.joined(separator: ", ")) ]\n"
      + "members:\n" + people.maintainers.map { "  - id: \($0)\n" }.joined()
    let keys =
      "review: { stages: [ { require: [ { count: \(approvals), from: [ { team: maintainers } ] } ] } ] }"
    let text = rule("merge", "review", keys).replacing("owner: data", with: "owner: maintainers")
    return try PolicyText(text, directory: directory).load()
  }

  private struct People: Decodable { var maintainers: [String] }
}
