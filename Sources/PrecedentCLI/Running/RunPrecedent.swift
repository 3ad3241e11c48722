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
  let stopped = Stopped()
  let run = CommandRun(environment: environment, stopped: stopped)
  // Not a child task: a signal cancels it from a thread of its own, while the pool may be busy.
  let task = Task {
    do {
      return try await run.run(arguments)
    } catch {
      // Nothing can be said any more: the streams themselves fail.
      return ExitStatus.writeFailed
    }
  }
  environment.onStopRequest(
    StopHandling(
      stop: { request in
        stopped.note(request)
        task.cancel()
      },
      giveUp: { run.giveUp($0, of: arguments).rawValue }))
  return await withTaskCancellationHandler {
    await task.value.rawValue
  } onCancel: {
    task.cancel()
  }
}

/// One run: parse, execute, and say what went wrong.
struct CommandRun: Sendable {
  let environment: CommandEnvironment
  var stopped = Stopped()

  func run(_ arguments: [String]) async throws(WriteFailure) -> ExitStatus {
    do {
      let arguments = try DirectoryOption.afterSubcommand(arguments)
      try PrecedentCommand.requireKnownCommand(arguments)
      var command = try PrecedentCommand.parseAsRoot(arguments)
      if let command = command as? any EnvironmentCommand {
        return try await execute(command, of: arguments)
      }
      // The program alone and `help`: running them throws the help to print.
      try command.run()
      return .nothingToReport
    } catch {
      return try reportUsage(error)
    }
  }

  private func execute(
    _ command: any EnvironmentCommand, of arguments: [String]
  ) async throws(WriteFailure) -> ExitStatus {
    do {
      return try await command.run(in: environment)
    } catch  where Stopped.isMeant(by: error) {
      return try report(stopped.request, of: arguments, leaving: command.whatStoppingLeaves)
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

  private func report(
    _ request: StopRequest, of arguments: [String], leaving: String
  ) throws(WriteFailure) -> ExitStatus {
    let name = PrecedentCommand.name(in: arguments)
    try environment.errorOutput.write(
      "interrupted: `\(name)` was stopped by \(request.cause); \(leaving)\n")
    return request.status
  }

  /// Says that a command did not end by itself.
  func giveUp(_ request: StopRequest, of arguments: [String]) -> ExitStatus {
    do throws(WriteFailure) {
      if environment.errorOutput.isTerminal { try environment.errorOutput.write("\r\u{1B}[K") }
      return try report(request, of: arguments, leaving: "it did not come to its end")
    } catch { return request.status }
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
