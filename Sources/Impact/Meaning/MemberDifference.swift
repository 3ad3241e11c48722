import CEL
import PolicyCore

/// What differs about one member.
struct MemberDifference {
  private(set) var parts: [MeaningPart] = []

  init(_ context: MeaningContext, from old: Member, to new: Member) {
    if old.kind != new.kind {
      parts.append(
        MeaningPart(
          .kind, before: old.kind.rawValue, after: new.kind.rawValue,
          Self.leaning(from: old.kind, to: new.kind)))
    }
    if old.owner != new.owner {
      // The owner of what is not human may not approve for it: one may now, another no longer.
      parts.append(
        MeaningPart(.owner, before: old.owner?.text, after: new.owner?.text, .both))
    }
    parts += Self.aliases(Set(old.aliases), Set(new.aliases))
    if old.until != new.until {
      let isLater = new.until.map { new in old.until.map { new > $0 } ?? false } ?? true
      parts.append(
        MeaningPart(
          .until, before: old.until?.description, after: new.until?.description,
          isLater ? .loosens : .tightens))
    }
    parts += context.optional(.authority, old.authority, new.authority, none: .no)
  }

  /// A human approves whatever he is asked; others only inside their authority.
  private static func leaning(from old: Member.Kind, to new: Member.Kind) -> Leaning {
    if old == .human { return .tightens }
    return new == .human ? .loosens : .neither
  }

  /// Accounts of one person count once, and keep each other out; a new one also lets in.
  private static func aliases(_ old: Set<ID>, _ new: Set<ID>) -> [MeaningPart] {
    old.subtracting(new).sorted().map {
      MeaningPart(.alias, about: $0.text, before: $0.text, .both)
    }
      + new.subtracting(old).sorted().map {
        MeaningPart(.alias, about: $0.text, after: $0.text, .both)
      }
  }
}

extension MeaningContext {
  /// A condition that may be absent; where it holds more often, more is allowed.
  /// - Parameter none: whether everything is allowed without it, or nothing.
  func optional(
    _ aspect: MeaningPart.Aspect, _ old: Condition?, _ new: Condition?, none: Answer
  ) -> [MeaningPart] {
    switch (old, new) {
    case (nil, nil): return []
    case (let before?, let after?):
      guard let change = change(from: before, to: after, errors: .noMatch), !change.isEqual
      else { return [] }
      return [MeaningPart(aspect, change, holding: .loosens)]
    case (nil, let added?):
      let leaning: Leaning = none == .yes ? .tightens : .loosens
      return [MeaningPart(aspect, after: added.printed, leaning)]
    case (let removed?, nil):
      let leaning: Leaning = none == .yes ? .loosens : .tightens
      return [MeaningPart(aspect, before: removed.printed, leaning)]
    }
  }
}
