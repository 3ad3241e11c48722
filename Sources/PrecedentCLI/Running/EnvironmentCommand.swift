import ArgumentParser

/// A command that takes the world from an environment instead of the process.
protocol EnvironmentCommand: ParsableCommand, Sendable {
  /// Runs to the end; what cannot go on is thrown as `CommandFailure`, `GitStoreError`,
  /// `HistoryError` or `WriteFailure`.
  func run(in environment: CommandEnvironment) async throws -> ExitStatus

  /// What is there when the command is stopped on its way, as half a sentence.
  var whatStoppingLeaves: String { get }
}

extension EnvironmentCommand {
  /// What is written is written in the end.
  var whatStoppingLeaves: String { "nothing was written" }
}
