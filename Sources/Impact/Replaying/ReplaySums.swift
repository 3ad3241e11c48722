/// The counts of the main replay and of those in force.
struct ReplaySums: Sendable {
  var main: Tally
  var inForce: [Tally]
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

  mutating func add(_ later: ReplaySums) {
    main.add(later.main)
    approvedOnceReadable += later.approvedOnceReadable
    exercised.formUnion(later.exercised)
    for index in inForce.indices { inForce[index].add(later.inForce[index]) }
  }
}
