import CEL
import Diagnostics
import PolicyCore
import TestSupport

/// A random policy, directory, request and approvals, small enough that rules and people meet often.
struct RandomDecision {
  var rules: [TestRule]
  var exceptions: [TestException]
  var invariants: [TestInvariant]
  var otherwise: TestReview?
  var teams: [Team]
  var members: [Member]
  var delegations: [RandomDelegation]
  var request: JSONObject
  var approvals: [Approval]
  var at: Timestamp

  static let people: [ID] = [
    "dana", "dana-admin", "david", "bo", "sara", "simon", "eve", "olga", "otto", "sam", "robo",
    "ci", "pet", "zoe",
  ]

  init(_ random: inout SeededRandom) {
    // Half of the worlds are about reviews, and people use them.
    let isReviewed = random.chance(50)
    rules = (0..<random.pick(isReviewed ? [1, 2] : [1, 2, 3, 4, 5])).map {
      var rule = Self.rule(ID("rule-\($0)"), &random)
      if isReviewed {
        rule.when = "true"
        rule.window = Window()
        rule.effect = random.chance(15) ? .approve : .review(Self.review(&random))
      }
      return rule
    }
    exceptions = (0..<random.below(3)).map { Self.exception(ID("exception-\($0)"), &random) }
    invariants = (0..<(random.chance(25) ? random.pick([1, 2]) : 0)).map {
      Self.invariant(ID("invariant-\($0)"), &random)
    }
    otherwise = random.chance(20) ? Self.review(&random) : nil
    teams = TestPeople.teams.map { Self.aged($0, &random) }
    members = TestPeople.members
    delegations = (0..<random.below(4)).map { _ in RandomDelegation(&random) }
    request = Self.request(&random)
    approvals = (0..<random.pick(isReviewed ? [4, 8, 12] : [0, 2, 6])).map { _ in
      Self.approval(&random)
    }
    // Accounts that say two things at once.
    for approval in approvals where random.chance(10) {
      var twin = Self.approval(&random)
      twin.by = approval.by
      twin.at = approval.at
      approvals.append(twin)
    }
    at = random.chance(25) ? Self.instant(&random) : PolicyCoreTests.instant("12:00")
  }

  func with(_ change: (inout RandomDecision) -> Void) -> RandomDecision {
    var world = self
    change(&world)
    return world
  }

  func decide() throws -> Decision {
    let plain = Directory(teams: teams, members: members)
    let compiler = TestCompiler(schema: .standard, directory: plain)
    let authorities = ["robo": "resource.environment != \"prod\"", "ci": "true", "pet": "true"]
    let directory = Directory(
      teams: teams,
      members: try members.map { member in
        var member = member
        member.authority = try authorities[member.id.text].map { try compiler.condition($0) }
        return member
      }, delegations: try delegations.map { try $0.make(compiler) })
    let policy = try TestPolicy(
      rules: rules, exceptions: exceptions, invariants: invariants, otherwise: otherwise,
      directory: directory
    ).make()
    let request = try RecordReader(schema: policy.schema).request(request)
    return Decider(policy: policy).decide(request, approvals: approvals, at: at)
  }

  /// Every way to leave out one thing.
  var smaller: [RandomDecision] {
    rules.indices.map { index in with { $0.rules.remove(at: index) } }
      + exceptions.indices.map { index in with { $0.exceptions.remove(at: index) } }
      + invariants.indices.map { index in with { $0.invariants.remove(at: index) } }
      + delegations.indices.map { index in with { $0.delegations.remove(at: index) } }
      + approvals.indices.map { index in with { $0.approvals.remove(at: index) } }
      + (otherwise == nil ? [] : [with { $0.otherwise = nil }])
  }
}

/// A delegation before its scope is compiled.
struct RandomDelegation: Sendable {
  var from: ID
  var to: ID
  var scope: String?
  var window: Window

  init(_ random: inout SeededRandom) {
    from = random.pick(["olga", "dana", "sara", "bo", "eve"])
    to = random.pick(["otto", "david", "simon", "sam"])
    scope = random.chance(30) ? RandomDecision.condition(&random) : nil
    window = Window(since: instant("09:00"), until: instant("23:00"))
    if random.chance(30) { window.until = RandomDecision.instant(&random) }
  }

  func make(_ compiler: TestCompiler) throws -> Delegation {
    Delegation(
      from: from, to: to, scope: try scope.map { try compiler.condition($0) }, window: window,
      reason: "Leave.", location: TestPeople.place)
  }
}
