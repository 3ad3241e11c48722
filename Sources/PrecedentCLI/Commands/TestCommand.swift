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

  @OptionGroup var chosenVersion: VersionOptions

  @Option(
    help: ArgumentHelp("Only tests whose name contains this.", valueName: "text"))
  var filter: String?

  @Flag(help: "Stop at the first case that fails.")
  var failFast = false

  @OptionGroup var location: PolicyLocationOptions
  @OptionGroup var output: OutputOptions

  @Option(help: "The form of the results.")
  var format = Format.text

  func run(in environment: CommandEnvironment) async throws -> ExitStatus {
    let repository = try location.open(in: environment)
    let version = try chosenVersion.load(from: repository)
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
