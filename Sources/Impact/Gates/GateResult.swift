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
  /// Set when the gate passes only because the change goes back to this recent protected tip.
  package var returnsTo: String?
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
    let words = value.split(separator: " ", omittingEmptySubsequences: true).map { String($0) }
    guard words.count == 3, ID.isValid(words[0]), words[1].utf8.allSatisfy(Self.isDigit),
      let count = Int(words[1]), words[2].utf8.count == 64,
      words[2].utf8.allSatisfy({
        Self.isDigit($0) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0)
      })
    else { return nil }
    gate = ID(words[0])
    self.count = count
    policySHA256 = words[2]
    self.committer = committer
    self.commit = commit
  }
}

extension Acceptance {
  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
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
