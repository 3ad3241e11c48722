import CEL
import PolicyCore

/// What all records of one key have in common: the conditions come to the same, on the same sides of
/// every boundary in time, with the same fate.
enum SettledCase: Sendable {
  /// Too little: each record is looked at by itself.
  case single
  /// What each of them adds, in the main replay and then in force.
  case settled([SettledPart])
  /// The versions ask different reviews; whom they ask depends on these columns, too. Those to which
  /// nobody has said anything stand for each other.
  case unanswered(columns: [Int])
}

/// What the records of a key add to one tally.
enum SettledPart: Sendable {
  /// The same each, but for what every row says of itself.
  case alike(ImpactSummary)
  /// Both versions ask the same review; whom it asks is for the row to say.
  case reviewed(ImpactSummary, shape: Int)

  var summary: ImpactSummary {
    switch self {
    case .alike(let summary), .reviewed(let summary, _): summary
    }
  }
}

/// Tells which records settle those that have the same key.
struct CaseSettling: Sendable {
  /// When the windows of rules and exceptions end, of those that do.
  private let endsBefore: [RuleName: Timestamp]
  private let endsAfter: [RuleName: Timestamp]
  /// Whether reviews are judged by the same people and settings under both versions.
  private let judgesAlike: Bool
  /// Rules and exceptions that mean the same under both versions.
  private let kept: Set<RuleName>

  init(before: Policy, after: Policy) {
    endsBefore = before.windowEnds
    endsAfter = after.windowEnds
    judgesAlike =
      before.schema.digest == after.schema.digest
      && before.directory.judgesAlike(after.directory)
      && before.settings.judgesAlike(after.settings)
    let rules = before.rules.filter { rule in
      after.rule(rule.id).map { rule.hasSameMeaning(as: $0) } ?? false
    }
    let exceptions = before.exceptions.filter { exception in
      after.exception(exception.id).map { exception.hasSameMeaning(as: $0) } ?? false
    }
    kept = Set(
      rules.map { RuleName(kind: .rule, id: $0.id) }
        + exceptions.map { RuleName(kind: .exception, id: $0.id) })
  }

  /// How a record stands for others.
  enum Standing {
    /// It does not.
    case single
    /// All decide alike.
    case alike
    /// Both versions ask the same review.
    case reviewed
    /// Those decide alike to which nobody who may be asked has said anything.
    case unanswered
  }

  /// How a record stands for the others with its key.
  func standing(of impact: RecordImpact) -> Standing {
    let (old, new) = (impact.before.decision, impact.after.decision)
    if old.tier != .human, new.tier != .human {
      return end(old, endsBefore) == end(new, endsAfter) ? .alike : .single
    }
    guard judgesAlike else { return .single }
    if isSameReview(old, new) { return .reviewed }
    // Evidence is a condition that no key knows.
    return old.evidence.isEmpty && new.evidence.isEmpty ? .unanswered : .single
  }

  /// When windows end what is granted: with other ends it depends on the instant which grant is
  /// longer.
  private func end(_ decision: Decision, _ ends: [RuleName: Timestamp]) -> Timestamp? {
    guard decision.grant != nil, !ends.isEmpty else { return nil }
    return decision.matched.compactMap { ends[RuleName($0)] }.min()
  }

  private func isSameReview(_ old: Decision, _ new: Decision) -> Bool {
    guard old.tier == .human, new.tier == .human, old.matched.count == new.matched.count,
      old.lifted == new.lifted, old.lapsed == new.lapsed, old.stale == new.stale,
      old.invariants == new.invariants
    else { return false }
    return zip(old.matched, new.matched).allSatisfy { old, new in
      old.rule == new.rule && old.isException == new.isException && old.effect == new.effect
        && kept.contains(RuleName(old))
    }
  }
}

extension Policy {
  fileprivate var windowEnds: [RuleName: Timestamp] {
    let rules = rules.map { (RuleName(kind: .rule, id: $0.id), $0.window.until) }
    let exceptions = exceptions.map { (RuleName(kind: .exception, id: $0.id), $0.window.until) }
    return Dictionary(rules + exceptions, uniquingKeysWith: { first, _ in first })
      .compactMapValues(\.self)
  }
}
