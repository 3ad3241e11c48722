import ArgumentParser
import DecisionLog
import Diagnostics
import GitStore
import Impact
import PolicyCore
import Reporting

/// `precedent remediate LOG --under A..B`.
struct RemediateCommand: EnvironmentCommand {
  static let configuration = CommandConfiguration(
    commandName: "remediate",
    abstract: "List the decisions of bad versions that the good one would not have given.",
    discussion: """
      A is the first bad version, B the one that mends it. Whatever the log holds of versions from A \
      up to B is decided again under B, with its own approvals at its own instant. What access to \
      take back or give back is listed by who must do it and until when; what has ended, was \
      reversed or was decided again since is set apart. Exit code 1 means that there is something to \
      do; 2 that decisions could not be decided again (the report is written all the same).

      Examples:
        precedent remediate decisions --under 3f2a9d0..main
        precedent remediate decisions --under bad-release..main --format csv -o to-do.csv
        precedent remediate decisions --under 3f2a9d0..main --format requests --by alice@example.com \
      -o undo.ndjson
        precedent decide undo.ndjson --stream --log decisions
      """)

  @OptionGroup var folder: LogFolderArgument

  @Option(
    help: ArgumentHelp(
      "The first bad version and the good one, as A..B; an empty side is HEAD.",
      valueName: "range"))
  var under: String

  @OptionGroup var period: LogPeriodOptions

  @Option(
    help: ArgumentHelp(
      "Judge windows and recertification at this instant instead of the decisions' own.",
      valueName: "instant"))
  var at: InstantArgument?

  @Option(
    name: .customLong("allow-unreplayable"), defaultAsFlag: AllowedCount.any,
    help: ArgumentHelp(
      "Do not fail when decisions cannot be decided again, or not when at most this many.",
      valueName: "n"))
  var allowedUnreplayable: AllowedCount?

  @OptionGroup var reversal: ReversalOptions
  @OptionGroup var location: PolicyLocationOptions
  @OptionGroup var output: OutputOptions

  @Option(
    help: "The form of the report; `requests` are those that undo what was decided, as NDJSON.")
  var format = RemediationFormat.text

  func validate() throws {
    if !Repository.isRange(under) || under.contains("...") {
      throw ValidationError("--under takes the first bad version and the good one, as A..B")
    }
    if format != .requests, reversal.by != nil || reversal.reason != nil {
      throw ValidationError("--by and --reason go with --format requests")
    }
  }

  func run(in environment: CommandEnvironment) async throws -> ExitStatus {
    let repository = try location.open(in: environment)
    let span = try CommitSpan(under, in: repository)
    let good = try repository.load(.commit(span.goodID), named: span.good.name).policy()
    let now = environment.now()
    let terms = Remediation.Terms(
      bad: span.bad, good: span.good, policySHA256: good.digest, now: now, policyAt: at?.instant,
      period: period.period)
    let found = try await read(span, terms, good, repository, environment)
    let isWritten = try write(found, good, environment)
    if found.unread > allowedUnreplayable?.count ?? 0 { return .unusableInput }
    return found.hasFindings || !isWritten ? .findings : .nothingToReport
  }

  private func read(
    _ span: CommitSpan, _ terms: Remediation.Terms, _ good: Policy,
    _ repository: borrowing PolicyRepository, _ environment: CommandEnvironment
  ) async throws -> Remediation {
    do {
      let scan = try LogScan(folder: environment.absolutePath(folder.log))
      var reading = RemediationReading(
        scan, span: span, terms: terms, good: good, parallelism: environment.processorCount)
      let bar = ProgressBar(environment: environment, whole: .bytes(nil))
      return try await bar.during(0) { _, progress in
        try await reading.read(in: repository) { progress.report($0, 0) }
      }
    } catch let failure as LogFailure {
      throw CommandFailure(failure, log: folder.log)
    }
  }

  /// - Returns: whether all that was asked for could be written.
  private func write(
    _ found: Remediation, _ good: Policy, _ environment: CommandEnvironment
  ) throws -> Bool {
    switch format {
    case .text:
      let text = RemediationText(palette: output.palette(in: environment), log: folder.log)
      try output.write(text.render(found), in: environment)
    case .json: try output.write(RemediationJSON().render(found), in: environment)
    case .csv: try output.write(RemediationCSV().render(found), in: environment)
    case .requests:
      // Nobody acts on a log that somebody has changed.
      if let damage = found.damage {
        throw CommandFailure(.damaged(damage), log: folder.log)
      }
      return try RedressRequests(reversal.writer(under: good, at: found.terms.now))
        .write(found, to: output, in: environment)
    }
    return true
  }
}

/// The form of a remediation.
enum RemediationFormat: String, ExpressibleByArgument, CaseIterable, Sendable {
  case text, json, csv, requests
}
