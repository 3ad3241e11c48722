/// What came of verifying records.
package struct Verification: Sendable {
  /// What does not hold about one record.
  package struct Finding: Sendable, Hashable {
    /// Its place in the log; nil for a record by itself.
    package var index: Int?
    /// As it calls itself.
    package var recordID: String
    /// As the request calls itself.
    package var requestID: String
    /// At least one.
    package var problems: [RecordProblem]

    /// Makes a finding.
    package init(
      index: Int?, recordID: String, requestID: String, problems: [RecordProblem]
    ) {
      self.index = index
      self.recordID = recordID
      self.requestID = requestID
      self.problems = problems
    }

    /// Whether nothing can be said of it.
    package var isUnverified: Bool { problems.contains(where: \.isUnverified) }
  }

  /// What a checkpoint that was kept elsewhere says of a log.
  package enum CheckpointVerdict: Sendable, Hashable {
    /// The log has only grown since.
    case holds(size: Int, signer: KeyName)
    /// It was signed by no allowed key.
    case notSigned
    /// It is of another log.
    case otherOrigin(String)
    /// The log has fewer entries now.
    case shorter(size: Int)
    /// The entries up to there are others.
    case rewritten(size: Int)

    /// Whether the log is what it was.
    package var holds: Bool {
      switch self {
      case .holds: true
      case .notSigned, .otherOrigin, .shorter, .rewritten: false
      }
    }
  }

  /// The protected ref that every commit must be reachable from; nil where nothing was decided
  /// again.
  package var ref: String?
  /// How many entries of the log follow each other; nil for a record by itself.
  package var entries: Int?
  /// How many decisions were looked at.
  package var records = 0
  /// How many of them carry a signature of an allowed key; nil where none was asked for.
  package var signed: Int?
  /// How many different commits they name.
  package var commits = 0
  /// In the order of the log.
  package var findings: [Finding] = []
  /// Nil where the chain is whole, and for a record by itself.
  package var damage: LogDamage?
  /// What a crash has left of an entry at the end, which was acknowledged to nobody; nil for nothing.
  package var tornEnd: LogDamage?
  /// Nil where none was given.
  package var checkpoint: CheckpointVerdict?

  /// Nothing looked at yet.
  package init(ref: String?) { self.ref = ref }

  /// Whether everything holds.
  package var holds: Bool { findings.isEmpty && damage == nil && checkpoint?.holds ?? true }
}

extension LogEnd {
  /// What a checkpoint says of the log up to here.
  /// - Complexity: O(entries).
  package func verdict(
    on signed: SignedCheckpoint, of header: LogHeader, among keys: [VerificationKey]
  ) -> Verification.CheckpointVerdict {
    let checkpoint = signed.checkpoint
    guard let signer = signed.signer(among: keys) else { return .notSigned }
    guard checkpoint.origin == header.origin else { return .otherOrigin(checkpoint.origin) }
    guard let root = tree.root(size: checkpoint.size) else {
      return .shorter(size: checkpoint.size)
    }
    return root == checkpoint.root
      ? .holds(size: checkpoint.size, signer: signer.name) : .rewritten(size: checkpoint.size)
  }
}
