import CEL
import PolicyCore
package import Trials

/// A record that became a test, and where.
package struct PinReport: Sendable {
  /// What was written.
  package var pinned: PinnedRecord
  /// Of the test, from the top of the repository.
  package var file: String
  /// 1-based.
  package var lineNumber: Int
  /// Of the request, from the top of the repository.
  package var fixture: String

  /// Makes a report.
  package init(pinned: PinnedRecord, file: String, lineNumber: Int, fixture: String) {
    self.pinned = pinned
    self.file = file
    self.lineNumber = lineNumber
    self.fixture = fixture
  }
}

/// A pinned record for people at a terminal.
package struct PinText: Sendable {
  private let palette: Palette

  /// Makes a renderer.
  package init(palette: Palette = .plain) { self.palette = palette }

  /// The report, with a final line feed.
  package func render(_ report: PinReport) -> String {
    let pinned = report.pinned
    var page = TextPage(palette: palette)
    let verdict: Phrase = "The record `\(pinned.id)` is pinned."
    page.line(verdict.inked(.strong))
    page.line("  test     \(report.file):\(Words.ordinal(report.lineNumber))")
    page.line("  request  \(report.fixture)")
    page.line(decided(pinned))
    for line in [recorded(pinned)] + replaced(pinned) { page.line(line) }
    page.blank()
    page.line("Next:")
    page.line("  see that nothing else in request and approvals says what it should not")
    page.line(
      "  see that the decision is what is meant, and take `unreviewed: true` away: until then the")
    page.line("  case runs, and counts for no coverage and no testing bar")
    return page.text
  }

  private func decided(_ pinned: PinnedRecord) -> Phrase {
    let decision = pinned.decision
    let rules = decision.matched.map { matched -> Phrase in "\(matched.rule)" }
    let by: Phrase = rules.isEmpty ? "no rule" : Phrase(rules, separator: ", ")
    return "At \(pinned.at) the policy decides: \(Words.name(decision.status)) "
      + "(\(Words.name(decision.tier)), by \(by))."
  }

  private func recorded(_ pinned: PinnedRecord) -> Phrase {
    guard let outcome = pinned.outcome else { return "The record does not say what happened." }
    let status = Words.name(outcome.status)
    guard pinned.differsFromOutcome else { return "The record says: \(status)." }
    let difference: Phrase = "The record says: \(status). That is not what the policy decides."
    return difference.inked(.bad)
  }

  private func replaced(_ pinned: PinnedRecord) -> [Phrase] {
    var lines = pinned.pseudonyms.map { entry -> Phrase in
      "  \(entry.id) is \(entry.pseudonym)"
    }
    if pinned.isChangedByReplacing {
      let caution: Phrase = "With the values as they were, the policy decides otherwise."
      lines.append(caution.inked(.caution))
    }
    lines += pinned.kept.map { id -> Phrase in
      let caution: Phrase = "\(id) stays: under another name the decision would be another."
      return caution.inked(.caution)
    }
    return lines
  }
}

/// A pinned record as `precedent.pin/v1`; the schema is `PublishedSchemas.pin`.
package struct PinJSON: Sendable {
  /// The name and version of the format.
  package static let schemaName = "precedent.pin/v1"

  /// Makes a renderer.
  package init() {}

  /// The document, with a final line feed.
  package func render(_ report: PinReport) -> String {
    let pinned = report.pinned
    let decision = pinned.decision
    return JSONReport.text(
      .object([
        "schema": .string(Self.schemaName), "record": .string(pinned.id),
        "file": .string(report.file), "line": .count(report.lineNumber),
        "fixture": .string(report.fixture), "at": .instant(pinned.at),
        "decision": .object([
          "status": .string(decision.status.rawValue), "tier": .string(decision.tier.rawValue),
          "rules": .ids(decision.matched.filter { !$0.isException }.map(\.rule)),
        ]),
        "recorded": .text(pinned.outcome?.status.rawValue),
        "differs": .bool(pinned.differsFromOutcome),
        "changedByReplacing": .bool(pinned.isChangedByReplacing),
        "replaced": .array(
          pinned.pseudonyms.map {
            .object(["id": .string($0.id), "by": .string($0.pseudonym)])
          }),
        "kept": .texts(pinned.kept),
      ]))
  }
}
