import ArgumentParser
import Diagnostics
import GitStore
import History
import PolicyCore

/// Which recorded requests: `--history`, else those of the repository.
struct HistoryOptions: ParsableArguments {
  @Option(
    name: .customLong("history"),
    help: ArgumentHelp(
      "Recorded requests: a file (.ndjson, also .gz or .zst), a folder, or - for standard input.",
      discussion: "May be repeated. Without it, the history of the older version is replayed.",
      valueName: "path"),
    completion: .file())
  var paths: [String] = []

  @Option(
    name: .customLong("allow-unreplayable"), defaultAsFlag: Int.max,
    help: ArgumentHelp(
      "Do not fail when records cannot be replayed, or not when at most this many.",
      valueName: "n"))
  var allowedUnreplayable: Int?

  @Option(
    help: ArgumentHelp(
      "How many batches of records are decided at once; every core if left out.", valueName: "n"))
  var jobs: Int?

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs is at least 1") }
    if let allowedUnreplayable, allowedUnreplayable < 0 {
      throw ValidationError("--allow-unreplayable is at least 0")
    }
  }

  /// How many batches are decided at once.
  func parallelism(in environment: CommandEnvironment) -> Int {
    jobs ?? environment.processorCount
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

  private func sources(ofPaths environment: CommandEnvironment) throws -> [HistorySource] {
    try paths.flatMap { path -> [HistorySource] in
      if path == "-" { return [.standardInput(fileDescriptor: environment.standardInput)] }
      let whole = environment.absolutePath(path)
      return try HistoryFiles.expand(whole).map { $0.named(path, insteadOf: whole) }
    }
  }

  /// Whether so many records that cannot be replayed make the run fail.
  func refuses(unreplayable count: Int) -> Bool { count > (allowedUnreplayable ?? 0) }

  private static func noHistory(_ version: PolicyVersion, _ policy: Policy) -> Diagnostic {
    Diagnostic(
      code: "no-history", message: "there is no history in `\(version.name)`",
      notes: policy.settings.history.map { "`\($0)` holds no .ndjson file" },
      help: "name recorded requests with --history, or commit some below `history/`")
  }

  /// A history without any record shows nothing, which must not look like a change that is safe.
  static func requireRecords(_ count: Int) throws(CommandFailure) {
    guard count == 0 else { return }
    throw CommandFailure(
      Diagnostic(
        code: "empty-history", message: "the history holds no records, so nothing was replayed",
        help: "name recorded requests with --history"))
  }
}

extension HistorySource {
  /// The same file, shown as the user typed its path.
  fileprivate func named(_ typed: String, insteadOf whole: String) -> HistorySource {
    guard case .file(let path, let name) = self, name.hasPrefix(whole) else { return self }
    return .file(path: path, name: typed + name.dropFirst(whole.count))
  }
}
