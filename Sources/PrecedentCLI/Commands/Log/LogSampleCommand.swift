import ArgumentParser
import DecisionLog
import Diagnostics
import GitStore
import PolicyCore
import Reporting

/// `precedent log sample LOG`.
struct LogSampleCommand: EnvironmentCommand {
  static let configuration = CommandConfiguration(
    commandName: "sample",
    abstract: "Draw decisions for an audit, decide each again, and say who last changed its rule.",
    discussion: """
      Whoever has the log, the seed and the same options draws the same decisions: those whose \
      SHA-256 over the seed, a line feed and the record's id is the smallest, within each stratum \
      of --by. Every stratum has at least one; each further one goes to the stratum with the \
      greatest size / (2 * drawn + 1). Take a seed that nobody knew when the decisions were made.

      Exit code 1 means that a decision that was drawn does not verify, or the log is damaged.

      Examples:
        precedent log sample decisions --seed 2026-Q3 --by tier,owner
        precedent log sample decisions --n 60 --seed 4711 --since 2026-07-01 --until 2026-10-01 \
      --keys allowed --format csv -o workpaper.csv
      """)

  @OptionGroup var folder: LogFolderArgument

  @Option(name: .customLong("n"), help: ArgumentHelp("How many are drawn.", valueName: "count"))
  var count = 25

  @Option(help: ArgumentHelp("Any text; it decides which are drawn.", valueName: "seed"))
  var seed: String

  @Option(
    help: ArgumentHelp(
      "Divide by these first, with commas between: tier, status, owner (of the rules that decided), rule.",
      valueName: "dimensions"))
  var by: DimensionsArgument?

  @OptionGroup var period: LogPeriodOptions

  @Option(
    help: ArgumentHelp(
      "Demand a signature by one of the keys (*.pub) in this folder.", valueName: "folder"),
    completion: .directory)
  var keys: String?

  @Option(
    help: ArgumentHelp(
      "The ref whose commits may decide; git config precedent.protectedRef if left out.",
      valueName: "ref"))
  var protectedRef: String?

  @OptionGroup var location: PolicyLocationOptions
  @OptionGroup var output: OutputOptions

  @Option(help: "The form of the workpaper.")
  var format = ListFormat.text

  @Option(help: ArgumentHelp("Show the `values` of the requests too, not ids only."))
  var show: ShownPart?

  func validate() throws {
    if count < 1 { throw ValidationError("--n is at least 1") }
    if seed.isEmpty { throw ValidationError("--seed is empty") }
  }

  func run(in environment: CommandEnvironment) async throws -> ExitStatus {
    let repository = try location.open(in: environment)
    let allowed = try keys.map {
      try KeyFile.allowedKeys(in: environment.absolutePath($0), shownAs: $0)
    }
    var drawing = SampleDrawing(
      count: count, seed: seed, dimensions: by?.dimensions ?? [], period: period.period,
      keys: allowed)
    let sample = try await drawing.sample(
      folder.log, verifying: try VerifyingPolicies(repository, protectedRef: protectedRef),
      in: repository, environment: environment)
    try output.write(text(of: sample, environment), in: environment)
    return sample.holds ? .nothingToReport : .findings
  }

  private func text(of sample: AuditSample, _ environment: CommandEnvironment) -> String {
    let values: ReportValues = show == .values ? .show : .hide
    switch format {
    case .json: return AuditSampleJSON(values: values).render(sample)
    case .markdown: return AuditSampleMarkdown(values: values).render(sample)
    case .csv: return AuditSampleCSV(values: values).render(sample)
    case .text:
      return AuditSampleText(palette: output.palette(in: environment), values: values)
        .render(sample)
    }
  }
}

/// Dimensions on the command line, with commas between.
struct DimensionsArgument: ExpressibleByArgument, Sendable {
  let dimensions: [SampleDimension]

  /// Nil for an unknown one, and for one that is named twice.
  init?(argument: String) {
    let names = argument.split(separator: ",", omittingEmptySubsequences: false)
    dimensions = names.compactMap { SampleDimension(rawValue: String($0)) }
    guard dimensions.count == names.count, Set(dimensions).count == names.count else { return nil }
  }
}
