import ArgumentParser
import Diagnostics
import GitStore
import History
import Reporting

/// Runs one command line, without the program's name, and returns its exit code.
///
/// This is the whole program: tests make the same call.
package func runPrecedent(
  _ arguments: [String], in environment: CommandEnvironment
) async -> Int32 {
  do {
    return try await CommandRun(environment: environment).run(arguments).rawValue
  } catch {
    // Nothing can be said any more: the streams themselves fail.
    return ExitStatus.writeFailed.rawValue
  }
}

/// One run: parse, execute, and say what went wrong.
struct CommandRun {
  let environment: CommandEnvironment

  func run(_ arguments: [String]) async throws(WriteFailure) -> ExitStatus {
    do {
      let arguments = try DirectoryOption.afterSubcommand(arguments)
      try PrecedentCommand.requireKnownCommand(arguments)
      var command = try PrecedentCommand.parseAsRoot(arguments)
      if let command = command as? any EnvironmentCommand { return try await execute(command) }
      // The program alone and `help`: running them throws the help to print.
      try command.run()
      return .nothingToReport
    } catch {
      return try reportUsage(error)
    }
  }

  private func execute(_ command: any EnvironmentCommand) async throws(WriteFailure) -> ExitStatus {
    do {
      return try await command.run(in: environment)
    } catch let error as WriteFailure {
      return try report(error)
    } catch let error as CommandFailure {
      try report(error.diagnostics)
      return error.status
    } catch let error as GitStoreError {
      try report([error.diagnostic])
    } catch let error as HistoryError {
      try report([error.diagnostic])
    } catch let error as ValidationError {
      return try reportUsage(error)
    } catch {
      try report([
        Diagnostic(code: "internal-error", message: "an unexpected failure: \(error)")
      ])
    }
    return .unusableInput
  }

  private func report(_ failure: WriteFailure) throws(WriteFailure) -> ExitStatus {
    if !failure.isReaderGone { try report([failure.diagnostic]) }
    return .writeFailed
  }

  private func report(_ diagnostics: [Diagnostic]) throws(WriteFailure) {
    let palette = environment.palette(for: environment.errorOutput)
    try environment.errorOutput.write(DiagnosticsText(palette: palette).render(diagnostics))
  }

  /// Help and completion scripts go to the output, mistakes to the error output.
  private func reportUsage(_ error: any Error) throws(WriteFailure) -> ExitStatus {
    let text = PrecedentCommand.fullMessage(for: error)
    if PrecedentCommand.exitCode(for: error).isSuccess {
      do throws(WriteFailure) {
        try environment.output.write(text + "\n")
      } catch {
        return try report(error)
      }
      return .nothingToReport
    }
    try environment.errorOutput.write(text + "\n")
    return .usage
  }
}

extension WriteFailure {
  var diagnostic: Diagnostic {
    Diagnostic(
      code: "write-failed", message: "cannot write `\(path)`: \(reason)",
      help: "check the path, its permissions and the space left")
  }
}
