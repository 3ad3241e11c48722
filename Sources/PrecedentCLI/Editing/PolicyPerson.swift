import CEL
import Diagnostics
import PolicyCore

/// Who signs an edit: a human whom the directory knows.
struct PolicyPerson {
  /// As the directory has it.
  let id: ID

  /// Finds a human by any of his accounts.
  init(_ account: String, in policy: Policy, at instant: Timestamp) throws(CommandFailure) {
    let directory = policy.directory
    let person = directory.person(ID(account))
    guard let member = directory.members[person] else {
      throw CommandFailure(Self.unknown(account, directory))
    }
    guard member.kind == .human else {
      throw Self.refusal(
        "`\(person)` is of the kind `\(member.kind.rawValue)`; only a human answers")
    }
    guard member.isActive(at: instant) else {
      throw Self.refusal("`\(person)` is no longer a member")
    }
    id = person
  }

  /// Requires that somebody belongs to the team that answers for an entry.
  func require(memberOf team: ID, in policy: Policy, at instant: Timestamp) throws(CommandFailure) {
    let people = policy.directory.people(ofTeam: team)
    guard !people.contains(id) else { return }
    let others = people.filter { person in
      guard let member = policy.directory.members[person] else { return false }
      return member.kind == .human && member.isActive(at: instant)
    }.sorted()
    let names = others.prefix(10).map { "`\($0)`" }.joined(separator: ", ")
    throw Self.refusal(
      "`\(id)` is not in the team `\(team)`, which answers for it",
      help: others.isEmpty ? "no human is in the team; add one" : "ask \(names)")
  }

  private static func refusal(_ message: String, help: String? = nil) -> CommandFailure {
    CommandFailure(
      Diagnostic(
        code: "not-entitled", message: message, help: help ?? "name a human member with --by"))
  }

  private static func unknown(_ account: String, _ directory: Directory) -> Diagnostic {
    let known = directory.members.values.flatMap { [$0.id.text] + $0.aliases.map(\.text) }
    let isTeam = directory.teams[ID(account)] != nil
    return Diagnostic(
      code: "unknown-name", message: "there is no member `\(account)`",
      help: isTeam
        ? "this is a team; name one of its members"
        : Suggestion.help(for: account, in: known) ?? "name a member of directory/ with --by")
  }
}
