import CEL
import Diagnostics
import PolicyCore

/// What a change does to exceptions.
struct ExceptionDifference {
  private let context: MeaningContext
  private let terms: TermsDifference

  init(_ context: MeaningContext) {
    self.context = context
    terms = TermsDifference(context: context)
  }

  /// By id; only exceptions about which something differs.
  var changes: [MeaningChange] {
    let (before, after) = (context.before, context.after)
    let removed = before.exceptions.filter { after.exception($0.id) == nil }.map { old in
      entry(old, .removed, .init(.entry, before: words(old), lifting(old, in: before).reversed))
    }
    let added = after.exceptions.filter { before.exception($0.id) == nil }.map { new in
      entry(new, .added, .init(.entry, after: words(new), lifting(new, in: after)))
    }
    let kept = before.exceptions.compactMap { old in
      after.exception(old.id).flatMap { change(from: old, to: $0) }
    }
    return (removed + added + kept).sorted { $0.id < $1.id }
  }

  private func entry(
    _ exception: PolicyException, _ fate: MeaningChange.Fate, _ part: MeaningPart
  ) -> MeaningChange {
    var part = part
    part.about = exception.consequence.effect.rawValue
    part.uses = exception.lifts.map { MeaningUse(subject: .rule, id: $0, role: .condition) }
    return MeaningChange(
      kind: .exception, id: exception.id.text, title: exception.title, fate: fate, parts: [part],
      location: exception.location)
  }

  private func words(_ exception: PolicyException) -> String {
    let words = context.inWords(exception.condition)
    return exception.breakGlass.map { "\(words); and also \(context.inWords($0.flag))" } ?? words
  }

  // MARK: - Lifting

  /// What it does that an exception lifts rules and applies instead.
  private func lifting(
    _ exception: PolicyException, in policy: Policy, only rules: [ID]? = nil
  ) -> Leaning {
    (rules ?? exception.lifts).compactMap { policy.rule($0) }.map { rule in
      let instead = exception.consequence.effect
      // Of one effect, the other terms may be looser or stricter.
      guard instead != rule.effect else { return instead == .deny ? .neither : .unknown }
      return instead < rule.effect ? .loosens : .tightens
    }
    .sum
  }

  // MARK: - Kept

  private func change(from old: PolicyException, to new: PolicyException) -> MeaningChange? {
    var forms: Set<MeaningChange.Form> = []
    if !old.location.path.hasSameUTF8(as: new.location.path) { forms.insert(.moved) }
    if old.isWorded(unlike: new) { forms.insert(.reworded) }
    if old.certified != new.certified { forms.insert(.certified) }
    let lifting = lifting(new, in: context.after)
    let condition = compareConditions(old, new, lifting, &forms)
    let consequence = ConsequenceDifference(context, from: old.consequence, to: new.consequence)
    forms.formUnion(consequence.forms)
    let parts =
      condition + compareLifts(old, new) + consequence.parts + compareTerms(old, new, lifting)
      + compareEmergencies(old.breakGlass, new.breakGlass, lifting)
    guard !forms.isEmpty || !parts.isEmpty else { return nil }
    return MeaningChange(
      kind: .exception, id: new.id.text, title: new.title, fate: .changed,
      forms: MeaningChange.Form.allCases.filter { forms.contains($0) }, parts: parts,
      keepsTitle: condition.isOfText && old.title.hasSameUTF8(as: new.title),
      location: new.location)
  }

  private func compareConditions(
    _ old: PolicyException, _ new: PolicyException, _ lifting: Leaning,
    _ forms: inout Set<MeaningChange.Form>
  ) -> [MeaningPart] {
    let change = context.change(from: old.condition, to: new.condition, errors: .noMatch)
    guard let change, !change.isEqual else {
      if old.condition != new.condition { forms.insert(.reformatted) }
      return []
    }
    return [MeaningPart(.condition, change, holding: lifting)]
  }

  private func compareLifts(_ old: PolicyException, _ new: PolicyException) -> [MeaningPart] {
    let before = Set(old.lifts.map { context.renames[$0] ?? $0 })
    let after = Set(new.lifts)
    return after.subtracting(before).sorted().map {
      MeaningPart(
        .lifts, about: $0.text, after: $0.text, lifting(new, in: context.after, only: [$0]))
    }
      + before.subtracting(after).sorted().map {
        MeaningPart(
          .lifts, about: $0.text, before: $0.text,
          lifting(old, in: context.before, only: [$0]).reversed)
      }
  }

  private func compareTerms(
    _ old: PolicyException, _ new: PolicyException, _ lifting: Leaning
  ) -> [MeaningPart] {
    let grants = new.consequence.effect != .deny
    var parts =
      terms.limits(old.limits, new.limits) + terms.obligations(old.obligations, new.obligations)
      + terms.rollback(old.rollback, new.rollback)
      + terms.window(old.window, new.window, match: lifting, grants: grants)
      + terms.length(.recertify, old.recertifyEvery, new.recertifyEvery)
    if old.owner != new.owner {
      parts.append(
        MeaningPart(
          .owner, before: old.owner.text, after: new.owner.text,
          context.leaning(ofOwner: new.owner, insteadOf: old.owner)))
    }
    return parts
  }

  // MARK: - Break-glass

  private func compareEmergencies(
    _ old: BreakGlass?, _ new: BreakGlass?, _ lifting: Leaning
  ) -> [MeaningPart] {
    guard let old, let new else {
      guard (old == nil) != (new == nil) else { return [] }
      // Its own limit, obligations and people come or go with it.
      return [
        MeaningPart(
          .breakGlass, before: old == nil ? "false" : "true", after: new == nil ? "false" : "true",
          .unknown)
      ]
    }
    return compareUsers(old, new, lifting) + compareFlags(old, new, lifting)
      + compareAfterUse(old, new)
  }

  private func compareUsers(
    _ old: BreakGlass, _ new: BreakGlass, _ lifting: Leaning
  ) -> [MeaningPart] {
    guard old.who != new.who else { return [] }
    let people = context.leaning(asking: new.who, insteadOf: old.who)
    return [
      MeaningPart(
        .who, before: old.who.words, after: new.who.words,
        lifting.when(people.loosens) + lifting.reversed.when(people.tightens))
    ]
  }

  private func compareFlags(
    _ old: BreakGlass, _ new: BreakGlass, _ lifting: Leaning
  ) -> [MeaningPart] {
    let change = context.change(from: old.flag, to: new.flag, errors: .noMatch)
    guard let change, !change.isEqual else { return [] }
    return [MeaningPart(.flag, change, holding: lifting)]
  }

  /// Both are obligations of every use.
  private func compareAfterUse(_ old: BreakGlass, _ new: BreakGlass) -> [MeaningPart] {
    var parts: [MeaningPart] = []
    if old.notify != new.notify {
      let (came, went) = (
        Set(new.notify).subtracting(old.notify), Set(old.notify).subtracting(new.notify)
      )
      parts.append(
        MeaningPart(
          .notify, before: old.notify.words, after: new.notify.words,
          Leaning(loosens: went.isEmpty ? .no : .yes, tightens: came.isEmpty ? .no : .yes)))
    }
    return parts + terms.length(.reviewWithin, old.reviewWithin, new.reviewWithin)
  }
}

extension PolicyException {
  fileprivate func isWorded(unlike other: PolicyException) -> Bool {
    !title.hasSameUTF8(as: other.title) || !reason.hasSameUTF8(as: other.reason)
      || !ticket.hasSameUTF8(as: other.ticket) || approvedBy != other.approvedBy
  }
}
