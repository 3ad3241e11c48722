import CEL
package import DecisionLog
import PolicyCore

/// A sample for people at a terminal: the verdict, what was drawn from, then each decision.
package struct AuditSampleText: Sendable {
  private let palette: Palette
  private let values: ReportValues

  /// Makes a renderer.
  package init(palette: Palette = .plain, values: ReportValues = .hide) {
    self.palette = palette
    self.values = values
  }

  /// The report, with a final line feed.
  package func render(_ sample: AuditSample) -> String {
    let outline = AuditSampleOutline(sample: sample, values: values)
    var page = TextPage(palette: palette)
    page.line(outline.verdict)
    page.section(outline.population)
    if let strata = outline.strata { page.section(strata) }
    for section in outline.decisions { page.section(section) }
    return page.text
  }
}

/// A sample as a page of at most 60,000 bytes.
package struct AuditSampleMarkdown: Sendable {
  private let values: ReportValues

  /// Makes a renderer.
  package init(values: ReportValues = .hide) { self.values = values }

  /// The report, with a final line feed.
  package func render(_ sample: AuditSample) -> String {
    let outline = AuditSampleOutline(sample: sample, values: values)
    var page = MarkdownPage()
    page.verdict(outline.verdict)
    page.open([outline.population] + [outline.strata].compactMap { $0 } + outline.decisions)
    return page.text
  }
}

/// A sample as lines of CSV, one for each decision, below a header.
package struct AuditSampleCSV: Sendable {
  private let values: ReportValues
  private static let columns = [
    "index", "record", "recordedAt", "request", "decidedAt", "subject", "action", "resource",
    "status", "tier", "commit", "holds", "problems", "approvals", "rules", "titles", "owners",
    "lastChanges", "lastChangedAt", "lastChangedBy", "lastReviewers", "logSize", "logRoot", "seed",
  ]

  /// Makes a renderer.
  package init(values: ReportValues = .hide) { self.values = values }

  /// The lines; lists are joined by `; `.
  package func render(_ sample: AuditSample) -> String {
    var table = CSVLines(
      header: sample.dimensions.map { "stratum.\($0.rawValue)" } + Self.columns
        + (values == .show ? ["requestDocument"] : []))
    for drawn in sample.drawn {
      table.add(
        drawn.values + decision(drawn.decision) + examination(drawn)
          + [
            String(sample.population.size), sample.population.root.hexadecimal, sample.seed,
          ] + document(drawn.decision))
    }
    return table.text
  }

  private func decision(_ decision: LoggedDecision) -> [String] {
    [
      String(decision.index), decision.id, decision.recordedAt.description, decision.requestID,
      decision.stored.at.description, decision.subjectID, decision.actionName,
      decision.resourceID, decision.status.rawValue, decision.tier.rawValue,
      decision.stored.commit,
    ]
  }

  private func examination(_ drawn: AuditSample.Drawn) -> [String] {
    let changes = drawn.rules.map(\.lastChange)
    return [
      drawn.problems.isEmpty ? "yes" : "no",
      CSVLines.list(drawn.problems.map { $0.words.text(.plain) }),
      CSVLines.list(
        drawn.decision.countedApprovals.map { approval in
          approval.by + (approval.onBehalfOf.map { " for \($0)" } ?? "") + " " + approval.at
        }),
      CSVLines.list(drawn.rules.map(\.id.text)),
      CSVLines.list(drawn.rules.map { $0.title ?? "" }),
      CSVLines.list(drawn.rules.map { $0.owner?.text ?? "" }),
      CSVLines.list(changes.map { $0?.id ?? "" }),
      CSVLines.list(changes.map { $0?.committedAt?.description ?? "" }),
      CSVLines.list(
        changes.map { change in
          change.map { $0.mergedAuthors.isEmpty ? $0.author : CSVLines.list($0.mergedAuthors) }
            ?? ""
        }),
      CSVLines.list(changes.map { CSVLines.list($0?.reviewers ?? []) }),
    ]
  }

  private func document(_ decision: LoggedDecision) -> [String] {
    guard values == .show else { return [] }
    return [decision.stored.json["request"]?.lineText ?? ""]
  }
}
