import CEL
import Diagnostics
import PolicyCore

/// What a change does to people: teams, members, delegations.
struct DirectoryDifference {
  private let context: MeaningContext

  init(_ context: MeaningContext) { self.context = context }

  /// Teams, then members, by id; then delegations.
  var changes: [MeaningChange] { teams + members + delegations }

  // MARK: - Teams

  private var teams: [MeaningChange] {
    let (old, new) = (context.before.directory.teams, context.after.directory.teams)
    return Set(old.keys).union(new.keys).sorted().compactMap { id in
      guard let shown = new[id] ?? old[id] else { return nil }
      let parts =
        membership(of: id, old[id], new[id])
        + freshness(old[id]?.freshness, new[id]?.freshness)
      let isMoved =
        old[id] != nil && new[id] != nil && old[id]?.location.path != shown.location.path
      let fate = Self.fate(old[id], new[id])
      guard !parts.isEmpty || isMoved || fate != .changed else { return nil }
      return MeaningChange(
        kind: .team, id: id.text, fate: fate, forms: isMoved ? [.moved] : [], parts: parts,
        location: shown.location)
    }
  }

  private static func fate<Entry>(_ old: Entry?, _ new: Entry?) -> MeaningChange.Fate {
    old == nil ? .added : new == nil ? .removed : .changed
  }

  /// Who joins gains what the team may do, who leaves loses it.
  private func membership(of team: ID, _ old: Team?, _ new: Team?) -> [MeaningPart] {
    let before = old.map { Set($0.members) } ?? []
    let after = new.map { Set($0.members) } ?? []
    return after.subtracting(before).sorted().map {
      let uses = TeamUses(context.after, team).all
      return MeaningPart(
        .membership, about: $0.text, after: $0.text, uses: uses, uses.leaning)
    }
      + before.subtracting(after).sorted().map {
        let uses = TeamUses(context.before, team).all
        return MeaningPart(
          .membership, about: $0.text, before: $0.text, uses: uses, uses.leaning.reversed)
      }
  }

  /// What is too old makes what acts alone a review.
  private func freshness(_ old: Freshness?, _ new: Freshness?) -> [MeaningPart] {
    guard old?.maxAge != new?.maxAge || old?.syncedAt != new?.syncedAt else { return [] }
    let leaning = Leaning.growing(
      from: old?.maxAge.seconds ?? .max, to: new?.maxAge.seconds ?? .max)
    return [
      MeaningPart(
        .freshness, before: old?.words, after: new?.words,
        old?.syncedAt == new?.syncedAt || old == nil || new == nil ? leaning : .unknown)
    ]
  }

  // MARK: - Members

  private var members: [MeaningChange] {
    let (old, new) = (context.before.directory.members, context.after.directory.members)
    return Set(old.keys).union(new.keys).sorted().compactMap { id in
      switch (old[id], new[id]) {
      case (let before?, let after?):
        let parts = MemberDifference(context, from: before, to: after).parts
        guard !parts.isEmpty else { return nil }
        return change(after, .changed, parts)
      case (nil, let added?):
        return change(added, .added, [entry(added, in: context.after)])
      case (let removed?, nil):
        var part = entry(removed, in: context.before)
        part.leaning = part.leaning.reversed
        (part.before, part.after) = (part.after, nil)
        return change(removed, .removed, [part])
      case (nil, nil): return nil
      }
    }
  }

  private func change(
    _ member: Member, _ fate: MeaningChange.Fate, _ parts: [MeaningPart]
  ) -> MeaningChange {
    MeaningChange(
      kind: .member, id: member.id.text, fate: fate, parts: parts, location: member.location)
  }

  /// In no team a member may do something only where a request or a rule names him.
  private func entry(_ member: Member, in policy: Policy) -> MeaningPart {
    MeaningPart(
      .entry, about: member.kind.rawValue, after: member.kind.rawValue,
      !policy.reviewsByRequest.isEmpty ? .loosens.when(.unknown) : .neither)
  }

  // MARK: - Delegations

  private var delegations: [MeaningChange] {
    let (old, new) = (context.before.directory.delegations, context.after.directory.delegations)
    var pairing = Pairing(old, new) { $0.hasSameMeaning(as: $1) }
    pairing.pairRest { $0.from == $1.from && $0.to == $1.to }
    let kept = pairing.pairs.compactMap { old, new -> MeaningChange? in
      let parts = compare(old, new)
      return parts.isEmpty ? nil : change(new, .changed, parts)
    }
    return kept
      + pairing.onlyOld.map {
        change($0, .removed, [.init(.entry, before: words($0), .tightens)])
      }
      + pairing.onlyNew.map {
        change($0, .added, [.init(.entry, after: words($0), .loosens)])
      }
  }

  private func change(
    _ delegation: Delegation, _ fate: MeaningChange.Fate, _ parts: [MeaningPart]
  ) -> MeaningChange {
    MeaningChange(
      kind: .delegation, id: "\(delegation.from) -> \(delegation.to)", fate: fate, parts: parts,
      delegator: delegation.from, location: delegation.location)
  }

  private func words(_ delegation: Delegation) -> String {
    delegation.scope.map { context.inWords($0) } ?? ""
  }

  private func compare(_ old: Delegation, _ new: Delegation) -> [MeaningPart] {
    context.optional(.scope, old.scope, new.scope, none: .yes)
      + TermsDifference(context: context).window(
        old.window, new.window, match: .loosens, grants: false)
  }
}

extension Freshness {
  fileprivate var words: String { "\(maxAge) from \(syncedAt)" }
}
