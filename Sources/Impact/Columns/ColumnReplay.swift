import CEL
import History
import PolicyCore

/// Replays records from columns: those that are alike are decided once.
///
/// Whatever is decided is decided by the scalar replay, which stays the only definition of meaning: a
/// record stands for others only where nothing that a decision reads tells them apart.
struct ColumnReplay: Sendable {
  let plan: ReplayPlan
  let scalar: ScalarReplay
  let settling: CaseSettling
  let ranks: TimeRanks
  let periods: PeriodRanks
  let places: Places

  /// The columns that are read by name.
  struct Places: Sendable {
    let parties: [Int]
    let action: Int
    let subject: Int
    let resource: Int
    let owner: Int
  }

  /// - Returns: nil where some condition cannot be taken apart.
  init?(_ scalar: ScalarReplay) {
    let (before, after) = (scalar.replayer.before.policy, scalar.replayer.after.policy)
    let action = FieldPath(["action", "name"])
    let (resource, owner) = (FieldPath(["resource", "id"]), FieldPath(["resource", "owner"]))
    let fields =
      PartyMemory.fields + [action, resource, owner]
      + (before.reviews + after.reviews).flatMap(\.askedFields)
    guard
      let plan = ReplayPlan(
        before: before, after: after, further: scalar.furtherQuestions, fields: fields)
    else { return nil }
    let policies = [before, after]
    let parties = PartyMemory.fields.compactMap { plan.column(of: $0, in: policies) }
    guard let actionPlace = plan.column(of: action, in: policies),
      let resourcePlace = plan.column(of: resource, in: policies),
      let ownerPlace = plan.column(of: owner, in: policies), let subject = parties.first
    else { return nil }
    self.plan = plan
    self.scalar = scalar
    settling = CaseSettling(before: before, after: after)
    ranks = TimeRanks(before.boundaries + after.boundaries)
    periods = PeriodRanks((before.reviews + after.reviews).flatMap(\.periods))
    places = Places(
      parties: parties, action: actionPlace, subject: subject, resource: resourcePlace,
      owner: ownerPlace)
  }

  /// What one worker has met so far.
  struct Memory: Sendable {
    var atoms: AtomMemory
    var table: CaseTable
    var cases: [SettledCase] = []
    var reviews = ReviewMemory()
    var parties: PartyMemory
    /// Rows that stood for themselves only, unreadable ones among them.
    var singleCount = 0
    /// Rows that were counted with others.
    var settledCount = 0
  }

  func makeMemory() -> Memory {
    Memory(
      atoms: AtomMemory(plan),
      table: CaseTable(width: RowKeys.width(ofBitmaps: 2 * plan.conditions.count)),
      parties: PartyMemory(
        columns: places.parties, directory: scalar.replayer.after.policy.directory))
  }

  /// What a group of records adds.
  func count(
    _ group: RowGroup, _ memory: inout Memory
  ) throws(HistoryError) -> ReplaySums {
    let atoms = try memory.atoms.rows(of: group)
    let conditions = plan.conditions.map { condition in
      condition.logic.rows(condition.atoms.map { atoms[$0] }, rowCount: group.rowCount)
    }
    var counting = GroupCounting(
      replay: self, group: group, conditions: conditions, sums: scalar.makeSums())
    try counting.run(&memory)
    return counting.sums
  }
}
