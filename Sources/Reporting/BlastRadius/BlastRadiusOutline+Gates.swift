import Impact
import PolicyCore

extension BlastRadiusOutline {
  var gates: Section? {
    guard !radius.gates.isEmpty else { return nil }
    let columns: [Table.Column] = [
      .left(""), .left("gate"), .right("measured"), .left("counts"), .left("limit"),
    ]
    let table = Table(columns, radius.gates.map(row), limit: Self.longestList)
    return Section("Gates", [.table(table)] + acceptances)
  }

  /// The tripped gates alone: their records, and what would accept them.
  var trippedGates: [Section] {
    radius.gates.filter { $0.verdict == .tripped }.prefix(Self.longestList).map { gate in
      Section("Gate tripped: \(gate.id)", tripped(gate))
    }
  }

  private func row(_ gate: GateResult) -> [Phrase] {
    let verdict: Phrase =
      switch gate.verdict {
      case .passed: Phrase("passed").inked(.good)
      case .tripped: Phrase("TRIPPED").inked(.bad)
      case .accepted: Phrase("accepted").inked(.caution)
      }
    return [verdict, "\(gate.id)", "\(gate.measured)", counted(gate), limit(of: gate)]
  }

  private func counted(_ gate: GateResult) -> Phrase {
    switch gate.kind {
    case .maxNewlyAutomatic: "newly automatic"
    case .maxChangedShare: "decided differently"
    case .noHumanDeniedApproved: "denied by a human, now approved"
    case .newlyUnreplayable: "newly unreplayable"
    case .looseningWithoutEvidence: "loosening, and tried by no record"
    }
  }

  private func limit(of gate: GateResult) -> Phrase {
    let limit: Phrase = "\(gate.limit)"
    guard let instant = gate.inForceAt else { return limit }
    return limit + ", measured as if in force at \(instant)"
  }

  private func tripped(_ gate: GateResult) -> [Block] {
    let verb: Words = gate.measured == 1 ? Words("is") : Words("are")
    return [
      .sentence(
        "\(gate.counted(gate.measured)) \(verb) \(counted(gate)); the limit is \(limit(of: gate))."),
      gate.countsParts
        ? .list(RowList(gate.parts.map { "\($0)" }, limit: Self.longestList))
        : .names(NameList(gate.records, total: gate.measured)),
      .sentence("To accept it, a commit of the change needs this trailer:"),
      .code(
        [Self.trailer(accepting: gate, policySHA256: radius.to.policySHA256)],
        longestLine: Self.longestTrailer),
    ]
  }

  /// A trailer with an id of 128 characters and a digest of 64 is not cut.
  private static let longestTrailer = 300

  /// `Precedent-Accept: <gate> <count> <policySha256 of B>`.
  static func trailer(accepting gate: GateResult, policySHA256: String) -> String {
    "\(Acceptance.trailerKey): \(gate.id.text) \(gate.measured) \(policySHA256)"
  }

  private var acceptances: [Block] {
    let accepted = radius.gates.compactMap { gate -> Phrase? in
      if let tip = gate.returnsTo {
        return "\(gate.id) passes: the change goes back to \(tip.abbreviated), which was the tip "
          + "within 7 days, and loosens nothing"
      }
      guard let acceptance = gate.acceptance else { return nil }
      return
        "\(gate.id) is accepted by \(acceptance.committer) in \(acceptance.commit.abbreviated), "
        + "up to \(gate.counted(acceptance.count))"
    }
    return accepted.isEmpty ? [] : [.list(RowList(accepted, limit: Self.longestList))]
  }
}

extension GateResult {
  /// So many of what it counts.
  func counted(_ number: Int) -> Words {
    countsParts
      ? Words.count(number, "part of the change", "parts of the change")
      : Words.count(number, "record", "records")
  }

  /// Whether it counts parts of the change, and not records.
  var countsParts: Bool {
    switch kind {
    case .looseningWithoutEvidence: true
    case .maxNewlyAutomatic, .maxChangedShare, .noHumanDeniedApproved, .newlyUnreplayable: false
    }
  }
}
