import Foundation
import Glibc
import Testing

/// The program that is asked to stop while it reads: how it ends, and what it leaves.
struct InterruptionTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let arguments: [String]
    var signal = SIGINT
    var status: Int32 = 130
    let message: String
  }

  private static let byControlC = "was stopped by ctrl-C (SIGINT); nothing was written\n"

  private static let cases: [Case] = [
    Case(
      testDescription: "simulate a pipe with a name",
      arguments: ["simulate", "HEAD..HEAD", "--history", "pipe", "-o", "report.txt"],
      message: "interrupted: `simulate` \(byControlC)"),
    Case(
      testDescription: "simulate on one core",
      arguments: [
        "simulate", "HEAD..HEAD", "--history", "pipe", "--jobs", "1", "-o", "report.txt",
      ],
      message: "interrupted: `simulate` \(byControlC)"),
    Case(
      testDescription: "simulate, by SIGTERM",
      arguments: ["simulate", "HEAD..HEAD", "--history", "pipe", "-o", "report.txt"],
      signal: SIGTERM, status: 143,
      message: "interrupted: `simulate` was stopped by SIGTERM; nothing was written\n"),
    Case(
      testDescription: "simulate standard input",
      arguments: ["simulate", "HEAD..HEAD", "--history", "-", "-o", "report.txt"],
      message: "interrupted: `simulate` \(byControlC)"),
    Case(
      testDescription: "calibrate",
      arguments: ["calibrate", "--history", "pipe", "-o", "report.txt"],
      message: "interrupted: `calibrate` \(byControlC)"),
    Case(
      testDescription: "a stream of decisions into a file",
      arguments: ["decide", "-", "--stream", "-o", "report.txt"],
      message: "interrupted: `decide` \(byControlC)"),
    Case(
      testDescription: "a stream of decisions", arguments: ["decide", "-", "--stream"],
      message: "interrupted: `decide` was stopped by ctrl-C (SIGINT); what was decided before "
        + "was written\n"),
  ]

  @Test(.timeLimit(.minutes(1)), arguments: cases)
  func whatWaitsForRecordsStopsAndLeavesNothing(_ example: Case) throws {
    let fixture = try PolicyFixture.small()
    let before = try fixture.entries()
    let running = try RunningProgram(example.arguments, in: fixture)
    try running.giveMoreThanFitsIntoAPipe()
    running.send(example.signal)
    running.wait()
    #expect(running.ending == .exit(example.status))
    #expect(running.errors == example.message)
    #expect(try fixture.entries() == before)
  }

  /// A document is read in one go, which nothing interrupts.
  @Test(.timeLimit(.minutes(1))) func whatDoesNotEndByItselfIsEnded() throws {
    let running = try RunningProgram(["decide", "-"], in: .small())
    try running.giveMoreThanFitsIntoAPipe()
    running.send(SIGINT)
    running.wait()
    #expect(running.ending == .exit(130))
    #expect(
      running.errors == "interrupted: `decide` was stopped by ctrl-C (SIGINT); it did not "
        + "come to its end\n")
  }

  @Test(.timeLimit(.minutes(1))) func aSecondSignalEndsAtOnce() throws {
    let running = try RunningProgram(["decide", "-"], in: .small())
    try running.giveMoreThanFitsIntoAPipe()
    while running.isRunning { running.send(SIGINT) }
    running.wait()
    #expect(running.ending == .signal(SIGINT))
    #expect(running.errors == "")
  }

  @Test(.timeLimit(.minutes(1))) func whatAParentIgnoresStaysIgnored() throws {
    let running = try RunningProgram(
      ["decide", "-", "--stream"], in: .small(), through: "trap '' INT; exec \"$0\" \"$@\"")
    try running.giveMoreThanFitsIntoAPipe()
    running.send(SIGINT)
    try running.endInput()
    running.wait()
    #expect(running.ending == .exit(0))
  }
}

/// The built program, which reads from a pipe: one with the name `pipe`, or its standard input.
private final class RunningProgram {
  enum Ending: Equatable {
    case exit(Int32)
    case signal(Int32)
  }

  private let fixture: PolicyFixture
  private let process = Process()
  private let errorFile: String
  private let input = Pipe()
  private var pipe: FileHandle?

  init(_ arguments: [String], in fixture: PolicyFixture, through script: String? = nil) throws {
    self.fixture = fixture
    errorFile = NSTemporaryDirectory() + "precedent-errors-\(UUID().uuidString)"
    try #require(FileManager.default.createFile(atPath: errorFile, contents: nil))
    let program = HookedRepository.program
    process.executableURL = URL(fileURLWithPath: script == nil ? program : "/bin/sh")
    process.arguments = script.map { ["-c", $0, program] + arguments } ?? arguments
    process.currentDirectoryURL = URL(fileURLWithPath: fixture.path)
    process.environment = CommandTester.hermeticVariables
    process.standardInput = input
    process.standardOutput = FileHandle.nullDevice
    process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: errorFile))
    let named = errorFile + ".pipe"
    if arguments.contains("pipe") {
      try #require(mkfifo(named, 0o600) == 0)
      process.arguments = arguments.map { $0 == "pipe" ? named : $0 }
    }
    try process.run()
    if arguments.contains("pipe") { pipe = try opened(named) }
  }

  deinit {
    if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    try? FileManager.default.removeItem(atPath: errorFile)
    try? FileManager.default.removeItem(atPath: errorFile + ".pipe")
  }

  /// Waits for the program to open it, as long as there is a program.
  private func opened(_ named: String) throws -> FileHandle {
    while true {
      let descriptor = open(named, O_WRONLY | O_NONBLOCK)
      if descriptor >= 0 {
        _ = fcntl(descriptor, F_SETFL, 0)
        return FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
      }
      try #require(process.isRunning)
      sched_yield()
    }
  }

  var isRunning: Bool { process.isRunning }

  var ending: Ending {
    process.terminationReason == .exit
      ? .exit(process.terminationStatus) : .signal(process.terminationStatus)
  }

  var errors: String {
    String(decoding: FileManager.default.contents(atPath: errorFile) ?? Data(), as: UTF8.self)
  }

  /// Once this is done, the program has read some of it, and waits for more.
  func giveMoreThanFitsIntoAPipe() throws {
    let line = SmallPolicy.history.prefix { $0 != "\n" }
    let lines = (0..<1_000).map {
      line.replacing(#""id":"r1""#, with: #""id":"x\#($0)""#) + "\n"
    }
    let target = pipe ?? input.fileHandleForWriting
    try target.write(contentsOf: Data(lines.joined().utf8))
  }

  func endInput() throws { try input.fileHandleForWriting.close() }

  func send(_ signal: Int32) { kill(process.processIdentifier, signal) }

  func wait() { process.waitUntilExit() }
}

extension PolicyFixture {
  /// The names in its folder.
  fileprivate func entries() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path).sorted()
  }
}
