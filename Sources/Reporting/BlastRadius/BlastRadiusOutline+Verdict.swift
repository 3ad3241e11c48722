import Impact
import PolicyCore

extension BlastRadiusOutline {
  /// The first line of every format: whether it passes, and why not.
  var verdict: Phrase {
    if radius.isRefused {
      let reasons = refusals + (radius.isIncomplete ? [incomplete] : [])
      return Phrase("REFUSED").inked(.bad) + ": " + Phrase(reasons, separator: "; ")
    }
    if radius.isIncomplete { return Phrase("INCOMPLETE").inked(.bad) + ": " + incomplete }
    return Phrase("PASSED").inked(.good) + passed
  }

  private var incomplete: Phrase {
    let history = radius.history
    let records = Words.count(history.records, "record", "records")
    return "\(history.unreplayable) of \(records) could not be replayed"
  }

  private var refusals: [Phrase] {
    let tripped = radius.gates.filter { $0.verdict == .tripped }
    var reasons: [Phrase] = []
    if let gate = tripped.first, tripped.count == 1 {
      reasons = ["gate \(gate.id) trips at \(gate.counted(gate.measured))"]
    } else if !tripped.isEmpty {
      var names = tripped.prefix(3).map { gate -> Phrase in "\(gate.id)" }
      if tripped.count > 3 { names.append("\(tripped.count - 3) more") }
      reasons = ["gates \(names.joinedWithAnd) trip"]
    }
    if radius.lowersSafeguardsWithLoosening {
      reasons.append("a safeguard is lowered together with a loosening")
    }
    return reasons
  }

  private var passed: Phrase {
    let history = radius.history
    if history.records == 0 { return ", but without evidence: the history is empty" }
    if history.replayed == 0 { return ", but without evidence: no record could be replayed" }
    let accepted = radius.gates.filter { $0.acceptance != nil }.count
    let acceptance: Phrase =
      accepted == 0
      ? "" : "; \(Words.count(accepted, "tripped gate is", "tripped gates are")) accepted"
    if radius.changed > 0 {
      let share = Words.share(radius.changed, of: history.records)
      let verb: Words = radius.changed == 1 ? Words("is") : Words("are")
      let records = Words.count(history.records, "record", "records")
      return
        ": \(radius.changed) of \(records) (\(share)) \(verb) decided differently" + acceptance
    }
    if let worst = radius.inForce.map(\.changed).max(), worst > 0 {
      let records = Words.count(worst, "record is", "records are")
      return ": nothing changes yet; once in force, \(records) decided differently" + acceptance
    }
    let records = Words.count(history.replayed, "record is", "records are")
    return ": nothing changes; \(records) decided as before" + acceptance
  }

  /// Lowering a safeguard is reported first.
  var safeguards: Section? {
    guard var section = PolicyDifferenceOutline.safeguards(radius.safeguards) else { return nil }
    if radius.lowersSafeguardsWithLoosening {
      section.blocks.append(
        .sentence(
          "Lowering a safeguard may not share a change with a loosening: make two changes of it."))
    }
    if !radius.approvedOnceReadable.isEmpty {
      section.blocks.append(
        .sentence("No valid requests before, and now approved, which is a loosening:"))
      section.blocks.append(.names(NameList(radius.approvedOnceReadable)))
    }
    return section
  }

  /// What the change means, in short: one line for each entry.
  var meaning: Section? {
    let outline = PolicyDifferenceOutline(difference: radius.meaning)
    guard radius.meaning.hasMeaning else { return nil }
    let rows = radius.meaning.meaningful.map(PolicyDifferenceOutline.line)
    let list = RowList(rows, limit: Self.longestList)
    return Section(
      "What it means", [.sentence(outline.verdict + ".")] + (rows.isEmpty ? [] : [.list(list)]))
  }

  /// Existing tests that no longer say what they said.
  var tests: Section? { PolicyDifferenceOutline(difference: radius.meaning).tests }

  /// What nobody else prints: the new outcome against what the humans decided.
  var headline: Section? {
    Section(
      "Against what humans decided",
      unlessEmpty: shift(
        "Denied by a human, now approved", \.deniedThenNowApproved, .bad,
        later: \.deniedThenNowApproved)
        + shift(
          "Approved by a human, now denied", \.approvedThenNowDenied, .caution,
          later: \.approvedThenNowDenied))
  }

  private func shift(
    _ title: Phrase, _ ids: KeyPath<BlastRadius, [String]>, _ ink: Ink,
    later: KeyPath<InForceImpact, [String]>
  ) -> [Block] {
    let now = radius[keyPath: ids]
    let worst = radius.inForce.max { $0[keyPath: later].count < $1[keyPath: later].count }
    var blocks: [Block] = []
    if !now.isEmpty {
      blocks = [.sentence(title.inked(ink) + ": \(now.count)"), .names(NameList(now))]
    }
    if let worst, worst[keyPath: later].count > now.count {
      let count = worst[keyPath: later].count
      blocks.append(
        .sentence(title.inked(ink) + ", as if in force at \(worst.instant.at): \(count)"))
      if now.isEmpty { blocks.append(.names(NameList(worst[keyPath: later]))) }
    }
    return blocks
  }
}

extension GateResult {
  /// Who accepted it, if it tripped and somebody did.
  var acceptance: Acceptance? {
    guard case .accepted(let acceptance) = verdict else { return nil }
    return acceptance
  }
}

extension Words {
  init(_ kind: LoweredSafeguard.Kind) {
    switch kind {
    case .gate: self.init("gate")
    case .floor: self.init("floor")
    case .invariant: self.init("invariant")
    case .testing: self.init("testing bar")
    case .severity: self.init("severity")
    case .suppression: self.init("suppression")
    case .acceptedBy: self.init("who may accept")
    case .schema: self.init("schema")
    case .location: self.init("location")
    case .history: self.init("history")
    }
  }
}
