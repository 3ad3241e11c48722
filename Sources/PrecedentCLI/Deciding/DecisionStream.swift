import CEL
import DecisionLog
import Diagnostics
import History
import PolicyCore
import Reporting

/// Decides requests as they come in, one on each line; memory does not grow with their number.
struct DecisionStream {
  let policy: StampedPolicy
  let recording: DecisionRecording
  /// Nil for the clock, read once for each batch.
  let at: Timestamp?
  let format: ReportFormat

  /// As many as are written to a log together; whoever waits for an answer before he sends the next
  /// request gets it at once.
  private static let greatestBatch = 256

  private enum Outcome {
    case made(MadeDecision)
    case failed([Diagnostic])
    /// Nothing that follows would be kept either.
    case lost(CommandFailure)
  }

  /// Reads to the end.
  /// - Returns: whether every request was decided and kept.
  func run(
    over sources: [HistorySource], to output: OutputOptions, in environment: CommandEnvironment
  ) async throws -> ExitStatus {
    var reader = HistoryReader(sources: sources)
    var sink = try output.sink(in: environment)
    let palette = output.palette(in: environment)
    let errors = environment.palette(for: environment.errorOutput)
    var status = ExitStatus.nothingToReport
    while true {
      let items = try reader.nextAvailable(upTo: Self.greatestBatch)
      if items.isEmpty { break }
      let instant = at ?? environment.now()
      var loss: CommandFailure?
      for outcome in try await kept(items.map { decide($0, at: instant) }) {
        switch outcome {
        case .made(let made): try sink.write(line(of: made, palette))
        case .failed(let diagnostics):
          status = .unusableInput
          try environment.errorOutput.write(DiagnosticsText(palette: errors).render(diagnostics))
        case .lost(let failure): loss = failure
        }
      }
      guard let loss else { continue }
      // What was answered before is in the log, and stays said.
      try sink.finish()
      throw loss
    }
    try sink.finish()
    return status
  }

  private func decide(_ item: HistoryItem, at instant: Timestamp) -> Outcome {
    switch item {
    case .unreadable(let unreadable): return .failed([unreadable.diagnostic])
    case .record(let raw):
      do throws(InvalidRequest) {
        return .made(try policy.decide(raw.value, at: instant))
      } catch {
        return .failed(
          error.problems.map { problem in
            Diagnostic(
              code: InvalidRequest.code, message: problem.message,
              location: .file("\(raw.place.file):\(raw.place.lineNumber)"),
              help: "see schema/request.schema.json of the policy, or `precedent schema request`")
          })
      }
    }
  }

  /// Replaces decisions that could not be kept by why.
  private func kept(_ outcomes: [Outcome]) async throws -> [Outcome] {
    let made = outcomes.compactMap { outcome in
      if case .made(let made) = outcome { made } else { nil }
    }
    var failures = try await recording.record(made).makeIterator()
    return outcomes.map { outcome in
      guard case .made = outcome, let failure = failures.next() ?? nil else { return outcome }
      return failure.status == .writeFailed ? .lost(failure) : .failed(failure.diagnostics)
    }
  }

  private func line(of made: MadeDecision, _ palette: Palette) -> String {
    switch format {
    case .json: JSONValue.object(made.stamped.json).lineText + "\n"
    case .text, .markdown:
      DecisionText(palette: palette).line(made.decision, requestID: made.record.request.id)
    }
  }
}
