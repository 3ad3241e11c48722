import CEL
import History
import PolicyCore

/// The work on one group.
struct GroupCounting {
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

  mutating func run(_ memory: inout ColumnReplay.Memory) throws(HistoryError) {
    let keys = try replay.keys(of: group, conditions)
    var single = Bitmap(rowCount: group.rowCount)
    for place in replay.plan.rowBound { single.formUnion(conditions[place].notFalse) }
    for row in 0..<group.rowCount {
      if group.isOdd(row) || single[row] {
        try countSingle(row, &memory)
      } else {
        try count(row, memory.table.number(of: row, in: keys), &memory)
      }
    }
    addHits(memory)
    for asked in memory.reviews.takeCounted() {
      sums.withTally(asked.part) { $0.count(asked.waits, of: asked.approvers) }
    }
  }

  private mutating func count(
    _ row: Int, _ number: Int, _ memory: inout ColumnReplay.Memory
  ) throws(HistoryError) {
    if number == memory.cases.count {
      memory.cases.append(replay.settle(try group.item(at: row), &memory, &sums))
    }
    switch memory.cases[number] {
    case .single: try countSingle(row, &memory)
    case .settled(let parts):
      memory.settledCount += 1
      try count(row, number, parts, &memory)
    }
  }

  private mutating func countSingle(
    _ row: Int, _ memory: inout ColumnReplay.Memory
  ) throws(HistoryError) {
    memory.singleCount += 1
    replay.scalar.count(try group.item(at: row), into: &sums)
  }

  private mutating func count(
    _ row: Int, _ number: Int, _ parts: [SettledPart], _ memory: inout ColumnReplay.Memory
  ) throws(HistoryError) {
    while hits.count <= number { hits.append(0) }
    hits[number] += 1
    let time = try group.time()[row]
    first = first.map { min($0, time) } ?? time
    last = last.map { max($0, time) } ?? time
    for (part, settled) in parts.enumerated() {
      switch settled {
      case .alike(let summary):
        if summary.isNamed { try name(row, part, summary) }
      case .reviewed(_, let shape): try review(row, part, shape, &memory)
      }
    }
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
    let key = try replay.reviewKey(row, part, shape, group, conditions, &memory)
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
    let wait = try group.waits()[row]
    memory.reviews.count(seconds: wait == RowGroup.noWait ? nil : wait, at: place)
    guard memory.reviews.asked[place].isUnfillable else { return }
    let id = try group.id(at: row)
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
