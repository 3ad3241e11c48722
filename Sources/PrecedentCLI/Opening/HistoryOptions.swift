import ArgumentParser
import Diagnostics
import GitStore
import History
import PolicyCore

/// Which recorded requests: `--history`, else those of the repository.
struct HistoryOptions: ParsableArguments {
  @OptionGroup var place: HistoryPathOptions

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

  @Option(
    help: ArgumentHelp(
      "How much memory the replay may take, such as 512M or 4G.",
      discussion: "It bounds how many records there may be: about 12 million for each GiB.",
      valueName: "size"))
  var memory = MemoryArgument.standard

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs is at least 1") }
  }

  /// For a reader of records one by one.
  var limits: HistoryLimits { memory.memory.limits }

  /// As given to `--history`.
  var paths: [String] { place.paths }

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
    try place.sources(of: version, policy: policy, in: repository, environment: environment)
  }

  /// Whether so many records that cannot be replayed make the run fail.
  func refuses(unreplayable count: Int) -> Bool {
    count > (allowedUnreplayable?.count ?? 0)
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
