import CEL
import DecisionLog
import PolicyCore

/// What an owner report says, in no format yet.
struct OwnerReportOutline {
  let report: OwnerReport
  /// Whether subjects and resources are shown beside ids of requests.
  let values: ReportValues

  private static let idLength = 12
  private static let greatestShownCount = 20

  /// How much is late.
  var verdict: Phrase {
    let overdue = report.overdueCount
    let owners = Phrase(Words.count(report.owners.count, "owner", "owners"))
    guard overdue > 0 else { return "Nothing is overdue; " + owners + "." }
    let late: Phrase = "\(overdue) overdue"
    return late.inked(.bad) + "; " + owners + "."
  }

  /// What was counted.
  var scope: Phrase {
    guard let log = report.log else {
      return "There is no log: what the rules did is not known, see --log."
    }
    let decisions = Phrase(Words.count(log.decisions, "decision", "decisions"))
    let replay: Phrase = log.header.isReplay ? ", a replay" : ""
    return decisions + " of the log \(log.header.origin)" + replay + period(log.period)
      + "; nothing of this policy took part in \(log.others) of them."
  }

  /// A section for each owner.
  var sections: [Section] { report.owners.map { section($0) } }

  private func period(_ period: LogPeriod) -> Phrase {
    (period.since.map { ", recorded from \($0) on" } ?? "")
      + (period.until.map { ", recorded before \($0)" } ?? "")
  }

  private func section(_ owner: OwnerReport.Owner) -> Section {
    let name: Phrase = owner.id.map { "\($0)" } ?? "nobody"
    let blocks: [Block?] = [
      owner.decisions.map { .sentence(decisions($0)) },
      entries(owner.rules, "rule"), entries(owner.exceptions, "exception"),
      unused(owner), unreviewed(owner), due(owner),
    ]
    return Section(name, blocks.compactMap(\.self))
  }

  private func decisions(_ tally: OwnerReport.Tally) -> Phrase {
    let parts = tally.sortedOutcomes.map { outcome, count -> Phrase in
      "\(count) \(Words.name(outcome.tier))/\(Words.name(outcome.status))"
    }
    let all = Phrase(Words.count(tally.decisions, "decision", "decisions"))
    guard !parts.isEmpty else { return "Its rules took part in no decision." }
    return "Its rules took part in " + all + ": " + parts.joinedWithAnd + "."
  }

  private func entries(_ entries: [OwnerReport.Entry], _ title: Phrase) -> Block? {
    let hasUse = report.log != nil
    let rows = entries.map { entry -> [Phrase] in
      let kind: Phrase = entry.kind == .breakGlass ? ", break-glass" : ""
      return ["\(entry.id)", "\(Words.name(entry.effect))" + kind] + use(entry)
        + [entry.due.map { "\(Words.day($0))" } ?? "", "\(entry.title)"]
    }
    let counts: [Table.Column] = [
      .right("decisions"), .right("approved"), .right("denied"), .right("pending"), .left("last"),
    ]
    let columns: [Table.Column] =
      [.left(title), .left("effect")] + (hasUse ? counts : []) + [.left("due"), .left("title")]
    return Table(columns, unlessEmpty: rows).map { .table($0) }
  }

  private func use(_ entry: OwnerReport.Entry) -> [Phrase] {
    guard let use = entry.use else { return [] }
    return ["\(use.decisions)"]
      + Decision.Status.shown.map { "\(use.decisions($0))" }
      + [use.last.map { "\(Words.day($0))" } ?? "never"]
  }

  private func unused(_ owner: OwnerReport.Owner) -> Block? {
    guard !owner.unusedRules.isEmpty else { return nil }
    let names = Phrase(owner.unusedRules.map { "\($0)" }, separator: ", ")
    return .sentence("No decision used " + names + ".")
  }

  private func unreviewed(_ owner: OwnerReport.Owner) -> Block? {
    let late: Phrase = "overdue"
    let rows = owner.unreviewed.map { use -> [Phrase] in
      let start: [Phrase] = [
        "\(String(use.decisionID.prefix(Self.idLength)))", "\(use.requestID)",
        Phrase(use.exceptions.map { "\($0)" }, separator: ", "),
      ]
      let shown: [Phrase] = values == .show ? ["\(use.subject)", "\(use.resource)"] : []
      return start + shown
        + [
          "\(use.at)", use.reviewBy.map { "\($0)" } ?? "",
          use.isOverdue(at: report.at) ? late.inked(.bad) : "due",
        ]
    }
    let shown: [Table.Column] = values == .show ? [.left("subject"), .left("resource")] : []
    let columns: [Table.Column] =
      [.left("not reviewed"), .left("request"), .left("break-glass")] + shown
      + [.left("used"), .left("review by"), .left("")]
    return Table(columns, unlessEmpty: rows, limit: Self.greatestShownCount).map { .table($0) }
  }

  private func due(_ owner: OwnerReport.Owner) -> Block? {
    DueOutline(list: DueList(at: report.at, within: report.within, items: owner.due)).rows
      .map { .table($0) }
  }
}

extension OwnerReport.Tally {
  /// By tier, then by status, in the order in which they are declared.
  var sortedOutcomes: [(outcome: LogPopulation.Outcome, count: Int)] {
    LogPopulation.Outcome.sorted(outcomes)
  }
}

extension Decision.Status {
  /// In the order of columns.
  static let shown: [Decision.Status] = [.approved, .denied, .pending]
}
