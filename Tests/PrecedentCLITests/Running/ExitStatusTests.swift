import Foundation
import Testing

@testable import PrecedentCLI

/// The exit codes of the design document, section 7, command by command.
struct ExitStatusTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let arguments: [String]
    let status: Int32

    init(_ status: Int32, _ arguments: String...) {
      self.arguments = arguments
      self.status = status
    }

    var testDescription: String { "\(arguments.joined(separator: " ")) -> \(status)" }
  }

  private static let commands = [
    ["init", "new"], ["demo"], ["check"], ["simulate", "HEAD..HEAD"], ["calibrate"],
    ["decide", "request.json"], ["due"], ["recertify", "staging", "--by", "bob@example.com"],
    ["suspend", "staging", "--ticket", "INC-7", "--by", "bob@example.com"],
    ["synthesize", "--records", "2000"], ["schema", "rules"],
    ["help"], ["help", "check"], ["--version"], ["--generate-completion-script", "bash"],
  ]

  private static let cases = [
    Case(2, "init"), Case(0, "init", "new"), Case(2, "demo", "--keep", "history"),
    Case(0, "check"), Case(2, "check", "no-such-revision"), Case(2, "check", "--policy", "rules"),
    Case(0, "simulate", "HEAD..HEAD"), Case(2, "simulate", "HEAD..no-such-revision"),
    Case(2, "simulate", "HEAD..HEAD", "--history", "no-such-file"),
    Case(0, "calibrate"), Case(2, "calibrate", "no-such-revision"),
    Case(0, "decide", "request.json"), Case(2, "decide", "no-such-file"),
    Case(2, "decide", "request.json", "--rev", "no-such-revision"),
    Case(2, "decide", "request.json", "--approvals", "request.json"),
    Case(0, "due"), Case(1, "due", "--at", "2028-01-01"), Case(2, "due", "no-such-revision"),
    Case(64, "due", "--within", "soon"),
    Case(0, "recertify", "staging", "--by", "bob@example.com"),
    Case(2, "recertify", "prod", "--by", "bob@example.com"), Case(64, "recertify", "staging"),
    Case(0, "suspend", "staging", "--ticket", "INC-7", "--by", "bob@example.com"),
    Case(2, "suspend", "staging", "--ticket", "INC-7"), Case(64, "suspend", "staging"),
    Case(0, "synthesize", "--records", "0"),
    Case(2, "synthesize", "--records", "1", "--rev", "no-such-revision"),
    Case(64, "synthesize", "--records", "1", "--denials", "101"),
    Case(64, "synthesize", "--records", "1", "--seed", "-1"),
    Case(64, "synthesize", "--records", "1", "--since", "2026-01-01", "--until", "2026-01-01"),
    Case(0, "schema"), Case(64, "schema", "nonsense"), Case(64, "help", "nonsense"),
    Case(64, "simulate", "HEAD..HEAD", "--jobs", "0"),
    Case(64, "simulate", "HEAD..HEAD", "--history", "-", "--history", "-"),
    Case(64, "simulate", "HEAD..HEAD", "--history", "history", "--history", "history"),
    Case(64, "decide", "-", "--approvals", "-"), Case(64, "decide", "request.json", "--show", "x"),
  ]

  private static let request = """
    {"id":"q1","time":"2026-11-21T11:00:00Z","subject":{"id":"carol@example.com"},
     "action":"grant","resource":{"id":"db","properties":{"environment":"staging"}}}
    """

  private func fixture() throws -> PolicyFixture {
    let fixture = try PolicyFixture.small()
    try fixture.write(Self.request, to: "request.json")
    return fixture
  }

  @Test(arguments: cases)
  func commandExitsAsDocumented(_ example: Case) async throws {
    let fixture = try fixture()
    let result = try await fixture.tester.run(example.arguments)
    #expect(result.status == example.status, "\(result.output)\(result.errors)")
    // Findings are an answer, and go to the output.
    #expect(result.errors.isEmpty == (example.status <= 1))
  }

  @Test(arguments: commands.dropLast(4))
  func anUnknownOptionIsUsage(_ arguments: [String]) async throws {
    let fixture = try fixture()
    let result = try await fixture.tester.run(arguments + ["--no-such-option"])
    #expect(result.status == 64)
    #expect(result.output == "")
    #expect(result.errors.contains("--no-such-option"))
  }

  @Test(arguments: commands)
  func anOutputThatCannotBeWrittenIsSaid(_ arguments: [String]) async throws {
    let fixture = try fixture()
    var tester = fixture.tester
    tester.outputFailure = WriteFailure(path: "<stdout>", reason: "No space left on device")
    let result = try await tester.run(arguments)
    #expect(result.status == 74)
    #expect(
      result.errors.hasPrefix(
        "error[write-failed]: cannot write `<stdout>`: No space left on device\n"))
  }

  @Test(arguments: commands)
  func aReaderThatHasGoneIsNoReasonToComplain(_ arguments: [String]) async throws {
    let fixture = try fixture()
    var tester = fixture.tester
    tester.outputFailure = WriteFailure(
      path: "<stdout>", reason: "Broken pipe", isReaderGone: true)
    let result = try await tester.run(arguments)
    #expect(result.status == 74)
    #expect(result.errors == "")
  }
}
