import CEL
import Impact
import Synchronization

/// A line on the error output that shows how far a replay is, once it takes over a second.
///
/// Only on a terminal; it is wiped before anything else is written.
final class ProgressBar: Sendable {
  private struct State {
    var drawnSecond: Int64 = 0
    var isDrawn = false
  }

  private let environment: CommandEnvironment
  private let totalByteCount: Int?
  private let started: Timestamp
  private let state = Mutex(State())

  private static let width = 30

  init(environment: CommandEnvironment, totalByteCount: Int?) {
    self.environment = environment
    self.totalByteCount = totalByteCount
    started = environment.now()
  }

  /// What a replay reports to.
  var progress: ReplayProgress {
    guard environment.errorOutput.isTerminal else { return .none }
    return ReplayProgress { records, byteCount in self.draw(records, byteCount) }
  }

  /// Wipes the line.
  func finish() throws(WriteFailure) {
    guard state.withLock({ $0.isDrawn }) else { return }
    try environment.errorOutput.write("\r\u{1B}[K")
  }

  /// At most once a second. A bar that cannot be drawn is not worth failing for: what matters goes
  /// to the output, where a failure counts.
  private func draw(_ records: Int, _ byteCount: Int) {
    let elapsed = environment.now().seconds - started.seconds
    let isDue = state.withLock { state in
      guard elapsed >= 1, elapsed != state.drawnSecond else { return false }
      state.drawnSecond = elapsed
      state.isDrawn = true
      return true
    }
    guard isDue else { return }
    let line = "\r\u{1B}[K" + text(records, byteCount, elapsed)
    do throws(WriteFailure) { try environment.errorOutput.write(line) } catch {}
  }

  private func text(_ records: Int, _ byteCount: Int, _ elapsed: Int64) -> String {
    let rate = "\(records) records, \(Int64(records) / elapsed) a second"
    guard let totalByteCount, totalByteCount > 0 else { return rate }
    let share = min(Double(byteCount) / Double(totalByteCount), 1)
    let filled = Int(share * Double(Self.width))
    let bar =
      String(repeating: "#", count: filled) + String(repeating: ".", count: Self.width - filled)
    let left = share > 0 ? Int64(Double(elapsed) * (1 - share) / share) : 0
    return "[\(bar)] \(Int(share * 100))%  \(rate), \(left) s left"
  }
}
