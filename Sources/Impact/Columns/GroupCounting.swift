import CEL
import History
import PolicyCore

/// The work on the rows of one group that a change touches, or that stand for themselves only.
struct GroupCounting {
  let replay: ColumnReplay
  let group: RowGroup
  let truths: GroupTruths
  var sums: ReplaySums
  private let parties: PartyMemory.Rows?
  private let times: Instants
  private let decidedAt: Instants
  private let waits: Packed<Int64>
  private var hits: [Int: Int] = [:]

  init(
    _ replay: ColumnReplay, _ group: RowGroup, _ truths: GroupTruths,
    _ memory: inout ColumnReplay.Memory, hasTouched: Bool
  ) throws(HistoryError) {
    self.replay = replay
    self.group = group
    self.truths = truths
    sums = replay.scalar.makeSums()
    parties = hasTouched ? try memory.parties.rows(of: group) : nil
    times = try group.time()
    decidedAt = try group.decidedAt()
    waits = try group.waits()
  }

  /// Counts a row with all that are like it.
  mutating func count(
    _ row: Int, case number: UInt32, _ memory: inout ColumnReplay.Memory
  ) throws(HistoryError) {
    let place = Int(number)
    guard number != CaseTree.none else { return try countSingle(row, &memory) }
    while memory.cases.count <= place { memory.cases.append(nil) }
    let known: SettledCase
    var first: DecidedItem?
    if let settled = memory.cases[place] {
      known = settled
    } else {
      let decided = DecidedItem(try group.item(at: row), replay.scalar)
      known = replay.settle(decided.impacts, &memory, &sums)
      memory.cases[place] = known
      first = decided
    }
    switch known {
    case .single: try countSingle(row, &memory)
    case .unanswered(let columns): try countUnanswered(row, number, columns, first, &memory)
    case .settled(let parts):
      memory.settledCount += 1
      hits[place, default: 0] += 1
      for (part, settled) in parts.enumerated() {
        switch settled {
        case .alike(let summary):
          if summary.isNamed { try name(row, part, summary) }
        case .reviewed(_, let shape): try review(row, part, shape, &memory)
        }
      }
    }
  }

  /// Counts a row by itself.
  mutating func countSingle(
    _ row: Int, _ memory: inout ColumnReplay.Memory
  ) throws(HistoryError) {
    memory.singleCount += 1
    replay.scalar.count(try group.item(at: row), into: &sums)
  }

  /// What a row says of itself wherever its kind is listed.
  private mutating func name(
    _ row: Int, _ part: Int, _ summary: ImpactSummary
  ) throws(HistoryError) {
    let id = try group.id(at: row)
    let places = replay.places
    let isChanged = summary.recordClass != .unchanged
    let subject = try group.column(places.subject).value(of: row)?.string ?? ""
    let resource = try group.column(places.resource).value(of: row)?.string ?? ""
    let owner = try group.column(places.owner).value(of: row)?.string
    var wantsSample = false
    sums.withTally(part) { tally in
      tally.name(id, summary)
      guard isChanged else { return }
      tally.affected.count(
        subject: ID(subject), resource: ID(resource), owner: owner.map { ID($0) })
      wantsSample = tally.wantsSample(of: summary.recordClass)
    }
    guard wantsSample, let impact = replay.scalar.impact(of: try group.item(at: row), part: part)
    else { return }
    sums.withTally(part) { $0.add(Sample(impact)) }
  }

  private mutating func review(
    _ row: Int, _ part: Int, _ shape: Int, _ memory: inout ColumnReplay.Memory
  ) throws(HistoryError) {
    let key = try reviewKey(row, part, shape, &memory)
    let place: Int
    if let known = memory.reviews.place(of: key) {
      place = known
    } else {
      guard let impact = replay.scalar.impact(of: try group.item(at: row), part: part) else {
        return
      }
      replay.scalar.probe(impact, &sums)
      place = memory.reviews.remember(
        ImpactSummary(impact, replay.scalar.replayer), for: key)
    }
    let wait = waits[row]
    memory.reviews.count(seconds: wait == RowGroup.noWait ? nil : wait, at: place)
    guard memory.reviews.asked[place].isUnfillable else { return }
    let id = try group.id(at: row)
    sums.withTally(part) { $0.noEligibleApprover.append(id) }
  }

  /// Counts a row whose reviews differ with those that are like it, if nobody has said anything to it.
  private mutating func countUnanswered(
    _ row: Int, _ number: UInt32, _ columns: [Int], _ decided: DecidedItem?,
    _ memory: inout ColumnReplay.Memory
  ) throws(HistoryError) {
    let item: HistoryItem
    if let decided { item = decided.item } else { item = try group.item(at: row) }
    guard case .record(let raw) = item,
      replay.scalar.replayer.after.policy.directory.hearsNothing(in: raw.value)
    else { return try countSingle(row, &memory) }
    let key = try unansweredKey(row, number, columns, &memory)
    let place: Int
    if let known = memory.unanswered[key] {
      place = known
    } else {
      let impacts = decided?.impacts ?? replay.scalar.impacts(of: item)
      place = memory.unanswered.remember(replay.unanswered(impacts, &sums), for: key)
    }
    switch memory.unanswered.cases[place] {
    case .single: try countSingle(row, &memory)
    case .known(let summaries):
      memory.settledCount += 1
      for (part, summary) in summaries.enumerated() where summary.isNamed {
        try name(row, part, summary)
      }
      let wait = waits[row]
      memory.unanswered.count(seconds: wait == RowGroup.noWait ? nil : wait, at: place)
    }
  }

  private func unansweredKey(
    _ row: Int, _ number: UInt32, _ columns: [Int], _ memory: inout ColumnReplay.Memory
  ) throws(HistoryError) -> KeyedPlaces.Key {
    let parties = parties.map { memory.parties.number(of: row, in: $0) } ?? 0
    var key = memory.unanswered.extend(KeyedPlaces.Key(number), by: parties)
    let rank = replay.periods.rank(from: times[row], to: decidedAt[row])
    key = memory.unanswered.extend(key, by: UInt32(rank))
    for column in try group.columns(columns) {
      key = memory.unanswered.extend(key, by: UInt32(column.family))
      key = memory.unanswered.extend(key, by: UInt32(column.code(of: row)))
    }
    return key
  }

  private func reviewKey(
    _ row: Int, _ part: Int, _ shape: Int, _ memory: inout ColumnReplay.Memory
  ) throws(HistoryError) -> ReviewMemory.Key {
    let at = decidedAt[row]
    let columns = try group.columns(memory.reviews.shapes[shape].columns)
    return ReviewMemory.Key(
      shape: shape, part: part,
      parties: parties.map { memory.parties.number(of: row, in: $0) } ?? 0,
      timeRank: replay.ranks.rank(of: at),
      periodRank: replay.periods.rank(from: times[row], to: at),
      fields: columns.map { $0.key(of: row) },
      authorities: replay.plan.authorities.map { place in
        truths[place].map { ($0.yes[row] ? 1 : 0) | ($0.errs?[row] == true ? 2 : 0) } ?? 0
      })
  }

  /// Adds what rows have in common that were counted with others.
  mutating func addHits(_ memory: inout ColumnReplay.Memory) {
    for (place, count) in hits.sorted(by: { $0.key < $1.key }) {
      guard case .settled(let parts)? = memory.cases[place] else { continue }
      sums.main.records += count
      for index in sums.inForce.indices { sums.inForce[index].records += count }
      for (part, settled) in parts.enumerated() {
        sums.withTally(part) { $0.count(settled.summary, times: count) }
      }
    }
    for (summaries, side) in memory.unanswered.takeCounted() {
      sums.main.records += side.reviews
      for index in sums.inForce.indices { sums.inForce[index].records += side.reviews }
      for (part, summary) in summaries.enumerated() {
        sums.withTally(part) { tally in
          tally.count(summary, times: side.reviews)
          tally.count(side, of: summary.approvers)
        }
      }
    }
    for asked in memory.reviews.takeCounted() {
      sums.withTally(asked.part) { $0.count(asked.waits, of: asked.approvers) }
    }
  }
}

/// An item, and what becomes of it in every replay.
private struct DecidedItem {
  let item: HistoryItem
  /// Nil where a version cannot read it.
  let impacts: [RecordImpact]?

  init(_ item: HistoryItem, _ scalar: ScalarReplay) {
    self.item = item
    impacts = scalar.impacts(of: item)
  }
}
