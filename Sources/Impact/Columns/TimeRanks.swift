import CEL
import PolicyCore

/// On which side of some instants another one lies: on which of all, before it, or behind it.
struct TimeRanks: Sendable {
  private let boundaries: [Timestamp]

  init(_ boundaries: some Sequence<Timestamp>) { self.boundaries = Set(boundaries).sorted() }

  /// The same number for instants on the same sides.
  /// - Complexity: O(log boundaries).
  func rank(of instant: Timestamp) -> UInt64 {
    var (low, high) = (0, boundaries.count)
    while low < high {
      let middle = (low + high) / 2
      if boundaries[middle] < instant { low = middle + 1 } else { high = middle }
    }
    let isOn = low < boundaries.count && boundaries[low] == instant
    return UInt64(2 * low + (isOn ? 1 : 0))
  }
}

/// How far the reviews of a request have come at an instant: which periods have passed.
struct PeriodRanks: Sendable {
  private let periods: [PolicyDuration]

  init(_ periods: some Sequence<PolicyDuration>) {
    self.periods = Set(periods).sorted { $0.seconds < $1.seconds }
  }

  /// Whether no period ever passes.
  var isEmpty: Bool { periods.isEmpty }

  /// The same number where the same periods have passed, or end.
  func rank(from time: Timestamp, to instant: Timestamp) -> UInt64 {
    var rank: UInt64 = 0
    for period in periods {
      guard let end = time.adding(period) else { continue }
      if instant >= end { rank += 1 }
      if instant > end { rank += 1 }
    }
    return rank
  }
}
