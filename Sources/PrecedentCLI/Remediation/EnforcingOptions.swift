import ArgumentParser
import DecisionLog
import Diagnostics
import PolicyCore

/// What an enforcement point asks: `--enforce --request`.
struct EnforcingOptions: ParsableArguments {
  @Flag(help: "Say whether to act on a request, by the log's last word on it.")
  var enforce = false

  @Option(
    help: ArgumentHelp(
      "With --enforce: the JSON request, or - for standard input.",
      valueName: "file"),
    completion: .file())
  var request: String?

  @Option(
    help: ArgumentHelp(
      """
      With --enforce: whether the access is in force at this instant; now if left out. The log is \
      read as it is now.
      """, valueName: "instant"))
  var at: InstantArgument?

  func validate() throws {
    if enforce, request == nil {
      throw ValidationError("--enforce needs --request: which request is about to be acted on?")
    }
    if !enforce, request != nil || at != nil {
      throw ValidationError("--request and --at go with --enforce")
    }
  }

  /// The question that is put to a log.
  /// - Parameter log: the folder, and as the user named it.
  func enforcement(
    in log: (path: String, name: String), among keys: [VerificationKey]?,
    checkpoint: SignedCheckpoint?, _ environment: CommandEnvironment
  ) throws -> RequestEnforcement {
    let file = try DocumentFile.read(request ?? "-", in: environment)
    guard case .object(let document) = file.value else {
      throw CommandFailure(file.problem("a request is a JSON object"))
    }
    guard let id = document["id"]?.string else {
      throw CommandFailure(file.problem("`id` is missing, or no text"))
    }
    return RequestEnforcement(
      request: document, requestID: id, log: log, keys: keys, checkpoint: checkpoint,
      now: at?.instant ?? environment.now())
  }
}
