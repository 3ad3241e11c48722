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

  /// Somewhere around the places where the summary is written.
  @Test func aWriterKilledWhileItWritesItsSummaryLosesNothing() async throws {
    let seed: UInt64 = 66
    var random = SeededRandom(seed: seed)
    let fixture = try PolicyFixture.small()
    var answered: Set<String> = []
    for round in 0..<2 {
      let note: Comment = "seed \(seed), round \(round)"
      try fixture.write(
        LogWritingProcess.requests((0..<2_500).map { "r\(round)-\($0)" }), to: "requests.ndjson")
      let writer = try LogWritingProcess(in: fixture.path, reading: "requests.ndjson")
      for _ in 0..<Int.random(in: 700...1_100, using: &random) {
        let line = try #require(try writer.answer(), note)
        answered.insert(String(try #require(line.split(separator: " ").dropFirst().first)))
      }
      writer.kill()
      let verified = try await fixture.tester.run("log", "verify", "log")
      #expect(verified.status == 0, "\(note): \(verified.output)")
      let shown = try await fixture.tester.run("log", "show", "log", "--format", "record")
      #expect(answered.isSubset(of: Self.requestIDs(shown.output)), note)
    }
    #expect(fixture.exists("log/summary"))
    let writer = try LogWritingProcess(in: fixture.path)
    #expect(try writer.ask("the last") != nil)
  }

  private static func requestIDs(_ records: String) -> Set<String> {
    Set(records.matches(of: /"id":"(r[0-9]+-[0-9]+)"/).map { String($0.1) })
  }
}

/// `precedent decide - --stream --log log`, talked to line by line.
private final class LogWritingProcess {
  private let process = Process()
  private let input = Pipe()
  private let output = Pipe()
  private var unread = Data()

  /// - Parameter requests: a file; what is sent if left out.
  init(in folder: String, reading requests: String = "-") throws {
    process.executableURL = URL(fileURLWithPath: HookedRepository.program)
    process.arguments = ["decide", requests, "--stream", "--log", "log"]
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
    return try answer()
  }

  /// The next answer; nil when the program has ended.
  func answer() throws -> String? {
    while true {
      if let end = unread.firstIndex(of: UInt8(ascii: "\n")) {
        let line = String(decoding: unread[..<end], as: UTF8.self)
        unread = Data(unread[(end + 1)...])
        return line
      }
      let more = output.fileHandleForReading.availableData
      if more.isEmpty { return nil }
      unread += more
    }
  }

  func send(_ ids: [String]) throws {
    try input.fileHandleForWriting.write(contentsOf: Data(Self.requests(ids).utf8))
  }

  static func requests(_ ids: [String]) -> String {
    ids.map { id in
      #"{"id":"\#(id)","time":"2026-07-01T10:00:00Z","subject":{"id":"carol@example.com"},"#
        + #""action":"grant","resource":{"id":"db","environment":"staging"}}"# + "\n"
    }.joined()
  }

  func kill() {
    guard process.isRunning else { return }
    Foundation.kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }
}
