import ArgumentParser
import GitStore
import History
import Impact
import PolicyCore
import Reporting

/// `precedent calibrate [REV]`.
struct CalibrateCommand: EnvironmentCommand {
  static let configuration = CommandConfiguration(
    commandName: "calibrate",
    abstract: "Show how often a policy reproduces what was really decided, and why not.")

  @Argument(help: ArgumentHelp("A revision; HEAD if left out.", valueName: "rev"))
  var revision = "HEAD"

  @OptionGroup var history: HistoryOptions
  @OptionGroup var location: PolicyLocationOptions
  @OptionGroup var output: OutputOptions

  @Option(help: "The form of the report.")
  var format = ReportFormat.text

  func run(in environment: CommandEnvironment) async throws -> ExitStatus {
    let repository = try location.open(in: environment)
    let commit = try repository.repository.commitID(of: revision)
    let version = try repository.load(.commit(commit), named: revision)
    let policy = try version.policy()
    let sources = try history.sources(
      of: version, policy: policy, in: repository, environment: environment)
    let report = try await replay(policy, version, sources, environment)
    try HistoryOptions.requireRecords(report.history.records)
    try output.write(text(of: report, environment), in: environment)
    return history.refuses(unreplayable: report.history.unreplayable)
      ? .unusableInput : .nothingToReport
  }

  private func replay(
    _ policy: Policy, _ version: PolicyVersion, _ sources: [HistorySource],
    _ environment: CommandEnvironment
  ) async throws -> Calibration {
    let reader = HistoryReader(sources: sources, limits: history.limits)
    let bar = ProgressBar(environment: environment, whole: .bytes(reader.totalByteCount))
    let calibrator = Calibrator(policy: policy, version: version.reportVersion(policy))
    return try await bar.during(reader) { reader, progress in
      try await calibrator.run(
        over: reader, parallelism: history.parallelism(in: environment), progress: progress)
    }
  }

  private func text(of report: Calibration, _ environment: CommandEnvironment) -> String {
    switch format {
    case .json: CalibrationJSON().render(report)
    case .markdown: CalibrationMarkdown().render(report)
    case .text: CalibrationText(palette: output.palette(in: environment)).render(report)
    }
  }
}
