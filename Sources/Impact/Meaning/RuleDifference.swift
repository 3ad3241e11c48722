import CEL
import Diagnostics
import PolicyCore

/// What a change does to rules.
struct RuleDifference {
  private let context: MeaningContext
  private let terms: TermsDifference
  /// Old ids of rules that have another one now, by the old id.
  let renames: [ID: ID]

  init(_ context: MeaningContext) {
    self.context = context
    terms = TermsDifference(context: context)
    renames = Self.renames(from: context.before, to: context.after)
  }

  /// By id; only rules about which something differs.
  var changes: [MeaningChange] {
    let (before, after) = (context.before, context.after)
    let renamedTo = Set(renames.values)
    let removed = before.rules.filter { after.rule($0.id) == nil && renames[$0.id] == nil }
    let added = after.rules.filter { before.rule($0.id) == nil && !renamedTo.contains($0.id) }
    let kept = before.rules.compactMap { old in
      after.rule(renames[old.id] ?? old.id).flatMap { change(from: old, to: $0) }
    }
    return (removed.map { gone($0) } + added.map { come($0) } + kept).sorted { $0.id < $1.id }
  }

  // MARK: - New and gone

  private func come(_ rule: Rule) -> MeaningChange {
    let leaning = context.leaning(ofMatching: .init(rule), rule)
    return entry(rule, .added, .init(.entry, after: words(rule), leaning))
  }

  private func gone(_ rule: Rule) -> MeaningChange {
    let leaning = context.leaning(ofMatching: .init(rule), rule)
    return entry(rule, .removed, .init(.entry, before: words(rule), leaning.reversed))
  }

  private func entry(
    _ rule: Rule, _ fate: MeaningChange.Fate, _ part: MeaningPart
  ) -> MeaningChange {
    var part = part
    part.about = rule.effect.rawValue
    return MeaningChange(
      kind: .rule, id: rule.id.text, title: rule.title, fate: fate, parts: [part],
      location: rule.location)
  }

  private func words(_ rule: Rule) -> String { context.inWords(rule.condition) }

  // MARK: - Renamed

  /// Pairs of a rule that is gone and one that is new with the same condition and consequence.
  private static func renames(from before: Policy, to after: Policy) -> [ID: ID] {
    let gone = before.rules.filter { after.rule($0.id) == nil }
    let come = after.rules.filter { before.rule($0.id) == nil }
    let pairing = Pairing(gone, come) {
      $0.condition.printed.hasSameUTF8(as: $1.condition.printed)
        && $0.consequence == $1.consequence
    }
    return Dictionary(pairing.pairs.map { ($0.old.id, $0.new.id) }) { first, _ in first }
  }

  // MARK: - Kept

  private func change(from old: Rule, to new: Rule) -> MeaningChange? {
    var forms: Set<MeaningChange.Form> = []
    if !old.location.path.hasSameUTF8(as: new.location.path) { forms.insert(.moved) }
    if !old.title.hasSameUTF8(as: new.title) { forms.insert(.reworded) }
    if old.certified != new.certified { forms.insert(.certified) }
    let condition = compareConditions(old, new, &forms)
    let consequence = ConsequenceDifference(context, from: old.consequence, to: new.consequence)
    forms.formUnion(consequence.forms)
    let parts = condition + consequence.parts + compareTerms(old, new)
    let fate: MeaningChange.Fate = old.id == new.id ? .changed : .renamed(from: old.id)
    guard fate != .changed || !forms.isEmpty || !parts.isEmpty else { return nil }
    return MeaningChange(
      kind: .rule, id: new.id.text, title: new.title, fate: fate,
      forms: MeaningChange.Form.allCases.filter { forms.contains($0) }, parts: parts,
      keepsTitle: condition.isOfText && !forms.contains(.reworded), location: new.location)
  }

  private func compareConditions(
    _ old: Rule, _ new: Rule, _ forms: inout Set<MeaningChange.Form>
  ) -> [MeaningPart] {
    let errors = new.effect.errors
    guard
      let change = context.change(from: old.condition, to: new.condition, errors: errors),
      !change.isEqual
    else {
      if old.condition != new.condition { forms.insert(.reformatted) }
      return []
    }
    let (before, after) = (old.condition.printed, new.condition.printed)
    let gain = context.leaning(ofMatching: .init(only: after, not: before), new)
    let loss = context.leaning(ofMatching: .init(only: before, not: after), old).reversed
    return [MeaningPart(.condition, change, gain: gain, loss: loss, errors: errors)]
  }

  private func compareTerms(_ old: Rule, _ new: Rule) -> [MeaningPart] {
    let actsAlone = new.effect.tier.actsAlone
    return terms.limits(old.limits, new.limits)
      + terms.obligations(old.obligations, new.obligations)
      + terms.rollback(old.rollback, new.rollback) + terms.triggers(old.triggers, new.triggers)
      + terms.window(
        old.window, new.window, match: context.leaning(ofMatching: .init(new), new),
        grants: new.effect != .deny)
      + terms.length(.recertify, old.recertifyEvery, new.recertifyEvery, matters: actsAlone)
      + terms.length(.dataMaxAge, old.dataMaxAge, new.dataMaxAge, matters: actsAlone)
      + compareOwners(old, new)
  }

  /// The owner reviews what acts alone and has lapsed.
  private func compareOwners(_ old: Rule, _ new: Rule) -> [MeaningPart] {
    guard old.owner != new.owner else { return [] }
    let leaning = context.leaning(ofOwner: new.owner, insteadOf: old.owner)
    return [
      MeaningPart(
        .owner, before: old.owner?.text, after: new.owner?.text,
        new.effect.tier.actsAlone ? leaning : .neither)
    ]
  }
}
