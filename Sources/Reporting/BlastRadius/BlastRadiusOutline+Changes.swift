import Impact
import PolicyCore

extension BlastRadiusOutline {
  /// Every class that has records, and which way they moved.
  var classes: Section? {
    guard radius.history.records > 0, !isWithoutChange else { return nil }
    var blocks: [Block] = [.table(classTable(radius.classes))]
    if let directions { blocks.append(.table(directions)) }
    if let unchanged = unchangedByTier { blocks.append(.sentence(unchanged)) }
    let share = Words.share(radius.changed, of: radius.history.records)
    let records = Words.count(radius.history.records, "record", "records")
    return Section("Decided differently: \(radius.changed) of \(records) (\(share))", blocks)
  }

  func classTable(_ classes: [RecordClass: Int]) -> Table {
    let rows = RecordClass.allCases.compactMap { name -> [Phrase]? in
      guard let count = classes[name], count > 0 else { return nil }
      let share = Words.share(count, of: radius.history.records)
      return ["\(Words.name(name))", "\(count)", "\(share)"]
    }
    return Table([.left("class"), .right("records"), .right("share")], rows)
  }

  private var directions: Table? {
    let rows = ActionDirection.allCases.compactMap { action -> [Phrase]? in
      guard let counts = radius.directions[action], counts.values.contains(where: { $0 > 0 })
      else { return nil }
      let name: Phrase =
        switch action {
        case .gives: "giving access"
        case .takes: "taking access"
        }
      return [name] + Direction.allCases.map { "\(counts[$0] ?? 0)" }
    }
    return Table(
      [.left("direction"), .right("loosened"), .right("tightened"), .right("both")],
      unlessEmpty: rows)
  }

  private var unchangedByTier: Phrase? {
    let parts = Tier.allCases.compactMap { tier -> Phrase? in
      guard let count = radius.unchangedByTier[tier], count > 0 else { return nil }
      return "\(count) \(Words.name(tier))"
    }
    return parts.isEmpty ? nil : "Unchanged: \(parts.joinedWithAnd)."
  }

  var transitions: Section? {
    Section("Transitions", unlessEmpty: [transitionTable(radius.transitions).map { .table($0) }])
  }

  func transitionTable(_ transitions: [Transition]) -> Table? {
    Table(
      [.left("before"), .left("after"), .right("records")],
      unlessEmpty: transitions.map { ["\($0.step.from)", "\($0.step.to)", "\($0.records)"] },
      limit: Self.longestList)
  }

  var againstOutcome: Section? {
    let rows = radius.againstOutcome.map { shift -> [Phrase] in
      [
        "\(Words.name(shift.step.recorded))", "\(shift.step.before)", "\(shift.step.after)",
        "\(shift.records)",
      ]
    }
    let table = Table(
      [.left("recorded"), .left("before"), .left("after"), .right("records")],
      unlessEmpty: rows, limit: Self.longestList)
    return Section(
      "Changed records by what really happened", unlessEmpty: [table.map { .table($0) }])
  }

  /// One section for each instant at which something is decided differently, and not just as it is
  /// now; the first ten of them.
  var inForce: [Section] {
    let changing = radius.inForce.filter {
      $0.changed > 0 && ($0.classes != radius.classes || $0.transitions != radius.transitions)
    }
    return changing.prefix(10).map(section) + remainder(of: changing.count)
  }

  private func remainder(of count: Int) -> [Section] {
    guard count > 10 else { return [] }
    return [
      Section(
        "In force later",
        [
          .sentence(
            "\(Words.count(count - 10, "more instant", "more instants")): see the JSON report.")
        ])
    ]
  }

  private func section(_ impact: InForceImpact) -> Section {
    let changed = Words.count(impact.changed, "record is", "records are")
    let names = RowList(impact.instant.names.map { name -> Phrase in "\(name)" }, limit: 5)
    let more: Phrase = names.hiddenCount > 0 ? ", +\(names.hiddenCount) more" : ""
    var blocks: [Block] = [
      .sentence(
        "Because of \(Phrase(names.shown, separator: ", "))\(more): \(changed) decided differently, "
          + "\(impact.loosened) loosened and \(impact.tightened) tightened."),
      .table(classTable(impact.classes)),
    ]
    if let transitions = transitionTable(impact.transitions) { blocks.append(.table(transitions)) }
    return Section("As if it were in force at \(impact.instant.at)", blocks)
  }
}
