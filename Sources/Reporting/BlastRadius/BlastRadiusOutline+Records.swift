import Impact
import PolicyCore

extension BlastRadiusOutline {
  /// Some changed records to look at; what they ask only where values may be shown.
  var samples: Section? {
    guard !radius.samples.isEmpty else { return nil }
    let columns: [Table.Column] = [
      .left("class"), .left("record"), .left("before"), .left("after"), .left("really"),
      .left("rules"),
    ]
    var blocks: [Block] = [.table(Table(columns, radius.samples.map(row), limit: 60))]
    if values == .show {
      for sample in radius.samples {
        blocks.append(.sentence("\(sample.id):"))
        blocks.append(.document(sample.request))
      }
    }
    return Section("Samples", blocks)
  }

  private func row(_ sample: Sample) -> [Phrase] {
    let before = names(sample.rulesBefore)
    let after = names(sample.rulesAfter)
    let rules: Phrase = sample.rulesBefore == sample.rulesAfter ? after : "\(before) -> \(after)"
    return [
      "\(Words.name(sample.recordClass))", "\(sample.id)", "\(sample.from)", "\(sample.to)",
      "\(Words.name(sample.recorded))", rules,
    ]
  }

  private func names(_ rules: [ID]) -> Phrase {
    guard !rules.isEmpty else { return "no rule" }
    let names = RowList(rules.map { rule -> Phrase in "\(rule)" }, limit: 3)
    let more: Phrase = names.hiddenCount > 0 ? ", +\(names.hiddenCount) more" : ""
    return Phrase(names.shown, separator: ", ") + more
  }

  var notReplayed: Section? { Self.notReplayed(radius.notReplayed, comparesVersions: true) }

  /// Records that could not be replayed; none is dropped silently.
  static func notReplayed(_ entries: [NotReplayed], comparesVersions: Bool) -> Section? {
    guard !entries.isEmpty else { return nil }
    let rows = entries.map { entry -> [Phrase] in
      let place: Phrase = "\(entry.file):\(Words.ordinal(entry.lineNumber))"
      let name: Phrase = entry.id.map { "\($0)" } ?? ""
      let blame: [Phrase] = comparesVersions ? [Self.blame(entry.blame)] : []
      return [place, name] + blame + ["\(entry.reason)", "\(entry.code)"]
    }
    let blame: [Table.Column] = comparesVersions ? [.left("unreadable to")] : []
    let columns: [Table.Column] =
      [.left("place"), .left("record")] + blame
      + [.left("reason"), .left("code")]
    return Section(
      "Not replayed: \(entries.count)",
      [.table(Table(columns, rows, limit: longestList))])
  }

  private static func blame(_ blame: NotReplayed.Blame) -> Phrase {
    switch blame {
    case .both: "both versions"
    case .from: "only the old version"
    case .to: "only the new version"
    }
  }
}
