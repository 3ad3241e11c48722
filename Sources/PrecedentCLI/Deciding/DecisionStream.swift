import CEL
import DecisionLog
import Diagnostics
import History
import PolicyCore
import Reporting

/// Decides requests as they come in, one on each line; memory does not grow with their number.
struct DecisionStream: Sendable {
  let policy: StampedPolicy
  let recording: DecisionRecording
  /// Nil for the clock, read once for each batch.
  let at: Timestamp?
  let format: ReportFormat
  /// So many decide at once.
  let parallelism: Int

  /// As many as are written to a log together; whoever waits for an answer before he sends the next
  /// request gets it at once.
  private static let greatestBatch = 1_024

  /// Fewer are decided by whoever has read them.
  private static let leastShare = 16

  private enum Outcome: Sendable {
    /// What is kept of a decision, and the line that is written once it is.
    case made(LogContent, line: String)
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
      try Task.checkCancellation()
      let items = try reader.nextAvailable(upTo: Self.greatestBatch)
      if items.isEmpty { break }
      let instant = at ?? environment.now()
      var loss: CommandFailure?
      for outcome in await kept(try await decided(items, at: instant, palette)) {
        switch outcome {
        case .made(_, let line): try sink.write(line)
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

  /// Decides some requests on all cores; the outcomes are in their order.
  private func decided(
    _ items: [HistoryItem], at instant: Timestamp, _ palette: Palette
  ) async throws -> [Outcome] {
    let share = max(Self.leastShare, (items.count + parallelism - 1) / parallelism)
    guard items.count > share else { return try items.map { try decide($0, at: instant, palette) } }
    return try await withThrowingTaskGroup(of: (Int, [Outcome]).self) { group in
      for start in stride(from: 0, to: items.count, by: share) {
        let part = items[start..<min(start + share, items.count)]
        group.addTask { (start, try part.map { try decide($0, at: instant, palette) }) }
      }
      let parts = try await group.reduce(into: []) { $0.append($1) }
      return parts.sorted { $0.0 < $1.0 }.flatMap(\.1)
    }
  }

  private func decide(
    _ item: HistoryItem, at instant: Timestamp, _ palette: Palette
  ) throws(CommandFailure) -> Outcome {
    switch item {
    case .unreadable(let unreadable): return .failed([unreadable.diagnostic])
    case .record(let raw):
      let made: MadeDecision
      do throws(InvalidRequest) {
        made = try policy.decide(raw.value, at: instant)
      } catch {
        return .failed(diagnostics(of: error, in: raw.place))
      }
      return .made(try recording.content(of: made), line: line(of: made, palette))
    }
  }

  private func diagnostics(of error: InvalidRequest, in place: RecordPlace) -> [Diagnostic] {
    error.problems.map { problem in
      Diagnostic(
        code: InvalidRequest.code, message: problem.message,
        location: .file("\(place.file):\(place.lineNumber)"),
        help: "see schema/request.schema.json of the policy, or `precedent schema request`")
    }
  }

  /// Replaces decisions that could not be kept by why.
  private func kept(_ outcomes: [Outcome]) async -> [Outcome] {
    let contents = outcomes.compactMap { outcome in
      if case .made(let content, _) = outcome { content } else { nil }
    }
    var failures = await recording.record(contents).makeIterator()
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
