import CEL
import PolicyCore

@testable import Impact

extension Calibration {
  /// A calibration with something to say in every section.
  static func everything(_ plant: Planting = .ordinary) -> Calibration {
    Calibration(
      version: BlastRadius.Version(
        name: plant("main"), commit: plant("3f2a9d0c4b5e6f708192a3b4c5d6e7f801234567"),
        policySHA256: plant(BlastRadius.policyDigest), hasPolicy: true),
      history: BlastRadius.everything(plant).history, comparable: 1_103, reproduced: 1_044,
      cells: cells,
      mismatches: [
        mismatch(
          plant, recorded: .approved, decided: TierAndStatus(.human, .pending),
          rules: ["prod-db-write"], why: "1 of 2 by security missing", count: 40),
        mismatch(
          plant, recorded: .approved, decided: TierAndStatus(.denied, .denied), rules: [],
          why: "no rule matched", count: 19),
      ],
      notReplayed: NotReplayed.everything(plant))
  }

  /// No record says what happened.
  static var silent: Calibration {
    Calibration(
      version: BlastRadius.empty.from, history: BlastRadius.empty.history, comparable: 0,
      reproduced: 0, cells: [], mismatches: [], notReplayed: [])
  }

  private static let cells = [
    Cell(
      recorded: .approved, decided: TierAndStatus(.automatic, .approved), records: 844,
      reproduces: true),
    Cell(
      recorded: .approved, decided: TierAndStatus(.human, .pending), records: 40,
      reproduces: false),
    Cell(
      recorded: .approved, decided: TierAndStatus(.denied, .denied), records: 19,
      reproduces: false),
    Cell(
      recorded: .denied, decided: TierAndStatus(.human, .denied), records: 200, reproduces: true),
    Cell(
      recorded: .withdrawn, decided: TierAndStatus(.human, .pending), records: 8, reproduces: nil),
  ]

  private static func mismatch(
    _ plant: Planting, recorded: RecordedOutcome, decided: TierAndStatus, rules: [String],
    why: String, count: Int
  ) -> Mismatch {
    Mismatch(
      cause: MismatchCause(
        recorded: recorded, decided: decided, rules: rules.map { ID(plant($0)) }, why: plant(why)),
      records: RecordList((1...count).map { plant("req-\($0)") }))
  }
}
