import Impact
import PolicyCore

/// A recertification for people at a terminal, in two parts: what is read before it is written.
package struct RecertificationText: Sendable {
  private let palette: Palette
  private static let shownRecipients = 5

  /// Makes a renderer.
  package init(palette: Palette = .plain) { self.palette = palette }

  /// What it did since it was last looked at.
  package func evidence(_ report: Recertification) -> String {
    var page = TextPage(palette: palette)
    let title: Phrase = "\(report.id): \(report.title)"
    page.line(title.inked(.strong))
    page.line(lastCertified(report))
    guard let use = report.use, use.records > 0 else {
      let why: Phrase =
        report.use == nil
        ? "There is no history: nothing shows what it did."
        : "The history holds no records: nothing shows what it did."
      page.line(why.inked(.caution))
      return page.text
    }
    page.section(section(use, report))
    if use.unreplayable > 0 {
      let records = Words.count(use.unreplayable, "record", "records")
      let caution: Phrase = "\(records) could not be read, and may be of it too."
      page.line(caution.inked(.caution))
    }
    return page.text
  }

  /// What was written, and what comes next.
  package func result(_ report: Recertification) -> String {
    guard let edit = report.edit else { return "" }
    var page = TextPage(palette: palette)
    let place: Phrase = "\(edit.file):\(Words.ordinal(edit.lineNumber))"
    let what: Phrase = "certified on \(edit.on) by \(edit.by)"
    if edit.isChange {
      page.line("Written, in " + place + ": " + what + ".")
    } else {
      page.line("Nothing to write: " + place + " says already that it is " + what + ".")
    }
    if let until = edit.until { page.line("It must be looked at again before \(until).") }
    if edit.isChange {
      page.line("Nothing is committed: look at it with git diff, then commit it.")
    }
    return page.text
  }

  private func lastCertified(_ report: Recertification) -> Phrase {
    guard let certified = report.certified else { return "It has never been certified." }
    let last: Phrase = "Last certified on \(Words.day(certified.on)) by \(certified.by)"
    guard let end = certified.on.adding(report.every) else { return last + "." }
    return last + ", for \(Words(report.every)), until \(Words.day(end))."
  }

  private func section(_ use: RuleUse, _ report: Recertification) -> Section {
    var rows: [[Phrase]] = [
      ["requests it matched", "\(use.matched) of \(use.since)"],
      ["approved by it alone", "\(use.approvedAlone)"],
      ["approved with other rules", "\(use.approvedWithOthers)"],
      ["approved by a human", "\(use.approvedByHuman)"],
      ["denied by a human", denied(use)],
    ]
    if use.lifted > 0 { rows.append(["lifted by an exception", "\(use.lifted)"]) }
    if !use.recipients.isEmpty { rows.append(["received most", recipients(use)]) }
    if let last = use.last { rows.append(["last use", "\(last.at), \(last.request)"]) }
    return Section(
      report.certified == nil ? "In all of the history" : "Since then",
      [.table(Table([.left(""), .left("")], rows))])
  }

  private func denied(_ use: RuleUse) -> Phrase {
    let count: Phrase = "\(use.deniedByHuman)"
    let against = use.deniedThoughApproved
    guard against.count > 0 else { return count }
    let names = Phrase(against.first.map { "\($0)" }, separator: ", ")
    let more: Phrase =
      against.count > against.first.count ? ", +\(against.count - against.first.count) more" : ""
    let words: Phrase = ", of which the policy approves \(against.count): "
    return count + (words + names + more).inked(.bad)
  }

  private func recipients(_ use: RuleUse) -> Phrase {
    let shown = use.recipients.prefix(Self.shownRecipients).map { recipient -> Phrase in
      "\(recipient.subject) \(recipient.requests)"
    }
    let more = use.recipients.count - shown.count
    return Phrase(shown, separator: ", ") + (more > 0 ? ", +\(more) more" : "")
  }
}
