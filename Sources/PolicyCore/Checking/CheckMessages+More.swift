import CEL
import Diagnostics

/// What can be said about approvers, removals and what is untidy.
extension Diagnostic {
  // MARK: - Approvers

  static func noQuorumForOwnRequests(
    _ requirement: Requirement, place: String, at location: SourceLocation
  ) -> Diagnostic {
    let names = requirement.from.map { inBackticks($0.description) }.joined(separator: " or ")
    return Diagnostic(
      .noQuorumForOwnRequests, .warning,
      "\(place) asks everybody of \(names), and none of them approves for himself", location,
      notes: ["a request for one of them, or for a workload of his, waits until it expires"],
      help: "add people, ask for fewer approvals, or escalate to others")
  }

  static func selectorNamesNobody(
    _ selector: Selector, place: String, at location: SourceLocation
  ) -> Diagnostic {
    Diagnostic(
      .selectorNamesNobody, .warning,
      "\(place) asks \(inBackticks(selector.description)), which names nobody", location,
      help: "put people into the team, or name somebody whom the directory knows")
  }

  static func unboundApprover(_ member: Member, missing: [String]) -> Diagnostic {
    Diagnostic(
      .unboundApprover, .warning,
      "`\(member.id)` is asked to approve, is no human, and has no "
        + missing.map(inBackticks).joined(separator: ", no "),
      member.location,
      notes: member.authority == nil ? ["without `authority` its approvals do not count"] : [],
      help: "say what it may approve, until when, and who answers for it")
  }

  static func ownerNotHuman(_ member: Member, owner: ID) -> Diagnostic {
    Diagnostic(
      .ownerNotHuman, .warning,
      "`\(owner)` answers for `\(member.id)` and is no human who is still here", member.location,
      help: "name a human, or a team with one, as its `owner`")
  }

  static func allInOnePerson(_ rule: Rule, _ person: ID) -> Diagnostic {
    Diagnostic(
      .allInOnePerson, .warning,
      "`\(person)` changed the file of `\(rule.id)` last, certified it, and alone can approve by it",
      rule.location, notes: ["of the file, the author of its last commit is looked at"],
      help: "let somebody else certify it, or let a team approve")
  }

  // MARK: - Removals

  static func removalWithoutTriggers(_ rule: Rule) -> Diagnostic {
    Diagnostic(
      .removalWithoutTriggers, .warning,
      "`\(rule.id)` takes access away by itself and does not say what starts it", rule.location,
      help: "add `triggers:` with the signals, such as `[ hr.left ]`")
  }

  static func noWayBack(_ rule: Rule) -> Diagnostic {
    Diagnostic(
      .noWayBack, .warning,
      "`\(rule.id)` takes access away, and a `restore` would be denied", rule.location,
      help: "add a rule that lets a `restore` of such a resource be approved or reviewed")
  }

  static func drillOverdue(
    _ place: String, since: Timestamp?, every: PolicyDuration, at location: SourceLocation
  ) -> Diagnostic {
    let message =
      since.map { "the rollback of \(place) had to be tried by \($0)" }
      ?? "the rollback of \(place) has never been tried"
    return Diagnostic(
      .drillOverdue, .warning, message, location, notes: ["it is to be tried every \(every)"],
      help: "try it, then write `drilled: <today>`")
  }

  // MARK: - Tidiness

  static func titleTooLong(_ id: ID, at location: SourceLocation) -> Diagnostic {
    Diagnostic(
      .titleTooLong, .warning, "the title of `\(id)` is more than one sentence", location,
      help: "say in one sentence what it does; the rest is for a comment")
  }

  static func assertedOnly(_ rule: Rule, _ fields: [[String]]) -> Diagnostic {
    let names = Set(fields.map { $0.joined(separator: ".") }).sorted()
    return Diagnostic(
      .assertedOnly, .warning, "`\(rule.id)` acts alone on what only the asker says",
      rule.condition.location,
      notes: ["it reads \(names.prefix(10).map(inBackticks).joined(separator: ", "))"],
      help: "ask for something that an authority attests, too")
  }

  static func assertedApprover(_ requirement: Requirement, _ rule: Rule) -> Diagnostic {
    let names = requirement.from.map { inBackticks($0.description) }.joined(separator: " or ")
    return Diagnostic(
      .assertedApprover, .warning,
      "`\(rule.id)` lets the asker choose who approves: \(names) is what he writes",
      rule.location, help: "ask a team, or a field that an authority attests")
  }

  static func unusedTeam(_ team: Team) -> Diagnostic {
    Diagnostic(
      .unusedTeam, .note, "nothing names the team `\(team.id)`", team.location,
      help: "take it away, or name it where it should be asked")
  }

  static func unusedFields(_ fields: [String]) -> Diagnostic {
    let greatestCount = 20
    let shown = fields.prefix(greatestCount).map(inBackticks).joined(separator: ", ")
    let rest = fields.count - greatestCount
    return Diagnostic(
      .unusedField, .note,
      "no condition reads " + shown + (rest > 0 ? " and \(rest) more" : ""),
      .file("schema/request.schema.json"),
      help: "leave what nobody reads out of requests: they are personal data")
  }

  static func unusedFixture(_ path: String) -> Diagnostic {
    Diagnostic(
      .unusedFixture, .note, "no test uses this fixture", .file(path),
      help: "take it away, or write the test for which it was made")
  }

  static func noEmergencyPath(
    _ value: String, _ field: String, _ condition: Condition
  ) -> Diagnostic {
    Diagnostic(
      .noEmergencyPath, .note,
      "no break-glass reaches what has the \(field) \(inBackticks(value))", condition.location,
      help: "add an exception with `breakGlass`, or accept that an emergency waits for people")
  }

  static func mergeWithOwnChanges(_ merge: CheckSurroundings.EvilMerge) -> Diagnostic {
    let greatestCount = 10
    let shown = merge.paths.prefix(greatestCount).map(inBackticks).joined(separator: ", ")
    let commit = merge.commit?.prefix(12)
    return Diagnostic(
      .mergeWithOwnChanges, .warning,
      "the merge\(commit.map { " `\($0)`" } ?? "") holds what git does not merge by itself: "
        + shown,
      merge.paths.first.map { .file($0) },
      notes: ["a pull request shows the changes of its branch, not those of the merge"],
      help: commit.map { "read `git show --remerge-diff \($0)`, and review it like a change" }
        ?? "take it out of the merge, and commit it by itself")
  }
}
