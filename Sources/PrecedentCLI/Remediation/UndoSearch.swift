import CEL
import DecisionLog
import Diagnostics
import PolicyCore

/// Looks for one decision of a log, and for what came of it.
struct UndoSearch {
  /// Of an id, or all of it.
  let start: String
  private var found: LoggedDecision?
  private var others = 0
  private var later: [LoggedDecision] = []

  init(_ start: String) { self.start = start.lowercased() }

  /// Takes in the next entry. One that cannot be read is for `verify` to complain of.
  mutating func note(_ entry: LogEntry) {
    guard case .decision(let record, _) = entry.content else { return }
    let id = record["id"]?.string ?? ""
    if id.hasPrefix(start), id != found?.id {
      guard let decision = Self.decision(entry) else { return }
      if found == nil { found = decision } else { others += 1 }
    } else if let found, Self.bears(record, on: found), let decision = Self.decision(entry) {
      later.append(decision)
    }
  }

  /// Also where the id of its reversal may be taken already.
  private static func bears(_ record: JSONObject, on found: LoggedDecision) -> Bool {
    record["request"]?["reverses"]?.string == found.id
      || record["requestSha256"]?.string == found.requestSHA256
      || record["request"]?["id"]?.string?.hasPrefix(ReversalWriter.idStart(undoing: found.id))
        ?? false
  }

  private static func decision(_ entry: LogEntry) -> LoggedDecision? {
    do throws(RecordProblem) { return try LoggedDecision(entry) } catch { return nil }
  }

  /// What is to be done about it, by what the log says.
  /// - Throws: where it is not there, is not the only one, or did nothing.
  func redress(under settings: Settings, now: Timestamp) throws(CommandFailure) -> Redress {
    guard let found, others == 0 else {
      throw CommandFailure(
        Diagnostic(
          code: "no-such-decision",
          message: found == nil
            ? "no decision of the log has an id that starts with `\(start)`"
            : "several decisions of the log have an id that starts with `\(start)`",
          help: "`precedent log show LOG --request ID --format json` shows the ids"))
    }
    var list = RedressList(settings: settings, now: now)
    list.add(try UndoneDecision(found).redress(under: settings, now: now))
    for decision in later { list.note(decision) }
    guard let redress = list.finish().first else {
      throw UndoneDecision.nothing("nothing was found", help: "look again")
    }
    if case .reversed(let by) = redress.standing {
      throw UndoneDecision.nothing(
        "entry \(by.index) has reversed it already",
        help: "nothing is left to do; `precedent log show LOG --decision \(by.id.prefix(12))`")
    }
    return redress
  }
}
