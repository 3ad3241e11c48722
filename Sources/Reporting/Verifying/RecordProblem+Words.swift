import DecisionLog

extension RecordProblem {
  /// The stable name of the problem in JSON.
  var problemName: String {
    switch self {
    case .notARecord: "not-a-record"
    case .otherID: "other-id"
    case .otherRequestDigest: "other-request-digest"
    case .otherSemantics: "other-semantics"
    case .unknownCommit: "unknown-commit"
    case .noPolicy: "no-policy"
    case .unreachable: "unreachable-commit"
    case .otherStamp: "other-stamp"
    case .invalidRequest: "invalid-request"
    case .otherContent: "other-content"
    case .otherDecision: "other-decision"
    case .notSigned: "not-signed"
    case .keyNotValid: "key-not-valid"
    }
  }

  /// What is wrong, in a sentence without its point.
  var words: Phrase {
    switch self {
    case .notARecord(let reason): "it is no record: \(reason)"
    case .otherID: "its id is not the digest of its content"
    case .otherRequestDigest: "`requestSha256` is not the digest of its request"
    case .otherSemantics(let name): "it was made under `\(name)`, which this version does not know"
    case .unknownCommit(let commit): "the commit `\(commit)` is not in this clone; fetch it"
    case .noPolicy(let commit): "the commit `\(commit)` has no policy that loads"
    case .unreachable(let ref): "its commit is not reachable from `\(ref)`"
    case .otherStamp(let part): "`stamp.\(part)` is not that of its commit"
    case .invalidRequest(let reason): "its commit cannot read the request: \(reason)"
    case .otherContent(let part): "`\(part)` is not in the form in which its commit reads it"
    case .otherDecision(let part, let stored, let again):
      "`decision.\(part)` is \(stored); decided again it is \(again)"
    case .notSigned: "it carries no signature of an allowed key"
    case .keyNotValid(let key): "the key `\(key.text)` was not allowed at its instant"
    }
  }
}

extension LogDamage {
  /// What is wrong, in a sentence without its point.
  var words: Phrase {
    "entry \(index) \(Phrase(sentence: kind.words)): \(file), line \(lineNumber)"
  }
}

extension Verification.CheckpointVerdict {
  /// What the checkpoint says, in a sentence without its point.
  var words: Phrase {
    switch self {
    case .holds(let size, let signer):
      "the log has only grown since the checkpoint of \(size) entries, signed by \(signer.text)"
    case .notSigned: "the checkpoint is signed by no allowed key"
    case .otherOrigin(let origin): "the checkpoint is of another log, `\(origin)`"
    case .shorter(let size): "the checkpoint is of \(size) entries, and the log has fewer"
    case .rewritten(let size):
      "the first \(size) entries are not those of the checkpoint: the log was rewritten"
    }
  }
}
