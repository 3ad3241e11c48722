import CEL
package import PolicyCore

/// A gate that judges a change, and whose safeguard it is.
package struct JudgedGate: Sendable {
  /// The version whose precedent.yaml has the gate.
  package enum Origin: String, Sendable, Hashable { case from, to, both }

  /// The test and its id, as the version of `origin` has them.
  package let gate: Gate
  /// `both` only when id and test are the same.
  package let origin: Origin

  /// The gates of both versions: a change is judged with both, so that the stricter wins.
  static func gates(of before: Policy, and after: Policy) -> [JudgedGate] {
    let old = before.settings.gates
    let new = after.settings.gates
    let kept = old.map { gate in
      let isShared = new.contains { $0.id == gate.id && $0.test == gate.test }
      return JudgedGate(gate: gate, origin: isShared ? .both : .from)
    }
    let added = new.filter { gate in
      !old.contains { $0.id == gate.id && $0.test == gate.test }
    }
    return (kept + added.map { JudgedGate(gate: $0, origin: .to) })
      .sorted { ($0.gate.id, $0.origin.rawValue) < ($1.gate.id, $1.origin.rawValue) }
  }
}

extension JudgedGate {
  /// Whether a record that both versions can replay counts in this gate.
  func counts(_ impact: RecordImpact) -> Bool {
    switch gate.test {
    // Counted from the main replay as a whole, and not in records.
    case .newlyUnreplayable, .looseningWithoutEvidence: false
    case .maxChangedShare: impact.change.recordClass != .unchanged
    case .noHumanDeniedApproved: impact.isHumanDenialNowApproved
    case .maxNewlyAutomatic(let condition, _):
      impact.isNewlyAutomatic && holds(condition, for: impact)
    }
  }

  /// A `where` that errs counts the record.
  private func holds(_ condition: Condition?, for impact: RecordImpact) -> Bool {
    guard let condition else { return true }
    let record = origin == .to ? impact.after.record : impact.before.record
    let bindings = record.request.bindings(now: impact.at)
    do { return try condition.program.evaluateCondition(bindings) } catch { return true }
  }
}
