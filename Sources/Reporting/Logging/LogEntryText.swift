import CEL
package import DecisionLog
import PolicyCore

/// Entries of a log for people at a terminal, a line each.
package struct LogEntryText: Sendable {
  private let palette: Palette
  private static let idLength = 12

  /// Makes a renderer.
  package init(palette: Palette = .plain) { self.palette = palette }

  /// The lines, in the order of the entries.
  package func render(_ entries: [LogEntry]) -> String {
    guard !entries.isEmpty else { return "no entries\n" }
    var page = TextPage(palette: palette)
    let columns: [Table.Column] = [
      .right("entry"), .left("recorded"), .left("what"), .left("request"), .left("rules"),
      .left("decision"),
    ]
    page.section(
      Section("Entries", [.table(Table(columns, entries.map { row($0) }))]))
    return page.text
  }

  private func row(_ entry: LogEntry) -> [Phrase] {
    let start: [Phrase] = ["\(entry.index)", "\(entry.recordedAt.description)"]
    switch entry.content {
    case .decision(let record, _): return start + decision(record)
    case .rollback(let rollback):
      return start + ["rollback", "by \(rollback.by)", "to \(rollback.to)", "\(rollback.reason)"]
    case .review(let review, _):
      return start + [
        "\(Words.name(review.verdict))", "by \(review.by)", "\(review.note)",
        "\(String(review.decision.prefix(Self.idLength)))",
      ]
    }
  }

  private func decision(_ record: JSONObject) -> [Phrase] {
    let decision = record["decision"]
    let status = decision?["status"]?.string ?? ""
    let tier = decision?["tier"]?.string ?? ""
    let rules = decision?["matched"]?.array?.compactMap { $0["rule"]?.string } ?? []
    return [
      status == tier ? "\(status)" : "\(status), \(tier)",
      "\(record["request"]?["id"]?.string ?? "")",
      Phrase(rules.map { "\($0)" }, separator: ", "),
      "\(String((record["id"]?.string ?? "").prefix(Self.idLength)))",
    ]
  }
}
