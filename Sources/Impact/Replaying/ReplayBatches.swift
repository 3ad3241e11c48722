import History

/// How far a replay is.
package struct ReplayProgress: Sendable {
  /// Called with records read and stored bytes read, about once a batch, from the reading task.
  package let report: @Sendable (_ records: Int, _ byteCount: Int) -> Void

  /// Reports totals so far, not what is new.
  package init(_ report: @escaping @Sendable (_ records: Int, _ byteCount: Int) -> Void) {
    self.report = report
  }

  /// Tells nobody.
  package static let none = ReplayProgress { _, _ in }
}

/// Reads a history in batches and works on several at once; sums are added in the order read.
struct ReplayBatches: Sendable {
  /// Large enough that a task costs little beside its work, small enough for even progress.
  static let standardRecordsPerBatch = 512

  /// How many batches are worked on at once; the next one is read meanwhile.
  let parallelism: Int
  var recordsPerBatch = Self.standardRecordsPerBatch
  let progress: ReplayProgress

  /// - Throws: what the history throws, and `CancellationError` between batches.
  func fold<Sum: Sendable>(
    over reader: inout HistoryReader, into initial: Sum,
    count: @escaping @Sendable ([HistoryItem]) -> Sum, add: (inout Sum, Sum) -> Void
  ) async throws -> Sum {
    try await withThrowingTaskGroup(of: (Int, Sum).self) { group in
      var ordered = OrderedSums(total: initial)
      var started = 0
      var records = 0
      while true {
        try Task.checkCancellation()
        let batch = try reader.nextBatch(of: recordsPerBatch)
        guard !batch.isEmpty else { break }
        // Waiting comes after reading, so that one batch is always ready.
        if started - ordered.count >= max(parallelism, 1), let done = try await group.next() {
          ordered.insert(done.1, at: done.0, add: add)
        }
        group.addTask { [started] in (started, count(batch)) }
        started += 1
        records += batch.count
        progress.report(records, reader.byteCount)
      }
      try Task.checkCancellation()
      for try await done in group { ordered.insert(done.1, at: done.0, add: add) }
      return ordered.total
    }
  }
}

/// Sums of batches that may come in any order, added in the order of the batches.
struct OrderedSums<Sum> {
  private(set) var total: Sum
  /// How many batches have come.
  private(set) var count = 0
  private var early: [Int: Sum] = [:]
  private var next = 0

  init(total: Sum) { self.total = total }

  mutating func insert(_ sum: Sum, at index: Int, add: (inout Sum, Sum) -> Void) {
    early[index] = sum
    count += 1
    while let ready = early.removeValue(forKey: next) {
      add(&total, ready)
      next += 1
    }
  }
}
