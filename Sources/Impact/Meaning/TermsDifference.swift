import CEL
import PolicyCore

/// Parts that differ in what rules and exceptions share: limits, obligations, windows, lengths.
struct TermsDifference {
  let context: MeaningContext

  /// No limit is the longest.
  func limits(_ old: PolicyCore.Limits?, _ new: PolicyCore.Limits?) -> [MeaningPart] {
    let (before, after) = (old?.bound, new?.bound)
    guard before != after else { return [] }
    return [
      MeaningPart(
        .limit, before: before?.text, after: after?.text,
        .growing(from: before?.seconds ?? .max, to: after?.seconds ?? .max))
    ]
  }

  /// Who takes back, and how, decides nothing.
  func rollback(_ old: Rollback?, _ new: Rollback?) -> [MeaningPart] {
    guard old != new else { return [] }
    return [MeaningPart(.rollback, before: old?.words, after: new?.words, .neither)]
  }

  /// Fewer are looser; another in place of one is both.
  func obligations(_ old: [Obligation], _ new: [Obligation]) -> [MeaningPart] {
    let removed = Set(old).subtracting(new).sorted().map {
      MeaningPart(.obligation, about: $0.id, before: $0.words, .loosens)
    }
    let added = Set(new).subtracting(old).sorted().map {
      MeaningPart(.obligation, about: $0.id, after: $0.words, .tightens)
    }
    return removed + added
  }

  func triggers(_ old: [String], _ new: [String]) -> [MeaningPart] {
    let (before, after) = (Set(old.map { ID($0) }), Set(new.map { ID($0) }))
    return before.subtracting(after).sorted().map {
      MeaningPart(.trigger, about: $0.text, before: $0.text, .neither)
    }
      + after.subtracting(before).sorted().map {
        MeaningPart(.trigger, about: $0.text, after: $0.text, .neither)
      }
  }

  /// - Parameters:
  ///   - match: what it does that it matches more.
  ///   - grants: whether what it gives ends with the window.
  func window(
    _ old: Window, _ new: Window, match: @autoclosure () -> Leaning, grants: Bool
  ) -> [MeaningPart] {
    guard old != new else { return [] }
    let match = match()
    var parts: [MeaningPart] = []
    if old.since != new.since {
      let isEarlier = new.since.map { new in old.since.map { new < $0 } ?? false } ?? true
      parts.append(
        MeaningPart(
          .since, before: old.since?.description, after: new.since?.description,
          isEarlier ? match : match.reversed))
    }
    if old.until != new.until {
      let isLater = new.until.map { new in old.until.map { new > $0 } ?? false } ?? true
      let grant: Leaning = !grants ? .neither : isLater ? .loosens : .tightens
      parts.append(
        MeaningPart(
          .until, before: old.until?.description, after: new.until?.description,
          (isLater ? match : match.reversed) + grant))
    }
    return parts
  }

  /// A length of time of which none is the longest, and longer is looser.
  func length(
    _ aspect: MeaningPart.Aspect, _ old: PolicyDuration?, _ new: PolicyDuration?,
    matters: Bool = true
  ) -> [MeaningPart] {
    guard old != new else { return [] }
    return [
      MeaningPart(
        aspect, before: old?.text, after: new?.text,
        matters ? .growing(from: old?.seconds ?? .max, to: new?.seconds ?? .max) : .neither)
    ]
  }

  /// Conditions that come with a sentence: what must hold besides. More of them are stricter.
  func clauses(
    _ aspect: MeaningPart.Aspect, _ old: [Clause], _ new: [Clause]
  ) -> (parts: [MeaningPart], forms: Set<MeaningChange.Form>) {
    var pairing = Pairing(old, new) { $0.that.printed.hasSameUTF8(as: $1.that.printed) }
    pairing.pairRest { $0.because.hasSameUTF8(as: $1.because) }
    pairing.pairRest { _, _ in true }
    var parts: [MeaningPart] = []
    var forms: Set<MeaningChange.Form> = []
    for (before, after) in pairing.pairs {
      if !before.because.hasSameUTF8(as: after.because) { forms.insert(.reworded) }
      guard let change = context.change(from: before.that, to: after.that, errors: .noMatch) else {
        if before.that != after.that { forms.insert(.reformatted) }
        continue
      }
      if change.isEqual {
        forms.insert(.reformatted)
      } else {
        parts.append(
          MeaningPart(aspect, about: after.because, change, holding: .loosens))
      }
    }
    parts += pairing.onlyOld.map {
      MeaningPart(aspect, about: $0.because, before: $0.that.printed, .loosens)
    }
    parts += pairing.onlyNew.map {
      MeaningPart(aspect, about: $0.because, after: $0.that.printed, .tightens)
    }
    return (parts, forms)
  }
}

extension PolicyCore.Limits {
  /// The bound, if there is one.
  fileprivate var bound: PolicyDuration? {
    switch self {
    case .duration(let duration): duration
    case .unlimited: nil
    }
  }
}

extension Rollback {
  fileprivate var words: String { "by \(by) within \(within): \(steps)" }
}

extension Obligation {
  fileprivate var words: String {
    properties.members.isEmpty
      ? "\(id), of type \(type)"
      : "\(id), of type \(type), with \(JSONValue.object(properties).lineText)"
  }
}
