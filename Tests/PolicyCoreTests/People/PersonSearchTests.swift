import CEL
import PolicyCore
import Testing

/// What names a person, and what would be lost without.
struct PersonSearchTests {
  private func account(
    of id: ID, leaving instant: Timestamp? = nil
  ) throws -> PersonAccount {
    try PersonSearch(policy: ExplainedPolicy.load()).account(of: id, departingAt: instant)
  }

  @Test func findsEveryPlaceThatNamesAPerson() throws {
    let mentions = try account(of: "simon").mentions.map(\.line)
    #expect(
      mentions == [
        "team security member", "exception EX-1 sponsor", "exception EX-2 sponsor",
        "exception EX-3 sponsor", "exception BG-1 notified by security",
        "exception BG-1 owner by security", "settings acceptedBy acceptance by security",
        "invariant critical-needs-a-human owner by security", "rule lab certifier as simon-admin",
        "rule prod approver by security", "rule prod owner by security",
        "rule freeze owner by security", "rule wall owner by security",
      ])
  }

  @Test func bothEndsOfADelegationNameTheOther() throws {
    let sara = try account(of: "sara").mentions.map(\.line)
    let dana = try account(of: "dana").mentions.map(\.line)
    #expect(sara.contains("delegation dana delegator"))
    #expect(dana.contains("delegation sara delegate"))
  }

  @Test func anAgentNamesItsOwner() throws {
    let dana = try account(of: "dana").mentions.map(\.line)
    #expect(dana.contains("agent triage-bot owner"))
  }

  @Test(arguments: ["simon", "simon-admin", "SIMON", "Simon-Admin"])
  func anyAccountIsTheSamePerson(_ id: String) throws {
    let found = try account(of: ID(id))
    #expect(found.person.id == "simon")
    let own = try account(of: "simon")
    #expect(found.mentions == own.mentions)
  }

  @Test func namesNoLossThatWasNotAskedFor() throws {
    let dana = try account(of: "dana")
    #expect(dana.losses == nil)
  }

  struct Departure: CustomTestStringConvertible, Sendable {
    let person: ID
    let expected: [String]
    var testDescription: String { person.text }
  }

  @Test(arguments: [
    Departure(person: "sara", expected: ["rule prod quorum 2 left 1"]),
    Departure(person: "simon", expected: ["rule prod quorum 2 left 1"]),
    Departure(
      person: "dana",
      expected: [
        "agent triage-bot owner dana", "exception EX-1 owner data", "exception EX-1 rollback data",
        "exception EX-2 owner data", "exception EX-2 rollback data", "exception BG-1 rollback data",
        "rule staging owner data",
        "rule staging rollback data", "rule lab owner data", "rule lab rollback data",
        "rule sandbox owner data", "rule sandbox rollback data", "rule prod only approver",
        "rule broken owner data", "rule broken rollback data", "rule coming owner data",
      ]),
    Departure(person: "sam", expected: ["exception BG-1 emergency"]),
    Departure(person: "triage-bot", expected: []),
  ])
  func saysWhatWouldBeLost(_ departure: Departure) throws {
    let account = try account(of: departure.person, leaving: instant("12:00"))
    #expect(account.losses?.map(\.line) == departure.expected)
  }

  @Test func whatIsImpossibleAlreadyIsNotLost() throws {
    let policy = try TestPolicy(
      rules: [review("r", TestReview(.by(4, .team("security"))))]
    ).make()
    let account = try PersonSearch(policy: policy).account(
      of: "sara", departingAt: instant("12:00"))
    #expect(account.losses == [])
  }

  struct Unknown: CustomTestStringConvertible, Sendable {
    let id: ID
    let error: UnknownPerson
    var testDescription: String { id.text }
  }

  @Test(arguments: [
    Unknown(id: "sarah", error: .unknown("sarah", nearest: "sara")),
    Unknown(id: "simon-admi", error: .unknown("simon-admi", nearest: "simon-admin")),
    Unknown(id: "zz", error: .unknown("zz", nearest: nil)),
    Unknown(id: "security", error: .team("security", members: ["sara", "simon"])),
  ])
  func whoIsUnknownIsRefused(_ unknown: Unknown) throws {
    let search = PersonSearch(policy: try ExplainedPolicy.load())
    #expect(throws: unknown.error) {
      _ = try search.account(of: unknown.id, departingAt: nil)
    }
  }
}

extension Mention {
  fileprivate var line: String {
    let way =
      switch way {
      case .directly: ""
      case .alias(let alias): " as \(alias)"
      case .team(let team): " by \(team)"
      }
    return "\(subject) \(id) \(role)" + way
  }
}

extension Loss {
  fileprivate var line: String {
    let kind =
      switch kind {
      case .quorum(let count, let left, _): "quorum \(count) left \(left)"
      case .onlyApprover: "only approver"
      case .human: "human"
      case .owner(let owner): "owner \(owner)"
      case .rollback(let by): "rollback \(by)"
      case .emergency: "emergency"
      case .acceptance: "acceptance"
      }
    return "\(subject) \(id) \(kind)"
  }
}
