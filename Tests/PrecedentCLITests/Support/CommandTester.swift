import CEL
import Foundation
import PolicyCore
import Synchronization
import TestSupport
import Testing

@testable import PrecedentCLI

/// What a command printed, and how it ended.
struct CommandResult {
  let status: Int32
  let output: String
  let errors: String
}

/// Runs commands as a user would, hermetically: no environment, a fixed clock, captured streams.
struct CommandTester {
  var workingDirectory: String
  var variables: [String: String] = CommandTester.hermeticVariables
  var standardInput = ""
  var now = "2026-11-21T12:00:00Z"
  var isTerminal = false
  /// What every write to the output fails with; nil where it is captured.
  var outputFailure: WriteFailure?

  static let hermeticVariables = [
    "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1",
    "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin",
  ]

  func run(_ arguments: String...) async throws -> CommandResult { try await run(arguments) }

  func run(_ arguments: [String]) async throws -> CommandResult {
    let output = Capture()
    let errors = Capture()
    let failing = outputFailure.map { failure in
      TextStream(isTerminal: false) { _ throws(WriteFailure) in throw failure }
    }
    let input = try InputFile(standardInput)
    let instant = try #require(Timestamp.parse(now))
    let environment = CommandEnvironment(
      variables: variables, workingDirectory: workingDirectory,
      executablePath: PackageFolder.path + "/.build/precedent", standardInput: input.descriptor,
      output: failing ?? output.stream(isTerminal: isTerminal),
      errorOutput: errors.stream(isTerminal: false),
      now: { instant }, processorCount: 2)
    let status = await runPrecedent(arguments, in: environment)
    return CommandResult(status: status, output: output.text, errors: errors.text)
  }
}

/// Collects what is written to a stream.
final class Capture: Sendable {
  private let bytes = Mutex<[UInt8]>([])

  var text: String { bytes.withLock { String(decoding: $0, as: UTF8.self) } }

  func stream(isTerminal: Bool) -> TextStream {
    TextStream(isTerminal: isTerminal) { written in
      self.bytes.withLock { $0 += written }
    }
  }
}

/// Standard input from a text.
private struct InputFile: ~Copyable {
  let descriptor: Int32

  init(_ text: String) throws {
    var template = Array("\(NSTemporaryDirectory())precedent-input-XXXXXX".utf8CString)
    descriptor = mkstemp(&template)
    try #require(descriptor >= 0)
    unlink(template)
    let bytes = Array(text.utf8)
    try #require(write(descriptor, bytes, bytes.count) == bytes.count)
    lseek(descriptor, 0, SEEK_SET)
  }

  deinit { close(descriptor) }
}
