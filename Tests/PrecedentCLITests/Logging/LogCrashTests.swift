import Foundation
import PrecedentCLI
import TestSupport
import Testing

/// The program that writes a log is killed (SIGKILL) at random points: what it has answered is there.
struct LogCrashTests {
  @Test func nothingThatWasAnsweredIsLost() async throws {
    let fixture = try PolicyFixture.small()
    var random = SeededRandom(seed: 6)
    var answered: [String] = []
    for round in 0..<10 {
      let writer = try LogWritingProcess(in: fixture.path)
      for number in 0..<Int.random(in: 1...12, using: &random) {
        let id = "r\(round)-\(number)"
        let answer = try writer.ask(id)
        answered.append(try #require(answer, "seed 6, round \(round)"))
        #expect(answered.last?.contains(id) == true)
      }
      // What is on its way when it dies may be there or not.
      try writer.send((0..<Int.random(in: 0...40, using: &random)).map { "x\(round)-\($0)" })
      writer.kill()
      let verified = try await fixture.tester.run("verify", "log", "--format", "json")
      let shown = try await fixture.tester.run("log", "show", "log", "--format", "json")
      try #require(shown.status == 0, "seed 6, round \(round): \(shown.errors)")
      #expect(verified.status == 0, "seed 6, round \(round): \(verified.output)")
      for line in answered {
        let id = try #require(line.split(separator: " ").dropFirst().first)
        #expect(shown.output.contains("\"id\":\"\(id)\""), "seed 6, round \(round): \(id)")
      }
    }
    // It opens, and goes on.
    let writer = try LogWritingProcess(in: fixture.path)
    #expect(try writer.ask("the last") != nil)
    writer.kill()
    let verified = try await fixture.tester.run("verify", "log")
    #expect(verified.status == 0, "\(verified.output)")
  }
}

/// `precedent decide - --stream --log log`, talked to line by line.
private final class LogWritingProcess {
  private let process = Process()
  private let input = Pipe()
  private let output = Pipe()

  init(in folder: String) throws {
    process.executableURL = URL(fileURLWithPath: HookedRepository.program)
    process.arguments = ["decide", "-", "--stream", "--log", "log"]
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.environment = CommandTester.hermeticVariables
    process.standardInput = input
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
  }

  deinit { kill() }

  /// Sends one request and waits for its answer; nil when the program has ended.
  func ask(_ id: String) throws -> String? {
    try send([id])
    var line: [UInt8] = []
    while let byte = try output.fileHandleForReading.read(upToCount: 1)?.first {
      if byte == UInt8(ascii: "\n") { return String(decoding: line, as: UTF8.self) }
      line.append(byte)
    }
    return nil
  }

  func send(_ ids: [String]) throws {
    let lines = ids.map { id in
      #"{"id":"\#(id)","time":"2026-07-01T10:00:00Z","subject":{"id":"carol@example.com"},"#
        + #""action":"grant","resource":{"id":"db","environment":"staging"}}"# + "\n"
    }
    try input.fileHandleForWriting.write(contentsOf: Data(lines.joined().utf8))
  }

  func kill() {
    guard process.isRunning else { return }
    Foundation.kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }
}
