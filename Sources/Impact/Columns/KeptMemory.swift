import History
import PolicyCore

/// What is not to be counted of what a version is known to come to over all records: the records that
/// a change touches.
struct KeptMemory: Sendable {
  /// By outcome.
  private(set) var counts: [Int] = []
  private(set) var load = ReviewLoad()

  /// Takes back what is known of rows that must be looked at.
  /// - Returns: what tells touched rows apart by the version; of other rows, anything.
  mutating func count(
    _ rows: inout SortedRows, of group: RowGroup, at index: Int, _ version: KeptVersion
  ) throws(HistoryError) -> [UInt32] {
    let hasOwnRows = version.singleCount(ofGroup: index) > 0
    let hasUnfillable = version.unfillableCount(ofGroup: index) > 0
    guard hasOwnRows || hasUnfillable || !rows.noted.isEmpty else { return [] }
    let kept = try version.rows(ofGroup: index)
    if hasOwnRows { rows.leaveToThemselves(Self.single(kept, rowCount: group.rowCount)) }
    var codes = [UInt32](repeating: CaseTree.none, count: group.rowCount)
    let waits = try group.waits()
    rows.noted.forEachRow { row in
      codes[row] = kept.codes[row]
      takeBack(codes[row], kept.asked[row], version) { waits[row] }
    }
    if hasUnfillable {
      rows.unfillable = Self.unfillable(kept, version, rows.untouched)
    }
    return codes
  }

  private static func single(_ kept: KeptRows, rowCount: Int) -> Bitmap {
    kept.codes.rows(rowCount: rowCount) { $0 == CaseTree.none }
  }

  private static func unfillable(
    _ kept: KeptRows, _ version: KeptVersion, _ rows: Bitmap
  ) -> Bitmap {
    let places = version.tables.asked.indices.filter { version.tables.asked[$0].isUnfillable }
    let wanted = Set(places.map { UInt32($0) + 1 })
    var unfillable = kept.asked.rows(rowCount: rows.words.count * 64) { wanted.contains($0) }
    unfillable.formIntersection(rows)
    return unfillable
  }

  private mutating func takeBack(
    _ code: UInt32, _ asked: UInt32, _ version: KeptVersion, _ wait: () -> Int64
  ) {
    guard code != CaseTree.none else { return }
    let outcome = version.outcome(of: code)
    while counts.count <= outcome { counts.append(0) }
    counts[outcome] += 1
    if asked > 0 { load.count(seconds: wait(), at: Int(asked) - 1, times: -1) }
  }

  /// Adds what was taken back elsewhere.
  mutating func add(_ other: KeptMemory) {
    while counts.count < other.counts.count { counts.append(0) }
    for (outcome, count) in other.counts.enumerated() { counts[outcome] += count }
    load.add(other.load)
  }
}

extension KeptVersion {
  /// Counts all records but those that were taken back.
  func add(to tally: inout Tally, without taken: KeptMemory) {
    for (place, outcome) in tables.outcomes.enumerated() {
      let count = tables.counts[place] - (place < taken.counts.count ? taken.counts[place] : 0)
      if count > 0 { tally.count(outcome, times: count) }
    }
    var load = tables.load
    load.add(taken.load)
    load.add(to: &tally, asking: tables.asked)
  }
}
