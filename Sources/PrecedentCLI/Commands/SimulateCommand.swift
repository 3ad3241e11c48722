import ArgumentParser
import CEL
import Diagnostics
import GitStore
import History
import Impact
import PolicyCore
import Reporting

/// `precedent simulate A..B`.
struct SimulateCommand: EnvironmentCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract: "Show which recorded requests a change decides differently, and judge its gates.",
    discussion: """
      Every record is decided under both versions, with its own approvals, at the instant of its \
      recorded outcome. Exit code 1 means that a gate tripped; 2 that records could not be \
      replayed (the report is written all the same).

      Examples:
        precedent simulate main..HEAD
        precedent simulate main --staged
        precedent simulate main...topic --history requests.ndjson.gz --format markdown
      """)

  @OptionGroup var comparison: ComparisonOptions
  @OptionGroup var history: HistoryOptions
  @OptionGroup var cache: CacheOptions
  @OptionGroup var location: PolicyLocationOptions
  @OptionGroup var output: OutputOptions

  @Option(help: "The form of the report.")
  var format = ReportFormat.text

  @Option(
    help: ArgumentHelp(
      "Judge windows and recertification at this instant instead of the records' own.",
      valueName: "instant"))
  var at: InstantArgument?

  @Option(help: ArgumentHelp("Show the `values` of sample requests too, not ids only."))
  var show: ShownPart?

  func run(in environment: CommandEnvironment) async throws -> ExitStatus {
    let repository = try location.open(in: environment)
    let versions = try comparison.load(from: repository)
    let after = try versions.after.policy()
    let before = try versions.before.policy(orEmptyWith: after.schema)
    let sources = try sources(versions, before: before, after: after, repository, environment)
    let simulation = Simulation(
      before: before, after: after,
      terms: try repository.simulationTerms(
        of: versions, before: before, after: after, policyAt: at?.instant, now: environment.now(),
        allowedUnreplayable: history.allowedUnreplayable?.count ?? 0))
    let report = try await simulation.run(
      over: sources, parallelism: history.parallelism(in: environment),
      memory: history.memory.memory, cache: cache.cache(in: environment), in: environment)
    try HistoryOptions.requireRecords(report.history.records)
    try output.write(text(of: report, environment), in: environment)
    return status(of: report)
  }

  /// The history of the old version; of the new one where the old has no policy.
  private func sources(
    _ versions: ComparedVersions, before: Policy, after: Policy,
    _ repository: borrowing PolicyRepository, _ environment: CommandEnvironment
  ) throws -> [HistorySource] {
    let hasPolicy = versions.before.loaded != nil
    return try history.sources(
      of: hasPolicy ? versions.before : versions.after, policy: hasPolicy ? before : after,
      in: repository, environment: environment)
  }

  private func text(of report: BlastRadius, _ environment: CommandEnvironment) -> String {
    let values: ReportValues = show == .values ? .show : .hide
    switch format {
    case .json: return BlastRadiusJSON().render(report)
    case .markdown:
      return BlastRadiusMarkdown(values: values).render(report)
    case .text:
      return BlastRadiusText(palette: output.palette(in: environment), values: values)
        .render(report)
    }
  }

  private func status(of report: BlastRadius) -> ExitStatus {
    if report.isIncomplete { return .unusableInput }
    return report.isRefused ? .findings : .nothingToReport
  }
}
