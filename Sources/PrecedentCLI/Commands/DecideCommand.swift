import ArgumentParser
import CEL
import DecisionLog
import Diagnostics
import GitStore
import History
import PolicyCore
import Reporting

/// `precedent decide REQUEST`.
struct DecideCommand: EnvironmentCommand {
  static let configuration = CommandConfiguration(
    commandName: "decide",
    abstract: "Decide one request, and stamp the decision with the policy commit.",
    discussion: """
      Decisions are only made from commits, by default the protected ref's. The exit code is 0 \
      whatever was decided.
      """)

  @Argument(
    help: ArgumentHelp("A JSON request, or - for standard input.", valueName: "request"),
    completion: .file())
  var request: String

  @Option(name: .customLong("rev"), help: ArgumentHelp("The policy version.", valueName: "rev"))
  var revision: String?

  @Option(
    help: ArgumentHelp(
      "The ref whose policy decides; git config precedent.protectedRef if left out.",
      valueName: "ref"))
  var protectedRef: String?

  @Option(
    help: ArgumentHelp("The instant of the decision; now if left out.", valueName: "instant"))
  var at: InstantArgument?

  @Option(
    help: ArgumentHelp("A JSON list of approvals; else those of the request.", valueName: "file"),
    completion: .file())
  var approvals: String?

  @OptionGroup var location: PolicyLocationOptions
  @OptionGroup var output: OutputOptions

  @Option(help: "The form of the decision.")
  var format = ReportFormat.text

  @Option(
    help: ArgumentHelp("Show the `values` of the request in Markdown too, not ids only."))
  var show: ShownPart?

  func validate() throws {
    if request == "-", approvals == "-" {
      throw ValidationError(
        "standard input can be read only once; the request and --approvals are both `-`")
    }
  }

  func run(in environment: CommandEnvironment) async throws -> ExitStatus {
    let repository = try location.open(in: environment)
    let ref = try repository.protectedRef(givenAs: protectedRef)
    let commit = try repository.repository.commitID(of: revision ?? ref)
    let version = try repository.load(.commit(commit), named: revision ?? ref)
    let policy = try version.policy()
    let record = try RecordDocument(
      DocumentFile.read(request, in: environment), approvals: approvals, in: environment
    ).record(under: policy)
    let instant = at?.instant ?? environment.now()
    let decision = Decider(policy: policy).decide(
      record.request, approvals: record.approvals, at: instant)
    let stamp = try repository.stamp(
      version, commit: commit, policy: policy, ref: revision == nil ? ref : nil)
    let stamped = DecisionRecord(
      request: record.request, approvals: record.approvals, at: instant, decision: decision,
      readings: policy.readings(of: decision), stamp: stamp)
    let explanation = Explanation(
      of: decision, request: record.request, readings: policy.readings(of: decision))
    try output.write(
      text(of: stamped, decision, record, explanation.paragraph, stamp, environment),
      in: environment)
    return .nothingToReport
  }

  private func text(
    of stamped: DecisionRecord, _ decision: Decision, _ record: Record, _ explanation: String,
    _ stamp: Stamp, _ environment: CommandEnvironment
  ) -> String {
    let request = record.request
    let stampRows = [
      ("decision", stamped.id), ("commit", stamp.commit), ("policy", stamp.policySHA256),
    ]
    switch format {
    case .json: return DecisionJSON().render(stamped.json)
    case .markdown:
      return DecisionMarkdown(values: show == .values ? .show : .hide).render(
        decision, requestID: request.id, request: request.document, explanation: explanation,
        stamp: stampRows)
    case .text:
      return DecisionText(palette: output.palette(in: environment)).render(
        decision, requestID: request.id, explanation: explanation, stamp: stampRows)
    }
  }
}
