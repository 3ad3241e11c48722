import ArgumentParser
import DecisionLog
import Diagnostics
import PolicyCore
import Reporting

/// `precedent log check-proof PROOF --checkpoint FILE --keys DIR`.
struct LogCheckProofCommand: EnvironmentCommand {
  static let configuration = CommandConfiguration(
    commandName: "check-proof",
    abstract: "Check what `log prove` printed against a signed checkpoint, without the log.",
    discussion: """
      A proof is about one size of a log: it is checked against a checkpoint of that size. Exit code \
      1 means that nothing is proved.

      Examples:
        precedent log check-proof proof.json --checkpoint today.checkpoint --keys allowed
        precedent log check-proof growth.json --checkpoint today.checkpoint \
      --old-checkpoint last-month.checkpoint --keys allowed
      """)

  @Argument(
    help: ArgumentHelp("What `log prove` printed; - for standard input.", valueName: "proof"),
    completion: .file())
  var proof: String

  @Option(
    help: ArgumentHelp("The signed checkpoint that the proof was made for.", valueName: "file"),
    completion: .file())
  var checkpoint: String

  @Option(
    help: ArgumentHelp(
      "The folder with the keys (*.pub) whose signatures count.", valueName: "folder"),
    completion: .directory)
  var keys: String

  @Option(
    help: ArgumentHelp(
      "The signed checkpoint since which the log is said to have only grown.", valueName: "file"),
    completion: .file())
  var oldCheckpoint: String?

  @Option(
    help: ArgumentHelp(
      "The entry that the proof should be about, as `log show --format json` prints it; that of "
        + "the proof if left out.", valueName: "file"),
    completion: .file())
  var entry: String?

  @OptionGroup var directory: DirectoryOption
  @OptionGroup var output: OutputOptions

  @Option(help: "The form of the report.")
  var format = EditFormat.text

  func run(in environment: CommandEnvironment) async throws -> ExitStatus {
    let proof = try read(proof, "proof", environment) { LogProof($0) }
    try requireOldCheckpoint(proof)
    let check = proof.checked(
      against: try SignedCheckpoint.read(checkpoint, in: environment),
      since: try oldCheckpoint.map { try SignedCheckpoint.read($0, in: environment) },
      of: try entry.map { try read($0, "entry of a log", environment) { LogEntry($0) } },
      among: try KeyFile.allowedKeys(in: environment.absolutePath(keys), shownAs: keys))
    let text =
      switch format {
      case .json: ProofCheckJSON().render(check)
      case .text: ProofCheckText(palette: output.palette(in: environment)).render(check)
      }
    try output.write(text, in: environment)
    return check.holds ? .nothingToReport : .findings
  }

  /// Growth since a root that nobody signed says nothing.
  private func requireOldCheckpoint(_ proof: LogProof) throws(ValidationError) {
    switch proof.claim {
    case .growth:
      guard oldCheckpoint == nil else { return }
      throw ValidationError("a proof of growth needs --old-checkpoint: growth since what?")
    case .entry:
      guard oldCheckpoint != nil else { return }
      throw ValidationError("--old-checkpoint is for proofs of growth, and this is one of an entry")
    }
  }

  private func read<Value>(
    _ path: String, _ kind: String, _ environment: CommandEnvironment,
    as make: (JSONValue) -> Value?
  ) throws -> Value {
    let file = try DocumentFile.read(path, in: environment)
    if let value = make(file.value) { return value }
    throw CommandFailure(
      Diagnostic(
        code: "bad-proof", message: "`\(file.name)` is no \(kind)", location: .file(file.name),
        help: "proofs are made by `precedent log prove`, entries are shown by "
          + "`precedent log show --format json`"))
  }
}
