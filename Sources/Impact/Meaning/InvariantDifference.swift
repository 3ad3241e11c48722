import CEL
import Diagnostics
import PolicyCore

/// What a change does to invariants: where one holds, nothing acts alone.
struct InvariantDifference {
  private let context: MeaningContext

  init(_ context: MeaningContext) { self.context = context }

  /// By id; only invariants about which something differs.
  var changes: [MeaningChange] {
    let old = context.before.settings.invariants
    let new = context.after.settings.invariants
    return Set((old + new).map(\.id)).sorted().compactMap { id in
      switch (old.first { $0.id == id }, new.first { $0.id == id }) {
      case (let before?, let after?): change(from: before, to: after)
      case (nil, let added?): entry(added, .added, .tightens)
      case (let removed?, nil): entry(removed, .removed, .loosens)
      case (nil, nil): nil
      }
    }
  }

  private func entry(
    _ invariant: Invariant, _ fate: MeaningChange.Fate, _ leaning: Leaning
  ) -> MeaningChange {
    let words = context.inWords(invariant.condition)
    let isAdded = fate == .added
    let part = MeaningPart(
      .entry, before: isAdded ? nil : words, after: isAdded ? words : nil, leaning)
    return MeaningChange(
      kind: .invariant, id: invariant.id.text, title: invariant.title, fate: fate, parts: [part],
      location: invariant.location)
  }

  private func change(from old: Invariant, to new: Invariant) -> MeaningChange? {
    var forms: [MeaningChange.Form] = []
    if !old.title.hasSameUTF8(as: new.title) { forms.append(.reworded) }
    let condition = compareConditions(old, new)
    if condition.isEmpty, old.condition != new.condition { forms.append(.reformatted) }
    let parts = condition + compareFloors(old, new)
    guard !parts.isEmpty || !forms.isEmpty else { return nil }
    return MeaningChange(
      kind: .invariant, id: new.id.text, title: new.title, fate: .changed, forms: forms,
      parts: parts, keepsTitle: condition.isOfText && !forms.contains(.reworded),
      location: new.location)
  }

  /// One that errs holds.
  private func compareConditions(_ old: Invariant, _ new: Invariant) -> [MeaningPart] {
    let change = context.change(from: old.condition, to: new.condition, errors: .match)
    guard let change, !change.isEqual else { return [] }
    return [MeaningPart(.condition, change, holding: .tightens, errors: .match)]
  }

  private func compareFloors(_ old: Invariant, _ new: Invariant) -> [MeaningPart] {
    var parts =
      old.never.subtracting(new.never).sorted().map {
        MeaningPart(.never, about: $0.rawValue, before: $0.rawValue, .loosens)
      }
      + new.never.subtracting(old.never).sorted().map {
        MeaningPart(.never, about: $0.rawValue, after: $0.rawValue, .tightens)
      }
    if old.allowsBreakGlass != new.allowsBreakGlass {
      parts.append(
        MeaningPart(
          .breakGlass, before: "\(old.allowsBreakGlass)", after: "\(new.allowsBreakGlass)",
          new.allowsBreakGlass ? .loosens : .tightens))
    }
    if old.owner != new.owner {
      parts.append(
        MeaningPart(
          .owner, before: old.owner.text, after: new.owner.text,
          context.leaning(ofOwner: new.owner, insteadOf: old.owner)))
    }
    return parts
  }
}
