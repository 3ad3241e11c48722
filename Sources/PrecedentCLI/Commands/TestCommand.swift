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
      Without a revision the files of the work tree are tested. Exit code 1 means a failed test, \
      less coverage than precedent.yaml asks, or a changed rule below its testing bar; 2 that policy \
      or tests cannot be read.

      Examples:
        precedent test --coverage
        precedent test --staged --changed-since HEAD
      """)

  @OptionGroup var chosenVersion: VersionOptions

  @OptionGroup var testing: TestingOptions
  @OptionGroup var location: PolicyLocationOptions
  @OptionGroup var output: OutputOptions

  @Option(help: "The form of the results.")
  var format = Format.text

  func validate() throws {
    if testing.coverage, format == .junit {
      throw ValidationError("JUnit has no place for coverage; use --format text or json")
    }
  }

  func run(in environment: CommandEnvironment) async throws -> ExitStatus {
    let repository = try location.open(in: environment)
    let version = try TestedVersion(try chosenVersion.load(from: repository), in: repository)
    let change = try await change(of: version, in: repository)
    try output.write(text(of: change, environment), in: environment)
    return change.isGood ? .nothingToReport : .findings
  }

  private func change(
    of version: TestedVersion, in repository: borrowing PolicyRepository
  ) async throws -> TestedChange {
    let version = try testing.chosen(of: version)
    if testing.isPartial {
      return TestedChange(
        run: version.run(stopsAtFirstFailure: testing.failFast),
        coverage: testing.coverage ? version.coverage : nil)
    }
    let base = try testing.changedSince.map { try repository.load(revision: $0, orWorkTree: false) }
    var change = try await version.tested(since: base, isMeasured: testing.coverage) { _ in [] }
    // Of a change, only what it changes.
    if let bar = change.bar { change.coverage = change.coverage?.only(bar.changed) }
    if !testing.coverage { change.coverage = nil }
    return change
  }

  private func text(of change: TestedChange, _ environment: CommandEnvironment) -> String {
    switch format {
    case .text: TestText(palette: output.palette(in: environment)).render(change)
    case .json: TestJSON().render(change)
    case .junit: TestJUnit().render(change)
    }
  }
}
