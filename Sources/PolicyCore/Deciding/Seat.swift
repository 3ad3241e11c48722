import CEL

/// An approval that counts, whose it is, and in whose place it was given.
struct SeatedApproval: Equatable {
  /// Who gave it, under the directory's id.
  let person: ID
  let approval: Approval
}

/// A place among those asked, with the approvals that were given in it: by its owner, or by whom he
/// delegates to. It fills one requirement with one of them.
struct Seat {
  /// Whose place it is.
  let owner: ID
  /// By instant, then by person.
  var approvals: [SeatedApproval]
}

/// The approvals of a review by seat, and the denials.
struct CountedVerdicts {
  /// Sorted by owner.
  var seats: [Seat]
  /// Sorted by person.
  var denying: [ID]
}
