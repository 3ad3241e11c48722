import Impact
import PolicyCore

extension BlastRadiusOutline {
  /// Rules and exceptions that differ or decide other records than before.
  var rules: Section? {
    let touched = radius.rules.filter {
      $0.change != .unchanged || $0.gained.count > 0 || $0.lost.count > 0
        || $0.liftedBefore != $0.liftedAfter
    }
    let table = ruleTable(touched)
    let movements = touched.prefix(Self.longestList).flatMap { rule in
      [
        movement(rule.rule, "gains", rule.gained), movement(rule.rule, "loses", rule.lost),
        lifting(of: rule),
      ]
    }
    .compactMap { $0 }
    let readings = touched.prefix(Self.longestList).flatMap(readings)
    let hasExceptions = touched.contains { $0.kind == .exception }
    return Section(
      hasExceptions ? "Rules and exceptions" : "Rules",
      unlessEmpty: [
        table.map { .table($0) }, movements.isEmpty ? nil : .list(RowList(movements)),
        readings.isEmpty ? nil : .list(RowList(readings)),
      ])
  }

  private func ruleTable(_ touched: [RuleImpact]) -> Table? {
    let rows = touched.map { rule -> [Phrase] in
      let name: Phrase = rule.kind == .exception ? "exception \(rule.rule)" : "\(rule.rule)"
      return [
        name, "\(Words.name(rule.change))", "\(rule.matchedBefore)", "\(rule.matchedAfter)",
        "\(rule.gained.count)", "\(rule.lost.count)", "\(rule.title)",
      ]
    }
    let columns: [Table.Column] = [
      .left("rule"), .left("change"), .right("matched before"), .right("after"), .right("gained"),
      .right("lost"), .left("title"),
    ]
    return Table(columns, unlessEmpty: rows, limit: Self.longestList)
  }

  /// For how many records exceptions lift a rule, which are not among those it matches.
  private func lifting(of rule: RuleImpact) -> Phrase? {
    guard rule.liftedBefore != rule.liftedAfter else { return nil }
    return "\(rule.rule) is lifted for \(Words.count(rule.liftedAfter, "record", "records")), "
      + "before for \(Words.number(rule.liftedBefore))"
  }

  /// Invariants that held something back, or that differ.
  var invariants: Section? {
    let rows =
      radius.invariants
      .filter { $0.reviewsBefore > 0 || $0.reviewsAfter > 0 || $0.change != .unchanged }
      .map { invariant -> [Phrase] in
        [
          "\(invariant.invariant)", "\(Words.name(invariant.change))",
          "\(invariant.reviewsBefore)", "\(invariant.reviewsAfter)",
          "\(invariant.gained.count)", "\(invariant.lost.count)", "\(invariant.title)",
        ]
      }
    let columns: [Table.Column] = [
      .left("invariant"), .left("change"), .right("reviews before"), .right("after"),
      .right("gained"), .right("lost"), .left("title"),
    ]
    return Section(
      "Held back by invariants",
      unlessEmpty: [
        Table(columns, unlessEmpty: rows, limit: Self.longestList).map { .table($0) }
      ])
  }

  /// When a rule applies, for reviewers who do not know CEL.
  private func readings(of rule: RuleImpact) -> [Phrase] {
    let words = Phrase(reading: rule.inWords)
    switch rule.change {
    case .removed: return ["\(rule.rule) applied when \(words)"]
    case .added, .changed, .recertified, .unchanged:
      guard let before = rule.inWordsBefore else { return ["\(rule.rule) applies when \(words)"] }
      return [
        "\(rule.rule) applied when \(Phrase(reading: before))",
        "\(rule.rule) now applies when \(words)",
      ]
    }
  }

  private func movement(_ rule: ID, _ verb: Phrase, _ records: RecordList) -> Phrase? {
    guard records.count > 0 else { return nil }
    let names = RowList(records.first, limit: 5, total: records.count)
    let more: Phrase = names.hiddenCount > 0 ? ", +\(names.hiddenCount) more" : ""
    return "\(rule) \(verb) \(Phrase(names.shown.map { "\($0)" }, separator: ", "))\(more)"
  }

  var affected: Section? {
    let groups: [(Phrase, [Affected.Entry])] = [
      ("subject", radius.affected.subjects), ("resource", radius.affected.resources),
      ("owner", radius.affected.owners),
    ]
    let rows = groups.flatMap { kind, entries in
      entries.map { entry -> [Phrase] in [kind, "\(entry.id)", "\(entry.records)"] }
    }
    let table = Table([.left(""), .left(""), .right("records")], unlessEmpty: rows)
    return Section("Most affected", unlessEmpty: [table.map { .table($0) }])
  }

  /// Approvers who are asked more or less often than before.
  var load: Section? {
    let moved = radius.load.filter { $0.before != $0.after }
    guard !moved.isEmpty else { return nil }
    let rows = moved.map { load -> [Phrase] in
      [
        "\(load.approver)", "\(load.before)", "\(load.after)", rate(load.perWeekBefore),
        rate(load.perWeekAfter), wait(load.medianWaitMinutesAfter ?? load.medianWaitMinutesBefore),
      ]
    }
    let columns: [Table.Column] = [
      .left("approver"), .right("reviews before"), .right("after"), .right("a week before"),
      .right("after"), .right("usual wait"),
    ]
    var blocks: [Block] = [.table(Table(columns, rows, limit: Self.longestList))]
    let steady = radius.load.count - moved.count
    if steady > 0 {
      blocks.append(
        .sentence(
          "\(Words.count(steady, "other approver is", "other approvers are")) asked as before."))
    }
    return Section("Approver load", blocks)
  }

  private func wait(_ minutes: Int?) -> Phrase {
    minutes.map { "\(Words.wait(minutes: $0))" } ?? "-"
  }

  private func rate(_ rate: Double?) -> Phrase {
    rate.map { "\(Words.rate($0))" } ?? "-"
  }

  var noEligibleApprover: Section? {
    guard !radius.noEligibleApprover.isEmpty else { return nil }
    let count = radius.noEligibleApprover.count
    return Section(
      "No eligible approver: \(count)",
      [
        .sentence("Nobody, or too few people, could approve these after the change."),
        .names(NameList(radius.noEligibleApprover)),
      ])
  }

  var noEvidence: Section? {
    guard !radius.noEvidence.isEmpty else { return nil }
    return Section(
      "No evidence: \(Words.count(radius.noEvidence.count, "changed rule", "changed rules"))",
      [
        .sentence(
          "No record of the history matches these rules: this report cannot tell what they do."),
        .names(NameList(radius.noEvidence.map(\.text))),
      ])
  }
}
