import ArgumentParser
import CEL
import DecisionLog
import Diagnostics
import GitStore
import PolicyCore
import Reporting

/// `precedent owner-report [REV]`.
struct OwnerReportCommand: EnvironmentCommand {
  static let configuration = CommandConfiguration(
    commandName: "owner-report",
    abstract: "Show each owner of rules what they did, and what must be looked at.",
    discussion: """
      For each team: its rules, the decisions that they took part in, the exceptions that were used, \
      break-glass that nobody has reviewed, what ends or must be recertified, and rules that no \
      decision used. Without --log only what the policy says. Periods are by the log's own time, and \
      do not matter for what is due. Exit code 1 means that something is overdue.

      Examples:
        precedent owner-report main --log decisions
        precedent owner-report --log decisions --owner team-data --since 2026-07-01 --format csv
      """)

  @OptionGroup var chosenVersion: VersionOptions

  @Option(
    help: ArgumentHelp("The log whose decisions are counted.", valueName: "folder"),
    completion: .directory)
  var log: String?

  @Option(help: ArgumentHelp("Only what this team owns.", valueName: "id"))
  var owner: String?

  @OptionGroup var period: LogPeriodOptions

  @Option(help: ArgumentHelp("How far to look ahead, such as 90d.", valueName: "duration"))
  var within = DurationArgument(PolicyDuration(seconds: 30 * 86_400))

  @Option(help: ArgumentHelp("As of this instant; now if left out.", valueName: "instant"))
  var at: InstantArgument?

  @OptionGroup var location: PolicyLocationOptions
  @OptionGroup var output: OutputOptions

  @Option(help: "The form of the report.")
  var format = OwnerReportFormat.text

  @Option(
    help: ArgumentHelp("Show `values` in Markdown too, such as subjects, not ids of requests only.")
  )
  var show: ShownPart?

  func validate() throws {
    let hasPeriod = period.since != nil || period.until != nil
    if log == nil, hasPeriod { throw ValidationError("--since and --until need --log") }
  }

  func run(in environment: CommandEnvironment) async throws -> ExitStatus {
    let repository = try location.open(in: environment)
    let policy = try chosenVersion.load(from: repository).policy()
    let instant = at?.instant ?? environment.now()
    let list = DueSearch(policy: policy, at: instant, within: within.duration).list()
    let report = try chosen(
      log.map { try count($0, policy, list, repository, environment) }
        ?? OwnerReport(of: policy, due: list))
    try environment.warn(overdue(report))
    try output.write(text(of: report, environment), in: environment)
    return report.overdueCount > 0 ? .findings : .nothingToReport
  }

  /// Goes through the log once.
  private func count(
    _ log: String, _ policy: Policy, _ list: DueList, _ repository: borrowing PolicyRepository,
    _ environment: CommandEnvironment
  ) throws -> OwnerReport {
    let reading = LogReading(log, in: environment)
    var uses = BreakGlassUses(reading)
    var counting = OwnerCount(policy: policy, period: period.period)
    let (header, _) = try reading.entries { (entry, place) throws(LogFailure) in
      let decision = try LoggedDecision.reading(entry, at: place)
      uses.add(entry, decision, at: place)
      if let decision { counting.add(decision) }
    }
    return counting.report(header, due: list, uses: try uses.uses(at: list.at, in: repository))
  }

  private func chosen(_ report: OwnerReport) throws(CommandFailure) -> OwnerReport {
    guard let owner else { return report }
    var report = report
    let known = report.owners.compactMap { $0.id?.text }
    report.owners = report.owners.filter { $0.id == ID(owner) }
    guard report.owners.isEmpty else { return report }
    throw CommandFailure(
      Diagnostic(
        code: "unknown-name", message: "`\(owner)` owns no rule and no exception",
        help: Suggestion.help(for: owner, in: known) ?? "name a team that owns one"))
  }

  /// A use of two owners' break-glass is said once.
  private func overdue(_ report: OwnerReport) -> Diagnostic? {
    let uses = Set(report.owners.flatMap(\.unreviewed)).filter { $0.isOverdue(at: report.at) }
    return .unreviewed(uses.sorted { $0.index < $1.index }, log: log ?? "")
  }

  private func text(of report: OwnerReport, _ environment: CommandEnvironment) -> String {
    switch format {
    case .json: OwnerReportJSON().render(report)
    case .csv: OwnerReportCSV().render(report)
    case .markdown:
      OwnerReportMarkdown(values: show == .values ? .show : .hide).render(report)
    case .text: OwnerReportText(palette: output.palette(in: environment)).render(report)
    }
  }
}

/// The form of an owner report.
enum OwnerReportFormat: String, ExpressibleByArgument, CaseIterable, Sendable {
  case text, json, markdown, csv
}
