package import Diagnostics
package import PolicyCore

/// One thing that some case of the tests should do.
package struct CoverageGoal: Sendable, Hashable {
  /// Whose goal it is.
  package enum Owner: Sendable, Hashable {
    case rule(ID)
    case exception(ID)
    case invariant(ID)
    /// The review of requests that no rule matches.
    case defaultOutcome
  }

  /// The condition that an atom belongs to, by the key it stands under.
  package enum Part: String, Sendable, Hashable {
    case when, flag, conditions, evidence
  }

  /// What a case should do.
  package enum Aim: Sendable, Hashable {
    case matches
    case doesNotMatch
    /// The atom, as one line of CEL, has this truth and alone decides its condition.
    case decides(atom: String, of: Part, truth: Bool)
    /// Enough approvals are given.
    case fills(RequirementPlace)
    /// Approvals are missing.
    case lacks(RequirementPlace)
    /// The exception lifts something.
    case isActive
    /// The invariant's condition holds.
    case applies
    /// The invariant's condition does not hold.
    case doesNotApply
  }

  /// Whose goal it is.
  package var owner: Owner
  /// What a case should do.
  package var aim: Aim
  /// Of the atom, or of the owner's id.
  package var location: SourceLocation

  /// Makes a goal.
  package init(owner: Owner, aim: Aim, location: SourceLocation) {
    self.owner = owner
    self.aim = aim
    self.location = location
  }

  /// What it counts to.
  package var kind: CoverageKind {
    switch aim {
    case .matches, .doesNotMatch: .rules
    case .decides: .conditions
    case .fills, .lacks: .requirements
    case .isActive: .exceptions
    case .applies, .doesNotApply: .invariants
    }
  }
}

/// A requirement of a review, by where it stands in it.
package struct RequirementPlace: Sendable, Hashable {
  /// 1-based.
  package var stage: Int
  /// As written.
  package var requirement: Requirement

  /// Makes a place.
  package init(stage: Int, requirement: Requirement) {
    self.stage = stage
    self.requirement = requirement
  }
}
