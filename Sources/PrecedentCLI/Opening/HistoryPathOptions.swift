import ArgumentParser
import DecisionLog
import Diagnostics
import GitStore
import History
import PolicyCore

/// Where recorded requests are read: `--history`, else those of the repository.
struct HistoryPathOptions: ParsableArguments {
  @Option(
    name: .customLong("history"),
    help: ArgumentHelp(
      """
      Recorded requests: a file (.ndjson, also .gz or .zst), a folder, a log of decisions, or - for \
      standard input.
      """,
      discussion:
        "May be repeated. Without it, the policy's own history is replayed; the older version's, "
        + "when two are compared.",
      valueName: "path"),
    completion: .file())
  var paths: [String] = []

  func validate() throws {
    if paths.count(where: { $0 == "-" }) > 1 {
      throw ValidationError("standard input can be read only once; `-` is given twice")
    }
  }

  /// The sources, in order.
  /// - Parameter version: whose history is read when no path is given.
  func sources(
    of version: PolicyVersion, policy: Policy, in repository: borrowing PolicyRepository,
    environment: CommandEnvironment
  ) throws -> [HistorySource] {
    guard paths.isEmpty else { return try sources(ofPaths: environment) }
    let found = try repository.histories(of: version, policy: policy)
    guard !found.isEmpty else { throw CommandFailure(Self.noHistory(version, policy)) }
    return found
  }

  func sources(ofPaths environment: CommandEnvironment) throws -> [HistorySource] {
    let sources = try paths.flatMap { path -> [HistorySource] in
      if path == "-" { return [.standardInput(fileDescriptor: environment.standardInput)] }
      if let log = try logSource(path, environment) {
        try tellOfReplay(path, environment)
        return [log]
      }
      return try HistoryFiles.expand(environment.absolutePath(path), shownAs: path)
    }
    try requireDifferentFiles(sources)
    return sources
  }

  /// What was decided, where the path is the folder of a log.
  private func logSource(
    _ path: String, _ environment: CommandEnvironment
  ) throws(CommandFailure) -> HistorySource? {
    let folder = environment.absolutePath(path)
    guard LogScan.isLog(folder) else { return nil }
    do throws(LogFailure) {
      return try LogHistory(folder: folder).source(shownAs: path)
    } catch {
      // Not a finding as elsewhere: a history that cannot be read, of which nothing is replayed.
      throw CommandFailure([error.diagnostic(log: path)])
    }
  }

  /// What a replay decided was given to nobody, but it may well be what somebody wants to compare.
  private func tellOfReplay(_ path: String, _ environment: CommandEnvironment) throws {
    guard try LogScan(folder: environment.absolutePath(path)).header.isReplay else { return }
    try environment.errorOutput.write(
      "note: the log `\(path)` is a replay: its outcomes were given to nobody\n")
  }

  /// The records of a file that is read twice would all be refused for their ids.
  private func requireDifferentFiles(_ sources: [HistorySource]) throws(ValidationError) {
    var seen: Set<String> = []
    for case .file(let path, let name) in sources where !seen.insert(path).inserted {
      throw ValidationError("`\(name)` is given twice to --history; its records would count once")
    }
    for case .pulled(let log) in sources where !seen.insert(log.name).inserted {
      throw ValidationError(
        "`\(log.name)` is given twice to --history; its records would count once")
    }
  }

  private static func noHistory(_ version: PolicyVersion, _ policy: Policy) -> Diagnostic {
    Diagnostic(
      code: "no-history", message: "there is no history in `\(version.name)`",
      notes: policy.settings.history.map { "`\($0)` holds no .ndjson file" },
      help: "name recorded requests with --history, or commit some below `history/`")
  }
}
