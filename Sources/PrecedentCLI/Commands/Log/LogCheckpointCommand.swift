import ArgumentParser
import DecisionLog

/// `precedent log checkpoint LOG --key FILE`.
struct LogCheckpointCommand: EnvironmentCommand {
  static let configuration = CommandConfiguration(
    commandName: "checkpoint",
    abstract: "Sign how many entries a log has and the hash of all of them.",
    discussion: """
      Keep what it prints where whoever can write to the log cannot write: `precedent verify LOG \
      --checkpoint FILE` then finds a log that was cut or rewritten whole. The form is C2SP \
      tlog-checkpoint.

      Example:
        precedent log checkpoint decisions --key pdp.key -o 2026-11.checkpoint
      """)

  @OptionGroup var folder: LogFolderArgument

  @Option(
    help: ArgumentHelp("The private key that signs, see `precedent key new`.", valueName: "file"),
    completion: .file())
  var key: String

  @OptionGroup var directory: DirectoryOption
  @OptionGroup var output: OutputOptions

  func run(in environment: CommandEnvironment) async throws -> ExitStatus {
    let signingKey = try KeyFile.signingKey(at: environment.absolutePath(key), shownAs: key)
    let (header, end) = try folder.entries(in: environment) { _ in }
    let checkpoint = Checkpoint(origin: header.origin, size: end.size, root: end.tree.root)
    let signed: SignedCheckpoint
    do throws(KeyProblem) {
      signed = try SignedCheckpoint(checkpoint, by: signingKey)
    } catch {
      throw CommandFailure(error.diagnostic(of: key))
    }
    try output.write(signed.text, in: environment)
    return .nothingToReport
  }
}
