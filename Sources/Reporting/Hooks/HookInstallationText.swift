/// An installation of hooks for people at a terminal.
package struct HookInstallationText: Sendable {
  private let palette: Palette

  /// Makes a renderer.
  package init(palette: Palette = .plain) { self.palette = palette }

  /// The report, with a final line feed.
  package func render(_ report: HookInstallation) -> String {
    var page = TextPage(palette: palette)
    page.line("Hooks in \(report.folder):")
    for entry in report.hooks { page.line("  \(entry.hook.rawValue): " + words(entry)) }
    guard report.action == .install else { return page.text }
    page.blank()
    if let program = report.program {
      page.line("They run \(program).")
    } else {
      page.line(Phrase("They find no program, and will block.").inked(.caution))
      let command = "git config precedent.binary \(report.ownPath)"
      page.section(
        Section("Put precedent into PATH, or run:", [.code([command], longestLine: 500)]))
    }
    return page.text
  }

  private func words(_ entry: HookInstallation.Entry) -> Phrase {
    switch entry.change {
    case .installed: "installed"
    case .chained: "installed; the hook that was there runs first"
    case .updated: "brought up to date"
    case .unchanged: "there already"
    case .removed: "taken away"
    case .restored: "taken away; the hook that was there before is back"
    case .absent: "was not there"
    }
  }
}
