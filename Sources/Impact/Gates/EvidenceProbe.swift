import CEL
import PolicyCore

/// A part of a change that loosens, or may, and how to see that a record exercises it.
struct EvidenceProbe {
  /// The entry and the part, as reports name it.
  let name: String
  private let test: Test

  /// What a record must do.
  private enum Test {
    /// The rule or exception matches it under the old version or the new one.
    case matched(RuleName, old: RuleName)
    /// It is matched, and only the new condition holds for it.
    case gains(HeldCondition, RuleName, old: RuleName)
    /// It is matched, and only the old condition held for it.
    case loses(HeldCondition, RuleName, old: RuleName)
    /// It is decided by the default.
    case unmatched
    /// Somebody who changes may approve it, or a team is asked that does.
    case asks(Set<ID>)

    /// Of a condition, on which side it is tried.
    var side: String {
      switch self {
      case .gains: ", wider"
      case .loses: ", narrower"
      case .matched, .unmatched, .asks: ""
      }
    }
  }

  /// Of every part of a change that records can exercise; of floors, gates and other safeguards
  /// none.
  static func all(
    of difference: PolicyDifference, from before: Policy, to after: Policy
  ) -> [EvidenceProbe] {
    let policies = (old: before, new: after)
    return difference.changes.flatMap { change in
      change.parts.filter { $0.leaning.loosens != .no }.flatMap { part in
        tests(of: part, in: change, policies).map {
          EvidenceProbe(name: name(of: part, in: change, $0), test: $0)
        }
      }
    }
  }

  private static func name(
    of part: MeaningPart, in change: MeaningChange, _ test: Test
  ) -> String {
    let entry = "\(change.kind.rawValue) \(change.id)"
    switch part.aspect {
    case .entry: return "\(entry) is \(part.after == nil ? "gone" : "new")"
    case .membership:
      return "\(entry): \(part.about ?? "") \(part.after == nil ? "leaves" : "joins")"
    default:
      let about = part.about.map { " \($0)" } ?? ""
      return "\(entry): \(part.aspect.rawValue)\(about)\(test.side)"
    }
  }

  // MARK: - What to look for

  private static func tests(
    of part: MeaningPart, in change: MeaningChange, _ policies: (old: Policy, new: Policy)
  ) -> [Test] {
    switch change.kind {
    case .rule, .exception:
      let names = names(of: change)
      guard let condition = part.condition else { return [.matched(names.new, old: names.old)] }
      let old = policies.old.condition(condition.before, of: names.old)
      let new = policies.new.condition(condition.after, of: names.new)
      return sides(of: part, (old, new), names)
    case .setting: return change.id == "default" ? [.unmatched] : []
    case .team: return [.asks([ID(change.id)])]
    case .member: return [.asks([ID(change.id)])]
    case .delegation: return change.delegator.map { [.asks([$0])] } ?? []
    case .invariant, .gate, .field: return []
    }
  }

  private static func names(of change: MeaningChange) -> (new: RuleName, old: RuleName) {
    let kind: RuleImpact.Kind = change.kind == .exception ? .exception : .rule
    let new = RuleName(kind: kind, id: ID(change.id))
    guard case .renamed(let old) = change.fate else { return (new, new) }
    return (new, RuleName(kind: kind, id: old))
  }

  /// A condition is tried on each side on which it loosens: where it holds now, or held before.
  private static func sides(
    of part: MeaningPart, _ conditions: (old: Condition?, new: Condition?),
    _ names: (new: RuleName, old: RuleName)
  ) -> [Test] {
    guard let old = conditions.old, let new = conditions.new else {
      return [.matched(names.new, old: names.old)]
    }
    let holds = HeldCondition(old: old, new: new, errors: part.errors)
    return (part.gain.loosens != .no ? [.gains(holds, names.new, old: names.old)] : [])
      + (part.loss.loosens != .no ? [.loses(holds, names.new, old: names.old)] : [])
  }

  /// The conditions that it tries, of the old version and of the new one.
  var conditions: (old: Condition, new: Condition)? {
    switch test {
    case .gains(let held, _, _), .loses(let held, _, _): (held.old, held.new)
    case .matched, .unmatched, .asks: nil
    }
  }

  // MARK: - Looking

  /// Whether a record does it.
  func isExercised(by impact: RecordImpact) -> Bool {
    switch test {
    case .matched(let new, let old): impact.matches(new, old)
    case .gains(let condition, let new, let old):
      impact.matches(new, old) && condition.holdsOnlyNow(for: impact)
    case .loses(let condition, let new, let old):
      impact.matches(new, old) && condition.heldOnlyBefore(for: impact)
    case .unmatched: impact.before.decision.isByDefault || impact.after.decision.isByDefault
    case .asks(let names): impact.before.asks(names) || impact.after.asks(names)
    }
  }
}

/// A condition as both versions have it.
struct HeldCondition {
  let old: Condition
  let new: Condition
  let errors: ErrorMeaning

  func holdsOnlyNow(for impact: RecordImpact) -> Bool {
    holds(new, impact.after, impact) && !holds(old, impact.before, impact)
  }

  func heldOnlyBefore(for impact: RecordImpact) -> Bool {
    holds(old, impact.before, impact) && !holds(new, impact.after, impact)
  }

  private func holds(
    _ condition: Condition, _ side: RecordImpact.Side, _ impact: RecordImpact
  ) -> Bool {
    do {
      return try condition.program.evaluateCondition(side.record.request.bindings(now: impact.at))
    } catch {
      return errors == .match
    }
  }
}

extension RecordImpact {
  /// Whether a rule or an exception says something about it under either version.
  fileprivate func matches(_ new: RuleName, _ old: RuleName) -> Bool {
    before.decision.names(old) || after.decision.names(new)
  }
}

extension RecordImpact.Side {
  /// Whether a team is asked, or somebody may approve.
  fileprivate func asks(_ names: Set<ID>) -> Bool {
    decision.requirements.contains { requirement in
      requirement.eligible.contains { names.contains($0) }
        || requirement.from.contains { selector in
          switch selector {
          case .team(let id), .user(let id): names.contains(id)
          case .attribute(let path), .each(let path):
            record.request.ids(at: path).contains { names.contains($0) }
          }
        }
    }
  }
}

extension Decision {
  fileprivate var isByDefault: Bool { matched.isEmpty }

  fileprivate func names(_ name: RuleName) -> Bool {
    switch name.kind {
    case .rule:
      matched.contains { !$0.isException && $0.rule == name.id }
        || lifted.contains { $0.rule == name.id }
    case .exception: matched.contains { $0.isException && $0.rule == name.id }
    }
  }
}
