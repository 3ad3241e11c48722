package import CEL
package import PolicyCore

/// What one gate measured.
package struct GateResult: Sendable, Hashable {
  package enum Verdict: Sendable, Hashable {
    case passed
    case tripped
    case accepted(Acceptance)
  }

  package var id: ID
  /// The key in precedent.yaml, such as `maxNewlyAutomatic`.
  package var kind: String
  package var origin: JudgedGate.Origin
  /// What passes, as people read it.
  package var limit: String
  package var measured: Int
  package var records: [String]
  /// Set when the worse count was found in force at this instant.
  package var inForceAt: Timestamp?
  package var verdict: Verdict
}

/// A commit trailer that accepts a gate:
/// `Precedent-Accept: <gate> <count> <policySha256 of B>`.
package struct Acceptance: Sendable, Hashable {
  package static let trailerKey = "Precedent-Accept"

  package var gate: ID
  package var count: Int
  package var policySHA256: String
  /// The email of the commit's committer.
  package var committer: String
  package var commit: String

  /// Reads the value of a trailer; nil when it is not well formed.
  package init?(trailer value: String, committer: String, commit: String) {
    let words = value.split(separator: " ", omittingEmptySubsequences: true)
    guard words.count == 3, let count = Int(words[1]), count >= 0, words[2].utf8.count == 64
    else { return nil }
    gate = ID(String(words[0]))
    self.count = count
    policySHA256 = String(words[2])
    self.committer = committer
    self.commit = commit
  }
}

/// The acceptances that the commits of a change carry, and who wrote those commits.
package struct AcceptanceClaims: Sendable {
  package var acceptances: [Acceptance]
  /// Emails of everyone who authored a commit of the change.
  package var authors: [String]

  package init(acceptances: [Acceptance] = [], authors: [String] = []) {
    self.acceptances = acceptances
    self.authors = authors
  }
}
