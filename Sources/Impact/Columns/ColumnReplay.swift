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
        before: before, after: after, touching: scalar.touching, further: scalar.furtherQuestions,
        fields: fields)
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
    var base: BaseMemory
    /// Of rows that the change touches.
    var tree: CaseTree
    var beginnings = PairNumbers()
    var cases: [SettledCase?] = []
    var reviews = ReviewMemory()
    var unanswered = UnansweredReviews()
    var parties: PartyMemory
    /// Rows that stood for themselves only, unreadable ones among them.
    var singleCount = 0
    /// Rows that were counted with others that the change touches.
    var settledCount = 0
    /// Rows that no change touches.
    var untouchedCount = 0
    fileprivate var takingActions: (family: Int, takes: [Bool]) = (-1, [])

    /// Of each action, by code, whether it takes away.
    mutating func directions(of actions: CodedColumn, _ replayer: Replayer) -> [Bool] {
      if takingActions.family != actions.family { takingActions = (actions.family, []) }
      let known = takingActions.takes.count
      for code in known..<max(known, actions.values.count) {
        let action = actions.values[code]?.string ?? ""
        takingActions.takes.append(replayer.direction(ofAction: action) == .takes)
      }
      return takingActions.takes
    }
  }

  func makeMemory() -> Memory {
    Memory(
      atoms: AtomMemory(plan, atoms: Array(plan.atoms.indices)), base: BaseMemory(self),
      tree: CaseTree(conditionCount: 2 * stepped.count),
      parties: PartyMemory(
        columns: places.parties, directory: scalar.replayer.after.policy.directory))
  }

  /// Places of the conditions that tell touched rows apart, besides those of the old version where
  /// those are told apart already.
  private var stepped: [Int] {
    plan.touches == nil ? Array(plan.conditions.indices) : plan.others
  }

  /// What a group of records adds.
  func count(
    _ group: RowGroup, _ memory: inout Memory
  ) throws(HistoryError) -> ReplaySums {
    let truths = try GroupTruths(
      Array(plan.conditions.indices), of: group, plan, &memory.atoms)
    var rows = SortedRows(group, plan, truths)
    var base: [UInt32]?
    if plan.touches != nil {
      let codes = try memory.base.codes(of: group, rows.plain, truths, self)
      let counted = try memory.base.count(rows.untouched, of: group, codes, truths, self)
      rows.leaveToThemselves(counted.single)
      rows.unfillable = counted.unfillable
      base = codes
    }
    let roots = try touchedCases(of: group, rows.touched, base: base, truths, &memory)
    var sums = try count(rows, of: group, roots, truths, &memory)
    let untouched = rows.untouched.rowCount
    memory.untouchedCount += untouched
    sums.addUntouched(untouched)
    if let times = group.times { sums.count(times) }
    return sums
  }

  private func touchedCases(
    of group: RowGroup, _ rows: Bitmap, base: [UInt32]?, _ truths: GroupTruths,
    _ memory: inout Memory
  ) throws(HistoryError) -> [UInt32] {
    guard !rows.isEmpty else { return [] }
    var cases = try roots(of: group, rows, base: base, &memory)
    for (index, place) in stepped.enumerated() {
      guard let truth = truths[place] else { continue }
      memory.tree.step(&cases, by: 2 * index, where: truth.yes.intersection(rows).words)
      guard let errs = truth.errs else { continue }
      memory.tree.step(&cases, by: 2 * index + 1, where: errs.intersection(rows).words)
    }
    return cases
  }

  /// Counts what must be looked at row by row, in the order of the history.
  private func count(
    _ rows: SortedRows, of group: RowGroup, _ cases: [UInt32], _ truths: GroupTruths,
    _ memory: inout Memory
  ) throws(HistoryError) -> ReplaySums {
    let noted = rows.noted
    guard !noted.isEmpty else { return scalar.makeSums() }
    var counting = try GroupCounting(
      self, group, truths, &memory, hasTouched: !rows.touched.isEmpty)
    try noted.forEachRow { row throws(HistoryError) in
      if rows.single[row] {
        try counting.countSingle(row, &memory)
      } else if rows.touched[row] {
        try counting.count(row, case: cases[row], &memory)
      } else {
        counting.sums.main.noEligibleApprover.append(try group.id(at: row))
      }
    }
    counting.addHits(&memory)
    return counting.sums
  }
}
