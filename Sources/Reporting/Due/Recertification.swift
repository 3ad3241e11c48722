package import CEL
package import Impact
package import PolicyCore

/// What a recertification rests on, and what became of it.
package struct Recertification: Sendable {
  /// What is certified.
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    case rule
    case breakGlass = "break-glass"
  }

  /// What was written.
  package struct Edit: Sendable, Hashable {
    /// From the top of the repository.
    package var file: String
    /// 1-based.
    package var lineNumber: Int
    /// The day from which it counts.
    package var on: String
    /// The member who certifies.
    package var by: ID
    /// When it must be looked at again.
    package var until: Timestamp?
    /// False where the file said the same already.
    package var isChange: Bool

    /// Makes an edit.
    package init(
      file: String, lineNumber: Int, on: String, by: ID, until: Timestamp?, isChange: Bool
    ) {
      self.file = file
      self.lineNumber = lineNumber
      self.on = on
      self.by = by
      self.until = until
      self.isChange = isChange
    }
  }

  /// A rule or a break-glass.
  package var kind: Kind
  /// Of the entry.
  package var id: ID
  /// One sentence.
  package var title: String
  /// The team that answers for it.
  package var owner: ID
  /// How often it must be looked at.
  package var every: PolicyDuration
  /// The last certification; nil if there is none.
  package var certified: Certification?
  /// What it did since; nil without a history.
  package var use: RuleUse?
  /// Nil before anything is written.
  package var edit: Edit?

  /// Makes a recertification from its parts.
  package init(
    kind: Kind, id: ID, title: String, owner: ID, every: PolicyDuration, certified: Certification?,
    use: RuleUse? = nil, edit: Edit? = nil
  ) {
    self.kind = kind
    self.id = id
    self.title = title
    self.owner = owner
    self.every = every
    self.certified = certified
    self.use = use
    self.edit = edit
  }
}
