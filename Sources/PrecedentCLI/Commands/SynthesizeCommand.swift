import ArgumentParser
import CEL
import Diagnostics
import GitStore
import History
import Impact
import PolicyCore

/// `precedent synthesize`.
struct SynthesizeCommand: EnvironmentCommand {
  static let configuration = CommandConfiguration(
    commandName: "synthesize",
    abstract: "Make random records that fit the policy's schema, for load and demonstrations.",
    discussion: """
      Requests are varied from tests/fixtures/*.json where the policy has any, else drawn from \
      the schema. They are decided by the policy; what asks a human gets approvals, denials and \
      silence at random. The same seed, policy and dates give the same bytes.
      """)

  @Option(help: ArgumentHelp("How many records.", valueName: "n"))
  var records: Int

  @Option(help: ArgumentHelp("Any whole number.", valueName: "s"))
  var seed: UInt64 = 1

  @Option(
    name: .customLong("rev"),
    help: ArgumentHelp("The policy version; the work tree if left out.", valueName: "rev"))
  var revision: String?

  @Option(help: ArgumentHelp("When the first request is made.", valueName: "instant"))
  var since = InstantArgument.date("2025-11-01")

  @Option(help: ArgumentHelp("The last request is made before.", valueName: "instant"))
  var until = InstantArgument.date("2026-11-01")

  @Option(
    help: ArgumentHelp("Of what asks a human, so many in a hundred are denied.", valueName: "n"))
  var denials = 12

  @OptionGroup var location: PolicyLocationOptions
  @OptionGroup var output: OutputOptions

  private static let greatestRecordCount = 100_000_000
  private static let recordsPerWrite = 1_000

  func validate() throws {
    guard (0...Self.greatestRecordCount).contains(records) else {
      throw ValidationError("--records goes from 0 to \(Self.greatestRecordCount)")
    }
    guard (0...100).contains(denials) else {
      throw ValidationError("--denials goes from 0 to 100")
    }
    guard since.instant < until.instant else {
      throw ValidationError("--since must be before --until")
    }
  }

  var whatStoppingLeaves: String {
    output.output == nil ? "a part of the records was written" : "nothing was written"
  }

  func run(in environment: CommandEnvironment) async throws -> ExitStatus {
    let repository = try location.open(in: environment)
    let source: SnapshotSource =
      if let revision { .commit(try repository.repository.commitID(of: revision)) } else {
        .workTree
      }
    let version = try repository.load(source, named: revision ?? "the work tree")
    let policy = try version.policy()
    let fixtures = try repository.fixtures(of: version)
    let plan = SynthesisPlan(
      recordCount: records, seed: seed, since: since.instant, until: until.instant,
      denialPercent: denials, seeds: fixtures.map(\.request))
    let synthesizer: Synthesizer
    do throws(SynthesisError) {
      synthesizer = try Synthesizer(policy: policy, plan: plan)
    } catch {
      throw CommandFailure(error.diagnostic(of: fixtures))
    }
    let bar = ProgressBar(
      environment: environment, whole: .records(records),
      isShown: !output.isTerminal(in: environment))
    try await bar.during(synthesizer) { try write($0, $1, environment) }
    return .nothingToReport
  }

  private func write(
    _ synthesizer: Synthesizer, _ progress: ReplayProgress, _ environment: CommandEnvironment
  ) throws {
    var sink = try output.sink(in: environment)
    var text = ""
    for index in 0..<records {
      do throws(SynthesisError) {
        text += JSONValue.object(try synthesizer.record(index)).lineText + "\n"
      } catch {
        throw CommandFailure(error.diagnostic(of: []))
      }
      if index % Self.recordsPerWrite == Self.recordsPerWrite - 1 {
        try sink.write(text)
        text = ""
        progress.report(index + 1, 0)
        try Task.checkCancellation()
      }
    }
    try sink.write(text)
    try sink.finish()
  }
}

extension SynthesisError {
  fileprivate func diagnostic(of fixtures: [Fixture]) -> Diagnostic {
    switch self {
    case .invalidSeed(let index, let reason):
      Fixture.unusable(fixtures.indices.contains(index) ? fixtures[index].path : "", reason)
    case .schemaTooNarrow(let reason):
      Diagnostic(
        code: "schema-too-narrow", message: "no valid request could be drawn: \(reason)",
        help: "give fields an `enum` or `examples`, or add requests to tests/fixtures/")
    }
  }
}

extension InstantArgument {
  /// A date of ours.
  fileprivate static func date(_ text: String) -> InstantArgument {
    // INVARIANT: called with well-formed dates only.
    guard let argument = InstantArgument(argument: text) else {
      preconditionFailure("a date is an instant")
    }
    return argument
  }
}
