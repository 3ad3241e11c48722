package import DecisionLog

/// What came of verifying, for people at a terminal.
package struct VerificationText: Sendable {
  private let palette: Palette
  private static let greatestShownCount = 20

  /// Makes a renderer.
  package init(palette: Palette = .plain) { self.palette = palette }

  /// The verdict first, then what does not hold.
  package func render(_ verification: Verification) -> String {
    var page = TextPage(palette: palette)
    page.line(verdict(verification))
    page.line(scope(verification))
    if verification.ref == nil {
      page.line(
        "nothing was decided again: `precedent verify` does that in a clone of the policy")
    }
    if let checkpoint = verification.checkpoint { page.line(checkpoint.words) }
    if let torn = verification.tornEnd {
      page.line("a crash has left a part of " + torn.words + "; nobody was told of it")
    }
    if let damage = verification.damage {
      page.section(Section("The chain ends", [.sentence(damage.words)]))
    }
    let (unverified, wrong) = verification.findings.reduce(into: ([Phrase](), [Phrase]())) {
      if $1.isUnverified { $0.0.append(row($1)) } else { $0.1.append(row($1)) }
    }
    for (title, rows) in [("Does not hold", wrong), ("Cannot be verified here", unverified)]
    where !rows.isEmpty {
      page.section(
        Section("\(title)", [.list(RowList(rows, limit: Self.greatestShownCount))]))
    }
    return page.text
  }

  private func verdict(_ verification: Verification) -> Phrase {
    let holds: Phrase = "VERIFIED"
    let fails: Phrase = "NOT VERIFIED"
    return verification.holds ? holds.inked(.good) : fails.inked(.bad)
  }

  private func scope(_ verification: Verification) -> Phrase {
    let good = verification.records - verification.findings.count
    let all: Phrase =
      if let ref = verification.ref {
        "\(good) of \(verification.records) decisions decided again as they were, "
          + "under \(verification.commits) commits reachable from `\(ref)`"
      } else {
        "\(good) of \(verification.records) decisions have the ids and digests of their content, "
          + "in \(verification.entries ?? 0) entries that follow each other"
      }
    guard let signed = verification.signed else { return all + "; signatures not asked for" }
    return all + "; \(signed) signed by an allowed key"
  }

  private func row(_ finding: Verification.Finding) -> Phrase {
    let place: Phrase = finding.index.map { "entry \($0), " } ?? ""
    return place + "request \(finding.requestID): "
      + Phrase(finding.problems.map(\.words), separator: "; ")
  }
}
