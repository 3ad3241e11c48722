import ArgumentParser
import CEL
import DecisionLog
import Diagnostics
import GitStore
import PolicyCore
import Reporting

/// `precedent due [REV]`.
struct DueCommand: EnvironmentCommand {
  static let configuration = CommandConfiguration(
    commandName: "due",
    abstract: "List what ends, and what somebody must look at again.",
    discussion: """
      Rules and break-glass to recertify, rollbacks to try, directory files that go stale; rules, \
      exceptions, delegations, members and suppressions that end. What has ended is listed for as \
      long as --within says. With --log also the uses of break-glass that nobody has reviewed yet. \
      Exit code 1 means that something is overdue.

      Examples:
        precedent due
        precedent due --within 90d main
        precedent due --at 2027-01-01 --format json
        precedent due --log decisions
      """)

  @OptionGroup var chosenVersion: VersionOptions

  @Option(help: ArgumentHelp("How far to look ahead, such as 90d.", valueName: "duration"))
  var within = DurationArgument(PolicyDuration(seconds: 30 * 86_400))

  @Option(help: ArgumentHelp("As of this instant; now if left out.", valueName: "instant"))
  var at: InstantArgument?

  @Option(
    help: ArgumentHelp(
      "List what waits for a review in this log of decisions, too.", valueName: "folder"),
    completion: .directory)
  var log: String?

  @OptionGroup var location: PolicyLocationOptions
  @OptionGroup var output: OutputOptions

  @Option(help: "The form of the list.")
  var format = ReportFormat.text

  func run(in environment: CommandEnvironment) async throws -> ExitStatus {
    let repository = try location.open(in: environment)
    let policy = try chosenVersion.load(from: repository).policy()
    let instant = at?.instant ?? environment.now()
    var list = DueSearch(policy: policy, at: instant, within: within.duration).list()
    let uses = try log.map {
      try LogReading($0, in: environment).breakGlassUses(at: instant, in: repository)
    }
    list = list.adding((uses ?? []).compactMap { $0.dueItem(at: instant, within: list.within) })
    let overdue = (uses ?? []).filter { $0.isOverdue(at: instant) }
    try environment.warn(.unreviewed(overdue, log: log ?? ""))
    try output.write(text(of: list, environment), in: environment)
    return list.isOverdue ? .findings : .nothingToReport
  }

  private func text(of list: DueList, _ environment: CommandEnvironment) -> String {
    switch format {
    case .json: DueJSON().render(list)
    case .markdown: DueMarkdown().render(list)
    case .text: DueText(palette: output.palette(in: environment)).render(list)
    }
  }
}
