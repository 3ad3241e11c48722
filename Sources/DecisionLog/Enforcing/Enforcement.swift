package import CEL

/// What a log says to an enforcement point that is about to act on a request.
package struct Enforcement: Sendable, Hashable {
  /// As the request calls itself.
  package var requestID: String
  /// The instant of the question.
  package var at: Timestamp
  /// The ref that the commit of the decision must be reachable from.
  package var ref: String
  /// The last word on the request; nil where there is none that can be read.
  package var decision: Word?
  /// How many entries the log has.
  package var entries = 0
  /// What a checkpoint that was kept elsewhere says; nil where none was given: then nobody knows
  /// whether later entries were cut off.
  package var checkpoint: Verification.CheckpointVerdict?
  /// Whether the decision had to be signed by an allowed key.
  package var asksSignature = false
  /// Why not to act; nil where the request passes.
  package var refusal: EnforcementRefusal?

  /// A decision of the log on a request.
  package struct Word: Sendable, Hashable {
    /// Of its entry.
    package var index: Int
    /// The digest that names it.
    package var id: String
    /// When it was written.
    package var recordedAt: Timestamp
    /// Under which policy.
    package var commit: String
    /// When the access ends; nil where nothing ends it.
    package var until: Timestamp?

    /// Makes what is said of a decision that nothing ends.
    package init(index: Int, id: String, recordedAt: Timestamp, commit: String) {
      self.index = index
      self.id = id
      self.recordedAt = recordedAt
      self.commit = commit
    }
  }

  /// Nothing looked at yet.
  package init(requestID: String, at: Timestamp, ref: String) {
    self.requestID = requestID
    self.at = at
    self.ref = ref
  }

  /// Whether to act.
  package var passes: Bool { refusal == nil }
}

/// Why an enforcement point must not act.
package enum EnforcementRefusal: Error, Sendable, Hashable {
  /// The log holds decisions as of other instants; they were never given to anybody.
  case replayLog
  /// The chain ends too early: what follows may be a denial.
  case damagedLog(LogDamage)
  /// The log is not what it was when the checkpoint was made.
  case checkpoint(Verification.CheckpointVerdict)
  /// No entry decides a request of this id.
  case notLogged
  /// The entry that decides it cannot be read.
  case unreadableEntry(index: Int, RecordProblem)
  /// The log decides another request of this id; with the paths where the two differ.
  case otherRequest(fields: [String])
  /// The policy that decided cannot read the request.
  case invalidRequest(String)
  /// Nobody has approved it yet.
  case pending
  /// The last word is a denial.
  case denied
  /// A later decision has taken it back.
  case reversed(index: Int, id: String)
  /// The decision is not what its commit makes it, or not signed.
  case notVerified([RecordProblem])
  /// The access starts later.
  case notYet(from: Timestamp)
  /// The access has ended.
  case expired(until: Timestamp)
}

extension Enforcement.Word {
  /// What is said of a decision.
  package init(_ decision: LoggedDecision) {
    self.init(
      index: decision.index, id: decision.id, recordedAt: decision.recordedAt,
      commit: decision.stored.commit)
    until = decision.grantEnd
  }
}

extension LogEnd {
  /// Holds a log to what may be enforced: made as things happened, whole, and only grown. A torn end
  /// is what a crash or a writer that is at work leaves: its entry was acknowledged to nobody.
  package func requireWhole(
    _ header: LogHeader, checkpoint: Verification.CheckpointVerdict?
  ) throws(EnforcementRefusal) {
    if header.isReplay { throw .replayLog }
    if let damage, !isTail { throw .damagedLog(damage) }
    if let checkpoint, !checkpoint.holds { throw .checkpoint(checkpoint) }
  }
}
