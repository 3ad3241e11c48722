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
  var format = AnswerFormat.text

  func run(in environment: CommandEnvironment) async throws -> ExitStatus {
    let repository = try location.open(in: environment)
    let ref = try repository.protectedRef(givenAs: protectedRef)
    let commit = try repository.repository.commitID(of: revision ?? ref)
    let version = try repository.load(.commit(commit), named: revision ?? ref)
    let policy = try version.policy()
    let record = try readRecord(under: policy, environment)
    let instant = at?.instant ?? environment.now()
    let decision = Decider(policy: policy).decide(
      record.request, approvals: record.approvals, at: instant)
    let stamp = try repository.stamp(
      version, commit: commit, policy: policy, ref: revision == nil ? ref : nil)
    let stamped = DecisionRecord(
      request: record.request, approvals: record.approvals, at: instant, decision: decision,
      stamp: stamp)
    try output.write(text(of: stamped, decision, record, stamp, environment), in: environment)
    return .nothingToReport
  }

  private func readRecord(
    under policy: Policy, _ environment: CommandEnvironment
  ) throws -> Record {
    let file = try DocumentFile.read(request, in: environment)
    guard case .object(var document) = file.value else {
      throw CommandFailure(file.problem("a request is a JSON object"))
    }
    if let approvals {
      document["approvals"] = try DocumentFile.read(approvals, in: environment).value
    }
    do throws(InvalidRequest) {
      return try RecordReader(schema: policy.schema).record(document)
    } catch {
      throw CommandFailure(error.problems.map { file.problem($0.message) })
    }
  }

  private func text(
    of stamped: DecisionRecord, _ decision: Decision, _ record: Record, _ stamp: Stamp,
    _ environment: CommandEnvironment
  ) -> String {
    switch format {
    case .json: return JSONValue.object(stamped.json).prettyText
    case .text:
      let palette = environment.palette(for: environment.output)
      let explanation = Explanation(of: decision, request: record.request).paragraph
      return DecisionText(palette: palette).render(
        decision, requestID: record.request.id, explanation: explanation,
        stamp: [
          ("decision", stamped.id), ("commit", stamp.commit), ("policy", stamp.policySHA256),
        ])
    }
  }
}
