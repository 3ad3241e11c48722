import Impact
import Synchronization

/// A line on the error output that shows how far a long run is, once it takes over a second.
///
/// Only on a terminal; it is wiped before anything else is written.
final class ProgressBar: Sendable {
  fileprivate struct State {
    var pace = ProgressPace()
    var drawnAt: Duration?
    var shown = ""
    var isWiped = false
  }

  private let environment: CommandEnvironment
  private let whole: ProgressWhole
  private let isShown: Bool
  private let started: Duration
  private let state = Mutex(State())

  fileprivate static let firstDraw = Duration.seconds(1)
  /// Ten times a second: more often nobody can read.
  fileprivate static let leastInterval = Duration.milliseconds(100)
  /// Of a terminal that does not say.
  private static let usualWidth = 80

  /// - Parameter isShown: false where something else is written to the same terminal meanwhile.
  init(environment: CommandEnvironment, whole: ProgressWhole, isShown: Bool = true) {
    self.environment = environment
    self.whole = whole
    self.isShown = isShown && environment.errorOutput.isTerminal
    started = environment.uptime()
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
      // What went wrong is worth more than that the line could not be wiped.
      do throws(WriteFailure) { try wipe() } catch {}
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
    let isDrawn = state.withLock { state in
      state.isWiped = true
      return !state.shown.isEmpty
    }
    if isDrawn { try environment.errorOutput.write("\r\u{1B}[K") }
  }

  /// A bar that cannot be drawn is not worth failing for: what matters goes to the output, where a
  /// failure counts.
  private func draw(_ records: Int, _ byteCount: Int) {
    let elapsed = environment.uptime() - started
    let step = whole.step(records, byteCount, at: elapsed)
    let width = environment.errorOutput.columnCount() ?? Self.usualWidth
    let line = state.withLock { $0.line(step, whole, width: width) }
    guard let line else { return }
    do throws(WriteFailure) {
      // What is behind the new text is wiped after it, so that nothing flickers.
      try environment.errorOutput.write("\r\(line)\u{1B}[K")
    } catch {}
  }
}

extension ProgressBar.State {
  /// What is to be drawn; nil where it is too early, or there already.
  fileprivate mutating func line(
    _ step: ProgressStep, _ whole: ProgressWhole, width: Int
  ) -> String? {
    pace.note(step)
    let isDue = drawnAt.map { step.elapsed - $0 >= ProgressBar.leastInterval } ?? true
    guard isDue, !isWiped, step.elapsed >= ProgressBar.firstDraw else { return nil }
    let line = ProgressText(step: step, pace: pace, whole: whole).line(width: width)
    guard line != shown else { return nil }
    drawnAt = step.elapsed
    shown = line
    return line
  }
}
