import ArgumentParser
import Diagnostics
import PolicyCore
import Trials

/// Which tests run, and what is asked of them.
struct TestingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Only tests whose name contains this.", valueName: "text"))
  var filter: String?

  @Flag(help: "Stop at the first case that fails.")
  var failFast = false

  @Flag(help: "Show what no case reaches: rules, atoms of conditions, requirements.")
  var coverage = false

  @Option(
    help: ArgumentHelp(
      "Hold the rules changed since this revision to the testing bar of precedent.yaml.",
      valueName: "rev"))
  var changedSince: String?

  func validate() throws {
    if changedSince != nil, filter != nil || failFast {
      throw ValidationError(
        "--changed-since asks all tests; leave out --filter and --fail-fast")
    }
    if failFast, coverage {
      throw ValidationError("--coverage asks all tests; leave out --fail-fast")
    }
  }

  /// Whether only a part of the tests runs, of which nothing can be asked.
  var isPartial: Bool { filter != nil || failFast }

  /// A filter that finds nothing is a slip, not a success.
  func chosen(of version: TestedVersion) throws(CommandFailure) -> TestedVersion {
    guard let filter else { return version }
    let found = version.tests.filter { $0.name.contains(filter) }
    guard found.isEmpty else { return version.having(tests: found) }
    throw CommandFailure(
      Diagnostic(
        code: "no-such-test", message: "no test has `\(filter)` in its name",
        help: "there are \(version.tests.count) tests; upper and lower case count"))
  }
}
