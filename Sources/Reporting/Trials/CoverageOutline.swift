import Diagnostics
import PolicyCore
import Trials

/// What the tests of a version reach, in no format yet.
struct CoverageOutline {
  let change: TestedChange

  /// So many rules or atoms that are not tested are shown with their lines; the rest are counted.
  private static let longestProblems = 20
  /// So many edits of one rule that no test notices: whoever mends these sees the others then.
  private static let longestEdits = 3

  /// What stands against the version besides failed tests, the first of it.
  var shownProblems: [Diagnostic] {
    Array(problems.shown.prefix(Self.longestProblems))
  }

  private var problems: (shown: [Diagnostic], hiddenEditCount: Int) {
    change.coverageProblems(showingEdits: Self.longestEdits)
  }

  /// Below the number of cases.
  var verdicts: [Phrase] {
    [unreviewed, hidden, hiddenEdits, bar].compactMap { $0 }
  }

  private var unreviewed: Phrase? {
    let count = change.run.unreviewedCount
    guard count > 0 else { return nil }
    return Phrase(Words.count(count, "case is", "cases are"))
      + " unreviewed and \(Words(count == 1 ? "counts" : "count")) for no coverage and no bar"
  }

  private var hidden: Phrase? {
    let count = problems.shown.count - Self.longestProblems
    return count > 0
      ? (Phrase("+\(count) more; see ") + "precedent test --coverage").inked(.faint) : nil
  }

  private var hiddenEdits: Phrase? {
    let count = problems.hiddenEditCount
    guard count > 0, let base = change.bar?.base else { return nil }
    let edits = Phrase(Words.count(count, "edit", "edits"))
    let rest: Phrase =
      " more that no test notices; see precedent test --mutation --changed-since \(base)"
    return ("+" + edits + rest).inked(.faint)
  }

  private var bar: Phrase? {
    guard let bar = change.bar else { return nil }
    guard !bar.changed.isEmpty else { return "no rule has changed since `\(bar.base)`" }
    let failing = Set(bar.failures.map(\.rule)).count
    let rules: Phrase =
      "\(Words.count(bar.changed.count, "rule", "rules")) changed since `\(bar.base)`: "
    guard change.run.failed.isEmpty || bar.bar != .mutation else {
      return rules + "the testing bar `\(Words.name(bar.bar))` is judged once the tests pass"
    }
    guard failing > 0 else {
      return (rules + "the testing bar `\(Words.name(bar.bar))` is met").inked(.good)
    }
    return
      (rules + "\(failing) below the testing bar `\(Words.name(bar.bar))`").inked(.bad)
  }

  /// Empty where nobody asks for coverage.
  var sections: [Section] {
    guard let coverage = change.coverage else { return [] }
    return [
      Section("Coverage", unlessEmpty: [totals(coverage)]),
      Section("By entry", unlessEmpty: [table(coverage)]),
      Section("Not covered", unlessEmpty: [gaps(coverage)]),
    ].compactMap { $0 }
  }

  private func totals(_ coverage: Coverage) -> Block? {
    let rows = CoverageKind.allCases.compactMap { kind -> [Phrase]? in
      let share = coverage.share(of: kind)
      guard share.count > 0 else { return nil }
      return [
        "\(Words.name(kind))", "\(share.metCount)", "of \(share.count)",
        "\(share.percentage.description)",
      ]
    }
    return Table([.left(""), .right(""), .right(""), .right("")], unlessEmpty: rows)
      .map { .table($0) }
  }

  private func table(_ coverage: Coverage) -> Block? {
    let rows = coverage.owners.map { owner -> [Phrase] in
      let own = coverage.only(owner)
      let shares = [CoverageKind.conditions, .requirements].map { own.share(of: $0).words }
      return ["\(owner.kindWords)", "\(owner.name)", own.exercised] + shares
    }
    let columns: [Table.Column] = [
      .left(""), .left(""), .right("exercised"), .right("conditions"), .right("requirements"),
    ]
    return Table(columns, unlessEmpty: rows).map { .table($0) }
  }

  private func gaps(_ coverage: Coverage) -> Block? {
    let rows = coverage.unmet.map { goal -> Phrase in
      let place = goal.location
      return "`\(goal.owner.name)` \(place.path):\(Words.ordinal(place.lineNumber)):"
        + "\(Words.ordinal(place.columnNumber)): " + Phrase(sentence: goal.absence)
    }
    return rows.isEmpty ? nil : .list(RowList(rows))
  }
}

extension Coverage {
  /// Of rules, exceptions and invariants: what is neither an atom nor a requirement.
  fileprivate var exercised: Phrase {
    let shares = [CoverageKind.rules, .exceptions, .invariants].map { share(of: $0) }
    return CoverageShare(
      metCount: shares.map(\.metCount).reduce(0, +), count: shares.map(\.count).reduce(0, +)
    ).words
  }
}

extension CoverageShare {
  /// Such as `7 of 8`; `-` where there is nothing to reach.
  fileprivate var words: Phrase {
    guard count > 0 else { return "-" }
    let text: Phrase = "\(metCount) of \(count)"
    return metCount == count ? text : text.inked(.caution)
  }
}
