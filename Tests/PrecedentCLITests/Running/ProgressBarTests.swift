import CEL
import Foundation
import Impact
import Synchronization
import Testing

@testable import PrecedentCLI

struct ProgressBarTests {
  @Test func nothingIsDrawnWhereNoTerminalReads() async throws {
    let bench = Bench(isTerminal: false)
    try await bench.bar(.records(10)).during(()) { _, progress in
      bench.elapsed = .seconds(60)
      progress.report(5, 0)
    }
    #expect(bench.shown == "")
  }

  @Test func nothingIsDrawnBesidesOutputOnTheSameTerminal() async throws {
    let bench = Bench()
    try await bench.bar(.records(10), isShown: false).during(()) { _, progress in
      bench.elapsed = .seconds(60)
      progress.report(5, 0)
    }
    #expect(bench.shown == "")
  }

  @Test(arguments: [0, 300, 999, -60_000])
  func nothingIsDrawnOrWipedWithinASecond(_ milliseconds: Int) async throws {
    let bench = Bench()
    try await bench.bar(.records(10)).during(()) { _, progress in
      bench.elapsed = .milliseconds(milliseconds)
      progress.report(5, 0)
    }
    #expect(bench.shown == "")
  }

  @Test func aLineIsDrawnAtMostTenTimesASecondAndWipedInTheEnd() async throws {
    let bench = Bench()
    try await bench.bar(.records(400)).during(()) { _, progress in
      for milliseconds in [2_000, 2_001, 2_099, 2_100, 2_199, 4_000, 3_000] {
        bench.elapsed = .milliseconds(milliseconds)
        progress.report(milliseconds / 20, 0)
      }
    }
    #expect(
      bench.lines == [
        "[#####...............]  25%  100 records, 50 a second  6 s left",
        "[#####...............]  26%  105 records, 50 a second  6 s left",
        "[##########..........]  50%  200 records, 50 a second  4 s left", "",
      ])
  }

  @Test func whatIsThereAlreadyIsNotDrawnAgain() async throws {
    let bench = Bench()
    try await bench.bar(.steps).during(()) { _, progress in
      for second in 1...3 {
        bench.elapsed = .seconds(second)
        progress.report(0, 10)
      }
    }
    #expect(bench.lines == ["[....................]  0%  0 of 10", ""])
  }

  @Test func theRateIsThatOfTheLastSeconds() async throws {
    let bench = Bench()
    try await bench.bar(.records(100_000)).during(()) { _, progress in
      for second in 1...10 {
        bench.elapsed = .seconds(second)
        progress.report(second * 1_000, 0)
      }
      for second in 11...20 {
        bench.elapsed = .seconds(second)
        progress.report(10_000 + (second - 10) * 100, 0)
      }
    }
    #expect(
      bench.lines[9]
        == "[##..................]  10%  10,000 records, 1,000 a second  1 min 30 s left")
    #expect(
      bench.lines[19]
        == "[##..................]  11%  11,000 records, 100 a second  14 min 50 s left")
  }

  @Test func whatFailsIsWipedToo() async throws {
    let bench = Bench()
    let failure = CommandFailure([])
    await #expect(throws: CommandFailure.self) {
      try await bench.bar(.records(4)).during(()) { _, progress in
        bench.elapsed = .seconds(2)
        progress.report(1, 0)
        throw failure
      }
    }
    #expect(bench.lines.count == 2)
    #expect(bench.lines.last == "")
  }

  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let whole: ProgressWhole
    let records: Int
    let byteCount: Int
    var width: Int? = 80
    let line: String
  }

  private static let full = "[#####...............]  25%  8 records, 4 a second  6 s left"

  private static let cases: [Case] = [
    Case(
      testDescription: "bytes", whole: .bytes(1_000), records: 8, byteCount: 250, line: full),
    Case(
      testDescription: "a pipe", whole: .bytes(nil), records: 8, byteCount: 250,
      line: "8 records, 4 a second"),
    Case(
      testDescription: "an empty file", whole: .bytes(0), records: 0, byteCount: 0,
      line: "0 records, 0 a second"),
    Case(
      testDescription: "a file that grew", whole: .bytes(100), records: 8, byteCount: 250,
      line: "[####################]  100%  8 records, 4 a second  0 s left"),
    Case(
      testDescription: "nothing yet", whole: .records(10), records: 0, byteCount: 0,
      line: "[....................]  0%  0 records, 0 a second"),
    Case(
      testDescription: "hours", whole: .records(1_000_000), records: 200, byteCount: 0,
      line: "[....................]  0%  200 records, 100 a second  2 h 46 min left"),
    Case(
      testDescription: "records without end", whole: .records(.max), records: 100_000_000,
      byteCount: 0,
      line: "[....................]  0%  100,000,000 records, 50,000,000 a second  days left"),
    Case(
      testDescription: "no width known", whole: .bytes(1_000), records: 8, byteCount: 250,
      width: nil, line: full),
    Case(
      testDescription: "just wide enough", whole: .bytes(1_000), records: 8, byteCount: 250,
      width: 61, line: full),
    Case(
      testDescription: "too narrow for a bar", whole: .bytes(1_000), records: 8, byteCount: 250,
      width: 60, line: "25%  8 records, 4 a second  6 s left"),
    Case(
      testDescription: "narrow", whole: .bytes(1_000), records: 8, byteCount: 250, width: 30,
      line: "25%  6 s left"),
    Case(
      testDescription: "narrower", whole: .bytes(1_000), records: 8, byteCount: 250, width: 13,
      line: "25%"),
  ]

  @Test(arguments: cases)
  func showsHowFarItIs(_ example: Case) async throws {
    let bench = Bench(width: example.width)
    try await bench.bar(example.whole).during(()) { _, progress in
      bench.elapsed = .seconds(2)
      progress.report(example.records, example.byteCount)
    }
    #expect(bench.lines == [example.line, ""])
  }

  @Test func nothingIsDrawnWhereNothingFits() async throws {
    let bench = Bench(width: 3)
    try await bench.bar(.bytes(1_000)).during(()) { _, progress in
      bench.elapsed = .seconds(2)
      progress.report(8, 250)
    }
    #expect(bench.shown == "")
  }

  @Test func aBarThatCannotBeDrawnDoesNotStopTheWork() async throws {
    let bench = Bench()
    bench.isBroken = true
    var done = 0
    await #expect(throws: WriteFailure.self) {
      try await bench.bar(.records(10)).during(()) { _, progress in
        bench.elapsed = .seconds(2)
        progress.report(5, 0)
        done = 10
      }
    }
    #expect(done == 10)
  }

  @Test func synthesisShowsHowFarItIsUnlessItsRecordsDo() async throws {
    let fixture = try PolicyFixture.small()
    let arguments = ["synthesize", "--records", "2000"]
    let toFile = Bench(workingDirectory: fixture.path, ticks: true)
    #expect(await toFile.run(arguments + ["-o", "made.ndjson"]) == 0)
    #expect(toFile.shown.contains("]  50%  1,000 records, "))
    #expect(toFile.lines.last == "")
    let toTerminal = Bench(workingDirectory: fixture.path, ticks: true)
    #expect(await toTerminal.run(arguments) == 0)
    #expect(toTerminal.shown == "")
  }
}

/// A terminal with a clock that tests turn.
private final class Bench: Sendable {
  private struct State {
    var elapsed = Duration.zero
    var isBroken = false
    var shown = ""
  }

  private let state = Mutex(State())
  private let isTerminal: Bool
  private let width: Int?
  private let workingDirectory: String
  /// Whether every look at the clock finds it two seconds later.
  private let ticks: Bool

  init(
    isTerminal: Bool = true, width: Int? = 80, workingDirectory: String = "/", ticks: Bool = false
  ) {
    self.isTerminal = isTerminal
    self.width = width
    self.workingDirectory = workingDirectory
    self.ticks = ticks
  }

  var elapsed: Duration {
    get { state.withLock(\.elapsed) }
    set { state.withLock { $0.elapsed = newValue } }
  }

  var isBroken: Bool {
    get { state.withLock(\.isBroken) }
    set { state.withLock { $0.isBroken = newValue } }
  }

  var shown: String { state.withLock(\.shown) }

  /// What stood in the line, one after the other.
  var lines: [String] {
    let lines = shown.components(separatedBy: "\u{1B}[K")
    return lines.dropLast().map { $0.hasPrefix("\r") ? String($0.dropFirst()) : "no start: \($0)" }
  }

  func bar(_ whole: ProgressWhole, isShown: Bool = true) -> ProgressBar {
    ProgressBar(environment: environment, whole: whole, isShown: isShown)
  }

  func run(_ arguments: [String]) async -> Int32 {
    await runPrecedent(arguments, in: environment)
  }

  private var environment: CommandEnvironment {
    CommandEnvironment(
      variables: CommandTester.hermeticVariables, workingDirectory: workingDirectory,
      executablePath: "/", standardInput: -1, output: TextStream(isTerminal: true) { _ in },
      errorOutput: TextStream(isTerminal: isTerminal, columnCount: { [width] in width }) {
        bytes throws(WriteFailure) in
        try self.show(bytes)
      },
      now: { Timestamp(seconds: 1_800_000_000) ?? Timestamp.epoch }, processorCount: 1,
      uptime: { self.uptime() })
  }

  private func show(_ bytes: [UInt8]) throws(WriteFailure) {
    if isBroken { throw WriteFailure(path: "<stderr>", reason: "gone") }
    state.withLock { $0.shown += String(decoding: bytes, as: UTF8.self) }
  }

  private func uptime() -> Duration {
    if ticks { state.withLock { $0.elapsed += .seconds(2) } }
    return .seconds(1_000) + elapsed
  }
}
