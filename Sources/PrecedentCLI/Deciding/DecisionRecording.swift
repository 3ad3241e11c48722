import DecisionLog
import Diagnostics
import PolicyCore

/// Signs decisions and appends them to a log, where that was asked for.
struct DecisionRecording: Sendable {
  let key: SigningKey?
  let writer: LogWriter?
  /// As the user named it.
  let log: String?

  /// Says what a crash has left behind, and that it was cut off; and why all was read again.
  func tellOfRepair(in environment: CommandEnvironment) throws(WriteFailure) {
    if let damage = writer?.repaired {
      try environment.errorOutput.write(
        "note: the log ended in the middle of an entry, which was cut off: "
          + "\(damage.file), line \(damage.lineNumber); whoever asked for it was told nothing\n")
    }
    if let problem = writer?.summaryProblem {
      try environment.errorOutput.write("note: \(problem.words)\n")
    }
  }

  /// Writes down what makes the next opening quick; that it could not is no failure.
  func finish(in environment: CommandEnvironment) async throws(WriteFailure) {
    do throws(LogFailure) {
      try await writer?.close()
    } catch {
      let reason = CommandFailure(error, log: log ?? "").diagnostics.map(\.message)
      try environment.errorOutput.write(
        "note: every decision is in the log, which will take longer to open, as its summary could "
          + "not be written: \(reason.joined(separator: "; "))\n")
    }
  }

  /// Keeps one decision.
  func record(_ made: MadeDecision) async throws(CommandFailure) {
    guard let failure = await record([try content(of: made)]).first ?? nil else { return }
    throw failure
  }

  /// Keeps decisions in their order.
  /// - Returns: for each of them why it was not kept; nil where it was.
  func record(_ contents: [LogContent]) async -> [CommandFailure?] {
    guard let writer else { return contents.map { _ in nil } }
    return await writer.append(contents).map { result in
      switch result {
      case .success: nil
      case .failure(let failure): CommandFailure(failure, log: log ?? "")
      }
    }
  }

  /// What is kept of a decision: signed, where that was asked for.
  func content(of made: MadeDecision) throws(CommandFailure) -> LogContent {
    let record = made.stamped.json
    guard writer != nil, let key, let statement = DecisionStatement(of: record) else {
      return .decision(record, signatures: [])
    }
    do throws(KeyProblem) {
      return .decision(record, signatures: try statement.signed(by: key).signatures)
    } catch {
      throw CommandFailure(error.diagnostic(of: key.name.text))
    }
  }
}

extension SummaryProblem {
  /// As a sentence without its point.
  fileprivate var words: String {
    let found =
      switch reason {
      case .corrupt: "is not as it was written"
      case .otherVersion: "was written by another version"
      case .otherLog: "is of another log"
      case .outOfPlace: "does not follow the one before it"
      case .unreadable(let why): "cannot be read (\(why))"
      }
    return "the log's \(file) \(found), and was made again from the entries"
  }
}
