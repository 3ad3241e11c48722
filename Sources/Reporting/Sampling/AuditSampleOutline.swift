import CEL
import DecisionLog
import PolicyCore

/// What a sample says, in no format yet.
struct AuditSampleOutline {
  let sample: AuditSample
  let values: ReportValues

  private static let greatestStratumCount = 100

  /// Whether all that was drawn holds.
  var verdict: Phrase {
    let all = Words.count(sample.drawn.count, "decision", "decisions")
    guard !sample.drawn.isEmpty else { return "there are no decisions to draw" }
    let bad = sample.drawn.count { !$0.problems.isEmpty }
    return bad == 0
      ? Phrase("VERIFIED").inked(.good) + ": all of \(all) drawn were decided again as they were"
      : Phrase("NOT VERIFIED").inked(.bad) + ": \(bad) of \(all) drawn "
        + (bad == 1 ? "does not hold" : "do not hold")
  }

  /// What somebody needs to draw the same again.
  var population: Section {
    let whole = sample.population
    var rows: [Phrase] = [
      "log \(whole.origin): \(Words.count(whole.size, "entry", "entries")), "
        + "root \(whole.root.hexadecimal)",
      "population: \(Words.count(whole.decisions, "decision", "decisions"))" + window,
      "drawn: \(sample.drawn.count) of \(sample.count) asked for, seed \(sample.seed)"
        + dimensions,
      "order: SHA-256 over the seed, a line feed and the record's id",
      sample.asksSignatures ? "signatures: demanded" : "signatures: not asked for",
    ]
    if !sample.dimensions.isEmpty {
      rows.insert(
        "allocation: one for each stratum, then by size / (2 * drawn + 1)", at: rows.count - 1)
    }
    return Section("Population", [.list(RowList(rows))])
  }

  private var dimensions: Phrase {
    sample.dimensions.isEmpty
      ? "" : ", by " + Phrase(sample.dimensions.map { "\(Words.name($0))" }, separator: ", ")
  }

  private var window: Phrase {
    let since: Phrase = sample.population.period.since.map { " recorded since \($0)" } ?? ""
    return since + (sample.population.period.until.map { " until \($0)" } ?? "")
  }

  /// How many of each stratum; nil where there is one of all.
  var strata: Section? {
    guard !sample.dimensions.isEmpty else { return nil }
    let columns =
      sample.dimensions.map { Table.Column.left("\(Words.name($0))") }
      + [.right("decisions"), .right("drawn")]
    let rows = sample.strata.map { stratum -> [Phrase] in
      stratum.values.map { "\($0)" } + ["\(stratum.size)", "\(stratum.drawn)"]
    }
    return Section(
      "Strata",
      unlessEmpty: [
        Table(columns, unlessEmpty: rows, limit: Self.greatestStratumCount).map { .table($0) }
      ])
  }

  /// One for each decision, in the order of the log.
  var decisions: [Section] { sample.drawn.map(section) }

  private func section(_ drawn: AuditSample.Drawn) -> Section {
    let decision = drawn.decision
    let outcome: Phrase =
      decision.status.rawValue == decision.tier.rawValue
      ? "\(Words.name(decision.status))"
      : "\(Words.name(decision.status)), \(Words.name(decision.tier))"
    let title: Phrase =
      "entry \(Words.ordinal(decision.index)): request \(decision.requestID) "
      + outcome.inked(decision.status.ink)
    let rows =
      ["record \(decision.id), recorded \(decision.recordedAt)", asked(decision)]
      + [execution(drawn)] + approvals(decision) + rules(drawn)
    let document: [Block] =
      values == .show
      ? decision.stored.json["request"]?.object.map { [.document($0)] } ?? [] : []
    return Section(title, [.list(RowList(rows))] + document)
  }

  private func asked(_ decision: LoggedDecision) -> Phrase {
    "\(decision.actionName) for \(decision.subjectID) on \(decision.resourceID), decided at "
      + "\(decision.stored.at) under commit \(decision.stored.commit.abbreviated)"
  }

  private func execution(_ drawn: AuditSample.Drawn) -> Phrase {
    guard !drawn.problems.isEmpty else {
      return Phrase("holds").inked(.good) + ": decided again as it was"
        + (sample.asksSignatures ? ", and signed by an allowed key" : "")
    }
    let isUnknown = drawn.problems.contains(where: \.isUnverified)
    let word = isUnknown ? Phrase("not verified").inked(.caution) : Phrase("FALSE").inked(.bad)
    return word + ": " + Phrase(drawn.problems.map(\.words), separator: "; ")
  }

  private func approvals(_ decision: LoggedDecision) -> [Phrase] {
    let counted = decision.countedApprovals
    guard !counted.isEmpty else {
      // Where nobody is asked, nobody is missing.
      let asksNobody = decision["requirements"]?.array?.isEmpty ?? true
      return asksNobody ? [] : ["no approval counted"]
    }
    return counted.map { approval in
      let lent: Phrase = approval.onBehalfOf.map { " on behalf of \($0)" } ?? ""
      return "approved by \(approval.by)" + lent + " at \(approval.at)"
    }
  }

  private func rules(_ drawn: AuditSample.Drawn) -> [Phrase] {
    guard !drawn.rules.isEmpty else { return ["decided by no rule, but by the default"] }
    return drawn.rules.flatMap { rule -> [Phrase] in
      let title: Phrase = rule.title.map { ": \($0)" } ?? ": not known here"
      let owner: Phrase = rule.owner.map { ", owned by \($0)" } ?? ""
      let named: Phrase = "rule \(rule.id)" + owner + title
      guard let change = rule.lastChange else {
        return [named, "rule \(rule.id) last changed: not known here"]
      }
      let reviewed: Phrase = change.reviewers.isEmpty ? ", no reviewer named" : ""
      return [
        named,
        "rule \(rule.id) last changed: " + change.heading + ", " + change.people + reviewed,
      ]
    }
  }
}

extension LoggedDecision {
  private var asked: JSONValue? { stored.json["request"] }

  /// As the request names it; empty where it does not.
  var subjectID: String { asked?["subject"]?["id"]?.string ?? "" }

  /// As the request names it; empty where it does not.
  var resourceID: String { asked?["resource"]?["id"]?.string ?? "" }

  /// As the request names it; empty where it does not.
  var actionName: String { asked?["action"]?["name"]?.string ?? "" }
}
