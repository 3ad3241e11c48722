import CEL
import History
import PolicyCore

/// Replays records from columns: those that are alike are decided once.
///
/// Whatever is decided is decided by the scalar replay, which stays the only definition of meaning: a
/// record stands for others only where nothing that a decision reads tells them apart.
struct ColumnReplay: Sendable {
  let plan: ReplayPlan
  fileprivate let scalar: ScalarReplay
  private let settling: CaseSettling
  private let ranks: TimeRanks
  private let periods: PeriodRanks
  fileprivate let places: Places

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
    fileprivate var atoms: AtomMemory
    fileprivate var table: CaseTable
    fileprivate var cases: [SettledCase] = []
    fileprivate var reviews = ReviewMemory()
    fileprivate var parties: PartyMemory
    /// Rows that stood for themselves only, unreadable ones among them.
    fileprivate(set) var singleCount = 0
    /// Rows that were counted with others.
    fileprivate(set) var settledCount = 0
    /// Different ones, so far.
    var caseCount: Int { cases.count }
  }

  func makeMemory() -> Memory {
    Memory(
      atoms: AtomMemory(plan),
      table: CaseTable(width: RowKeys.width(ofBitmaps: 2 * plan.conditions.count)),
      parties: PartyMemory(
        columns: places.parties, directory: scalar.replayer.after.policy.directory))
  }

  /// What a group of records adds.
  func count(_ group: RowGroup, _ memory: inout Memory) -> ReplaySums {
    let atoms = memory.atoms.rows(of: group)
    let conditions = plan.conditions.map { condition in
      condition.logic.rows(condition.atoms.map { atoms[$0] }, rowCount: group.rowCount)
    }
    var counting = GroupCounting(
      replay: self, group: group, conditions: conditions, sums: scalar.makeSums())
    counting.run(&memory)
    return counting.sums
  }
}

/// The work on one group.
private struct GroupCounting {
  let replay: ColumnReplay
  let group: RowGroup
  let conditions: [TruthRows]
  var sums: ReplaySums
  private var hits: [Int] = []
  private var first: Timestamp?
  private var last: Timestamp?

  init(replay: ColumnReplay, group: RowGroup, conditions: [TruthRows], sums: ReplaySums) {
    self.replay = replay
    self.group = group
    self.conditions = conditions
    self.sums = sums
  }

  mutating func run(_ memory: inout ColumnReplay.Memory) {
    let keys = replay.keys(of: group, conditions)
    var single = Bitmap(rowCount: group.rowCount)
    for place in replay.plan.rowBound { single.formUnion(conditions[place].notFalse) }
    for row in 0..<group.rowCount {
      if group.isOdd[row] || single[row] {
        countSingle(row, &memory)
      } else {
        count(row, memory.table.number(of: row, in: keys), &memory)
      }
    }
    addHits(memory)
    for asked in memory.reviews.takeCounted() {
      sums.withTally(asked.part) { $0.count(asked.waits, of: asked.approvers) }
    }
  }

  private mutating func count(_ row: Int, _ number: Int, _ memory: inout ColumnReplay.Memory) {
    if number == memory.cases.count {
      memory.cases.append(replay.settle(group.item(at: row), &memory, &sums))
    }
    switch memory.cases[number] {
    case .single: countSingle(row, &memory)
    case .settled(let parts):
      memory.settledCount += 1
      count(row, number, parts, &memory)
    }
  }

  private mutating func countSingle(_ row: Int, _ memory: inout ColumnReplay.Memory) {
    memory.singleCount += 1
    replay.scalar.count(group.item(at: row), into: &sums)
  }

  private mutating func count(
    _ row: Int, _ number: Int, _ parts: [SettledPart], _ memory: inout ColumnReplay.Memory
  ) {
    while hits.count <= number { hits.append(0) }
    hits[number] += 1
    let time = group.times[row]
    first = first.map { min($0, time) } ?? time
    last = last.map { max($0, time) } ?? time
    for (part, settled) in parts.enumerated() {
      switch settled {
      case .alike(let summary):
        if summary.isNamed { name(row, part, summary) }
      case .reviewed(_, let shape): review(row, part, shape, &memory)
      }
    }
  }

  /// What a row says of itself wherever its kind is listed.
  private mutating func name(_ row: Int, _ part: Int, _ summary: ImpactSummary) {
    let id = group.id(at: row)
    let places = replay.places
    let isChanged = summary.recordClass != .unchanged
    let subject = group.columns[places.subject].value(of: row)?.string ?? ""
    let resource = group.columns[places.resource].value(of: row)?.string ?? ""
    let owner = group.columns[places.owner].value(of: row)?.string
    var wantsSample = false
    sums.withTally(part) { tally in
      tally.name(id, summary)
      guard isChanged else { return }
      tally.affected.count(
        subject: ID(subject), resource: ID(resource), owner: owner.map { ID($0) })
      wantsSample = tally.wantsSample(of: summary.recordClass)
    }
    guard wantsSample, let impact = replay.scalar.impact(of: group.item(at: row), part: part)
    else { return }
    sums.withTally(part) { $0.add(Sample(impact)) }
  }

  private mutating func review(
    _ row: Int, _ part: Int, _ shape: Int, _ memory: inout ColumnReplay.Memory
  ) {
    let key = replay.reviewKey(row, part, shape, group, conditions, &memory)
    let place: Int
    if let known = memory.reviews.place(of: key) {
      place = known
    } else {
      guard let impact = replay.scalar.impact(of: group.item(at: row), part: part) else { return }
      replay.scalar.probe(impact, &sums)
      place = memory.reviews.remember(
        ImpactSummary(impact, replay.scalar.replayer), for: key)
    }
    let wait = group.waits[row]
    memory.reviews.count(seconds: wait == RowGroup.noWait ? nil : wait, at: place)
    guard memory.reviews.asked[place].isUnfillable else { return }
    let id = group.id(at: row)
    sums.withTally(part) { $0.noEligibleApprover.append(id) }
  }

  private mutating func addHits(_ memory: ColumnReplay.Memory) {
    for (number, count) in hits.enumerated() where count > 0 {
      guard case .settled(let parts) = memory.cases[number] else { continue }
      sums.main.records += count
      for index in sums.inForce.indices { sums.inForce[index].records += count }
      for (part, settled) in parts.enumerated() {
        sums.withTally(part) { $0.count(settled.summary, times: count) }
      }
    }
    for part in 0...sums.inForce.count {
      sums.withTally(part) { tally in
        if let first { tally.count(time: first) }
        if let last { tally.count(time: last) }
      }
    }
  }
}

extension ColumnReplay {
  /// A number of what is not a condition: fate, direction, and sides of the boundaries in time.
  fileprivate func keys(of group: RowGroup, _ conditions: [TruthRows]) -> RowKeys {
    let none = Bitmap(rowCount: group.rowCount)
    let actions = group.columns[places.action]
    let takes = actions.values.map { value in
      scalar.replayer.direction(ofAction: value?.string ?? "") == .takes
    }
    let numbers = (0..<group.rowCount).map { row -> UInt64 in
      guard !group.isOdd[row] else { return 0 }
      let direction: UInt64 = takes[Int(actions.codes[row])] ? 1 : 0
      return UInt64(group.fates[row].rawValue) | direction << 7
        | ranks.rank(of: group.decidedAt[row]) << 8
    }
    return RowKeys(conditions.map(\.yes) + conditions.map { $0.errs ?? none }, number: numbers)
  }

  /// Decides a record, and tells whether it stands for the others with its key.
  fileprivate func settle(
    _ item: HistoryItem, _ memory: inout Memory, _ sums: inout ReplaySums
  ) -> SettledCase {
    guard let impacts = scalar.impacts(of: item) else { return .single }
    var parts: [SettledPart] = []
    for impact in impacts {
      let summary = ImpactSummary(impact, scalar.replayer)
      switch settling.standing(of: impact) {
      case .single: return .single
      case .alike: parts.append(.alike(summary))
      case .reviewed:
        let shape = memory.reviews.shape(of: impact.after.decision) { askedColumns(of: $0) }
        var common = summary
        common.approvers = .init(before: [], after: [])
        common.isUnfillable = false
        parts.append(.reviewed(common, shape: shape))
      }
      scalar.probe(impact, &sums)
    }
    return .settled(parts)
  }

  /// The columns in which the reviews of a decision look for people.
  private func askedColumns(of decision: Decision) -> [Int] {
    let policy = scalar.replayer.after.policy
    let reviews =
      decision.matched.isEmpty
      ? policy.settings.defaultOutcome.reviews
      : decision.matched.flatMap { matched in
        (matched.isException
          ? policy.exception(matched.rule)?.consequence : policy.rule(matched.rule)?.consequence)?
          .reviews ?? []
      }
    let policies = [scalar.replayer.before.policy, policy]
    return Set(reviews.flatMap(\.askedFields).compactMap { plan.column(of: $0, in: policies) })
      .sorted()
  }

  fileprivate func reviewKey(
    _ row: Int, _ part: Int, _ shape: Int, _ group: RowGroup, _ conditions: [TruthRows],
    _ memory: inout Memory
  ) -> ReviewMemory.Key {
    let at = group.decidedAt[row]
    return ReviewMemory.Key(
      shape: shape, part: part, parties: memory.parties.number(of: row, in: group),
      timeRank: ranks.rank(of: at), periodRank: periods.rank(from: group.times[row], to: at),
      fields: memory.reviews.shapes[shape].columns.map { group.columns[$0].key(of: row) },
      authorities: plan.authorities.map { place in
        (conditions[place].yes[row] ? 1 : 0) | (conditions[place].errs?[row] == true ? 2 : 0)
      })
  }
}
