import Diagnostics
import PolicyCore
package import Trials

/// What mutation testing found, for people at a terminal: each edit that nobody would notice as a
/// difference of the file, and the test that would.
package struct MutationText: Sendable {
  /// What is shown besides what survives.
  package enum Detail: Sendable, Hashable, CaseIterable {
    case survivors
    /// Also the edits that no request shows, one by one.
    case everything
  }

  private let palette: Palette
  private let detail: Detail

  /// Makes a renderer.
  package init(palette: Palette = .plain, detail: Detail = .survivors) {
    self.palette = palette
    self.detail = detail
  }

  /// The report, with a final line feed.
  /// - Parameter written: the files that the tests were written into; empty where they were not.
  package func render(_ report: MutationReport, written: [String] = []) -> String {
    var page = TextPage(palette: palette)
    for (index, suggestion) in report.suggestions.enumerated() {
      let survivors = report.survivors.filter { $0.suggestion == index }
      show(survivors, noticedBy: suggestion, isWritten: !written.isEmpty, on: &page)
    }
    showRest(report, on: &page)
    page.blank()
    page.line(Self.summary(report))
    for line in Self.advice(report, written: written) { page.line(line) }
    return page.text
  }

  // MARK: - Survivors

  private func show(
    _ survivors: [Survivor], noticedBy suggestion: SuggestedTest, isWritten: Bool,
    on page: inout TextPage
  ) {
    for survivor in survivors {
      page.blank()
      page.line(Self.heading(survivor.edit))
      show(survivor.edit.difference, on: &page)
      page.line("  A request shows it, and no test does: " + Self.shown(survivor.differences))
    }
    page.blank()
    if let fixture = suggestion.fixture, !isWritten {
      page.line("  Write this request to \(fixture.path):")
      for line in JSONValue.object(fixture.document).prettyText.split(separator: "\n") {
        page.line("    " + Phrase(sentence: String(line)))
      }
    }
    let verb: Phrase = isWritten ? "Written to " : "Add to "
    page.line("  " + verb + "\(suggestion.path), \(Self.origin(suggestion)):")
    for line in suggestion.test.lines { page.line("    " + Phrase(sentence: line)) }
  }

  private static func heading(_ edit: RuleEdit) -> Phrase {
    let line = Words.ordinal(edit.location.lineNumber)
    let column = Words.ordinal(edit.location.columnNumber)
    let place: Phrase = " (\(edit.location.path):\(line):\(column))"
    let rule: Phrase = "\(edit.rule.id)"
    let words: Phrase = ": \(Phrase(sentence: edit.words))"
    return rule.inked(.strong) + words + place.inked(.faint)
  }

  private func show(_ difference: LineDifference, on page: inout TextPage) {
    show(difference.old, behind: "  - ", .bad, on: &page)
    show(difference.new, behind: "  + ", .good, on: &page)
  }

  private func show(
    _ lines: [String], behind sign: Phrase, _ ink: Ink, on page: inout TextPage
  ) {
    let longest = 12
    for line in lines.prefix(longest) { page.line((sign + Phrase(outside: line)).inked(ink)) }
    if lines.count > longest {
      let more: Phrase = "    … (+\(lines.count - longest) lines)"
      page.line(more)
    }
  }

  private static func shown(_ differences: [TestFailure.Mismatch]) -> Phrase {
    let shown = differences.prefix(3).map { mismatch -> Phrase in
      "\(mismatch.part) `\(mismatch.expected)` would be `\(mismatch.found)`"
    }
    return Phrase(shown, separator: "; ")
  }

  private static func origin(_ suggestion: SuggestedTest) -> Phrase {
    switch suggestion.origin {
    case .test(let name, let number): "a request of `\(name)`, case \(Words.ordinal(number))"
    case .record(let id): "a request of the history, `\(id)`"
    case .made: "made from the rule's constants"
    }
  }

  // MARK: - All else

  private func showRest(_ report: MutationReport, on page: inout TextPage) {
    list(
      "Noticed only by cases that nobody has reviewed", report.unreviewed.map(\.edit), on: &page)
    let unshown = report.rules.flatMap(\.unshown)
    list("No test notices these, and no request was found that shows them", unshown, on: &page)
    guard detail == .everything else { return }
    let same = report.rules.flatMap(\.equivalent)
    list("No request can show these", same, on: &page)
  }

  private func list(_ title: Phrase, _ edits: [RuleEdit], on page: inout TextPage) {
    guard !edits.isEmpty else { return }
    let longest = detail == .everything ? Int.max : 10
    page.section(
      Section(title, [.list(RowList(edits.map(Self.heading), limit: longest))]))
  }

  private static func summary(_ report: MutationReport) -> Phrase {
    func count(_ part: (RuleMutations) -> Int) -> Int { report.rules.reduce(0) { $0 + part($1) } }
    let survivors = report.survivors.count
    let unreviewed = report.unreviewed.count
    let edits = Phrase(Words.count(report.editCount, "edit", "edits"))
    let rules = Phrase(Words.count(report.rules.count, "rule", "rules"))
    let parts: [Phrase] = [
      "tests notice \(count(\.noticed.count))"
        + (unreviewed > 0 ? ", and unreviewed ones \(unreviewed) more" : ""),
      "\(count(\.equivalent.count)) cannot show in any decision",
      "\(count(\.unshown.count)) showed in no request that was found",
    ]
    let rest = Phrase(parts, separator: ", ")
    guard survivors > 0 else {
      return (edits + " of " + rules + " tried").inked(.good) + ": " + rest
    }
    return ("\(survivors) of " + edits + " of " + rules + " would go unseen").inked(.bad) + ": "
      + rest
  }

  private static func advice(_ report: MutationReport, written: [String]) -> [Phrase] {
    guard !report.suggestions.isEmpty else {
      guard !report.unreviewed.isEmpty else { return [] }
      return [
        Phrase("help: ").inked(.hint)
          + "see that each case marked `unreviewed: true` is meant, and take the mark away"
      ]
    }
    let tests = Words.count(report.suggestions.count, "test", "tests")
    guard written.isEmpty else {
      return [
        Phrase(tests)
          + " written; each is marked `unreviewed: true`: see that it is meant, and take the mark away"
      ]
    }
    return [
      Phrase("help: ").inked(.hint) + "`precedent test --mutation --write` adds " + Phrase(tests)
        + ", marked for review"
    ]
  }
}
