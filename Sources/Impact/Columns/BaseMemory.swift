import CEL
import History
import PolicyCore

/// What the old version comes to, for every set of conditions that was met, and how many records that
/// no change touches have it.
struct BaseMemory: Sendable {
  /// A set of conditions that was met.
  enum Case: Sendable {
    /// Not looked at yet.
    case unknown
    case known(BaseOutcome, shape: Int?)
  }

  private var tree: CaseTree
  private var cases: [Case] = []
  private var hits: [Int] = []
  private var reviews = BaseReviews()
  private var parties: PartyMemory

  init(_ replay: ColumnReplay) {
    tree = CaseTree(conditionCount: 2 * replay.plan.old.count)
    parties = PartyMemory(
      columns: replay.places.parties, directory: replay.scalar.replayer.before.policy.directory)
  }

  /// The set of conditions of each row; `CaseTree.none` where it is left to itself.
  /// - Parameter rows: those that are asked about; of all others, anything.
  mutating func codes(
    of group: RowGroup, _ rows: Bitmap, _ truths: GroupTruths, _ replay: ColumnReplay
  ) throws(HistoryError) -> [UInt32] {
    var codes = try roots(of: group, replay.ranks)
    for (index, place) in replay.plan.old.enumerated() {
      guard let truth = truths[place] else { continue }
      tree.step(&codes, by: 2 * index, where: truth.yes.intersection(rows).words)
      guard let errs = truth.errs else { continue }
      tree.step(&codes, by: 2 * index + 1, where: errs.intersection(rows).words)
    }
    while cases.count < tree.count { cases.append(.unknown) }
    while hits.count < tree.count { hits.append(0) }
    return codes
  }

  private mutating func roots(
    of group: RowGroup, _ ranks: TimeRanks
  ) throws(HistoryError) -> [UInt32] {
    guard let decisions = group.decisions else {
      return Array(repeating: CaseTree.none, count: group.rowCount)
    }
    let rank = ranks.rank(of: decisions.lowerBound)
    guard rank != ranks.rank(of: decisions.upperBound) else {
      return Array(repeating: tree.root(UInt32(rank)), count: group.rowCount)
    }
    let decidedAt = try group.decidedAt()
    var roots: [UInt32] = []
    roots.reserveCapacity(group.rowCount)
    for row in 0..<group.rowCount {
      roots.append(tree.root(UInt32(ranks.rank(of: decidedAt[row]))))
    }
    return roots
  }

  /// Counts rows that no change touches.
  /// - Returns: those in whose review nobody could fill a place, and those that are left to themselves.
  mutating func count(
    _ rows: Bitmap, of group: RowGroup, _ codes: [UInt32], _ truths: GroupTruths,
    _ replay: ColumnReplay
  ) throws(HistoryError) -> (unfillable: Bitmap, single: Bitmap) {
    var reviewed = Bitmap(rowCount: group.rowCount)
    var single = Bitmap(rowCount: group.rowCount)
    try rows.forEachRow { row throws(HistoryError) in
      let code = Int(codes[row])
      guard code < cases.count else {
        single[row] = true
        return
      }
      if case .unknown = cases[code] { try settle(code, by: row, group, truths, replay) }
      switch cases[code] {
      case .unknown: single[row] = true
      case .known(_, let shape):
        hits[code] += 1
        if shape != nil { reviewed[row] = true }
      }
    }
    let unfillable = try countReviews(of: reviewed, group, codes, replay)
    return (unfillable, single)
  }

  private mutating func settle(
    _ code: Int, by row: Int, _ group: RowGroup, _ truths: GroupTruths, _ replay: ColumnReplay
  ) throws(HistoryError) {
    guard let side = replay.scalar.oldSide(of: try group.item(at: row)) else { return }
    let decision = side.decision
    var shape: Int?
    if decision.tier == .human {
      shape = reviews.shape(
        of: decision, timeRank: replay.ranks.rank(of: try group.decidedAt()[row]),
        authorities: replay.plan.authorities.map { truths[$0]?.digit(of: row) ?? 0 },
        columns: { replay.askedColumns(of: decision, in: replay.scalar.replayer.before.policy) })
    }
    cases[code] = .known(BaseOutcome(decision), shape: shape)
  }

  // MARK: - Reviews

  /// Returns those in whose review nobody could fill a place.
  private mutating func countReviews(
    of rows: Bitmap, _ group: RowGroup, _ codes: [UInt32], _ replay: ColumnReplay
  ) throws(HistoryError) -> Bitmap {
    var unfillable = Bitmap(rowCount: group.rowCount)
    guard !rows.isEmpty else { return unfillable }
    let asking = try AskingRows(group, parties.rows(of: group), replay.periods)
    let waits = try group.waits()
    try waits.withElements { waits throws(HistoryError) in
      try rows.forEachRow { row throws(HistoryError) in
        guard case .known(_, let shape?) = cases[Int(codes[row])] else { return }
        let place = try self.place(of: row, shape, asking, replay)
        guard let place else { return }
        reviews.count(seconds: waits[row] == RowGroup.noWait ? nil : waits[row], at: place)
        if reviews.asked[place].isUnfillable { unfillable[row] = true }
      }
    }
    return unfillable
  }

  /// A group, as far as reviews look at it.
  private struct AskingRows {
    let group: RowGroup
    let parties: PartyMemory.Rows
    /// Nil where no review changes with time.
    let instants: (time: Instants, decidedAt: Instants)?

    init(
      _ group: RowGroup, _ parties: PartyMemory.Rows, _ periods: PeriodRanks
    ) throws(HistoryError) {
      self.group = group
      self.parties = parties
      instants = periods.isEmpty ? nil : (try group.time(), try group.decidedAt())
    }
  }

  private mutating func place(
    of row: Int, _ shape: Int, _ asking: AskingRows, _ replay: ColumnReplay
  ) throws(HistoryError) -> Int? {
    var key = reviews.extend(
      KeyedPlaces.Key(UInt32(shape)), by: parties.number(of: row, in: asking.parties))
    if let instants = asking.instants {
      let rank = replay.periods.rank(from: instants.time[row], to: instants.decidedAt[row])
      key = reviews.extend(key, by: UInt32(rank))
    }
    for column in try asking.group.columns(reviews.columns(ofShape: shape)) {
      key = reviews.extend(key, by: UInt32(column.family))
      key = reviews.extend(key, by: UInt32(column.code(of: row)))
    }
    if let known = reviews[key] { return known }
    guard let side = replay.scalar.oldSide(of: try asking.group.item(at: row)) else { return nil }
    let directory = replay.scalar.replayer.before.policy.directory
    return reviews.remember(
      BaseReviews.Asked(
        approvers: side.approvers(in: directory), isUnfillable: !side.canBeFilled(by: directory)),
      for: key)
  }

  // MARK: - Sums

  /// What was counted.
  func add(to tally: inout Tally) {
    for (place, count) in hits.enumerated() where count > 0 {
      guard case .known(let outcome, _) = cases[place] else { continue }
      tally.count(outcome, times: count)
    }
    for (asked, count) in zip(reviews.asked, reviews.counts) { tally.count(asked, count) }
  }
}

extension TruthRows {
  /// 0 for false, 1 for true, 2 for an error.
  fileprivate func digit(of row: Int) -> UInt8 {
    if yes[row] { return 1 }
    return errs?[row] == true ? 2 : 0
  }
}
