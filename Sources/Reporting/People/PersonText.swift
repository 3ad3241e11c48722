package import PolicyCore

/// What a policy says about a person, for people at a terminal.
package struct PersonText: Sendable {
  private let palette: Palette

  /// Makes a renderer.
  package init(palette: Palette = .plain) { self.palette = palette }

  /// The report, with a final line feed.
  /// - Parameter version: the policy version, as people named it.
  package func render(_ account: PersonAccount, version: String) -> String {
    let outline = PersonOutline(account: account, version: version)
    var page = TextPage(palette: palette)
    page.line(outline.verdict)
    for section in [outline.losses, outline.mentions].compactMap({ $0 }) { page.section(section) }
    return page.text
  }
}
