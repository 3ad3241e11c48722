/// What is known in advance of something that takes long.
enum ProgressWhole: Sendable {
  /// What the sources have on disk; nil when that is not known, as of a pipe.
  case bytes(Int?)
  case records(Int)
  /// Told with each report, beside how many are done.
  case steps

  /// How far it is.
  /// - Parameter second: with steps, how many there are; else the bytes read.
  func step(_ records: Int, _ second: Int, at elapsed: Duration) -> ProgressStep {
    let (done, total) =
      switch self {
      case .bytes(let total): (second, total)
      case .records(let total): (records, Optional(total))
      case .steps: (records, Optional(second))
      }
    return ProgressStep(elapsed: elapsed, records: records, done: done, total: total)
  }
}

/// How far something was at one instant.
struct ProgressStep: Sendable {
  /// Since it began.
  let elapsed: Duration
  let records: Int
  /// Of what the share is counted in.
  let done: Int
  /// Nil where it is not known.
  let total: Int?

  /// Between 0 and 1; nil where the whole is not known.
  var share: Double? {
    guard let total, total > 0 else { return nil }
    return min(max(Double(done) / Double(total), 0), 1)
  }
}

/// How fast something was in the last seconds.
struct ProgressPace: Sendable {
  /// The first is the one that is measured from.
  private var steps: [ProgressStep] = []

  /// Long enough to be steady, short enough to be true.
  private static let window = Duration.seconds(5)
  private static let leastInterval = Duration.milliseconds(250)

  /// Takes a step in; they come in order.
  mutating func note(_ step: ProgressStep) {
    if steps.isEmpty {
      steps.append(ProgressStep(elapsed: .zero, records: 0, done: 0, total: nil))
    }
    guard let last = steps.last, step.elapsed - last.elapsed >= Self.leastInterval else { return }
    steps.append(step)
    while steps.count > 2, step.elapsed - steps[1].elapsed >= Self.window { steps.removeFirst() }
  }

  /// Records in a second, up to a step.
  func recordsPerSecond(to step: ProgressStep) -> Double { rate(to: step, \.records) }

  /// How long what is left takes; nil where that is not known.
  func secondsLeft(from step: ProgressStep) -> Double? {
    guard let share = step.share, let total = step.total else { return nil }
    if share >= 1 { return 0 }
    let rate = rate(to: step, \.done)
    return rate > 0 ? Double(total - step.done) / rate : nil
  }

  private func rate(to step: ProgressStep, _ count: (ProgressStep) -> Int) -> Double {
    guard let first = steps.first else { return 0 }
    let seconds = (step.elapsed - first.elapsed) / .seconds(1)
    return seconds > 0 ? max(0, Double(count(step) - count(first)) / seconds) : 0
  }
}
