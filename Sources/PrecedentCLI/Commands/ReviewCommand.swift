import ArgumentParser
import CEL
import DecisionLog
import Diagnostics
import GitStore
import PolicyCore
import Reporting

/// `precedent review DECISION --log LOG --by ID --verdict VERDICT --note TEXT`.
struct ReviewCommand: EnvironmentCommand {
  static let configuration = CommandConfiguration(
    commandName: "review",
    abstract: "Judge a use of break-glass, and append the verdict to the log.",
    discussion: """
      Whoever judges is a human member of the policy of the protected ref, and has no part in the \
      decision: not as its subject, requester or actor, not as the owner of one, and not as who \
      approved it. A second review needs another verdict; it counts in place of the first, and \
      names it. `precedent due --log` lists what waits for a review.

      Examples:
        precedent review 5a8ab1f0 --log decisions --by alice@example.com --verdict justified \\
          --note "INC-2044, the import was mended within the hour."
        precedent review 5a8ab1f0 --log decisions --by alice@example.com --verdict misused \\
          --note "No incident was open." --key alice.key
      """)

  @Argument(help: ArgumentHelp("The id of the decision, or its start.", valueName: "decision"))
  var decision: String

  @Option(help: ArgumentHelp("The folder of the log.", valueName: "folder"), completion: .directory)
  var log: String

  @Option(help: ArgumentHelp("Who judges: a human member.", valueName: "id"))
  var by: String

  @Option(help: ArgumentHelp("Was the emergency one?", valueName: "justified|misused"))
  var verdict: BreakGlassReview.Verdict

  @Option(help: ArgumentHelp("What was found, in one or two sentences.", valueName: "text"))
  var note: String

  @Option(
    help: ArgumentHelp(
      "Sign the review with this private key, see `precedent key new`.", valueName: "file"),
    completion: .file())
  var key: String?

  @Option(
    help: ArgumentHelp(
      "The ref whose policy knows the members; git config precedent.protectedRef if left out.",
      valueName: "ref"))
  var protectedRef: String?

  @OptionGroup var location: PolicyLocationOptions

  @Option(help: "The form of the answer; as JSON the entry as the log has it.")
  var format = EditFormat.text

  /// An entry is a line; what needs more room belongs into a ticket.
  private static let greatestNoteByteCount = 4_096

  func validate() throws {
    for (name, text) in [("the decision", decision), ("--by", by), ("--note", note)]
    where text.allSatisfy(\.isWhitespace) { throw ValidationError("\(name) is empty") }
    if note.utf8.count > Self.greatestNoteByteCount {
      throw ValidationError("--note is longer than \(Self.greatestNoteByteCount) bytes")
    }
  }

  func run(in environment: CommandEnvironment) async throws -> ExitStatus {
    let repository = try location.open(in: environment)
    let signingKey = try key.map {
      try KeyFile.signingKey(at: environment.absolutePath($0), shownAs: $0)
    }
    let writer = try writer(in: environment)
    // Nobody else writes from here on: what is found stays true until the review is appended.
    let found = try ReviewedDecision(decision, in: LogReading(log, in: environment))
    let now = environment.now()
    let (review, use) = try review(of: found, now, repository, environment)
    let entry: LogEntry
    let content = try content(review, signingKey)
    do throws(LogFailure) {
      entry = try await writer.append(content)
    } catch {
      throw CommandFailure(error, log: log)
    }
    try environment.output.write(text(of: entry, review, use))
    return .nothingToReport
  }

  /// The log must be there: a review is no reason to make one.
  private func writer(in environment: CommandEnvironment) throws(CommandFailure) -> LogWriter {
    let path = environment.absolutePath(log)
    do throws(LogFailure) {
      return try LogWriter(
        folder: path, header: try LogScan(folder: path).header,
        rules: LogWriter.Rules(now: environment.now, isForward: { _, _ in false }))
    } catch {
      throw CommandFailure(error, log: log)
    }
  }

  private func review(
    of found: ReviewedDecision, _ now: Timestamp, _ repository: borrowing PolicyRepository,
    _ environment: CommandEnvironment
  ) throws -> (BreakGlassReview, BreakGlassUse) {
    let decided = found.decision
    var policies = CommitPolicies()
    let earlier = try policies.policy(of: decided, in: repository)
    let reading = LogReading(log, in: environment)
    guard
      let use = BreakGlassUse(decided, under: earlier, at: reading.location(of: found.place))
    else { throw CommandFailure(Self.notUsed(decided)) }
    let ref = try repository.protectedRef(givenAs: protectedRef)
    let tip = try repository.repository.commitID(of: ref)
    let current = try policies.version(of: tip, in: repository).policy()
    let reviewer = try IndependentReviewer(
      by, of: decided, now: current, then: earlier, at: now)
    if let reviewed = found.reviewed, reviewed.review.verdict == verdict {
      throw CommandFailure(.alreadyReviewed(reviewed))
    }
    let review = BreakGlassReview(
      decision: decided.id, by: reviewer.id, at: now, verdict: verdict, note: note,
      replaces: found.reviewed?.index)
    return (review, use)
  }

  private static func notUsed(_ decision: LoggedDecision) -> Diagnostic {
    let id = decision.id.prefix(12)
    guard decision.status == .approved else {
      return .cannotReview("the decision \(id) gave nothing: it is \(decision.status.rawValue)")
    }
    return .cannotReview("the decision \(id) was made without break-glass")
  }

  private func content(
    _ review: BreakGlassReview, _ key: SigningKey?
  ) throws(CommandFailure) -> LogContent {
    guard let key else { return .review(review, signatures: []) }
    do throws(KeyProblem) {
      let envelope = try ReviewStatement(of: review).signed(by: key)
      return .review(review, signatures: envelope.signatures)
    } catch {
      throw CommandFailure(error.diagnostic(of: self.key ?? ""))
    }
  }

  private func text(
    of entry: LogEntry, _ review: BreakGlassReview, _ use: BreakGlassUse
  ) -> String {
    switch format {
    case .json: String(decoding: entry.line, as: UTF8.self) + "\n"
    case .text:
      ReviewText().render(
        review, of: use, index: entry.index, isLate: use.isOverdue(at: review.at))
    }
  }
}

extension BreakGlassReview.Verdict: ExpressibleByArgument {}
