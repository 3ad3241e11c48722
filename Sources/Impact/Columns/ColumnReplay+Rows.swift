import CEL
import History
import PolicyCore

extension ColumnReplay {
  /// Where each touched row begins: fate, direction, and sides of the boundaries in time, besides the
  /// conditions of the old version.
  func roots(
    of group: RowGroup, _ rows: Bitmap, base: [UInt32]?, _ memory: inout Memory
  ) throws(HistoryError) -> [UInt32] {
    let actions = try group.column(places.action)
    let takes = memory.directions(of: actions, scalar.replayer)
    let (fates, decidedAt) = (try group.fates(), try group.decidedAt())
    var roots = [UInt32](repeating: CaseTree.none, count: group.rowCount)
    rows.forEachRow { row in
      let direction: UInt32 = takes[actions.code(of: row)] ? 1 : 0
      let rank = UInt32(ranks.rank(of: decidedAt[row]))
      let beginning = memory.beginnings.number(
        of: base?[row] ?? 0, rank << 8 | direction << 7 | UInt32(fates[row]))
      roots[row] = memory.tree.root(beginning)
    }
    return roots
  }

  /// Tells whether a record stands for the others with its key.
  /// - Parameter impacts: what becomes of it; nil where a version cannot read it.
  func settle(
    _ impacts: [RecordImpact]?, _ memory: inout Memory, _ sums: inout ReplaySums
  ) -> SettledCase {
    guard let impacts else { return .single }
    let standings = impacts.map { settling.standing(of: $0) }
    if standings.contains(.single) { return .single }
    if standings.contains(.unanswered) {
      return .unanswered(columns: Set(impacts.flatMap(askedColumns)).sorted())
    }
    var parts: [SettledPart] = []
    for (impact, standing) in zip(impacts, standings) {
      let summary = ImpactSummary(impact, scalar.replayer)
      switch standing {
      case .single, .unanswered: return .single
      case .alike: parts.append(.alike(summary))
      case .reviewed:
        let shape = memory.reviews.shape(of: impact.after.decision) {
          askedColumns(of: $0, in: scalar.replayer.after.policy)
        }
        var common = summary
        common.approvers = .init(before: [], after: [])
        common.isUnfillable = false
        parts.append(.reviewed(common, shape: shape))
      }
      scalar.probe(impact, &sums)
    }
    return .settled(parts)
  }

  private func askedColumns(of impact: RecordImpact) -> [Int] {
    askedColumns(of: impact.before.decision, in: scalar.replayer.before.policy)
      + askedColumns(of: impact.after.decision, in: scalar.replayer.after.policy)
  }

  /// What becomes of a record to which nobody has said anything.
  func unanswered(
    _ impacts: [RecordImpact]?, _ sums: inout ReplaySums
  ) -> UnansweredReviews.Case {
    guard let impacts, impacts.allSatisfy({ !$0.isAnswered }) else {
      return .single
    }
    for impact in impacts { scalar.probe(impact, &sums) }
    return .known(impacts.map { ImpactSummary($0, scalar.replayer) })
  }

  /// The columns in which the reviews of a decision look for people.
  func askedColumns(of decision: Decision, in policy: Policy) -> [Int] {
    guard asksFields else { return [] }
    let reviews =
      decision.matched.isEmpty
      ? policy.settings.defaultOutcome.reviews
      : decision.matched.flatMap { matched in
        (matched.isException
          ? policy.exception(matched.rule)?.consequence : policy.rule(matched.rule)?.consequence)?
          .reviews ?? []
      }
    let policies = [scalar.replayer.before.policy, scalar.replayer.after.policy]
    return Set(reviews.flatMap(\.askedFields).compactMap { plan.column(of: $0, in: policies) })
      .sorted()
  }
}

extension RecordImpact {
  /// Whether a review was approved all the same.
  fileprivate var isAnswered: Bool {
    [before.decision, after.decision].contains { $0.tier == .human && $0.status == .approved }
  }
}
