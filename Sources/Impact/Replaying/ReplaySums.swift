import CEL

/// The counts of the main replay and of those in force.
struct ReplaySums: Sendable {
  var main: Tally
  var inForce: [Tally]
  /// Replayed records that no change touches.
  var untouched = 0
  /// Records that only the old version cannot read, and the new one approves.
  var approvedOnceReadable: [String] = []
  /// The places of the probes that some record exercises.
  var exercised: Set<Int> = []

  init(gateCount: Int, instants: Int) {
    main = Tally(gateCount: gateCount)
    inForce = Array(repeating: Tally(gateCount: gateCount), count: instants)
  }

  /// Changes the tally of the main replay, 0, or of one in force.
  mutating func withTally(_ part: Int, _ change: (inout Tally) -> Void) {
    if part == 0 { change(&main) } else { change(&inForce[part - 1]) }
  }

  /// Counts records that no change touches, but for what the old version says of them.
  mutating func addUntouched(_ count: Int) {
    main.records += count
    untouched += count
    guard count > 0 else { return }
    for index in inForce.indices {
      inForce[index].records += count
      inForce[index].replayed += count
      inForce[index].classes[.unchanged, default: 0] += count
    }
  }

  /// Takes in when records were made.
  mutating func count(_ times: ClosedRange<Timestamp>) {
    for part in 0...inForce.count {
      withTally(part) { tally in
        tally.count(time: times.lowerBound)
        tally.count(time: times.upperBound)
      }
    }
  }

  mutating func add(_ later: ReplaySums) {
    main.add(later.main)
    untouched += later.untouched
    approvedOnceReadable += later.approvedOnceReadable
    exercised.formUnion(later.exercised)
    for index in inForce.indices { inForce[index].add(later.inForce[index]) }
  }
}
