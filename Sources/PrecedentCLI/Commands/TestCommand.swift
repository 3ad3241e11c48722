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
        precedent test --mutation --rule prod-db-read
        precedent test --mutation --changed-since HEAD --write
      """)

  @OptionGroup var chosenVersion: VersionOptions

  @OptionGroup var testing: TestingOptions
  @OptionGroup var mutation: MutationOptions
  @OptionGroup var location: PolicyLocationOptions
  @OptionGroup var output: OutputOptions

  @Option(help: "The form of the results.")
  var format = Format.text

  func validate() throws {
    if testing.coverage, format == .junit {
      throw ValidationError("JUnit has no place for coverage; use --format text or json")
    }
    guard mutation.isAsked else { return }
    if testing.isPartial || testing.coverage {
      throw ValidationError(
        "--mutation asks all tests; leave out --filter, --fail-fast and --coverage")
    }
    if format == .junit { throw ValidationError("--mutation has the formats text and json") }
    if mutation.write, chosenVersion.revision != nil || chosenVersion.staged {
      throw ValidationError("--write is for the work tree; leave out the revision and --staged")
    }
  }

  func run(in environment: CommandEnvironment) async throws -> ExitStatus {
    let repository = try location.open(in: environment)
    let loaded = try chosenVersion.load(from: repository)
    let version = try TestedVersion(loaded, in: repository)
    if mutation.isAsked {
      let mutated = try MutatedVersion(version, of: loaded, in: repository)
      return try await mutate(version, mutated, repository, environment)
    }
    let change = try await change(of: version, loaded, repository, environment)
    try output.write(text(of: change, environment), in: environment)
    return change.isGood ? .nothingToReport : .findings
  }

  private func change(
    of version: TestedVersion, _ loaded: PolicyVersion,
    _ repository: borrowing PolicyRepository, _ environment: CommandEnvironment
  ) async throws -> TestedChange {
    let version = try testing.chosen(of: version)
    if testing.isPartial {
      return TestedChange(
        run: version.run(stopsAtFirstFailure: testing.failFast),
        coverage: testing.coverage ? version.coverage : nil)
    }
    let base = try testing.changedSince.map { try repository.load(revision: $0, orWorkTree: false) }
    var change = try await version.tested(since: base, isMeasured: testing.coverage) { rules in
      try await MutatedVersion(version, of: loaded, in: repository)
        .report(on: rules, in: environment).survivingEdits
    }
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
