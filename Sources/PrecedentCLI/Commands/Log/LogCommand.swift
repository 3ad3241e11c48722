import ArgumentParser
import DecisionLog
import Diagnostics
import Foundation

/// `precedent log ...`.
struct LogCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "log",
    abstract: "Look into a log of decisions, and prove what is in it.",
    subcommands: [
      LogShowCommand.self, LogVerifyCommand.self, LogPopulationCommand.self, LogSampleCommand.self,
      LogCheckpointCommand.self, LogProveCommand.self, LogCheckProofCommand.self,
      LogRollbackCommand.self,
    ])
}

/// The folder of a log that is read.
struct LogFolderArgument: ParsableArguments {
  @Argument(help: ArgumentHelp("The folder of the log.", valueName: "log"), completion: .directory)
  var log: String

  /// Goes through all entries.
  /// - Throws: where the chain is broken; nothing is told of a log that does not hold.
  func entries(
    in environment: CommandEnvironment, _ visit: (LogEntry) throws(LogFailure) -> Void
  ) throws(CommandFailure) -> (header: LogHeader, end: LogEnd) {
    do throws(LogFailure) {
      let scan = try LogScan(folder: environment.absolutePath(log))
      let end = try scan.run { (entry, _) throws(LogFailure) in try visit(entry) }
      // A torn end is what a crash leaves: its entry was acknowledged to nobody.
      if let damage = end.damage, !end.isTail { throw .damaged(damage) }
      return (scan.header, end)
    } catch {
      throw CommandFailure(error, log: log)
    }
  }
}
