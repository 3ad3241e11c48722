import CEL
import PolicyCore

/// What differs between what two rules do with the requests that they match.
struct ConsequenceDifference {
  private let context: MeaningContext
  private(set) var parts: [MeaningPart] = []
  private(set) var forms: Set<MeaningChange.Form> = []

  init(_ context: MeaningContext, from old: Consequence, to new: Consequence) {
    self.context = context
    switch (old, new) {
    case (.approve, .approve): break
    case (.constrain(let before, let otherwise), .constrain(let after, let instead)):
      add(TermsDifference(context: context).clauses(.clause, before, after))
      compare(otherwise, instead)
    case (.review(let before), .review(let after)): compare(before, after)
    case (.deny(let reason, let wasLiftable), .deny(let other, let isLiftable)):
      if !reason.hasSameUTF8(as: other) { forms.insert(.reworded) }
      guard wasLiftable != isLiftable else { return }
      parts.append(
        MeaningPart(
          .liftable, before: "\(wasLiftable)", after: "\(isLiftable)",
          isLiftable ? .loosens : .tightens))
    case (.approve, _), (.constrain, _), (.review, _), (.deny, _):
      parts.append(
        MeaningPart(
          .effect, before: old.effect.rawValue, after: new.effect.rawValue,
          Self.leaning(from: old, to: new)))
    }
  }

  /// What applies where nothing else does.
  init(_ context: MeaningContext, from old: Otherwise, to new: Otherwise) {
    self.context = context
    compare(old, new)
  }

  private mutating func compare(_ old: Otherwise, _ new: Otherwise) {
    switch (old, new) {
    case (.deny, .deny): break
    case (.review(let before), .review(let after)): compare(before, after)
    case (.deny, .review): parts.append(Self.otherwise("deny", "review", .loosens))
    case (.review, .deny): parts.append(Self.otherwise("review", "deny", .tightens))
    }
  }

  private static func otherwise(_ old: String, _ new: String, _ leaning: Leaning) -> MeaningPart {
    MeaningPart(.otherwise, before: old, after: new, leaning)
  }

  private mutating func compare(_ old: Review, _ new: Review) {
    let difference = ReviewDifference(context, from: old, to: new)
    add((difference.parts, difference.forms))
  }

  private mutating func add(_ found: (parts: [MeaningPart], forms: Set<MeaningChange.Form>)) {
    parts += found.parts
    forms.formUnion(found.forms)
  }

  /// Another effect is looser or stricter; where a constraint's conditions fail, its `otherwise`
  /// counts instead.
  private static func leaning(from old: Consequence, to new: Consequence) -> Leaning {
    let whole: Leaning = new.effect < old.effect ? .loosens : .tightens
    switch (old, new) {
    case (.constrain(_, let otherwise), .review(let review)):
      return whole + leaning(from: otherwise, to: review)
    case (.review(let review), .constrain(_, let otherwise)):
      return whole + leaning(from: otherwise, to: review).reversed
    default: return whole
    }
  }

  private static func leaning(from otherwise: Otherwise, to review: Review) -> Leaning {
    switch otherwise {
    case .deny: .loosens
    case .review(let other): other == review ? .neither : .unknown
    }
  }
}
