import Diagnostics
import Foundation

/// The `git` program, for what only it should do: make repositories and commits.
struct GitProgram {
  let folder: String
  /// Variables of the user's environment that git needs to run.
  let variables: [String: String]

  /// Runs git with fixed names, dates and configuration, so that commits are the same every time.
  /// - Throws: `CommandFailure` with what git said.
  func run(_ arguments: [String], date: String = "2026-11-20T09:00:00Z") throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["git"] + arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.environment = environment(date: date)
    let errors = Pipe()
    process.standardError = errors
    process.standardOutput = FileHandle.nullDevice
    do { try process.run() } catch { throw Self.failure(arguments, "git cannot be started") }
    let said = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw Self.failure(arguments, said) }
  }

  private func environment(date: String) -> [String: String] {
    var environment = variables.filter { $0.key == "PATH" || $0.key == "TMPDIR" }
    environment["HOME"] = folder
    environment["GIT_CONFIG_GLOBAL"] = "/dev/null"
    environment["GIT_CONFIG_NOSYSTEM"] = "1"
    for role in ["AUTHOR", "COMMITTER"] {
      environment["GIT_\(role)_NAME"] = "Precedent Demo"
      environment["GIT_\(role)_EMAIL"] = "demo@example.com"
      environment["GIT_\(role)_DATE"] = date
    }
    return environment
  }

  private static func failure(_ arguments: [String], _ said: String) -> CommandFailure {
    CommandFailure(
      Diagnostic(
        code: "git-failed", message: "`git \(arguments.first ?? "")` failed",
        notes: said.split(separator: "\n").prefix(3).map(String.init),
        help: "install git, and see that it is in PATH"))
  }
}
