import DecisionLog
import Diagnostics

extension CommandFailure {
  /// - Parameter log: the folder as the user named it.
  init(_ failure: LogFailure, log: String) {
    let status: ExitStatus
    switch failure {
    case .system, .unusable: status = .writeFailed
    case .damaged: status = .findings
    case .noLog, .badHeader, .otherLog, .locked, .clockWentBack, .otherRequest, .commitWentBack,
      .commitsNotCompared:
      status = .unusableInput
    }
    self.init(failure.diagnostic(log: log), status: status)
  }
}

extension LogFailure {
  /// - Parameter log: the folder as the user named it.
  func diagnostic(log: String) -> Diagnostic {
    switch self {
    case .noLog:
      Diagnostic(
        code: "no-log", message: "there is no log in `\(log)`",
        help: "a log is made by `precedent decide --log`")
    case .otherLog(_, let found): Self.other(found, log)
    case .locked:
      Diagnostic(
        code: "log-locked", message: "somebody else is writing to `\(log)`",
        help: "one process writes at a time; wait for it, or send it your requests")
    case .badHeader:
      Self.damaged(
        "`\(log)/log.json` is not as it was written",
        help: "take the file from a copy of the log; the first entry is chained to it")
    case .damaged(let damage):
      Self.damaged(
        "in `\(log)`, entry \(damage.index) \(damage.kind.words): "
          + "\(damage.file), line \(damage.lineNumber)",
        help: damage.kind == .notAsAcknowledged
          ? "take the log from a copy and hold it against a checkpoint; `\(log)/summary` says what "
            + "was acknowledged, and only without it the log goes on as it is"
          : "nothing was cut off or written; compare with a copy, see `precedent log verify`")
    case .system(let path, let reason):
      Self.notWritten(
        "`\(path)`: \(reason)",
        help: "nothing that was acknowledged is lost; check the folder and the space left")
    case .unusable:
      Self.notWritten(
        "a write to `\(log)` failed, and what is on the disk is not known",
        help: "start again: the log is read, and a torn end is cut off")
    case .clockWentBack(let last, let now):
      Self.refused(
        "the clock says \(now), and the last entry is of \(last)",
        help: "set the clock right: entries of a log never go back in time")
    case .commitWentBack(let last, let now):
      Self.refused(
        "the policy `\(now)` does not follow `\(last)`, which decided last",
        help: "decide with a later commit of the protected ref; where the ref itself went back, "
          + "`precedent log rollback` says who went back and why")
    case .commitsNotCompared(let last, let now, let reason):
      Self.refused(
        "whether the policy `\(now)` follows `\(last)`, which decided last, cannot be told: "
          + reason,
        help: "fetch the whole history: `git fetch --unshallow`, or fetch the protected ref; "
          + "`precedent log rollback` goes on where the old commit is gone for good")
    case .otherRequest(let id, let index):
      Self.refused(
        "entry \(index) has decided another request with the id `\(id)`",
        help: "give each request an id of its own; the same request may be decided again")
    }
  }

  private static func refused(_ message: String, help: String) -> Diagnostic {
    Diagnostic(code: "log-refused", message: message, help: help)
  }

  private static func other(_ found: LogHeader, _ log: String) -> Diagnostic {
    Diagnostic(
      code: "other-log",
      message: "`\(log)` is the log `\(found.origin)`" + (found.isReplay ? ", a replay" : ""),
      help: "keep the decisions of each policy, and replays, in a log of their own")
  }

  private static func damaged(_ message: String, help: String) -> Diagnostic {
    Diagnostic(code: "log-damaged", message: message, help: help)
  }

  private static func notWritten(_ message: String, help: String) -> Diagnostic {
    Diagnostic(code: "cannot-write-log", message: message, help: help)
  }
}
