import CEL
import History
import PolicyCore

extension ColumnReplay {
  /// A number of what is not a condition: fate, direction, and sides of the boundaries in time.
  func keys(
    of group: RowGroup, _ conditions: [TruthRows]
  ) throws(HistoryError) -> RowKeys {
    let none = Bitmap(rowCount: group.rowCount)
    let actions = try group.column(places.action)
    let takes = (0..<actions.values.count).map { code in
      scalar.replayer.direction(ofAction: actions.values[code]?.string ?? "") == .takes
    }
    let (fates, decidedAt) = (try group.fates(), try group.decidedAt())
    let numbers = (0..<group.rowCount).map { row -> UInt64 in
      guard !group.isOdd(row) else { return 0 }
      let direction: UInt64 = takes[actions.code(of: row)] ? 1 : 0
      return UInt64(fates[row]) | direction << 7
        | ranks.rank(of: decidedAt[row]) << 8
    }
    return RowKeys(conditions.map(\.yes) + conditions.map { $0.errs ?? none }, number: numbers)
  }

  /// Decides a record, and tells whether it stands for the others with its key.
  func settle(
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

  func reviewKey(
    _ row: Int, _ part: Int, _ shape: Int, _ group: RowGroup, _ conditions: [TruthRows],
    _ memory: inout Memory
  ) throws(HistoryError) -> ReviewMemory.Key {
    let at = try group.decidedAt()[row]
    let columns = try group.columns(memory.reviews.shapes[shape].columns)
    return ReviewMemory.Key(
      shape: shape, part: part, parties: try memory.parties.number(of: row, in: group),
      timeRank: ranks.rank(of: at), periodRank: periods.rank(from: try group.time()[row], to: at),
      fields: columns.map { $0.key(of: row) },
      authorities: plan.authorities.map { place in
        (conditions[place].yes[row] ? 1 : 0) | (conditions[place].errs?[row] == true ? 2 : 0)
      })
  }
}
