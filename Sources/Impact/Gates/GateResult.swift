package import CEL
package import PolicyCore

/// What a gate counts, by its key in precedent.yaml.
package enum GateKind: String, Sendable, Hashable, CaseIterable {
  case maxNewlyAutomatic, maxChangedShare, noHumanDeniedApproved, newlyUnreplayable
  case looseningWithoutEvidence
}

/// What one gate measured.
package struct GateResult: Sendable, Hashable {
  /// How the gate judges the change; an accepted one would trip.
  package enum Verdict: Sendable, Hashable {
    case passed
    case tripped
    case accepted(Acceptance)
  }

  /// As in precedent.yaml; both versions may have a gate of this id.
  package var id: ID
  /// The key in precedent.yaml, such as `maxNewlyAutomatic`.
  package var kind: GateKind
  /// The version whose gate it is.
  package var origin: JudgedGate.Origin
  /// What passes, as people read it.
  package var limit: String
  /// How many records count, in the main replay or in force, whichever is more; or how many parts.
  package var measured: Int
  /// Ids of the records that count; `file:line` for one whose id cannot be read.
  package var records: [String]
  /// Of a gate that counts parts of the change: those that count.
  package var parts: [String] = []
  /// Set when the worse count was found in force at this instant.
  package var inForceAt: Timestamp?
  /// What the measure means under the limit.
  package var verdict: Verdict
  /// Set when the gate passes only because the change goes back to this recent protected tip.
  package var returnsTo: String?
}

/// A commit trailer that accepts a gate:
/// `Precedent-Accept: <gate> <count> <policySha256 of B>`.
package struct Acceptance: Sendable, Hashable {
  /// What stands before the colon.
  package static let trailerKey = "Precedent-Accept"

  /// The id of the gate that is accepted.
  package var gate: ID
  /// The most that the gate may measure.
  package var count: Int
  /// Of the new version, 64 lower-case hexadecimal digits: with any other it accepts nothing.
  package var policySHA256: String
  /// The email of the commit's committer.
  package var committer: String
  /// The object id of the commit that carries the trailer.
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
  /// Well formed ones only; whether their committers may accept is judged with the gates.
  package var acceptances: [Acceptance]
  /// Emails of everyone who authored a commit of the change.
  package var authors: [String]

  /// Nothing is claimed by default.
  package init(acceptances: [Acceptance] = [], authors: [String] = []) {
    self.acceptances = acceptances
    self.authors = authors
  }
}
