import PolicyCore
import Testing

@testable import Impact
@testable import Reporting

struct BlastRadiusTests {
  struct Verdict: Sendable, CustomTestStringConvertible {
    let line: String
    let change: @Sendable (inout BlastRadius) -> Void

    init(_ line: String, _ change: @escaping @Sendable (inout BlastRadius) -> Void) {
      self.line = line
      self.change = change
    }

    var testDescription: String { line }
  }

  private static let verdicts = [
    Verdict("PASSED: nothing changes; 1,103 records are decided as before") { _ in },
    Verdict("PASSED: 1 of 1,103 records (0.1%) is decided differently") { $0.changed = 1 },
    Verdict("PASSED: 50 of 1,103 records (4.5%) are decided differently") { $0.changed = 50 },
    Verdict("PASSED, but without evidence: no record could be replayed") {
      $0.history.replayed = 0
    },
    Verdict("PASSED: nothing changes yet; once in force, 60 records are decided differently") {
      $0.inForce = [.everything(.ordinary)]
    },
    Verdict("REFUSED: gate replayable trips at 0 records") { $0.gates[0].verdict = .tripped },
    Verdict("REFUSED: gates a, b, c and 1 more trip") {
      $0.gates = (["a", "b", "c", "d"] as [ID]).map { id in
        GateResult(
          id: id, kind: .newlyUnreplayable, origin: .both, limit: "at most 0", measured: 1,
          records: ["x"], inForceAt: nil, verdict: .tripped)
      }
    },
    Verdict("REFUSED: a safeguard is lowered together with a loosening") {
      $0.directions = [.gives: [.loosened: 1]]
      $0.meaning.safeguards = [LoweredSafeguard(kind: .floor, name: "a", change: "b")]
    },
    Verdict(
      "PASSED: nothing changes; 1,103 records are decided as before; 1 tripped gate is accepted"
    ) {
      $0.gates = GateResult.everything(.ordinary).suffix(1)
    },
  ]

  @Test(arguments: verdicts)
  func firstLineIsTheVerdict(_ verdict: Verdict) {
    var radius = BlastRadius.nothing()
    verdict.change(&radius)
    let text = BlastRadiusText().render(radius)
    #expect(text.split(separator: "\n").first.map(String.init) == verdict.line)
    let json = BlastRadiusJSON().document(radius)
    #expect(json["verdict"]?.string == (verdict.line.hasPrefix("PASSED") ? "passed" : "refused"))
  }

  @Test func namesTheTrailerThatItsReaderAccepts() throws {
    let text = BlastRadiusText().render(.everything())
    let line = try #require(text.split(separator: "\n").first { $0.contains("Precedent-Accept: ") })
    let value = line.drop { $0 == " " }.dropFirst("Precedent-Accept: ".count)
    let acceptance = try #require(
      Acceptance(trailer: String(value), committer: "alice", commit: "77aa"))
    #expect(acceptance.gate == "no-new-critical")
    #expect(acceptance.count == 27)
    #expect(acceptance.policySHA256 == BlastRadius.policyDigest)
  }

  @Test func hidesWhatRequestsSayUnlessAsked() {
    let hidden = BlastRadiusMarkdown().render(.everything())
    let shown = BlastRadiusMarkdown(values: .show).render(.everything())
    #expect(!hidden.contains("2026-03-01T10:00:00Z"))
    #expect(shown.contains("2026-03-01T10:00:00Z"))
  }

  @Test func namesTwentyAndCountsTheRest() {
    let text = BlastRadiusText().render(.everything())
    #expect(text.contains("req-1020, +4 more"))
    #expect(!text.contains("req-1024"))
  }

  @Test func saysThatAVersionHasNoPolicy() {
    let line = "There is no policy in HEAD~1: it counts as an empty one that denies everything."
    #expect(BlastRadiusText().render(.empty).contains(line))
  }

  @Test func quotesNamesThatCouldPassForTwo() {
    var radius = BlastRadius.nothing()
    radius.approvedThenNowDenied = ["a, b", "c"]
    #expect(BlastRadiusText().render(radius).contains("    `a, b`, c\n"))
  }
}
