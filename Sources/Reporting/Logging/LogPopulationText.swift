import CEL
package import DecisionLog
import PolicyCore

/// What a log holds, for people at a terminal.
package struct LogPopulationText: Sendable {
  private let palette: Palette
  private static let greatestShownCount = 20
  private static let idLength = 12

  /// Makes a renderer.
  package init(palette: Palette = .plain) { self.palette = palette }

  /// The report, with a final line feed.
  package func render(_ population: LogPopulation) -> String {
    var page = TextPage(palette: palette)
    page.line(verdict(population))
    let sections = [
      log(population), entries(population), decisions(population), open(population),
      repeated(population), commits(population),
    ]
    for section in sections.compactMap(\.self) { page.section(section) }
    return page.text
  }

  private func verdict(_ population: LogPopulation) -> Phrase {
    let entries = Phrase(Words.count(population.head.size, "entry", "entries"))
    guard let damage = population.damage else {
      let whole: Phrase = "WHOLE"
      return whole.inked(.good) + ": " + entries + ", each follows the one before it"
    }
    let broken: Phrase = "DAMAGED"
    return broken.inked(.bad) + " behind " + entries + ": " + damage.words
  }

  private func log(_ population: LogPopulation) -> Section {
    var rows: [[Phrase]] = [
      ["name", "\(population.header.origin)" + (population.header.isReplay ? ", a replay" : "")],
      ["period", period(population.period)],
      ["head", "\(population.head.size) entries, root \(population.head.root.hexadecimal)"],
      ["gaps", population.damage?.words ?? "none"],
      ["first", population.first.map { place($0) } ?? "none"],
      ["last", population.last.map { place($0) } ?? "none"],
    ]
    if let torn = population.tornEnd {
      rows.append(["torn end", torn.words + "; nobody was told of it"])
    }
    return Section("Log", [.table(Table([.left(""), .left("")], rows))])
  }

  private func period(_ period: LogPeriod) -> Phrase {
    switch (period.since, period.until) {
    case (nil, nil): "all that was recorded"
    case (let since?, nil): "recorded from \(since) on"
    case (nil, let until?): "recorded before \(until)"
    case (let since?, let until?): "recorded from \(since) on and before \(until)"
    }
  }

  private func place(_ entry: LogPopulation.Entry) -> Phrase {
    let place: Phrase = "entry \(Words.ordinal(entry.index)), \(entry.recordedAt)"
    return entry.decisionID.map { place + ", decision \(String($0.prefix(Self.idLength)))" }
      ?? place
  }

  private func entries(_ population: LogPopulation) -> Section {
    let rows = LogContent.Kind.allCases.map { kind -> [Phrase] in
      ["\(Words.name(kind))", "\(population.kinds[kind] ?? 0)"]
    }
    return Section(
      "Entries of the period: \(population.count)",
      [.table(Table([.left("kind"), .right("entries")], rows))])
  }

  private func decisions(_ population: LogPopulation) -> Section? {
    let rows = population.sortedOutcomes.map { outcome, count -> [Phrase] in
      ["\(Words.name(outcome.tier))", "\(Words.name(outcome.status))", "\(count)"]
    }
    let table = Table(
      [.left("tier"), .left("status"), .right("decisions")], unlessEmpty: rows)
    let requests = Phrase(Words.count(population.requests, "request", "requests"))
    let more = Phrase(Words.count(population.repeated.count, "request", "requests"))
    let signatures: Phrase =
      "\(population.signed) signed, \(population.decisions - population.signed) not"
    return Section(
      "Decisions of the period: \(population.decisions), on " + requests,
      unlessEmpty: [
        table.map { .table($0) },
        .sentence(signatures + "; " + more + " decided more than once."),
      ])
  }

  private func open(_ population: LogPopulation) -> Section? {
    let rows = population.open.map { request -> [Phrase] in
      let isLate = request.isPastDeadline(at: population.at)
      let late: Phrase = "past its deadline"
      return [
        "\(request.requestID)", request.requestedAt.map { "\($0)" } ?? "",
        age(of: request, at: population.at), request.deadline.map { "\($0)" } ?? "none",
        isLate ? late.inked(.bad) : "",
      ]
    }
    let columns: [Table.Column] = [
      .left("request"), .left("asked"), .right("age"), .left("deadline"), .left(""),
    ]
    let late = population.open.count { $0.isPastDeadline(at: population.at) }
    return Section(
      "Without a final decision: \(population.open.count), \(late) of them past their deadline",
      unlessEmpty: [
        Table(columns, unlessEmpty: rows, limit: Self.greatestShownCount).map { .table($0) }
      ])
  }

  private func age(of request: LogPopulation.Open, at instant: Timestamp) -> Phrase {
    let since = request.requestedAt ?? request.decidedAt
    let minutes = max(0, instant.seconds - since.seconds) / 60
    return Phrase(Words.wait(minutes: Int(minutes)))
  }

  private func repeated(_ population: LogPopulation) -> Section? {
    let rows = population.repeated.map { request -> [Phrase] in
      ["\(request.requestID)", "\(request.decisions)"]
    }
    return Section(
      "Decided more than once: \(population.repeated.count)",
      unlessEmpty: [
        Table(
          [.left("request"), .right("decisions")], unlessEmpty: rows,
          limit: Self.greatestShownCount
        ).map { .table($0) }
      ])
  }

  private func commits(_ population: LogPopulation) -> Section? {
    let rows = population.commits.map { use -> [Phrase] in
      [
        "\(String(use.commit.prefix(Self.idLength)))", "\(use.decisions)",
        Phrase(Words.ordinal(use.first)), Phrase(Words.ordinal(use.last)),
      ]
    }
    let columns: [Table.Column] = [
      .left("commit"), .right("decisions"), .right("first entry"), .right("last entry"),
    ]
    return Section(
      "Commits of the policy: \(population.commits.count)",
      unlessEmpty: [
        Table(columns, unlessEmpty: rows, limit: Self.greatestShownCount).map { .table($0) }
      ])
  }
}

extension LogPopulation {
  /// By tier, then by status, in the order in which they are declared.
  var sortedOutcomes: [(outcome: Outcome, count: Int)] { Outcome.sorted(outcomes) }
}

extension LogPopulation.Outcome {
  /// By tier, then by status, in the order in which they are declared.
  static func sorted(
    _ outcomes: [LogPopulation.Outcome: Int]
  ) -> [(outcome: LogPopulation.Outcome, count: Int)] {
    Tier.allCases.flatMap { tier in
      Decision.Status.allCases.compactMap { status in
        let outcome = LogPopulation.Outcome(tier: tier, status: status)
        return outcomes[outcome].map { (outcome, $0) }
      }
    }
  }
}
