import ArgumentParser
import Diagnostics
import GitStore
import PolicyCore
import Reporting
import Trials

/// `precedent test [REV]`.
struct TestCommand: EnvironmentCommand {
  /// The form of the results.
  enum Format: String, ExpressibleByArgument, CaseIterable, Sendable {
    case text, json, junit
  }

  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: "Run the tests of a policy version.",
    discussion: """
      Without a revision the files of the work tree are tested. Exit code 1 means a failed test, 2 \
      that policy or tests cannot be read.
      """)

  @Argument(
    help: ArgumentHelp(
      "A revision; the work tree if left out, HEAD in a bare repository.", valueName: "rev"))
  var revision: String?

  @Flag(help: "Test what is staged.")
  var staged = false

  @Flag(name: .customLong("worktree"), help: "Test the files of the work tree (the default).")
  var workTree = false

  @Option(
    help: ArgumentHelp("Only tests whose name contains this.", valueName: "text"))
  var filter: String?

  @Flag(help: "Stop at the first case that fails.")
  var failFast = false

  @OptionGroup var location: PolicyLocationOptions
  @OptionGroup var output: OutputOptions

  @Option(help: "The form of the results.")
  var format = Format.text

  func validate() throws {
    let chosen = [revision != nil, staged, workTree].filter { $0 }.count
    if chosen > 1 {
      throw ValidationError("give one of a revision, --staged and --worktree")
    }
  }

  func run(in environment: CommandEnvironment) async throws -> ExitStatus {
    let repository = try location.open(in: environment)
    let version = try load(from: repository)
    let policy = try version.policy()
    let loaded = try repository.tests(of: version, policy)
    guard !loaded.diagnostics.hasErrors else { throw CommandFailure(loaded.diagnostics) }
    let fixtures = Dictionary(
      uniqueKeysWithValues: try repository.fixtures(of: version).map { ($0.path, $0.request) })
    let run = TestRunner(policy: policy, fixtures: fixtures)
      .run(try chosen(loaded.tests), stopsAtFirstFailure: failFast)
    try output.write(text(of: run, environment), in: environment)
    return run.failed.isEmpty ? .nothingToReport : .findings
  }

  private func load(from repository: borrowing PolicyRepository) throws -> PolicyVersion {
    if staged { return try repository.load(.staged, named: "the index") }
    let isBare = repository.repository.workTree == nil
    guard let revision = revision ?? (isBare && !workTree ? "HEAD" : nil) else {
      return try repository.load(.workTree, named: "the work tree")
    }
    let id = try repository.repository.commitID(of: revision)
    return try repository.load(.commit(id), named: revision)
  }

  /// A filter that finds nothing is a slip, not a success.
  private func chosen(_ tests: [PolicyTest]) throws -> [PolicyTest] {
    guard let filter else { return tests }
    let found = tests.filter { $0.name.contains(filter) }
    guard found.isEmpty else { return found }
    throw CommandFailure(
      Diagnostic(
        code: "no-such-test", message: "no test has `\(filter)` in its name",
        help: "there are \(tests.count) tests; upper and lower case count"))
  }

  private func text(of run: TestRun, _ environment: CommandEnvironment) -> String {
    switch format {
    case .text: TestText(palette: output.palette(in: environment)).render(run)
    case .json: TestJSON().render(run)
    case .junit: TestJUnit().render(run)
    }
  }
}

extension PolicyRepository {
  /// The tests of a version whose policy has been loaded.
  func tests(of version: PolicyVersion, _ policy: Policy) throws -> LoadedTests {
    guard let root = version.root else { return LoadedTests(tests: [], diagnostics: []) }
    return PolicyLoader().loadTests(try policyTree(of: version.source, root: root), of: policy)
  }
}
