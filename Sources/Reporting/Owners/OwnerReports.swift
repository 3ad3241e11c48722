import CEL
package import DecisionLog
package import PolicyCore

/// What the rules of each owner did, for people at a terminal.
package struct OwnerReportText: Sendable {
  private let palette: Palette

  /// Makes a renderer.
  package init(palette: Palette = .plain) { self.palette = palette }

  /// The report, with a final line feed.
  package func render(_ report: OwnerReport) -> String {
    let outline = OwnerReportOutline(report: report, values: .show)
    var page = TextPage(palette: palette)
    page.line(outline.verdict.inked(.strong))
    page.line(outline.scope)
    for section in outline.sections { page.section(section) }
    return page.text
  }
}

/// What the rules of each owner did, as a comment: at most 60,000 bytes.
package struct OwnerReportMarkdown: Sendable {
  private let values: ReportValues

  /// Makes a renderer.
  package init(values: ReportValues = .hide) { self.values = values }

  /// The report, with a final line feed.
  package func render(_ report: OwnerReport) -> String {
    let outline = OwnerReportOutline(report: report, values: values)
    var page = MarkdownPage()
    page.verdict(outline.verdict)
    page.paragraph(outline.scope)
    page.open(outline.sections)
    return page.text
  }
}

/// What the rules of each owner did, a row for each rule and exception.
package struct OwnerReportCSV: Sendable {
  /// Makes a renderer.
  package init() {}

  /// The rows under the names of their columns; counts are empty without a log.
  package func render(_ report: OwnerReport) -> String {
    let columns = ["owner", "kind", "id", "effect", "title", "decisions"]
    let tiers = Tier.allCases.map { "tier " + $0.rawValue }
    let statuses = Decision.Status.shown.map { "status " + $0.rawValue }
    let header = CSVLines.line(columns + tiers + statuses + ["last", "due", "unreviewed"])
    let rows = report.owners.flatMap { owner in
      (owner.rules + owner.exceptions).map { CSVLines.line(fields($0, of: owner)) }
    }
    return ([header] + rows).joined()
  }

  private func fields(_ entry: OwnerReport.Entry, of owner: OwnerReport.Owner) -> [String] {
    let use = entry.use
    let tiers = Tier.allCases.map { tier in use.map { String($0.decisions(tier)) } ?? "" }
    let statuses = Decision.Status.shown.map { status in
      use.map { String($0.decisions(status)) } ?? ""
    }
    let unreviewed = owner.unreviewed.count { $0.exceptions.contains(entry.id) }
    let start = [
      owner.id?.text ?? "", entry.kind.rawValue, entry.id.text, entry.effect.rawValue,
      entry.title, use.map { String($0.decisions) } ?? "",
    ]
    return start + tiers + statuses
      + [
        use?.last?.description ?? "", entry.due?.description ?? "",
        entry.kind == .breakGlass && use != nil ? String(unreviewed) : "",
      ]
  }
}

/// What the rules of each owner did as `precedent.owner-report/v1`; the schema is
/// `PublishedSchemas.ownerReport`.
package struct OwnerReportJSON: Sendable {
  /// The name and version of the format.
  package static let schemaName = "precedent.owner-report/v1"

  /// Makes a renderer.
  package init() {}

  /// The document, with a final line feed.
  package func render(_ report: OwnerReport) -> String {
    JSONReport.text(.object(document(report)))
  }

  /// The document as a value.
  package func document(_ report: OwnerReport) -> JSONObject {
    [
      "schema": .string(Self.schemaName),
      "at": .instant(report.at),
      "within": .string(report.within.text),
      "log": report.log.map { .object(log($0)) } ?? .null,
      "overdue": .count(report.overdueCount),
      "owners": .array(report.owners.map { .object(owner($0, at: report.at)) }),
    ]
  }

  private func log(_ log: OwnerReport.Log) -> JSONObject {
    [
      "origin": .string(log.header.origin), "replay": .bool(log.header.isReplay),
      "since": .instant(log.period.since), "until": .instant(log.period.until),
      "decisions": .count(log.decisions), "others": .count(log.others),
    ]
  }

  private func owner(_ owner: OwnerReport.Owner, at instant: Timestamp) -> JSONObject {
    [
      "owner": .text(owner.id?.text),
      "overdue": .count(owner.overdueCount(at: instant)),
      "decisions": tally(owner.decisions),
      "rules": .array(owner.rules.map { entry($0) }),
      "exceptions": .array(owner.exceptions.map { entry($0) }),
      "unusedRules": .ids(owner.unusedRules),
      "unreviewed": .array(owner.unreviewed.map { use($0, at: instant) }),
      "due": .array(owner.due.map { .dueItem($0) }),
    ]
  }

  private func tally(_ tally: OwnerReport.Tally?) -> JSONValue {
    guard let tally else { return .null }
    let outcomes = tally.sortedOutcomes.map { outcome, count -> JSONValue in
      .object([
        "tier": .string(outcome.tier.rawValue), "status": .string(outcome.status.rawValue),
        "decisions": .count(count),
      ])
    }
    return .object([
      "decisions": .count(tally.decisions), "last": .instant(tally.last),
      "outcomes": .array(outcomes),
    ])
  }

  private func entry(_ entry: OwnerReport.Entry) -> JSONValue {
    .object([
      "kind": .string(entry.kind.rawValue), "id": .string(entry.id.text),
      "effect": .string(entry.effect.rawValue), "title": .string(entry.title),
      "use": tally(entry.use), "due": .instant(entry.due),
    ])
  }

  private func use(_ use: BreakGlassUse, at instant: Timestamp) -> JSONValue {
    .object([
      "decision": .string(use.decisionID), "entry": .count(use.index),
      "request": .string(use.requestID), "subject": .string(use.subject),
      "resource": .string(use.resource), "exceptions": .ids(use.exceptions),
      "at": .instant(use.at), "reviewBy": .instant(use.reviewBy),
      "overdue": .bool(use.isOverdue(at: instant)),
    ])
  }
}
