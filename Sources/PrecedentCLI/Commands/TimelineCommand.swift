import ArgumentParser
import CEL
import DecisionLog
import Diagnostics
import GitStore
import Impact
import PolicyCore
import Reporting

/// `precedent timeline REQUEST`.
struct TimelineCommand: EnvironmentCommand {
  static let configuration = CommandConfiguration(
    commandName: "timeline",
    abstract: "Show how each policy commit decides a request, and which commit changed that.",
    discussion: """
      Goes along the first parents of the protected ref, from the oldest commit. Every version \
      decides at the same instant, so that only the rules differ: the recorded outcome's, else \
      now.

      Examples:
        precedent timeline request.json
        precedent timeline request.json --range v1.0..main
        precedent timeline request.json --bisect approved
      """)

  @Argument(
    help: ArgumentHelp(
      "A JSON request, record or stored decision, or - for standard input.", valueName: "request"),
    completion: .file())
  var request: String

  @Option(
    help: ArgumentHelp(
      "Only the commits that are in B and not in A, as A..B; all of the protected ref if left out.",
      valueName: "range"))
  var range: String?

  @Option(
    help: ArgumentHelp(
      """
      Name the first commit with this outcome: approved, denied, pending, automatic, constrained, \
      human, invalid, unusable or no-policy.
      """, valueName: "outcome"))
  var bisect: String?

  @Option(help: ArgumentHelp("The instant at which each version decides.", valueName: "instant"))
  var at: InstantArgument?

  @Option(
    help: ArgumentHelp("A JSON list of approvals; else those of the request.", valueName: "file"),
    completion: .file())
  var approvals: String?

  @Option(
    help: ArgumentHelp(
      "The ref whose history is gone along; git config precedent.protectedRef if left out.",
      valueName: "ref"))
  var protectedRef: String?

  @OptionGroup var location: PolicyLocationOptions
  @OptionGroup var output: OutputOptions

  @Option(help: "The form of the report.")
  var format = EditFormat.text

  private static let outcomes = [
    "approved", "denied", "pending", "automatic", "constrained", "human", "invalid", "unusable",
    "no-policy",
  ]

  func validate() throws {
    if let bisect, !Self.outcomes.contains(bisect) {
      throw ValidationError("--bisect takes one of \(Self.outcomes.joined(separator: ", "))")
    }
    if let range, !Repository.isRange(range) {
      throw ValidationError("name the range as A..B")
    }
  }

  func run(in environment: CommandEnvironment) async throws -> ExitStatus {
    let file = try DocumentFile.read(request, in: environment)
    let stored = try StoredDecision(file)
    let asked = stored.map { DocumentFile(name: file.name, value: .object($0.record)) } ?? file
    let document = try RecordDocument(asked, approvals: approvals, in: environment)
    let repository = try location.open(in: environment)
    let instant =
      at?.instant ?? stored?.at ?? document.recordedOutcomeInstant ?? environment.now()
    let bar = ProgressBar(environment: environment, whole: .steps)
    let reading = TimelineReading(
      document: document, at: instant,
      loading: StretchLoading(location: location, environment: environment))
    let ids = try repository.line(range: range, protectedRef: protectedRef)
    let timeline = try await bar.during(ids) { ids, progress in
      try await reading.read(ids, in: repository) { progress.report($0, ids.count) }
    }
    try output.write(text(of: timeline, environment), in: environment)
    return bisect.map { timeline.first($0) == nil } ?? false ? .findings : .nothingToReport
  }

  private func text(of timeline: Timeline, _ environment: CommandEnvironment) -> String {
    switch format {
    case .json: TimelineJSON().render(timeline, asked: bisect)
    case .text:
      TimelineText(palette: output.palette(in: environment)).render(timeline, asked: bisect)
    }
  }
}

extension RecordDocument {
  /// When the record was decided; nil for a request without an outcome.
  fileprivate var recordedOutcomeInstant: Timestamp? {
    document["outcome"]?["at"]?.string.flatMap(Timestamp.parse)
  }
}
