package import Diagnostics

/// One place of a policy that names a person: directly, under an alias, or by a team.
package struct Mention: Sendable, Hashable {
  /// What the person is there.
  package enum Role: String, Sendable, Hashable, CaseIterable {
    /// Of a team.
    case member
    /// Of a rule, exception, invariant, workload or agent.
    case owner
    /// Takes back what was given.
    case rollback
    /// May approve.
    case approver
    /// Joins the approvers of a review that has waited.
    case escalation
    /// Certified a rule or a break-glass.
    case certifier
    /// Is named in a condition.
    case condition
    /// Said yes to an exception.
    case sponsor
    /// May use a break-glass.
    case emergency
    /// Is told when a break-glass is used.
    case notified
    /// Lets somebody else act.
    case delegator
    /// Acts for somebody else.
    case delegate
    /// May accept a tripped gate.
    case acceptance
  }

  /// What names the person.
  package enum Subject: String, Sendable, Hashable, CaseIterable {
    case team, rule, exception, invariant, workload, agent, delegation, settings
  }

  /// How it names the person.
  package enum Way: Sendable, Hashable {
    case directly
    /// Under another account.
    case alias(ID)
    /// As a member of a team.
    case team(ID)
  }

  /// What names the person.
  package var subject: Subject
  /// Its id; of a delegation the person at the other end, of the settings the key.
  package var id: ID
  /// What the person is there.
  package var role: Role
  /// How it names the person.
  package var way: Way
  /// Where that stands.
  package var location: SourceLocation
}

/// Something that nobody could do any more if a person left.
package struct Loss: Sendable, Hashable {
  /// What is lost.
  package enum Kind: Sendable, Hashable {
    /// Fewer people are left than a requirement asks for.
    case quorum(count: Int, left: Int, from: [Selector])
    /// Nobody is left who could fill a requirement.
    case onlyApprover(count: Int, from: [Selector])
    /// A review has no human left, and needs one.
    case human
    /// No human is left who answers for it.
    case owner(ID)
    /// No human is left who takes back what it gave.
    case rollback(ID)
    /// Nobody is left who may use a break-glass.
    case emergency
    /// Nobody is left who may accept a tripped gate.
    case acceptance
  }

  /// Of what.
  package var subject: Mention.Subject
  /// Its id; of the settings the key.
  package var id: ID
  /// What is lost.
  package var kind: Kind
  /// Where it stands.
  package var location: SourceLocation
}

/// Everything a policy says about one person.
package struct PersonAccount: Sendable {
  /// Under the directory's id.
  package var person: Member
  /// The account that was asked for.
  package var asked: ID
  /// Every place that names the person, by file and line.
  package var mentions: [Mention]
  /// What would be lost if the person left; nil where that was not asked.
  package var losses: [Loss]?
}
