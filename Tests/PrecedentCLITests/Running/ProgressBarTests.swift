import CEL
import Impact
import Synchronization
import Testing

@testable import PrecedentCLI

struct ProgressBarTests {
  private static let wiped = "\r\u{1B}[K"

  @Test func nothingIsDrawnWhereNoTerminalReads() async throws {
    let bench = Bench(isTerminal: false)
    try await bench.bar(.records(10)).during(()) { _, progress in
      bench.second = 60
      progress.report(5, 0)
    }
    #expect(bench.shown == "")
  }

  @Test func nothingIsDrawnBesidesOutputOnTheSameTerminal() async throws {
    let bench = Bench()
    try await bench.bar(.records(10), isShown: false).during(()) { _, progress in
      bench.second = 60
      progress.report(5, 0)
    }
    #expect(bench.shown == "")
  }

  @Test(arguments: [0, 1, -60])
  func nothingIsDrawnOrWipedWithinASecond(_ second: Int64) async throws {
    // The clock has whole seconds: one tick may be a moment.
    let bench = Bench()
    try await bench.bar(.records(10)).during(()) { _, progress in
      bench.second = second
      progress.report(5, 0)
    }
    #expect(bench.shown == "")
  }

  @Test func aLineIsDrawnOnceASecondAndWipedInTheEnd() async throws {
    let bench = Bench()
    try await bench.bar(.records(400)).during(()) { _, progress in
      for second in [2, 2, 2, 4, 3] as [Int64] {
        bench.second = second
        progress.report(Int(second) * 50, 0)
      }
    }
    #expect(
      bench.shown == Self.wiped + "[#####...............] 25%  100 records, 50 a second, 6 s left"
        + Self.wiped + "[##########..........] 50%  200 records, 50 a second, 4 s left"
        + Self.wiped)
  }

  @Test func whatFailsIsWipedToo() async throws {
    let bench = Bench()
    let failure = CommandFailure([])
    await #expect(throws: CommandFailure.self) {
      try await bench.bar(.records(4)).during(()) { _, progress in
        bench.second = 2
        progress.report(1, 0)
        throw failure
      }
    }
    #expect(bench.shown.hasSuffix("left" + Self.wiped))
  }

  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let whole: ProgressBar.Whole
    let records: Int
    let byteCount: Int
    let line: String
  }

  private static let cases = [
    Case(
      testDescription: "bytes", whole: .bytes(1_000), records: 8, byteCount: 250,
      line: "[#####...............] 25%  8 records, 4 a second, 6 s left"),
    Case(
      testDescription: "a pipe", whole: .bytes(nil), records: 8, byteCount: 250,
      line: "8 records, 4 a second"),
    Case(
      testDescription: "an empty file", whole: .bytes(0), records: 0, byteCount: 0,
      line: "0 records, 0 a second"),
    Case(
      testDescription: "a file that grew", whole: .bytes(100), records: 8, byteCount: 250,
      line: "[####################] 100%  8 records, 4 a second, 0 s left"),
    Case(
      testDescription: "nothing yet", whole: .records(10), records: 0, byteCount: 0,
      line: "[....................] 0%  0 records, 0 a second"),
    Case(
      testDescription: "records without end", whole: .records(.max), records: 100_000_000,
      byteCount: 0,
      line: "[....................] 0%  100000000 records, 50000000 a second, 184467440735 s left"),
  ]

  @Test(arguments: cases)
  func showsHowFarItIs(_ example: Case) async throws {
    let bench = Bench()
    try await bench.bar(example.whole).during(()) { _, progress in
      bench.second = 2
      progress.report(example.records, example.byteCount)
    }
    #expect(bench.shown == Self.wiped + example.line + Self.wiped)
  }

  @Test func aBarThatCannotBeDrawnDoesNotStopTheWork() async throws {
    let bench = Bench()
    bench.isBroken = true
    var done = 0
    await #expect(throws: WriteFailure.self) {
      try await bench.bar(.records(10)).during(()) { _, progress in
        bench.second = 2
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
    #expect(toFile.shown.contains("] 50%  1000 records, "))
    #expect(toFile.shown.hasSuffix(Self.wiped))
    let toTerminal = Bench(workingDirectory: fixture.path, ticks: true)
    #expect(await toTerminal.run(arguments) == 0)
    #expect(toTerminal.shown == "")
  }
}

/// A terminal with a clock that tests turn.
private final class Bench: Sendable {
  private struct State {
    var second: Int64 = 0
    var isBroken = false
    var shown = ""
  }

  private let state = Mutex(State())
  private let isTerminal: Bool
  private let workingDirectory: String
  /// Whether every look at the clock finds it two seconds later.
  private let ticks: Bool

  init(isTerminal: Bool = true, workingDirectory: String = "/", ticks: Bool = false) {
    self.isTerminal = isTerminal
    self.workingDirectory = workingDirectory
    self.ticks = ticks
  }

  var second: Int64 {
    get { state.withLock(\.second) }
    set { state.withLock { $0.second = newValue } }
  }

  var isBroken: Bool {
    get { state.withLock(\.isBroken) }
    set { state.withLock { $0.isBroken = newValue } }
  }

  var shown: String { state.withLock(\.shown) }

  func bar(_ whole: ProgressBar.Whole, isShown: Bool = true) -> ProgressBar {
    ProgressBar(environment: environment, whole: whole, isShown: isShown)
  }

  func run(_ arguments: [String]) async -> Int32 {
    await runPrecedent(arguments, in: environment)
  }

  private var environment: CommandEnvironment {
    CommandEnvironment(
      variables: CommandTester.hermeticVariables, workingDirectory: workingDirectory,
      executablePath: "/", standardInput: -1, output: TextStream(isTerminal: true) { _ in },
      errorOutput: TextStream(isTerminal: isTerminal) { bytes throws(WriteFailure) in
        try self.show(bytes)
      },
      now: { self.now() }, processorCount: 1)
  }

  private func show(_ bytes: [UInt8]) throws(WriteFailure) {
    if isBroken { throw WriteFailure(path: "<stderr>", reason: "gone") }
    state.withLock { $0.shown += String(decoding: bytes, as: UTF8.self) }
  }

  private func now() -> Timestamp {
    if ticks { state.withLock { $0.second += 2 } }
    return Timestamp(seconds: 1_800_000_000 + second) ?? Timestamp.epoch
  }
}
