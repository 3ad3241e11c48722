import ArgumentParser
import Diagnostics
import GitStore
import PolicyCore
import Reporting

/// `precedent check [REV]`.
struct CheckCommand: EnvironmentCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Validate and lint a policy version.",
    discussion: """
      Without a revision the files of the work tree are checked. Exit code 1 means findings, 2 \
      that the policy does not load.
      """)

  @OptionGroup var chosenVersion: VersionOptions

  @Option(
    help: ArgumentHelp("Only findings that this revision does not have.", valueName: "rev"))
  var since: String?

  @OptionGroup var location: PolicyLocationOptions
  @OptionGroup var output: OutputOptions

  @Option(help: "The form of the findings.")
  var format = CheckFormat.text

  func run(in environment: CommandEnvironment) async throws -> ExitStatus {
    let repository = try location.open(in: environment)
    let version = try chosenVersion.load(from: repository)
    var (report, identities) = try check(version, repository, environment)
    let loads = version.loaded?.policy != nil
    if loads, let since {
      let id = try repository.repository.commitID(of: since)
      let old = try repository.load(.commit(id), named: since)
      if old.loaded != nil {
        let (before, known) = try check(old, repository, environment)
        report.findings = identities.findings(report.findings, notIn: before.findings, of: known)
      }
    }
    try output.write(text(of: report, identities, version, environment), in: environment)
    if !loads { return .unusableInput }
    return report.findings.contains { $0.severity > .note } ? .findings : .nothingToReport
  }

  private func check(
    _ version: PolicyVersion, _ repository: borrowing PolicyRepository,
    _ environment: CommandEnvironment
  ) throws -> (report: CheckReport, identities: FindingIdentities) {
    guard let loaded = version.loaded else {
      _ = try version.policy()
      return (CheckReport(), FindingIdentities())
    }
    guard let policy = loaded.policy else {
      return (CheckReport(findings: loaded.diagnostics), FindingIdentities())
    }
    var report = PolicyCheck().report(
      on: policy, at: environment.now(),
      given: try repository.surroundings(of: version, policy))
    report.findings = (loaded.diagnostics + report.findings).inSourceOrder()
    return (report, FindingIdentities(policy))
  }

  private func text(
    of report: CheckReport, _ identities: FindingIdentities, _ version: PolicyVersion,
    _ environment: CommandEnvironment
  ) -> String {
    let root = version.root ?? ""
    let count = report.suppressed.count
    return switch format {
    case .json: DiagnosticsJSON().render(report.findings, suppressed: report.suppressed)
    case .markdown: DiagnosticsMarkdown().render(report.findings, suppressedCount: count)
    case .sarif:
      DiagnosticsSARIF(root: root, version: PrecedentCommand.version, identities: identities)
        .render(report.findings, suppressed: report.suppressed)
    case .github: DiagnosticsGitHub(root: root).render(report.findings)
    case .text:
      DiagnosticsText(palette: output.palette(in: environment))
        .render(report.findings, suppressedCount: count)
    }
  }
}

/// The forms of findings.
enum CheckFormat: String, ExpressibleByArgument, CaseIterable, Sendable {
  case text, json, markdown, sarif, github
}
