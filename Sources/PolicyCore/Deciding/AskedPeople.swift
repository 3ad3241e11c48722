/// Whom the requirements of a review ask, each in a set of its own: uniting them would cost more than
/// looking into each.
struct AskedPeople {
  /// Those, and those whose membership has ended since: a denial that they gave stands, and who
  /// acted for them did so in their seat.
  var entitled: [Set<ID>] = []
  /// Whose seats can fill some requirement.
  var eligible: [Set<ID>] = []
  /// Who has joined in one of several reviews: they can deny.
  var joining: Set<ID> = []

  /// Whether somebody's seat can fill some requirement.
  func isEligible(_ person: ID) -> Bool { eligible.contains { $0.contains(person) } }

  /// Whether somebody could say this.
  func isEntitled(_ person: ID, to verdict: Approval.Verdict) -> Bool {
    if entitled.contains(where: { $0.contains(person) }) { return true }
    return verdict == .deny && joining.contains(person)
  }
}
