import Diagnostics
import Impact
import Trials

/// What a hook says to whoever commits or pushes.
package struct HookText: Sendable {
  private let hook: Hook
  private let palette: Palette

  /// Makes a renderer for one hook.
  package init(_ hook: Hook, palette: Palette = .plain) {
    self.hook = hook
    self.palette = palette
  }

  /// All that stands against the changes, then what to do; of a commit that passes, nothing.
  package func render(_ verdicts: [ChangeVerdict]) -> String {
    let parts = verdicts.compactMap(render)
    let isBad = verdicts.contains { $0.isRefused || $0.isIncomplete }
    return (parts + (isBad ? [wayOut] : [])).joined(separator: "\n")
  }

  private func render(_ verdict: ChangeVerdict) -> String? {
    guard verdict.isRefused || verdict.isIncomplete else { return passed(verdict) }
    let diagnostics = DiagnosticsText(palette: palette)
    var parts = verdict.findings.filter { $0.severity > .note }.map(diagnostics.render)
    if let tests = verdict.tests, !tests.isGood {
      parts.append(TestText(palette: palette).render(tests))
    }
    if let radius = verdict.radius, radius.isRefused || radius.isIncomplete {
      parts.append(gates(radius))
    }
    return ([refusal(verdict)] + parts).joined(separator: "\n")
  }

  private func refusal(_ verdict: ChangeVerdict) -> String {
    var page = TextPage(palette: palette)
    page.line(Phrase("REFUSED").inked(.bad) + " by \(hook.rawValue): \(verdict.subject)")
    return page.text
  }

  /// The verdict of the gates with the records behind it; the whole report is long.
  private func gates(_ radius: BlastRadius) -> String {
    let outline = BlastRadiusOutline(radius: radius)
    var page = TextPage(palette: palette)
    page.line(outline.verdict)
    let sections = [outline.safeguards, outline.headline].compactMap { $0 }
    for section in sections + outline.trippedGates { page.section(section) }
    page.blank()
    page.line("The whole report: precedent simulate \(radius.from.name)..\(radius.to.name)")
    return page.text
  }

  private func passed(_ verdict: ChangeVerdict) -> String? {
    let what: Phrase =
      switch verdict.gates {
      case .notAsked: ""
      case .judged(let radius): BlastRadiusOutline(radius: radius).verdict
      case .withoutHistory:
        "no gate was judged: there are no recorded requests to measure the change by"
      case .firstVersion:
        "the first version of a policy; changes of it will be held to the testing bar and the gates"
      case .unusableBefore:
        "no gate was judged: the policy before does not load, so it decided nothing"
      }
    guard !what.isEmpty else { return nil }
    var page = TextPage(palette: palette)
    page.line("precedent: \(verdict.subject): " + what)
    return page.text
  }

  private var wayOut: String {
    var page = TextPage(palette: palette)
    for line in advice { page.line(line.inked(.faint)) }
    return page.text
  }

  private var advice: [Phrase] {
    switch hook {
    case .preCommit, .preMergeCommit:
      ["Nothing is committed. Mend it and `git add` it: what is staged counts, not the files."]
    case .commitMessage:
      ["Nothing is committed. Git keeps the message in COMMIT_EDITMSG."]
    case .prePush:
      [
        "Nothing is pushed. To show a change that a gate refuses, push a branch with --no-verify; "
          + "the server and CI judge it again."
      ]
    case .preReceive: ["Nothing is taken over."]
    }
  }
}
