import CEL
import Diagnostics
package import DecisionLog
import PolicyCore

/// A timeline for people at a terminal: each run of commits that decide alike, the newest last.
package struct TimelineText: Sendable {
  private let palette: Palette
  private static let greatestLineCount = 8
  private static let greatestFileCount = 5

  /// Makes a renderer.
  package init(palette: Palette = .plain) { self.palette = palette }

  /// - Parameter asked: the outcome whose first commit is named; nil for all runs.
  package func render(_ timeline: Timeline, asked: String?) -> String {
    var page = TextPage(palette: palette)
    let commits = Words.count(timeline.commitCount, "commit", "commits")
    page.line("request \(timeline.requestID) at \(timeline.at.description): " + Phrase(commits))
    guard let asked else {
      for run in timeline.runs { show(run, on: &page) }
      return page.text
    }
    if let run = timeline.first(asked) {
      page.blank()
      page.line("the first commit with the outcome `\(asked)`:")
      show(run, on: &page)
    } else {
      page.line("no commit has the outcome `\(asked)`")
    }
    return page.text
  }

  private func show(_ run: TimelineRun, on page: inout TextPage) {
    page.blank()
    page.line(run.outcome.words.inked(run.outcome.ink))
    page.line("  since  " + run.first.heading)
    page.line("         " + run.first.people)
    for cause in run.causes { show(cause, on: &page) }
    if !run.otherFiles.isEmpty { page.line("         " + words(of: run.otherFiles)) }
    if run.commitCount > 1 {
      let count = Phrase(Words.count(run.commitCount, "commit", "commits"))
      page.line("  until  " + run.last.heading + ", " + count)
    }
  }

  private func words(of files: [String]) -> Phrase {
    let shown = files.prefix(Self.greatestFileCount).map { file -> Phrase in "\(file)" }
    let rest = files.count - shown.count
    let more: Phrase = rest > 0 ? " and \(rest) more" : ""
    return "no rule that takes part changed; what did: " + Phrase(shown, separator: ", ") + more
  }

  private func show(_ cause: TimelineCause, on page: inout TextPage) {
    page.line(
      "         \(cause.id) \(cause.change.words): \(cause.location.path):"
        + Phrase(Words.ordinal(cause.lines?.lineNumber ?? cause.location.lineNumber)))
    guard let lines = cause.lines else { return }
    show(lines.old, "-", .bad, on: &page)
    show(lines.new, "+", .good, on: &page)
  }

  private func show(_ lines: [String], _ sign: Phrase, _ ink: Ink, on page: inout TextPage) {
    for line in lines.prefix(Self.greatestLineCount) {
      page.line("           " + (sign + " \(line)").inked(ink))
    }
    let rest = lines.count - Self.greatestLineCount
    if rest > 0 { page.line("           " + sign + " and \(rest) more lines") }
  }
}

extension TimelineOutcome {
  /// What a version makes of the request, in a line.
  var words: Phrase {
    switch self {
    case .decided(let status, let tier, let entries, let limit):
      let outcome: Phrase =
        status.rawValue == tier.rawValue
        ? "\(Words.name(status))" : "\(Words.name(status)), \(Words.name(tier))"
      let rules: Phrase =
        entries.isEmpty
        ? ", by the default" : ", by " + Phrase(entries.map { "\($0.text)" }, separator: ", ")
      return outcome + rules + (limit.map { " (at most \($0.text))" } ?? "")
    case .invalid(let reason): return "the request is not valid: \(reason)"
    case .unusable: return "the policy does not load"
    case .noPolicy: return "there is no policy"
    }
  }

  var ink: Ink {
    switch self {
    case .decided(let status, _, _, _): status.ink
    case .invalid, .unusable, .noPolicy: .caution
    }
  }
}

extension TimelineCause.Change {
  /// As it stands behind the name of a rule.
  var words: Phrase {
    switch self {
    case .added: "is new"
    case .removed: "was removed"
    case .changed: "changed"
    }
  }
}
