import ArgumentParser
import DecisionLog

/// `precedent log verify LOG`.
struct LogVerifyCommand: EnvironmentCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Say whether a log is whole, without any policy repository.",
    discussion: """
      That the entries follow each other and the clock only went forward, that each decision has the \
      id and the request the digest of its content; with --keys, who signed each; with --checkpoint, \
      that the log has only grown since. Nothing is decided again: `precedent verify LOG` does that \
      too, in a clone of the policy. Exit code 1 means that something does not hold.

      Examples:
        precedent log verify decisions
        precedent log verify decisions --keys allowed --checkpoint last-month.checkpoint
      """)

  @OptionGroup var folder: LogFolderArgument
  @OptionGroup var demands: VerifyingOptions
  @OptionGroup var directory: DirectoryOption
  @OptionGroup var output: OutputOptions

  @Option(help: "The form of the report.")
  var format = EditFormat.text

  func run(in environment: CommandEnvironment) async throws -> ExitStatus {
    var batches = RecordBatches(
      keys: try demands.allowedKeys(in: environment), parallelism: environment.processorCount)
    do {
      var log = try VerifiedLog.open(environment.absolutePath(folder.log))
      while let items = try log.next() { await batches.verify(items) }
      batches.note(reviews: log.reviews)
      batches.note(log.end, try demands.verdict(on: log, in: environment))
    } catch let failure as LogFailure {
      throw CommandFailure(failure, log: folder.log)
    }
    let verification = batches.verification
    try output.write(
      format.text(of: verification, output.palette(in: environment)), in: environment)
    return verification.holds ? .nothingToReport : .findings
  }
}
