import Foundation
import Testing

/// A small policy with a log of signed decisions beside it.
struct LogFixture {
  let policy: PolicyFixture

  static let segment = "log/segments/000000000000.ndjson"

  /// Absolute.
  var segmentPath: String { policy.path + "/" + Self.segment }

  /// Three requests for staging.
  static let requests = (1...3).map { number in
    #"{"id":"q\#(number)","time":"2026-11-21T11:00:00Z","subject":{"id":"carol@example.com"},"#
      + #""action":"grant","resource":{"id":"db","environment":"staging"}}"# + "\n"
  }.joined()

  /// A key that is allowed, and a log of three decisions.
  init() async throws {
    policy = try PolicyFixture.small()
    try policy.write(Self.requests, to: "requests.ndjson")
    let key = try await policy.tester.run("key", "new", "pdp-1")
    try #require(key.status == 0, "\(key.errors)")
    try allow("pdp-1")
    let result = try await decide()
    try #require(result.status == 0, "\(result.errors)")
  }

  /// Puts a public key into the place of the allowed one.
  func allow(_ name: String) throws {
    let key = try Data(contentsOf: URL(fileURLWithPath: policy.path + "/\(name).pub"))
    try policy.write(key, to: "allowed/pdp-1.pub")
  }

  /// Decides the requests and appends the decisions.
  func decide(_ arguments: String...) async throws -> CommandResult {
    try await policy.tester.run(
      ["decide", "requests.ndjson", "--stream", "--log", "log", "--key", "pdp-1.key"] + arguments)
  }

  func run(_ arguments: String...) async throws -> CommandResult {
    try await policy.tester.run(arguments)
  }

  /// Runs a command that must find nothing.
  func must(_ arguments: String...) async throws {
    let result = try await policy.tester.run(arguments)
    try #require(result.status == 0, "\(arguments): \(result.errors)")
  }

  func read(_ file: String) throws -> String {
    try String(contentsOfFile: policy.path + "/" + file, encoding: .utf8)
  }

  /// Runs a line of a shell in which `$0` is the built program.
  func shell(_ line: String) throws -> CommandResult {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", line, HookedRepository.program]
    process.currentDirectoryURL = URL(fileURLWithPath: policy.path)
    process.environment = CommandTester.hermeticVariables
    let errors = policy.path + "/errors"
    try policy.write("", to: "errors")
    process.standardError = FileHandle(forWritingAtPath: errors)
    let output = Pipe()
    process.standardOutput = output
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let said = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return CommandResult(
      status: process.terminationStatus, output: String(decoding: said, as: UTF8.self),
      errors: try read("errors"))
  }
}
