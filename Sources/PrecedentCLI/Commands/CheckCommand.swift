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
    var checked = try repository.check(version, at: environment.now())
    if version.loaded?.policy != nil, let since {
      let id = try repository.repository.commitID(of: since)
      let old = try repository.load(.commit(id), named: since)
      checked.leaveOut(try repository.findings(of: old, at: environment.now()))
    }
    try output.write(text(of: checked, version, environment), in: environment)
    if version.loaded?.policy == nil { return .unusableInput }
    return checked.isClean ? .nothingToReport : .findings
  }

  private func text(
    of checked: CheckedVersion, _ version: PolicyVersion, _ environment: CommandEnvironment
  ) -> String {
    let report = checked.report
    let root = version.root ?? ""
    let count = report.suppressed.count
    return switch format {
    case .json: DiagnosticsJSON().render(report.findings, suppressed: report.suppressed)
    case .markdown: DiagnosticsMarkdown().render(report.findings, suppressedCount: count)
    case .sarif:
      DiagnosticsSARIF(
        root: root, version: PrecedentCommand.version, identities: checked.identities
      )
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
