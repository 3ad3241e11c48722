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
      discussion:
        "May be repeated. Without it, the policy's own history is replayed; the older version's, "
        + "when two are compared.",
      valueName: "path"),
    completion: .file())
  var paths: [String] = []

  @Option(
    name: .customLong("allow-unreplayable"), defaultAsFlag: AllowedCount.any,
    help: ArgumentHelp(
      "Do not fail when records cannot be replayed, or not when at most this many.",
      valueName: "n"))
  var allowedUnreplayable: AllowedCount?

  @Option(
    help: ArgumentHelp(
      "How many batches of records are decided at once; every core if left out.", valueName: "n"))
  var jobs: Int?

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs is at least 1") }
    if paths.count(where: { $0 == "-" }) > 1 {
      throw ValidationError("standard input can be read only once; `-` is given twice")
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
    let sources = try paths.flatMap { path in
      path == "-"
        ? [.standardInput(fileDescriptor: environment.standardInput)]
        : try HistoryFiles.expand(environment.absolutePath(path), shownAs: path)
    }
    try requireDifferentFiles(sources)
    return sources
  }

  /// The records of a file that is read twice would all be refused for their ids.
  private func requireDifferentFiles(_ sources: [HistorySource]) throws(ValidationError) {
    var seen: Set<String> = []
    for case .file(let path, let name) in sources where !seen.insert(path).inserted {
      throw ValidationError("`\(name)` is given twice to --history; its records would count once")
    }
  }

  /// Whether so many records that cannot be replayed make the run fail.
  func refuses(unreplayable count: Int) -> Bool {
    count > (allowedUnreplayable?.count ?? 0)
  }

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

/// So many, or any number.
struct AllowedCount: ExpressibleByArgument, CustomStringConvertible, Sendable {
  let count: Int

  static let any = AllowedCount(count: .max)

  init(count: Int) { self.count = count }

  init?(argument: String) {
    guard let count = Int(argument), count >= 0 else { return nil }
    self.count = count
  }

  var description: String { count == .max ? "any number" : "\(count)" }
}
