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

  @Argument(
    help: ArgumentHelp(
      "A revision; the work tree if left out, HEAD in a bare repository.", valueName: "rev"))
  var revision: String?

  @Flag(help: "Check what is staged.")
  var staged = false

  @Flag(name: .customLong("worktree"), help: "Check the files of the work tree (the default).")
  var workTree = false

  @Option(
    help: ArgumentHelp("Only findings that this revision does not have.", valueName: "rev"))
  var since: String?

  @OptionGroup var location: PolicyLocationOptions
  @OptionGroup var output: OutputOptions

  @Option(help: "The form of the findings.")
  var format = ReportFormat.text

  func validate() throws {
    let chosen = [revision != nil, staged, workTree].filter { $0 }.count
    if chosen > 1 {
      throw ValidationError("give one of a revision, --staged and --worktree")
    }
  }

  func run(in environment: CommandEnvironment) async throws -> ExitStatus {
    let repository = try location.open(in: environment)
    let version = try load(from: repository)
    var findings = try self.findings(of: version, environment)
    let loads = version.loaded?.policy != nil
    if loads, let since {
      let id = try repository.repository.commitID(of: since)
      let old = try repository.load(.commit(id), named: since)
      if old.loaded != nil {
        let known = Set(try self.findings(of: old, environment).map(FindingIdentity.init))
        findings.removeAll { known.contains(FindingIdentity($0)) }
      }
    }
    try output.write(text(of: findings, environment), in: environment)
    if !loads { return .unusableInput }
    return findings.contains { $0.severity > .note } ? .findings : .nothingToReport
  }

  private func load(from repository: borrowing PolicyRepository) throws -> PolicyVersion {
    if staged { return try repository.load(.staged, named: "the index") }
    let isBare = repository.repository.workTree == nil
    guard let revision = revision ?? (isBare && !workTree ? "HEAD" : nil) else {
      return try repository.load(.workTree, named: "the work tree")
    }
    let id = try repository.repository.commitID(of: revision)
    return try repository.load(.commit(id), named: revision)
  }

  private func findings(
    of version: PolicyVersion, _ environment: CommandEnvironment
  ) throws -> [Diagnostic] {
    guard let loaded = version.loaded else {
      _ = try version.policy()
      return []
    }
    let checked = loaded.policy.map { PolicyCheck().findings(in: $0, at: environment.now()) } ?? []
    return (loaded.diagnostics + checked).inSourceOrder()
  }

  private func text(of findings: [Diagnostic], _ environment: CommandEnvironment) -> String {
    switch format {
    case .json: DiagnosticsJSON().render(findings)
    case .markdown: DiagnosticsMarkdown().render(findings)
    case .text: DiagnosticsText(palette: output.palette(in: environment)).render(findings)
    }
  }
}

/// What makes two findings the same in two versions: not the line, which moves.
private struct FindingIdentity: Hashable {
  let code: String
  let path: String?
  let message: String
  let lineText: String?

  init(_ finding: Diagnostic) {
    code = finding.code
    path = finding.location?.path
    message = finding.message
    lineText = finding.location?.lineText
  }
}
