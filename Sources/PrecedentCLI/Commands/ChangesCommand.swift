import ArgumentParser
import CEL
import DecisionLog
import Diagnostics
import GitStore
import History
import Impact
import PolicyCore
import Reporting

/// `precedent changes [RANGE]`.
struct ChangesCommand: EnvironmentCommand {
  static let configuration = CommandConfiguration(
    commandName: "changes",
    abstract: "List each change of the policy: who made it, what it means, what the gates say.",
    discussion: """
      A change is a commit on the first-parent line of the protected ref whose policy files are \
      others than those of the commit before; of a merge it is all that was merged. The history \
      that the policy had then is replayed, unless --history names another, and the gates judge as \
      of the time of the commit. Changes of tests and histories alone are not listed.

      Exit code 1 means that a change went past the gates: one tripped that nobody accepted (see \
      `Precedent-Accept` in `precedent simulate`), a safeguard was lowered together with a \
      loosening, or the policy did not load or was removed.

      Examples:
        precedent changes
        precedent changes --since 2026-01-01 --until 2026-04-01 --format csv -o q1.csv
        precedent changes v1.0..main --no-replay
      """)

  @Argument(
    help: ArgumentHelp(
      "Only changes that are in B and not in A, as A..B; all of the protected ref if left out.",
      valueName: "range"))
  var range: String?

  @Option(
    help: ArgumentHelp("Only changes committed at this instant or later.", valueName: "instant"))
  var since: InstantArgument?

  @Option(help: ArgumentHelp("Only changes committed before this instant.", valueName: "instant"))
  var until: InstantArgument?

  @Flag(name: .customLong("no-replay"), help: "Do not replay histories; the gates are not asked.")
  var isWithoutReplay = false

  @Option(
    help: ArgumentHelp(
      "The ref whose history is gone along; git config precedent.protectedRef if left out.",
      valueName: "ref"))
  var protectedRef: String?

  @OptionGroup var history: HistoryOptions
  @OptionGroup var cache: CacheOptions
  @OptionGroup var location: PolicyLocationOptions
  @OptionGroup var output: OutputOptions

  @Option(help: "The form of the list.")
  var format = ListFormat.text

  func validate() throws {
    if let range, !Repository.isRange(range) { throw ValidationError("name the range as A..B") }
    if range != nil, protectedRef != nil {
      throw ValidationError("give a range or --protected-ref, not both")
    }
    if history.paths.contains("-") {
      throw ValidationError("--history is read for each change; standard input can be read once")
    }
    if isWithoutReplay, !history.paths.isEmpty {
      throw ValidationError("--history is of no use with --no-replay")
    }
  }

  func run(in environment: CommandEnvironment) async throws -> ExitStatus {
    let repository = try location.open(in: environment)
    let ids = try repository.line(range: range, protectedRef: protectedRef)
    let changed = try ChangedLine(ids, in: repository)
    var report = PolicyChanges(
      line: try range ?? repository.protectedRef(givenAs: protectedRef), commits: ids.count,
      since: since?.instant, until: until?.instant)
    let asked = try changed.changes.map { ($0, try repository.policyCommit($0.commit)) }
      .filter { isAsked($0.1) }
    var reading = ChangeReading(changed.line, replay: try replay(in: environment))
    let bar = ProgressBar(environment: environment, whole: .steps)
    report.changes = try await bar.during(asked) { asked, progress in
      var changes: [PolicyChange] = []
      for (change, commit) in asked {
        try Task.checkCancellation()
        changes.append(try await reading.read(change, commit, in: repository))
        progress.report(changes.count, asked.count)
      }
      return changes
    }
    try output.write(text(of: report, environment), in: environment)
    return status(of: report)
  }

  private func isAsked(_ commit: PolicyCommit) -> Bool {
    guard let at = commit.committedAt else { return true }
    return since.map { at >= $0.instant } ?? true && until.map { at < $0.instant } ?? true
  }

  private func replay(in environment: CommandEnvironment) throws -> GateReplay? {
    guard !isWithoutReplay else { return nil }
    var replay = GateReplay(environment: environment)
    replay.parallelism = history.parallelism(in: environment)
    replay.memory = history.memory.memory
    replay.allowedUnreplayable = history.allowedUnreplayable?.count ?? 0
    replay.cache = try cache.cache(in: environment)
    replay.showsProgress = false
    replay.sources =
      history.paths.isEmpty ? nil : try history.place.sources(ofPaths: environment)
    return replay
  }

  /// Records that cannot be replayed outrank findings, as in every replay.
  private func status(of report: PolicyChanges) -> ExitStatus {
    let unreplayable = report.changes.map { $0.replay?.unreplayable ?? 0 }.max() ?? 0
    if history.refuses(unreplayable: unreplayable) { return .unusableInput }
    return report.hasFindings ? .findings : .nothingToReport
  }

  private func text(of report: PolicyChanges, _ environment: CommandEnvironment) -> String {
    switch format {
    case .json: PolicyChangesJSON().render(report)
    case .markdown: PolicyChangesMarkdown().render(report)
    case .csv: PolicyChangesCSV().render(report)
    case .text: PolicyChangesText(palette: output.palette(in: environment)).render(report)
    }
  }
}

/// The form of a list that may become a sheet.
enum ListFormat: String, ExpressibleByArgument, CaseIterable, Sendable {
  case text, json, markdown, csv
}
