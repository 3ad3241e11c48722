import ArgumentParser
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
      long as --within says. Exit code 1 means that something is overdue.

      Examples:
        precedent due
        precedent due --within 90d main
        precedent due --at 2027-01-01 --format json
      """)

  @OptionGroup var chosenVersion: VersionOptions

  @Option(help: ArgumentHelp("How far to look ahead, such as 90d.", valueName: "duration"))
  var within = DurationArgument(PolicyDuration(seconds: 30 * 86_400))

  @Option(help: ArgumentHelp("As of this instant; now if left out.", valueName: "instant"))
  var at: InstantArgument?

  @OptionGroup var location: PolicyLocationOptions
  @OptionGroup var output: OutputOptions

  @Option(help: "The form of the list.")
  var format = ReportFormat.text

  func run(in environment: CommandEnvironment) async throws -> ExitStatus {
    let repository = try location.open(in: environment)
    let policy = try chosenVersion.load(from: repository).policy()
    let list = DueSearch(
      policy: policy, at: at?.instant ?? environment.now(), within: within.duration
    ).list()
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
