import History

/// Reviews that ask the same people.
struct AskedPeople: Sendable, Hashable {
  /// Teams and people, by their ids.
  let approvers: Set<String>
  /// Whether the people there are could not give what is asked.
  let isUnfillable: Bool
}

/// How often each of some reviews was asked, and how long it took.
struct ReviewLoad: Sendable, Equatable {
  /// Of one of them.
  struct Count: Sendable, Equatable {
    var reviews = 0
    /// By bucket of `WaitHistogram`.
    var waits: [Int] = []
  }

  var counts: [Count] = []

  /// Counts a review.
  /// - Parameters:
  ///   - seconds: as in a group of rows.
  ///   - times: less than 0 takes back what was counted.
  mutating func count(seconds: Int64, at place: Int, times: Int = 1) {
    while counts.count <= place { counts.append(Count()) }
    counts[place].reviews += times
    guard seconds != RowGroup.noWait, let bucket = WaitHistogram.bucket(ofSeconds: seconds) else {
      return
    }
    let missing = bucket + 1 - counts[place].waits.count
    if missing > 0 { counts[place].waits += repeatElement(0, count: missing) }
    counts[place].waits[bucket] += times
  }

  /// Adds what was counted elsewhere.
  mutating func add(_ other: ReviewLoad) {
    for (place, count) in other.counts.enumerated() {
      while counts.count <= place { counts.append(Count()) }
      counts[place].reviews += count.reviews
      let missing = count.waits.count - counts[place].waits.count
      if missing > 0 { counts[place].waits += repeatElement(0, count: missing) }
      for (bucket, waits) in count.waits.enumerated() { counts[place].waits[bucket] += waits }
    }
  }

  /// Counts reviews that both versions ask alike.
  func add(to tally: inout Tally, asking asked: [AskedPeople]) {
    for (asked, count) in zip(asked, counts) where count.reviews > 0 {
      var side = LoadTally.Side()
      side.reviews = count.reviews
      for (bucket, waits) in count.waits.enumerated() { side.waits.add(waits, inBucket: bucket) }
      tally.count(side, of: .init(before: asked.approvers, after: asked.approvers))
    }
  }
}
