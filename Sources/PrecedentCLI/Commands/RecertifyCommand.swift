import ArgumentParser
import CEL
import Diagnostics
import GitStore
import History
import Impact
import PolicyCore
import Reporting

/// `precedent recertify RULE --by ID`.
struct RecertifyCommand: EnvironmentCommand {
  static let configuration = CommandConfiguration(
    commandName: "recertify",
    abstract: "Show what a rule did since it was last certified, and certify it.",
    discussion: """
      Writes `certified: { on: DATE, by: ID }` of a rule, or of a standing break-glass, into the \
      work tree, touching nothing else. Only a human of the team that owns it may certify it. \
      Nothing is committed. Records that cannot be replayed stop it before anything is written \
      (exit code 2), unless --allow-unreplayable.

      Examples:
        precedent recertify staging-db-readers --by alice@example.com
        precedent recertify staging-db-readers --by alice@example.com --history requests.ndjson.gz
      """)

  @Argument(help: ArgumentHelp("A rule, or a standing break-glass.", valueName: "rule"))
  var rule: String

  @Option(help: ArgumentHelp("Who looked at it: a human of its owner's team.", valueName: "id"))
  var by: String

  @Option(
    help: ArgumentHelp(
      "The day on which that was, in UTC; today if left out.", valueName: "date"))
  var on: DayArgument?

  @OptionGroup var history: HistoryOptions
  @OptionGroup var location: PolicyLocationOptions

  @Option(help: "The form of the report.")
  var format = EditFormat.text

  func run(in environment: CommandEnvironment) async throws -> ExitStatus {
    let repository = try location.open(in: environment)
    let files = try EditablePolicy(repository)
    let entry = try CertifiedEntry(rule, in: files.policy)
    let now = environment.now()
    let person = try PolicyPerson(by, in: files.policy, at: now)
    try person.require(memberOf: entry.owner, in: files.policy, at: now)
    let certification = WrittenCertification(day: on?.start ?? now, by: person.id)
    try entry.requireSensible(certification, at: now)
    var report = entry.report
    report.use = try await use(of: entry, files, repository, environment)
    let text = RecertificationText(palette: environment.palette(for: environment.output))
    if format == .text { try environment.output.write(text.evidence(report) + "\n") }
    if let use = report.use, history.refuses(unreplayable: use.unreplayable) {
      if format == .json {
        try environment.output.write(RecertificationJSON().render(report))
      }
      throw CommandFailure(Self.incomplete(use))
    }
    report.edit = try write(certification, of: entry, files)
    try environment.output.write(
      format == .json ? RecertificationJSON().render(report) : text.result(report))
    return .nothingToReport
  }

  // MARK: - History

  /// Nil where there is no history at all.
  private func use(
    of entry: CertifiedEntry, _ files: EditablePolicy, _ repository: borrowing PolicyRepository,
    _ environment: CommandEnvironment
  ) async throws -> RuleUse? {
    if history.paths.isEmpty,
      try repository.histories(of: files.version, policy: files.policy).isEmpty
    {
      return nil
    }
    let sources = try history.sources(
      of: files.version, policy: files.policy, in: repository, environment: environment)
    let reader = HistoryReader(sources: sources, limits: history.limits)
    let bar = ProgressBar(environment: environment, whole: .bytes(reader.totalByteCount))
    let counting = RuleUseReader(
      policy: files.policy, rule: entry.id, since: entry.certified?.on)
    return try await bar.during(reader) { reader, progress in
      try await counting.run(
        over: reader, parallelism: history.parallelism(in: environment), progress: progress)
    }
  }

  private static func incomplete(_ use: RuleUse) -> Diagnostic {
    Diagnostic(
      code: "incomplete-history",
      message: "\(use.unreplayable) of \(use.records) records could not be replayed",
      notes: ["nothing was written: what the rule did is not fully known"],
      help: "mend the history, or give --allow-unreplayable to certify all the same")
  }

  // MARK: - Writing

  private func write(
    _ certification: WrittenCertification, of entry: CertifiedEntry, _ files: EditablePolicy
  ) throws -> Recertification.Edit {
    let path = entry.location.path
    let until = certification.instant.adding(entry.every)
    var lineNumber = entry.location.lineNumber
    let isChange = entry.certified != certification.read
    if isChange {
      lineNumber = try files.edit(path) { editor throws(EditProblem) in
        try entry.certify(certification, with: editor)
      }.lineNumber
    }
    return Recertification.Edit(
      file: files.pathInRepository(path), lineNumber: lineNumber, on: certification.on,
      by: certification.by, until: until, isChange: isChange)
  }
}

/// The form of what an editing command reports.
enum EditFormat: String, ExpressibleByArgument, CaseIterable, Sendable {
  case text, json
}
