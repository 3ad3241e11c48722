import CEL
import Diagnostics
package import DecisionLog
import PolicyCore

/// A timeline for people at a terminal: each run of commits that decide alike, the newest last.
package struct TimelineText: Sendable {
  private let palette: Palette

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
    page.line("  since  " + words(of: run.first))
    let author: Phrase = "         by \(run.first.author)"
    let reviewers = Phrase(run.first.reviewers.map { "\($0)" }, separator: ", ")
    page.line(author + (run.first.reviewers.isEmpty ? "" : ", reviewed by " + reviewers))
    for cause in run.causes {
      page.line(
        "         \(cause.id) \(cause.change.words): \(cause.location.path):"
          + Phrase(Words.ordinal(cause.location.lineNumber)))
    }
    if run.commitCount > 1 {
      let count = Phrase(Words.count(run.commitCount, "commit", "commits"))
      page.line("  until  " + words(of: run.last) + ", " + count)
    }
  }

  private func words(of commit: TimelineCommit) -> Phrase {
    let idLength = 12
    let day = commit.committedAt.map { String($0.description.prefix(10)) } ?? ""
    return "\(String(commit.id.prefix(idLength)))  \(day)  \(commit.subject)"
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
