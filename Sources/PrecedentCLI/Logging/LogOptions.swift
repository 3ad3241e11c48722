import ArgumentParser
import CEL
import DecisionLog
import Diagnostics
import GitStore
import PolicyCore

/// Where decisions are kept, and who signs them.
struct LogOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Append every decision to the log in this folder, which is made if it is missing.",
      valueName: "folder"),
    completion: .directory)
  var log: String?

  @Option(
    help: ArgumentHelp(
      "Sign every decision with this private key, see `precedent key new`.", valueName: "file"),
    completion: .file())
  var key: String?

  @Flag(help: "Record or sign decisions at another instant than now, and mark the log so.")
  var replay = false

  /// Beyond this an instant is not the clock's.
  private static let greatestDifference: Int64 = 60

  /// What is kept or signed says when it was decided: nobody may set that back unseen.
  func requireHonest(_ at: Timestamp?, now: Timestamp) throws {
    guard let at, log != nil || key != nil, !replay else { return }
    guard abs(at.seconds - now.seconds) > Self.greatestDifference else { return }
    throw CommandFailure(
      Diagnostic(
        code: "not-now",
        message: "a decision that is kept or signed is made now, not at \(at)",
        help: "leave out --at, or add --replay, which marks the log as a replay"))
  }

  func signingKey(in environment: CommandEnvironment) throws -> SigningKey? {
    try key.map { try KeyFile.signingKey(at: environment.absolutePath($0), shownAs: $0) }
  }

  /// Opens the log; nil where none is asked for.
  func writer(
    for policy: StampedPolicy, _ location: PolicyLocationOptions,
    in environment: CommandEnvironment
  ) throws -> LogWriter? {
    guard let log else { return nil }
    let path = environment.absolutePath(log)
    let rules = LogWriter.Rules(now: environment.now) { (from, to) throws(LogFailure) in
      try Self.isForward(from, to, location, environment)
    }
    let header = LogHeader(origin: policy.policy.settings.name + "/decisions", isReplay: replay)
    do throws(LogFailure) {
      return try LogWriter(folder: path, header: header, rules: rules)
    } catch {
      throw CommandFailure(error, log: log)
    }
  }

  /// What cannot be told is no step forward, and the refusal says why.
  private static func isForward(
    _ from: String, _ to: String, _ location: PolicyLocationOptions,
    _ environment: CommandEnvironment
  ) throws(LogFailure) -> Bool {
    guard let last = ObjectID(hex: from), let now = ObjectID(hex: to) else {
      throw .commitsNotCompared(last: from, now: to, reason: "they are no commit ids")
    }
    do {
      let repository = try location.open(in: environment)
      return try last == now || repository.repository.isAncestor(last, of: now)
    } catch let error as GitStoreError {
      throw .commitsNotCompared(last: from, now: to, reason: error.diagnostic.message)
    } catch {
      throw .commitsNotCompared(last: from, now: to, reason: "\(error)")
    }
  }
}
