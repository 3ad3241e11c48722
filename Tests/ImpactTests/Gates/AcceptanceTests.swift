import Impact
import PolicyCore
import Testing

struct AcceptanceTests {
  private static let digest = String(repeating: "0123456789abcdef", count: 4)

  @Test
  func readsATrailer() throws {
    let acceptance = try #require(
      Acceptance(trailer: "share 12 \(Self.digest)", committer: "alice", commit: "c"))
    #expect(acceptance.gate == "share")
    #expect(acceptance.count == 12)
    #expect(acceptance.policySHA256 == Self.digest)
  }

  @Test(arguments: [
    "", "share", "share 12", "share \(digest)", "12 share \(digest)", "share -1 \(digest)",
    "share +1 \(digest)", "share 1.0 \(digest)", "share 0x1 \(digest)", "share 12 \(digest) more",
    "share 12 \(digest.dropLast())", "share 12 \(digest)0", "share 12 \(digest.uppercased())",
    "share 12 \(digest.dropLast())g", "share 99999999999999999999 \(digest)", "sh*re 12 \(digest)",
    "share\t12\t\(digest)", ".share 12 \(digest)", "share ١٢ \(digest)",
  ])
  func refusesAMalformedTrailer(_ text: String) {
    #expect(Acceptance(trailer: text, committer: "alice", commit: "c") == nil)
  }

  /// One acceptance of a gate that counts two records.
  struct Case: CustomTestStringConvertible {
    var name: String
    var gate = "auto"
    var count = 2
    var digest: String?
    var committer = "alice"
    var authors = ["eve@example.com"]
    var acceptedBy = "acceptedBy: [ security ]"
    var directory = PolicyText.standardDirectory
    var directoryAfter = PolicyText.standardDirectory
    var isAccepted: Bool

    var testDescription: String { name }
  }

  private static let aliases = PolicyText.standardDirectory.replacing(
    "- id: alice\n", with: "- id: alice\n    aliases: [ a@home.example ]\n")
  private static let eveInSecurity =
    PolicyText.standardDirectory.replacing("[ alice, bob ]", with: "[ alice, bob, eve ]")
    + "\n  - id: eve"

  private static let cases = [
    Case(name: "by a member who wrote nothing", isAccepted: true),
    Case(name: "of more than is counted", count: 3, isAccepted: true),
    Case(name: "of less than is counted", count: 1, isAccepted: false),
    Case(name: "of another gate", gate: "share", isAccepted: false),
    Case(name: "of another policy", digest: digest, isAccepted: false),
    Case(name: "by somebody else", committer: "carol", isAccepted: false),
    Case(name: "by a stranger", committer: "mallory@example.com", isAccepted: false),
    Case(name: "by an author", authors: ["eve", "alice"], isAccepted: false),
    Case(name: "by an author in capitals", authors: ["ALICE"], isAccepted: false),
    Case(
      name: "by an author under an alias", authors: ["a@home.example"], directory: aliases,
      isAccepted: false),
    Case(
      name: "by an author under an alias that is new", authors: ["A@home.example"],
      directoryAfter: aliases, isAccepted: false),
    Case(
      name: "under an alias", committer: "a@home.example", directory: aliases,
      isAccepted: true),
    Case(
      name: "under an alias that is new", committer: "a@home.example",
      directoryAfter: aliases, isAccepted: false),
    Case(
      name: "by whom the change lets in", committer: "eve", authors: [],
      directoryAfter: eveInSecurity, isAccepted: false),
    Case(
      name: "by anyone where none is named", committer: "mallory", acceptedBy: "",
      isAccepted: true),
    Case(
      name: "by an author where none is named", committer: "eve", authors: ["eve"],
      acceptedBy: "", isAccepted: true),
  ]

  @Test(arguments: cases)
  func acceptsOrNot(_ input: Case) async throws {
    let gates = ["id: auto, maxNewlyAutomatic: { count: 0 }"]
    let before = try PolicyText(
      gates: gates, settings: input.acceptedBy, directory: input.directory
    ).load()
    // What the new version says of who may accept does not count.
    let after = try PolicyText(
      rule("a", "approve"), gates: gates, directory: input.directoryAfter
    ).load()
    let acceptance = try #require(
      Acceptance(
        trailer: "\(input.gate) \(input.count) \(input.digest ?? after.digest)",
        committer: input.committer, commit: "c"))
    let terms = Simulation.Terms(
      from: .old, to: .new,
      claims: AcceptanceClaims(acceptances: [acceptance], authors: input.authors))
    let records = [RecordText(id: "r").line, RecordText(id: "s").line]
    let radius = try await simulate(before, after, records, terms: terms)
    let gate = try #require(radius.gates.first { $0.id == "auto" })
    #expect(gate.verdict == (input.isAccepted ? .accepted(acceptance) : .tripped))
  }

  @Test
  func takesTheFirstAcceptanceThatHolds() async throws {
    let gates = ["id: auto, maxNewlyAutomatic: { count: 0 }"]
    let before = try PolicyText(gates: gates).load()
    let after = try PolicyText(rule("a", "approve"), gates: gates).load()
    let acceptances = [0, 1, 5].compactMap {
      Acceptance(trailer: "auto \($0) \(after.digest)", committer: "alice", commit: "c\($0)")
    }
    let terms = Simulation.Terms(
      from: .old, to: .new, claims: AcceptanceClaims(acceptances: acceptances))
    let radius = try await simulate(before, after, [RecordText(id: "r").line], terms: terms)
    #expect(radius.gates.first { $0.id == "auto" }?.verdict == .accepted(acceptances[1]))
    #expect(!radius.isRefused)
  }
}
