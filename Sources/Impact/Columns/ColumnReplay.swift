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
  /// Of the old version alone.
  let oldRanks: TimeRanks
  /// Of the old version alone.
  let oldPeriods: PeriodRanks
  let places: Places
  /// Whether some review looks for people in a field.
  let asksFields: Bool
  /// Where it comes from what the old version says by itself.
  var base = Base.judged(nil)

  /// Where it comes from what the old version says by itself.
  enum Base: Sendable {
    /// It is worked out, and taken down if somebody wants to keep it.
    case judged(VersionRecording?)
    /// It was kept.
    case kept(KeptVersion)
  }

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
    let askedFields = (before.reviews + after.reviews).flatMap(\.askedFields)
    let fields = PartyMemory.fields + [action, resource, owner] + askedFields
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
    asksFields = !askedFields.isEmpty
    settling = CaseSettling(before: before, after: after)
    ranks = TimeRanks(before.boundaries + after.boundaries)
    periods = PeriodRanks((before.reviews + after.reviews).flatMap(\.periods))
    oldRanks = TimeRanks(before.boundaries)
    oldPeriods = PeriodRanks(before.reviews.flatMap(\.periods))
    places = Places(
      parties: parties, action: actionPlace, subject: subject, resource: resourcePlace,
      owner: ownerPlace)
  }

  /// What one worker has met so far.
  struct Memory: Sendable {
    /// Of the conditions that are asked first.
    var atoms: AtomMemory
    /// Of those that are asked where a change touches rows.
    var furtherAtoms: AtomMemory
    var base: BaseMemory
    var kept = KeptMemory()
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
      atoms: AtomMemory(plan, atoms: plan.atoms(of: firstAsked)),
      furtherAtoms: AtomMemory(plan, atoms: plan.atoms(of: furtherAsked)),
      base: BaseMemory(self), tree: CaseTree(conditionCount: 2 * stepped.count),
      parties: PartyMemory(
        columns: places.parties, directory: scalar.replayer.after.policy.directory))
  }

  /// What a group of records adds, but for what the old version says of rows that no change touches:
  /// that is in the memory.
  /// - Parameter index: of the group in the history.
  func count(
    _ group: RowGroup, at index: Int, _ memory: inout Memory
  ) throws(HistoryError) -> ReplaySums {
    var truths = GroupTruths(rowCount: group.rowCount)
    try truths.add(firstAsked, of: group, plan, &memory.atoms)
    let touched =
      plan.touches.map { truths.touched(by: $0) } ?? Bitmap(filledFor: group.rowCount)
    if !touched.isEmpty { try truths.add(furtherAsked, of: group, plan, &memory.furtherAtoms) }
    var single = Bitmap(words: group.oddRows)
    single.formUnion(truths.notFalse(plan.rowBound))
    var rows = SortedRows(rowCount: group.rowCount, single: single, touched: touched)
    let codes = try countUntouched(&rows, of: group, at: index, truths, &memory)
    let cases = try touchedCases(of: group, rows.touched, base: codes, truths, &memory)
    var sums = try count(rows, of: group, cases, truths, &memory)
    let untouched = rows.untouched.count
    memory.untouchedCount += untouched
    sums.addUntouched(untouched)
    if let times = group.times { sums.count(times) }
    return sums
  }

  /// Adds what the old version says of all rows that no change touched.
  func addBase(_ memories: [Memory], to tally: inout Tally) {
    switch base {
    case .judged: for memory in memories { memory.base.add(to: &tally) }
    case .kept(let version):
      var taken = KeptMemory()
      for memory in memories { taken.add(memory.kept) }
      version.add(to: &tally, without: taken)
    }
  }

  // MARK: - What is asked

  /// Places of the conditions that are asked of all rows.
  private var firstAsked: [Int] {
    switch base {
    case .judged: Array(plan.conditions.indices)
    case .kept: Set((plan.touches ?? []).flatMap { [$0.old, $0.new] }.compactMap(\.self)).sorted()
    }
  }

  /// Places of the conditions that are asked where a change touches rows.
  private var furtherAsked: [Int] {
    Set(plan.others + plan.authorities).subtracting(firstAsked).sorted()
  }

  /// Places of the conditions that tell touched rows apart, besides those of the old version where
  /// those are told apart already.
  private var stepped: [Int] {
    plan.touches == nil ? Array(plan.conditions.indices) : plan.others
  }

  // MARK: - Rows

  /// Counts the rows that no change touches.
  /// - Returns: what tells touched rows apart by the old version; nil for nothing.
  private func countUntouched(
    _ rows: inout SortedRows, of group: RowGroup, at index: Int, _ truths: GroupTruths,
    _ memory: inout Memory
  ) throws(HistoryError) -> [UInt32]? {
    guard plan.touches != nil else { return nil }
    switch base {
    case .kept(let version):
      return try memory.kept.count(&rows, of: group, at: index, version)
    case .judged(let recording):
      let judged = try memory.base.judge(rows.plain, of: group, truths, self)
      rows.leaveToThemselves(judged.single)
      try recording?.record(group, at: index, rows.plain, judged, memory.base)
      rows.unfillable = try memory.base.count(rows.untouched, of: group, judged)
      return judged.codes
    }
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
      // A group of rows that stand for themselves only takes long.
      if Task.isCancelled { throw .interrupted(path: "") }
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

extension ReplayPlan {
  /// Places of the atoms of some conditions.
  fileprivate func atoms(of places: [Int]) -> [Int] {
    Set(places.flatMap { conditions[$0].atoms }).sorted()
  }
}
