import ArgumentParser
import CEL
import DecisionLog
import Diagnostics
import GitStore
import History
import PolicyCore
import Reporting

/// `precedent decide REQUEST`.
struct DecideCommand: EnvironmentCommand {
  static let configuration = CommandConfiguration(
    commandName: "decide",
    abstract: "Decide requests, and stamp each decision with the policy commit.",
    discussion: """
      Decisions are only made from commits, by default the protected ref's. The exit code is 0 \
      whatever was decided, and 2 where a request could not be decided. With --log a decision is \
      printed once it is on disk.

      Examples:
        precedent decide request.json
        precedent decide - --stream --log decisions --key pdp.key < requests.ndjson
      """)

  @Argument(
    help: ArgumentHelp("A JSON request, or - for standard input.", valueName: "request"),
    completion: .file())
  var request: String

  @Flag(
    help: """
      Read NDJSON, a request on each line, and write a line for each: the record in JSON, a \
      summary in text.
      """)
  var stream = false

  @Option(
    help: ArgumentHelp("A JSON list of approvals; else those of the request.", valueName: "file"),
    completion: .file())
  var approvals: String?

  @OptionGroup var deciding: DecidingOptions
  @OptionGroup var logging: LogOptions
  @OptionGroup var location: PolicyLocationOptions
  @OptionGroup var output: OutputOptions

  @Option(help: "The form of the decision.")
  var format = ReportFormat.text

  @Option(
    help: ArgumentHelp("Show the `values` of the request in Markdown too, not ids only."))
  var show: ShownPart?

  func validate() throws {
    if request == "-", approvals == "-" {
      throw ValidationError(
        "standard input can be read only once; the request and --approvals are both `-`")
    }
    if stream, approvals != nil {
      throw ValidationError("the requests of a stream carry their own approvals")
    }
    if stream, format == .markdown {
      throw ValidationError("a stream is written as text or json")
    }
  }

  var whatStoppingLeaves: String {
    guard stream else { return "nothing was written" }
    let written =
      output.output == nil ? "what was decided before was written" : "nothing was written"
    return logging.log == nil ? written : "what was decided before is in the log"
  }

  func run(in environment: CommandEnvironment) async throws -> ExitStatus {
    let now = environment.now()
    try logging.requireHonest(deciding.at?.instant, now: now)
    let policy = try deciding.policy(in: try location.open(in: environment))
    let recording = DecisionRecording(
      key: try logging.signingKey(in: environment),
      writer: try logging.writer(for: policy, location, in: environment), log: logging.log)
    try recording.tellOfRepair(in: environment)
    guard !stream else {
      let status = try await DecisionStream(
        policy: policy, recording: recording, at: deciding.at?.instant, format: format,
        parallelism: environment.processorCount
      ).run(over: try source(environment), to: output, in: environment)
      try await recording.finish(in: environment)
      return status
    }
    let record = try RecordDocument(
      DocumentFile.read(request, in: environment), approvals: approvals, in: environment
    ).record(under: policy.policy)
    let made = policy.decide(record, at: deciding.at?.instant ?? now)
    try await recording.record(made)
    try await recording.finish(in: environment)
    try output.write(text(of: made, policy.stamp, environment), in: environment)
    return .nothingToReport
  }

  private func source(_ environment: CommandEnvironment) throws -> [HistorySource] {
    request == "-"
      ? [.standardInput(fileDescriptor: environment.standardInput)]
      : try HistoryFiles.expand(environment.absolutePath(request), shownAs: request)
  }

  private func text(
    of made: MadeDecision, _ stamp: Stamp, _ environment: CommandEnvironment
  ) -> String {
    let request = made.record.request
    let stampRows = [
      ("decision", made.stamped.id), ("commit", stamp.commit), ("policy", stamp.policySHA256),
    ]
    switch format {
    case .json: return DecisionJSON().render(made.stamped.json)
    case .markdown:
      return DecisionMarkdown(values: show == .values ? .show : .hide).render(
        made.decision, requestID: request.id, request: request.document,
        explanation: made.explanation, stamp: stampRows)
    case .text:
      return DecisionText(palette: output.palette(in: environment)).render(
        made.decision, requestID: request.id, explanation: made.explanation, stamp: stampRows)
    }
  }
}
