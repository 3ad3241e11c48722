import CEL
import Impact
import Synchronization

/// A line on the error output that shows how far a long run is, once it takes over a second.
///
/// Only on a terminal; it is wiped before anything else is written.
final class ProgressBar: Sendable {
  /// What is known in advance.
  enum Whole: Sendable {
    /// What the sources have on disk; nil when that is not known, as of a pipe.
    case bytes(Int?)
    case records(Int)
    /// Told with each report, beside how many are done.
    case steps
  }

  private struct State {
    var drawnSecond: Int64 = 0
    var isDrawn = false
  }

  private let environment: CommandEnvironment
  private let whole: Whole
  private let isShown: Bool
  private let started: Timestamp
  private let state = Mutex(State())

  private static let width = 20
  /// The clock has whole seconds: a difference of two is the first that is over a second.
  private static let firstSecond: Int64 = 2

  /// - Parameter isShown: false where something else is written to the same terminal meanwhile.
  init(environment: CommandEnvironment, whole: Whole, isShown: Bool = true) {
    self.environment = environment
    self.whole = whole
    self.isShown = isShown && environment.errorOutput.isTerminal
    started = environment.now()
  }

  /// Works on something for long, and wipes the line when that ends or fails.
  func during<Input: ~Copyable, Result>(
    _ input: consuming Input,
    work: (consuming Input, ReplayProgress) async throws -> Result
  ) async throws -> Result {
    let result: Result
    do {
      result = try await work(input, progress)
    } catch {
      try wipe()
      throw error
    }
    try wipe()
    return result
  }

  private var progress: ReplayProgress {
    guard isShown else { return .none }
    return ReplayProgress { records, byteCount in self.draw(records, byteCount) }
  }

  private func wipe() throws(WriteFailure) {
    guard state.withLock({ $0.isDrawn }) else { return }
    try environment.errorOutput.write("\r\u{1B}[K")
  }

  /// At most once a second. A bar that cannot be drawn is not worth failing for: what matters goes
  /// to the output, where a failure counts.
  private func draw(_ records: Int, _ byteCount: Int) {
    let elapsed = environment.now().seconds - started.seconds
    let isDue = state.withLock { state in
      guard elapsed >= Self.firstSecond, elapsed > state.drawnSecond else { return false }
      state.drawnSecond = elapsed
      state.isDrawn = true
      return true
    }
    guard isDue else { return }
    let line = "\r\u{1B}[K" + text(records, byteCount, elapsed)
    do throws(WriteFailure) { try environment.errorOutput.write(line) } catch {}
  }

  /// Shorter than a line of 80 columns: of a wrapped line only the end could be wiped.
  private func text(_ records: Int, _ byteCount: Int, _ elapsed: Int64) -> String {
    let rate = rate(records, byteCount, elapsed)
    guard let share = share(records, byteCount) else { return rate }
    let filled = Int(share * Double(Self.width))
    let bar =
      String(repeating: "#", count: filled) + String(repeating: ".", count: Self.width - filled)
    let left = share > 0 ? ", \(Int64(Double(elapsed) * (1 - share) / share)) s left" : ""
    return "[\(bar)] \(Int(share * 100))%  \(rate)\(left)"
  }

  private func rate(_ done: Int, _ all: Int, _ elapsed: Int64) -> String {
    switch whole {
    case .steps: "\(done) of \(all)"
    case .bytes, .records: "\(done) records, \(Int64(done) / elapsed) a second"
    }
  }

  /// Nil when the whole is not known.
  private func share(_ records: Int, _ byteCount: Int) -> Double? {
    let (done, total) =
      switch whole {
      case .bytes(let total): (byteCount, total)
      case .records(let total): (records, Optional(total))
      case .steps: (records, Optional(byteCount))
      }
    guard let total, total > 0 else { return nil }
    return min(max(Double(done) / Double(total), 0), 1)
  }
}
