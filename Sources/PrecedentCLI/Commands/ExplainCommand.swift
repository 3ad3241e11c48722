import ArgumentParser
import CEL
import GitStore
import PolicyCore
import Reporting

/// `precedent explain DECISION`.
struct ExplainCommand: EnvironmentCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Say why a request is decided as it is, and what would change that.",
    discussion: """
      Takes a request, a record of the history, or a decision that `precedent decide --format \
      json` wrote. A stored decision is decided again under the commit of its stamp, at its \
      instant, with its approvals; exit code 1 means that it now comes out differently. A record \
      is explained at the instant of its outcome, a request at the present one. Values of the \
      request are shown.
      """)

  @Argument(
    help: ArgumentHelp(
      "A JSON request, record or stored decision, or - for standard input.",
      valueName: "decision"),
    completion: .file())
  var document: String

  @Option(
    name: .customLong("rev"),
    help: ArgumentHelp("The policy version; the protected ref's if left out.", valueName: "rev"))
  var revision: String?

  @Option(
    help: ArgumentHelp(
      "The ref whose policy decides; git config precedent.protectedRef if left out.",
      valueName: "ref"))
  var protectedRef: String?

  @Option(help: ArgumentHelp("The instant of the decision.", valueName: "instant"))
  var at: InstantArgument?

  @Option(
    help: ArgumentHelp("A JSON list of approvals; else those of the request.", valueName: "file"),
    completion: .file())
  var approvals: String?

  @Option(
    name: .customLong("for"),
    help: ArgumentHelp(
      """
      Who reads it: a requester is not told how to get around the rules, nor who else may \
      approve; an approver is not told what does not apply.
      """, valueName: "audience"))
  var audience = Audience.auditor

  @OptionGroup var location: PolicyLocationOptions
  @OptionGroup var output: OutputOptions

  @Option(help: "The form of the explanation.")
  var format = ReportFormat.text

  func validate() throws {
    if document == "-", approvals == "-" {
      throw ValidationError(
        "standard input can be read only once; the request and --approvals are both `-`")
    }
  }

  func run(in environment: CommandEnvironment) async throws -> ExitStatus {
    let file = try DocumentFile.read(document, in: environment)
    let stored = try StoredDecision(file)
    if stored != nil, revision != nil || protectedRef != nil || at != nil || approvals != nil {
      throw ValidationError(
        "a stored decision has its revision, instant and approvals; leave out --rev, "
          + "--protected-ref, --at and --approvals")
    }
    let repository = try location.open(in: environment)
    let revision = try stored?.commit ?? revision ?? repository.protectedRef(givenAs: protectedRef)
    let commit = try repository.repository.commitID(of: revision)
    let policy = try repository.load(.commit(commit), named: revision).policy()
    let asked = stored.map { DocumentFile(name: file.name, value: .object($0.record)) } ?? file
    let record = try RecordDocument(asked, approvals: approvals, in: environment)
      .record(under: policy)
    let instant = stored?.at ?? at?.instant ?? record.outcome?.at ?? environment.now()
    let tree = Explainer(policy: policy).explain(
      record.request, approvals: record.approvals, at: instant, for: audience)
    let source = ExplanationSource(
      commit: commit.hex, policySHA256: policy.digest, decisionID: stored?.id,
      recordedOutcome: record.outcome?.status.rawValue,
      differences: stored?.differences(from: tree.decision, policy: policy) ?? [])
    try output.write(text(of: tree, source, environment), in: environment)
    return source.differences.isEmpty ? .nothingToReport : .findings
  }

  private func text(
    of tree: ExplanationTree, _ source: ExplanationSource, _ environment: CommandEnvironment
  ) -> String {
    switch format {
    case .text:
      ExplanationText(palette: output.palette(in: environment)).render(tree, of: source)
    case .json: ExplanationJSON().render(tree, of: source)
    case .markdown: ExplanationMarkdown().render(tree, of: source)
    }
  }
}

extension Audience: ExpressibleByArgument {}
