import DecisionLog

extension EnforcementRefusal {
  /// The stable name of the reason in JSON.
  var reasonName: String {
    switch self {
    case .replayLog: "replay-log"
    case .damagedLog: "damaged-log"
    case .checkpoint: "checkpoint"
    case .notLogged: "not-logged"
    case .unreadableEntry: "unreadable-entry"
    case .otherRequest: "other-request"
    case .invalidRequest: "invalid-request"
    case .pending: "pending"
    case .denied: "denied"
    case .reversed: "reversed"
    case .notVerified: "not-verified"
    case .notYet: "not-yet"
    case .expired: "expired"
    }
  }

  /// The reason, in a sentence without its point; no values of the request.
  var words: Phrase {
    switch self {
    case .replayLog: "the log is a replay: what it holds was never decided for anybody"
    case .damagedLog(let damage): "the log does not hold: " + damage.words
    case .checkpoint(let verdict): verdict.words
    case .notLogged: "no entry of the log decides it"
    case .unreadableEntry(let index, let problem):
      "its last decision, entry \(Words.ordinal(index)), cannot be read: " + problem.words
    case .otherRequest(let fields):
      "the log decides another request of this id; they differ in "
        + (fields.isEmpty
          ? "their form" : Phrase(fields.map { $0.isEmpty ? "all" : "`\($0)`" }, separator: ", "))
    case .invalidRequest(let reason):
      "the policy that decided cannot read it: \(Phrase(sentence: reason))"
    case .pending: "nobody has approved it yet: the last decision is pending"
    case .denied: "the last decision denies it"
    case .reversed(let index, let id):
      "it was reversed by entry \(Words.ordinal(index)), decision \(String(id.prefix(12)))"
    case .notVerified(let problems):
      "its decision does not verify: " + Phrase(problems.map(\.words), separator: "; ")
    case .notYet(let from): "the access starts at \(from)"
    case .expired(let until): "the access has ended at \(until)"
    }
  }
}
