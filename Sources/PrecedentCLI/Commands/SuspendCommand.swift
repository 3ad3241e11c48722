import ArgumentParser
import CEL
import Diagnostics
import GitStore
import PolicyCore
import Reporting

/// `precedent suspend RULE --ticket T`.
struct SuspendCommand: EnvironmentCommand {
  static let configuration = CommandConfiguration(
    commandName: "suspend",
    abstract: "Write the exception that turns a rule into a review by its owner, now.",
    discussion: """
      Adds an entry to exceptions/suspensions.yaml in the work tree, which lifts the rule and asks \
      one approval of the team that owns it, with the rule's own limits, rollback and obligations. \
      Nothing is committed. Rules that already ask people or deny cannot be suspended.

      Examples:
        precedent suspend staging-db-readers --ticket INC-7
        precedent suspend staging-db-readers --ticket INC-7 --by alice@example.com --for 3d
      """)

  @Argument(help: ArgumentHelp("A rule that acts without a human.", valueName: "rule"))
  var rule: String

  @Option(help: ArgumentHelp("Where it is written down, such as INC-7.", valueName: "ticket"))
  var ticket: String

  @Option(
    help: ArgumentHelp(
      "Who says so: a human member; git's user.email if left out.", valueName: "id"))
  var by: String?

  @Option(
    name: .customLong("for"),
    help: ArgumentHelp(
      "For how long, such as 3d; the floor exceptionMaxDuration if left out.",
      valueName: "duration"))
  var duration: DurationArgument?

  @Option(help: ArgumentHelp("Why, in one sentence.", valueName: "sentence"))
  var reason: String?

  @OptionGroup var location: PolicyLocationOptions

  @Option(help: "The form of the report.")
  var format = EditFormat.text

  func validate() throws {
    for (name, text) in [("--ticket", ticket), ("--reason", reason ?? "-")]
    where text.allSatisfy(\.isWhitespace) {
      throw ValidationError("\(name) is empty")
    }
  }

  func run(in environment: CommandEnvironment) async throws -> ExitStatus {
    let repository = try location.open(in: environment)
    let files = try EditablePolicy(repository)
    let suspension = try suspension(in: files.policy, repository, at: environment.now())
    let edited = try files.edit(PolicyEditor.suspensionsPath) { editor throws(EditProblem) in
      try editor.suspending(suspension)
    }
    let report = SuspensionReport(
      suspension: suspension, file: files.pathInRepository(edited.path),
      lineNumber: edited.lineNumber,
      breakGlass: files.policy.exceptions.filter {
        $0.breakGlass != nil && $0.lifts.contains(suspension.rule.id)
      }.map(\.id))
    let palette = environment.palette(for: environment.output)
    try environment.output.write(
      format == .json
        ? SuspensionJSON().render(report) : SuspensionText(palette: palette).render(report))
    return .nothingToReport
  }

  private func suspension(
    in policy: Policy, _ repository: borrowing PolicyRepository, at now: Timestamp
  ) throws(CommandFailure) -> Suspension {
    guard let rule = policy.rule(ID(rule)) else {
      throw CommandFailure(.unknownRule(rule, in: policy, orBreakGlass: false))
    }
    guard let account = by ?? repository.repository.configuration("user.email") else {
      throw CommandFailure(
        Diagnostic(
          code: "not-entitled", message: "nobody says who suspends the rule",
          help: "name a human member with --by"))
    }
    let person = try PolicyPerson(account, in: policy, at: now)
    do throws(Suspension.Refusal) {
      return try Suspension(
        of: rule, in: policy, from: now, lasting: duration?.duration, by: person.id,
        ticket: ticket, reason: reason)
    } catch {
      throw CommandFailure(error.diagnostic(rule))
    }
  }
}

extension Suspension.Refusal {
  /// What people are told.
  func diagnostic(_ rule: Rule) -> Diagnostic {
    let (reason, help): (String, String) =
      switch self {
      case .asksPeopleAlready:
        ("it asks people already", "change whom it asks in its `review`, or deny with a new rule")
      case .denies:
        ("it denies", "an exception that lifted it would let through what it denies")
      case .hasNoOwner:
        ("it has no owner who could review", "add `owner:` with the team that answers for it")
      case .hasEnded(let end): ("it ended at \(end)", "it no longer applies; take it away")
      case .badDuration(let floor):
        (
          "the duration is nothing, or longer than \(floor)",
          "the floor exceptionMaxDuration in precedent.yaml is \(floor)"
        )
      }
    return Diagnostic(
      code: "cannot-suspend", message: "`\(rule.id)` cannot be suspended: \(reason)",
      location: rule.location, help: help)
  }
}
