import CEL
import DecisionLog
import Diagnostics
import PolicyCore

/// One decision that somebody wants undone, found in a file or in a log.
struct UndoneDecision {
  let decision: FaultyDecision
  let outcome: GivenOutcome
  let problems: [RecordProblem]

  /// - Throws: `not-a-decision`.
  init(_ file: DocumentFile) throws(CommandFailure) {
    let record: JSONObject?
    if let envelope = Envelope(file.value) {
      record = DecisionStatement.record(in: envelope)
    } else {
      record = file.value.object
    }
    do throws(RecordProblem) {
      guard let record, let id = record["id"]?.string else {
        throw .notARecord("it has no `id`")
      }
      let stored = try StoredRecord(record)
      decision = FaultyDecision(id: id, record: stored)
      outcome = try Self.outcome(of: record)
      problems = stored.ownProblems
    } catch {
      throw CommandFailure(
        Diagnostic(
          code: "not-a-decision", message: "`\(file.name)` holds no decision record",
          location: .file(file.name),
          help: "records are written by `precedent decide --format json`; with --log, name one of "
            + "the log by its id"))
    }
  }

  init(_ logged: LoggedDecision) {
    decision = FaultyDecision(logged)
    outcome = GivenOutcome(status: logged.status, tier: logged.tier, until: logged.grantEnd)
    problems = logged.stored.ownProblems
  }

  private static func outcome(of record: JSONObject) throws(RecordProblem) -> GivenOutcome {
    let decision = record["decision"]
    guard let status = decision?["status"]?.string.flatMap(Decision.Status.init),
      let tier = decision?["tier"]?.string.flatMap(Tier.init)
    else { throw .notARecord("it does not say what was decided") }
    return GivenOutcome(
      status: status, tier: tier,
      until: decision?["grant"]?["until"]?.string.flatMap(Timestamp.parse))
  }

  /// What to do about it, whatever later decisions say.
  /// - Throws: where it did nothing that could be undone, or is not what was written.
  func redress(under settings: Settings, now: Timestamp) throws(CommandFailure) -> Redress {
    guard problems.isEmpty else {
      throw CommandFailure(
        Diagnostic(
          code: "altered-decision", message: "the decision is not what was written",
          notes: ["the digest that it names itself by is not that of its content"],
          help: "take it from the log: `precedent log show LOG --decision ID --format json`"),
        status: .findings)
    }
    switch outcome.status {
    case .approved: break
    case .pending:
      throw Self.nothing(
        "the decision is pending: it gave nothing",
        help: "deny it with an approval of the verdict `deny`, or let it expire")
    case .denied:
      throw Self.nothing(
        "the decision is a denial: it gave nothing",
        help: "ask again with a request of its own; `precedent remediate` finds denials of a rule "
          + "that was wrong")
    }
    let gives = settings.direction(ofAction: decision.action) == .gives
    var redress = Redress(
      kind: gives ? .takeBack : .giveBack, decision: decision, before: outcome, after: outcome)
    if let end = outcome.until, end <= now { redress.standing = .ended(end) }
    return redress
  }

  static func nothing(_ message: String, help: String) -> CommandFailure {
    CommandFailure(Diagnostic(code: "nothing-to-undo", message: message, help: help))
  }
}
