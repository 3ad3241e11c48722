import CEL
import History
import PolicyCore

/// What the old version comes to by itself, for every set of conditions that was met.
struct BaseMemory: Sendable {
  /// A set of conditions that was met.
  private enum Case: Sendable {
    /// Not looked at yet.
    case unknown
    case known(BaseOutcome, shape: Int?)
  }

  private var tree: CaseTree
  private var cases: [Case] = []
  private var reviews = BaseReviews()
  private var parties: PartyMemory
  /// Counted records, by set of conditions.
  private var hits: [Int] = []
  private var load = ReviewLoad()

  init(_ replay: ColumnReplay) {
    tree = CaseTree(conditionCount: 2 * replay.plan.old.count)
    parties = PartyMemory(
      columns: replay.places.parties, directory: replay.scalar.replayer.before.policy.directory)
  }

  /// What the old version says of the rows of a group.
  struct Rows {
    /// The set of conditions of each row; `CaseTree.none` where it is left to itself.
    var codes: [UInt32]
    /// One more than the place of whom the review of each row asks; 0 for no review.
    var asked: [UInt32]
    /// Those that are left to themselves.
    var single: Bitmap
  }

  // MARK: - Judging

  /// Looks at rows.
  /// - Parameter rows: of all others it says anything.
  mutating func judge(
    _ rows: Bitmap, of group: RowGroup, _ truths: GroupTruths, _ replay: ColumnReplay
  ) throws(HistoryError) -> Rows {
    var judged = Rows(
      codes: try codes(of: group, rows, truths, replay),
      asked: Array(repeating: 0, count: group.rowCount), single: Bitmap(rowCount: group.rowCount))
    var reviewed = Bitmap(rowCount: group.rowCount)
    try rows.forEachRow { row throws(HistoryError) in
      let code = Int(judged.codes[row])
      if code < cases.count, case .unknown = cases[code] {
        try settle(code, by: row, group, truths, replay)
      }
      guard code < cases.count, case .known(_, let shape) = cases[code] else {
        judged.codes[row] = CaseTree.none
        judged.single[row] = true
        return
      }
      if shape != nil { reviewed[row] = true }
    }
    try judgeReviews(of: reviewed, group, &judged, replay)
    return judged
  }

  private mutating func codes(
    of group: RowGroup, _ rows: Bitmap, _ truths: GroupTruths, _ replay: ColumnReplay
  ) throws(HistoryError) -> [UInt32] {
    var codes = try roots(of: group, replay.oldRanks)
    for (index, place) in replay.plan.old.enumerated() {
      guard let truth = truths[place] else { continue }
      tree.step(&codes, by: 2 * index, where: truth.yes.intersection(rows).words)
      guard let errs = truth.errs else { continue }
      tree.step(&codes, by: 2 * index + 1, where: errs.intersection(rows).words)
    }
    let missing = tree.count - cases.count
    if missing > 0 {
      cases += repeatElement(.unknown, count: missing)
      hits += repeatElement(0, count: missing)
    }
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

  private mutating func settle(
    _ code: Int, by row: Int, _ group: RowGroup, _ truths: GroupTruths, _ replay: ColumnReplay
  ) throws(HistoryError) {
    guard let side = replay.scalar.oldSide(of: try group.item(at: row)) else { return }
    let decision = side.decision
    var shape: Int?
    if decision.tier == .human {
      shape = reviews.shape(
        of: decision, timeRank: replay.oldRanks.rank(of: try group.decidedAt()[row]),
        authorities: replay.plan.authorities.map { truths[$0]?.digit(of: row) ?? 0 },
        columns: { replay.askedColumns(of: decision, in: replay.scalar.replayer.before.policy) })
    }
    cases[code] = .known(BaseOutcome(decision), shape: shape)
  }

  // MARK: - Reviews

  private mutating func judgeReviews(
    of rows: Bitmap, _ group: RowGroup, _ judged: inout Rows, _ replay: ColumnReplay
  ) throws(HistoryError) {
    guard !rows.isEmpty else { return }
    let asking = try AskingRows(group, parties.rows(of: group), replay.oldPeriods)
    try rows.forEachRow { row throws(HistoryError) in
      guard case .known(_, let shape?) = cases[Int(judged.codes[row])],
        let place = try self.place(of: row, shape, asking, replay)
      else { return }
      judged.asked[row] = UInt32(place) + 1
    }
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
      let rank = replay.oldPeriods.rank(from: instants.time[row], to: instants.decidedAt[row])
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
      AskedPeople(
        approvers: side.approvers(in: directory), isUnfillable: !side.canBeFilled(by: directory)),
      for: key)
  }

  // MARK: - Counting

  /// Counts rows that no change touches.
  /// - Parameter rows: of those that `judged` says something of.
  /// - Returns: those in whose review nobody could fill a place.
  mutating func count(
    _ rows: Bitmap, of group: RowGroup, _ judged: Rows
  ) throws(HistoryError) -> Bitmap {
    var unfillable = Bitmap(rowCount: group.rowCount)
    let waits = try group.waits()
    waits.withElements { waits in
      rows.forEachRow { row in
        hits[Int(judged.codes[row])] += 1
        guard judged.asked[row] > 0 else { return }
        let place = Int(judged.asked[row]) - 1
        load.count(seconds: waits[row], at: place)
        if reviews.asked[place].isUnfillable { unfillable[row] = true }
      }
    }
    return unfillable
  }

  /// Adds what was counted.
  func add(to tally: inout Tally) {
    for (place, count) in hits.enumerated() where count > 0 {
      guard case .known(let outcome, _) = cases[place] else { continue }
      tally.count(outcome, times: count)
    }
    load.add(to: &tally, asking: reviews.asked)
  }

  // MARK: - What others may keep

  /// What is known of a set of conditions; nil for nothing.
  func known(_ code: UInt32) -> (path: [UInt32], outcome: BaseOutcome)? {
    guard Int(code) < cases.count, case .known(let outcome, _) = cases[Int(code)] else {
      return nil
    }
    return (tree.path(of: code), outcome)
  }

  /// Whom reviews ask.
  var asked: [AskedPeople] { reviews.asked }
}

extension TruthRows {
  /// 0 for false, 1 for true, 2 for an error.
  fileprivate func digit(of row: Int) -> UInt8 {
    if yes[row] { return 1 }
    return errs?[row] == true ? 2 : 0
  }
}
