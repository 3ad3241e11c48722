import ArgumentParser
import Diagnostics
import PolicyCore

/// What is asked of mutation testing.
struct MutationOptions: ParsableArguments {
  @Flag(
    name: .customLong("mutation"),
    help: """
      Edit each rule in small ways, one at a time, and show the edits that no test notices, each \
      with a test that would.
      """)
  var isAsked = false

  @Option(
    name: .customLong("rule"),
    help: ArgumentHelp(
      "With --mutation: only this rule; may be repeated.", valueName: "id"))
  var rules: [String] = []

  @Flag(help: "With --mutation: write the tests into the work tree, marked for review.")
  var write = false

  @Flag(help: "With --mutation: also show the edits that change nothing.")
  var verbose = false

  func validate() throws {
    guard !isAsked else { return }
    for (name, isGiven) in [
      ("--rule", !rules.isEmpty), ("--write", write), ("--verbose", verbose),
    ] where isGiven {
      throw ValidationError("\(name) goes with --mutation")
    }
  }

  /// The rules that are edited: those named, of those that a change is about.
  /// - Parameter changed: nil for all.
  func chosen(of policy: Policy, changed: [ID]?) throws -> [ID] {
    for name in rules where policy.rule(ID(name)) == nil {
      throw CommandFailure(.unknownRule(name, in: policy, orBreakGlass: false))
    }
    let named = rules.isEmpty ? policy.rules.map(\.id) : rules.map { ID($0) }
    return named.filter { changed?.contains($0) ?? true }
  }
}
