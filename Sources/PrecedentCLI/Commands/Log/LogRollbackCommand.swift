import ArgumentParser
import DecisionLog
import Diagnostics
import GitStore
import PolicyCore

/// `precedent log rollback LOG --to REV --by ID --reason R`.
struct LogRollbackCommand: EnvironmentCommand {
  static let configuration = CommandConfiguration(
    commandName: "rollback",
    abstract: "Let a log go back to an earlier commit of the policy, and say who and why.",
    discussion: """
      The commits of a log only move forward along the protected ref. Where the ref itself went \
      back, decisions are refused until an entry says so.
      """)

  @OptionGroup var folder: LogFolderArgument

  @Option(help: ArgumentHelp("The commit that decides from now on.", valueName: "rev"))
  var to: String

  @Option(help: ArgumentHelp("Who goes back.", valueName: "id"))
  var by: String

  @Option(help: ArgumentHelp("Why, in one sentence.", valueName: "sentence"))
  var reason: String

  @OptionGroup var location: PolicyLocationOptions

  func validate() throws {
    for (name, text) in [("--by", by), ("--reason", reason)]
    where text.allSatisfy(\.isWhitespace) { throw ValidationError("\(name) is empty") }
  }

  func run(in environment: CommandEnvironment) async throws -> ExitStatus {
    let repository = try location.open(in: environment)
    let commit = try repository.repository.commitID(of: to)
    do {
      let header = try LogScan(folder: environment.absolutePath(folder.log)).header
      let writer = try LogWriter(
        folder: environment.absolutePath(folder.log), header: header,
        rules: LogWriter.Rules(now: environment.now, isForward: { _, _ in false }))
      guard let last = await writer.commit else {
        throw CommandFailure(
          Diagnostic(
            code: "log-refused", message: "the log `\(folder.log)` has no decision to go back from",
            help: "the first decision may be of any commit"))
      }
      let entry = try await writer.append(
        .rollback(PolicyRollback(from: last, to: commit.hex, by: by, reason: reason)))
      try environment.output.write(
        "entry \(entry.index): from \(last) back to \(commit.hex)\n")
    } catch let failure as LogFailure {
      throw CommandFailure(failure, log: folder.log)
    }
    return .nothingToReport
  }
}
