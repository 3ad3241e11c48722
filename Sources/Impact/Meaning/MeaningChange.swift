import CEL
package import Diagnostics
package import PolicyCore

/// What a change does to one entry of a policy.
package struct MeaningChange: Sendable, Hashable {
  /// What the entry is.
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    case rule, exception, team, member, delegation, invariant
    /// A setting of precedent.yaml.
    case setting
    case gate
    /// A field of the request schema.
    case field
  }

  /// What became of it.
  package enum Fate: Sendable, Hashable {
    case added, removed
    /// It is in both versions; see the parts.
    case changed
    /// It has another id, and nothing else or little.
    case renamed(from: ID)
  }

  /// What may differ without any meaning.
  package enum Form: String, Sendable, Hashable, CaseIterable {
    /// It stands in another file.
    case moved
    /// Sentences for people have changed.
    case reworded
    /// Conditions are laid out or written in another way.
    case reformatted
    /// Somebody has certified it.
    case certified
  }

  /// Says what `id` names.
  package var kind: Kind
  /// Of the entry, as the new version has it, if it does.
  package var id: String
  /// The sentence that people are shown; nil where there is none.
  package var title: String?
  /// What became of it.
  package var fate: Fate
  /// Differences without a meaning, in the order of the cases.
  package var forms: [Form] = []
  /// What differs in meaning; of an entry that is new or gone, what it says.
  package var parts: [MeaningPart]
  /// Whether the title is the same although the condition is not.
  package var keepsTitle = false
  /// Of a delegation: whose seats are lent.
  var delegator: ID?
  /// Where it stands, in the old version if it is gone.
  package var location: SourceLocation

  /// All parts together.
  package var leaning: Leaning { parts.map(\.leaning).sum }

  /// Whether nothing of it means anything else than before.
  package var isOfFormOnly: Bool { parts.isEmpty }
}

/// One part of a change.
package struct MeaningPart: Sendable, Hashable {
  /// What differs.
  package var aspect: Aspect
  /// Which of several: a person, the people a requirement asks, a sentence. Nil where there is one.
  package var about: String?
  /// As text; nil where there was none.
  package var before: String?
  /// As text; nil where there is none any more.
  package var after: String?
  /// What a condition matches more and less; nil for everything else.
  package var condition: ConditionChange?
  /// What an error of the condition counts as.
  var errors = ErrorMeaning.noMatch
  /// Of a condition: what it does where only the new one holds.
  package private(set) var gain = Leaning.neither
  /// Of a condition: what it does where only the old one held.
  package private(set) var loss = Leaning.neither
  /// The places that read it: who gains or loses by it.
  package var uses: [MeaningUse] = []
  /// What it does by itself.
  package var leaning: Leaning

  /// Makes a part of anything but a condition.
  init(
    _ aspect: Aspect, about: String? = nil, before: String? = nil, after: String? = nil,
    uses: [MeaningUse] = [], _ leaning: Leaning
  ) {
    self.aspect = aspect
    self.about = about
    self.before = before
    self.after = after
    self.uses = uses
    self.leaning = leaning
  }

  /// Makes a part of a condition.
  /// - Parameter holding: what it does that the condition holds more often.
  init(
    _ aspect: Aspect, about: String? = nil, _ change: ConditionChange, holding: Leaning,
    errors: ErrorMeaning = .noMatch
  ) {
    self.init(
      aspect, about: about, change, gain: holding, loss: holding.reversed, errors: errors)
  }

  /// Makes a part of a condition.
  /// - Parameters:
  ///   - gain: what it does that it holds where it did not.
  ///   - loss: what it does that it no longer holds where it did.
  init(
    _ aspect: Aspect, about: String? = nil, _ change: ConditionChange, gain: Leaning,
    loss: Leaning, errors: ErrorMeaning
  ) {
    let (gain, loss) = (gain.when(change.gains.answer), loss.when(change.losses.answer))
    self.init(aspect, about: about, before: change.before, after: change.after, gain + loss)
    condition = change
    self.errors = errors
    self.gain = gain
    self.loss = loss
  }

  /// What can differ in an entry.
  package enum Aspect: String, Sendable, Hashable, CaseIterable {
    /// The entry as a whole: it is new, or gone.
    case entry
    case condition, effect
    /// A condition of a constraint, by its sentence.
    case clause
    case otherwise, liftable
    /// How many approvals a requirement asks for.
    case count
    /// Whom a requirement asks.
    case approvers
    /// A requirement as a whole.
    case requirement
    /// Whether an approval must give a reason.
    case reason
    /// Which requirement must be filled before another.
    case order
    /// Something that must hold before a review is approved, by its sentence.
    case evidence
    case expire, approvalsValidFor
    /// Who joins a review that has waited.
    case escalation
    case workloadsSuffice
    case limit, rollback, obligation, trigger, since, until, recertify, dataMaxAge, owner
    /// The rules that an exception lifts.
    case lifts
    /// Who may use a break-glass.
    case who
    case flag, notify, reviewWithin
    /// What an invariant forbids.
    case never
    case breakGlass
    /// Who is in a team.
    case membership
    case kind, authority, alias, scope, freshness
    /// A setting or a safeguard that holds one value.
    case value
    case required, allowed, type, form
  }
}

/// A place of a policy that reads what has changed.
package struct MeaningUse: Sendable, Hashable, Comparable {
  /// Says what `id` names.
  package var subject: Mention.Subject
  /// Of the entry.
  package var id: ID
  /// What people are there.
  package var role: Mention.Role
  /// Whether only where a request names them.
  package var isByRequest = false

  /// By role, what lets people approve first; then by entry.
  package static func < (left: MeaningUse, right: MeaningUse) -> Bool {
    (left.role.rank, left.isByRequest ? 1 : 0, left.subject.rawValue, left.id)
      < (right.role.rank, right.isByRequest ? 1 : 0, right.subject.rawValue, right.id)
  }
}

extension [MeaningPart] {
  /// Whether a condition reads otherwise; not only what a team is that it names.
  var isOfText: Bool { contains { $0.condition.map { $0.before != $0.after } ?? false } }
}

extension Mention.Role {
  /// What lets people decide comes first.
  fileprivate var rank: Int {
    switch self {
    case .approver: 0
    case .emergency: 1
    case .escalation: 2
    case .condition: 3
    case .acceptance: 4
    case .owner: 5
    case .rollback: 6
    case .notified: 7
    case .member, .certifier, .sponsor, .delegator, .delegate: 8
    }
  }
}
