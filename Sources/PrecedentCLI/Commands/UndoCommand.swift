import ArgumentParser
import CEL
import DecisionLog
import GitStore
import PolicyCore
import Reporting

/// `precedent undo DECISION`.
struct UndoCommand: EnvironmentCommand {
  static let configuration = CommandConfiguration(
    commandName: "undo",
    abstract: "Write the request that undoes a decision.",
    discussion: """
      Takes a decision record, or with --log the id of one in that log, or its start. What is \
      written has the same subject and resource, and `reverses`; it is decided like every request, \
      under the policy of the protected ref.

      Examples:
        precedent undo decision.json --by alice@example.com
        precedent undo 3f2a9d0c --log decisions --reason "The rule was wrong." -o undo.json
        precedent decide undo.json --log decisions
      """)

  @Argument(
    help: ArgumentHelp(
      "A decision record, or - for standard input; with --log an id.", valueName: "decision"),
    completion: .file())
  var decision: String

  @Option(
    help: ArgumentHelp("The log that holds the decision.", valueName: "folder"),
    completion: .directory)
  var log: String?

  @OptionGroup var reversal: ReversalOptions

  @Option(
    help: ArgumentHelp(
      "The ref whose policy will decide; git config precedent.protectedRef if left out.",
      valueName: "ref"))
  var protectedRef: String?

  @OptionGroup var location: PolicyLocationOptions
  @OptionGroup var output: OutputOptions

  func run(in environment: CommandEnvironment) async throws -> ExitStatus {
    let repository = try location.open(in: environment)
    let ref = try repository.protectedRef(givenAs: protectedRef)
    let commit = try repository.repository.commitID(of: ref)
    let policy = try repository.load(.commit(commit), named: ref).policy()
    let now = environment.now()
    let redress = try redress(under: policy.settings, now: now, environment)
    let request: JSONObject
    do throws(ReversalProblem) {
      request = try reversal.writer(under: policy, at: now).request(for: redress)
    } catch {
      throw CommandFailure(error.diagnostic(undoing: redress.decision), status: .findings)
    }
    try tell(redress, environment)
    try output.write(RequestLine.text(of: request), in: environment)
    return .nothingToReport
  }

  private func redress(
    under settings: Settings, now: Timestamp, _ environment: CommandEnvironment
  ) throws -> Redress {
    guard let log else {
      let file = try DocumentFile.read(decision, in: environment)
      return try UndoneDecision(file).redress(under: settings, now: now)
    }
    let folder = try LogFolderArgument.parse([log])
    var search = UndoSearch(decision)
    _ = try folder.entries(in: environment) { entry in search.note(entry) }
    return try search.redress(under: settings, now: now)
  }

  private func tell(
    _ redress: Redress, _ environment: CommandEnvironment
  ) throws(WriteFailure) {
    let note: String? =
      switch redress.standing {
      case .open, .reversed: nil
      case .ended(let instant): "what it gave has ended at \(instant)"
      case .superseded(let later): "entry \(later.index) has decided the same request again since"
      case .asked(let later, _):
        later.status == .pending
          ? "entry \(later.index) asks for this already; this is the same request"
          : "entry \(later.index) has denied this before; this is a new request"
      }
    if let note { try environment.errorOutput.write("note: \(note)\n") }
  }
}
