import CEL
import DecisionLog
import Impact
import PolicyCore

/// Policy changes for people at a terminal, the oldest first.
package struct PolicyChangesText: Sendable {
  private let palette: Palette

  /// Makes a renderer.
  package init(palette: Palette = .plain) { self.palette = palette }

  /// The report, with a final line feed.
  package func render(_ report: PolicyChanges) -> String {
    let outline = PolicyChangesOutline(report: report)
    var page = TextPage(palette: palette)
    page.line(outline.verdict)
    for section in outline.sections { page.section(section) }
    return page.text
  }
}

/// Policy changes as a page of at most 60,000 bytes; those that somebody must look at come first.
package struct PolicyChangesMarkdown: Sendable {
  /// Makes a renderer.
  package init() {}

  /// The report, with a final line feed.
  package func render(_ report: PolicyChanges) -> String {
    var first = report
    first.changes =
      report.changes.filter(\.verdict.isFinding) + report.changes.filter { !$0.verdict.isFinding }
    let outline = PolicyChangesOutline(report: first)
    var page = MarkdownPage()
    page.verdict(outline.verdict)
    page.open(outline.sections)
    return page.text
  }
}

/// Policy changes as lines of CSV, one for each, below a header.
package struct PolicyChangesCSV: Sendable {
  private static let columns = [
    "commit", "committedAt", "author", "committer", "mergedAuthors", "reviewers", "subject",
    "files", "loosens", "tightens", "meaning", "safeguardsLowered", "verdict", "records",
    "changed", "loosened", "tightened", "both", "deniedThenNowApproved", "approvedThenNowDenied",
    "gatesTripped", "gatesAccepted", "acceptedBy",
  ]

  /// Makes a renderer.
  package init() {}

  /// The lines; what is not known is empty, and lists are joined by `; `.
  package func render(_ report: PolicyChanges) -> String {
    var table = CSVLines(header: Self.columns)
    for change in report.changes { table.add(cells(change)) }
    return table.text
  }

  private func cells(_ change: PolicyChange) -> [String] {
    let commit = change.commit
    let people = [
      commit.id, commit.committedAt?.description ?? "", commit.author, commit.committer ?? "",
      CSVLines.list(commit.mergedAuthors), CSVLines.list(commit.reviewers), commit.subject,
    ]
    let meaning = [
      CSVLines.list(change.files.map(\.path)), change.meaning?.leaning.loosens.rawValue ?? "",
      change.meaning?.leaning.tightens.rawValue ?? "",
      CSVLines.list(
        (change.meaning?.meaningful ?? []).map {
          PolicyDifferenceOutline.line($0).text(.plain)
        }), CSVLines.list((change.meaning?.safeguards ?? []).map { "\($0.name) \($0.change)" }),
    ]
    return people + meaning + judgement(change)
  }

  private func judgement(_ change: PolicyChange) -> [String] {
    let replay = change.replay
    let counts = [replay?.records, replay?.changed].map { $0.map { String($0) } ?? "" }
    let ways = [Direction.loosened, .tightened, .both].map { way in
      replay.map { String($0.directions[way] ?? 0) } ?? ""
    }
    let tripped = change.gates.filter { $0.verdict == .tripped }.map(\.id.text)
    let accepted = change.gates.filter { $0.acceptance != nil }
    return [change.verdict.rawValue] + counts + ways + [
      CSVLines.list(replay?.deniedThenNowApproved ?? []),
      CSVLines.list(replay?.approvedThenNowDenied ?? []),
      CSVLines.list(tripped), CSVLines.list(accepted.map(\.id.text)),
      CSVLines.list(accepted.compactMap { $0.acceptance?.committer }),
    ]
  }
}
