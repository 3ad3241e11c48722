import ArgumentParser
import Diagnostics
import Impact
import PolicyCore
import Reporting

/// `precedent diff A..B`.
struct DiffCommand: EnvironmentCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Say what a change means: rules, people, exceptions, safeguards, tests.",
    discussion: """
      Each part of the change is put in words, with what it does by itself: it loosens, tightens, \
      does neither or both, or that cannot be told. Conditions are compared exactly, whatever way \
      they are written in. Which real requests are decided differently is for `simulate` to say.

      Examples:
        precedent diff main..HEAD
        precedent diff main --staged
        precedent diff main...topic --exit-code
      """)

  @OptionGroup var comparison: ComparisonOptions
  @OptionGroup var location: PolicyLocationOptions
  @OptionGroup var output: OutputOptions

  @Option(help: "The form of the answer.")
  var format = ReportFormat.text

  @Flag(name: .customLong("exit-code"), help: "Exit with 1 if anything means something else.")
  var exitCode = false

  func run(in environment: CommandEnvironment) async throws -> ExitStatus {
    let repository = try location.open(in: environment)
    let versions = try comparison.load(from: repository)
    let after = try versions.after.policy()
    let before = try versions.before.policy(orEmptyWith: after.schema)
    let difference = try repository.difference(of: versions, before: before, after: after)
    let text =
      switch format {
      case .text:
        PolicyDifferenceText(palette: output.palette(in: environment)).render(difference)
      case .json:
        PolicyDifferenceJSON().render(
          difference, from: versions.before.reportVersion(before),
          to: versions.after.reportVersion(after))
      case .markdown: PolicyDifferenceMarkdown().render(difference)
      }
    try output.write(text, in: environment)
    return exitCode && difference.hasMeaning ? .findings : .nothingToReport
  }
}
