package import PolicyCore

/// Recorded requests of many sources, as columns.
///
/// Says of every line what `HistoryReader` and `RecordReader` say, in the same order, much faster
/// where most records are of one shape.
package struct ColumnReader: ~Copyable {
  /// The stored size of all sources; nil when one of them is a stream or cannot be looked at.
  package let totalByteCount: Int?

  private let sources: [HistorySource]
  private let settings: ColumnSettings
  private let plan: ColumnPlan

  /// Makes a reader; nothing is opened yet.
  /// - Parameter schemas: all of which must accept a record, for its row to be plain; at least one.
  package init(
    sources: [HistorySource], layout: ColumnLayout, schemas: [RequestSchema],
    settings: ColumnSettings = ColumnSettings()
  ) {
    self.sources = sources
    self.settings = settings
    plan = ColumnPlanMaking.plan(layout: layout, schemas: schemas)
    totalByteCount = HistorySource.storedByteCount(of: sources)
  }

  /// Reads everything: what the body asks for as groups, the rest for the digest only.
  ///
  /// Reading and walking go on beside the body, as far ahead as memory is bounded.
  /// - Throws: what the body throws, and `HistoryError`.
  package consuming func read<Result: Sendable>(
    _ body: (inout ColumnGroups) async throws -> Result
  ) async throws -> (result: Result, digest: HistoryDigest) {
    let queue = PieceQueue(sources: sources, settings: settings)
    let pipeline = PiecePipeline(walkerCount: settings.parallelism)
    let (sources, settings, columnCount) = (sources, settings, plan.columnCount)
    let result = try await walking(queue, pipeline) {
      var groups = ColumnGroups(
        queue, pipeline,
        GroupMerging(sources: sources, settings: settings, columnCount: columnCount))
      return try await body(&groups)
    }
    if let failure = pipeline.failure { throw failure }
    return (result, try queue.finish())
  }

  /// Lets as many work as there are walkers, for as long as the body takes.
  private func walking<Result: Sendable>(
    _ queue: PieceQueue, _ pipeline: PiecePipeline, _ body: () async throws -> Result
  ) async throws -> Result {
    let walkers = (0..<settings.parallelism).map { number in
      WalkerSlot(plan, settings: settings, number: number)
    }
    return try await withThrowingTaskGroup(of: Void.self) { tasks in
      for _ in walkers {
        tasks.addTask { await Self.work(queue, pipeline, walkers) }
      }
      defer { pipeline.close() }
      return try await body()
    }
  }

  private static func work(
    _ queue: PieceQueue, _ pipeline: PiecePipeline, _ walkers: [WalkerSlot]
  ) async {
    while let job = await pipeline.nextJob() {
      switch job {
      case .read: pipeline.add(queue.next())
      case .walk(let piece, let number, let walker):
        pipeline.add(walkers[walker].walk(piece), number: number)
      }
      // Whoever looks at the groups wants a turn, too.
      await Task.yield()
    }
  }
}
