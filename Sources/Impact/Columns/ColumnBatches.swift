import History
import Synchronization

/// Works on several groups of rows at once; sums are added in the order of the groups.
struct ColumnBatches {
  let replay: ColumnReplay
  /// How many groups are worked on at once; the next one is read meanwhile.
  let parallelism: Int

  /// What one task gives back: its memory goes to the next task.
  private struct Done: Sendable {
    let index: Int
    let sums: ReplaySums
    let memory: SharedMemory
  }

  /// One task at a time has it; as a reference, so that nothing is copied on the way.
  private final class SharedMemory: Sendable {
    private let memory: Mutex<ColumnReplay.Memory>

    init(_ memory: ColumnReplay.Memory) { self.memory = Mutex(memory) }

    /// What it has met.
    var value: ColumnReplay.Memory { memory.withLock { $0 } }

    func count(
      _ group: RowGroup, at index: Int, by replay: ColumnReplay
    ) throws(HistoryError) -> ReplaySums {
      try memory.withLock { memory throws(HistoryError) in
        try replay.count(group, at: index, &memory)
      }
    }
  }

  /// Adds up all groups.
  /// - Parameter next: the next group; nil at the end.
  /// - Throws: what `next` throws, and `CancellationError` between groups.
  func fold(
    into initial: ReplaySums, _ next: () async throws -> RowGroup?
  ) async throws -> ReplaySums {
    try await withThrowingTaskGroup(of: Done.self) { tasks in
      var ordered = OrderedSums(total: initial)
      var idle = (0..<max(parallelism, 1)).map { _ in SharedMemory(replay.makeMemory()) }
      var started = 0
      while let group = try await next() {
        try Task.checkCancellation()
        if idle.isEmpty, let done = try await tasks.next() {
          idle.append(done.memory)
          ordered.insert(done.sums, at: done.index) { $0.add($1) }
        }
        guard let memory = idle.popLast() else { break }
        tasks.addTask { [replay, started] in
          Done(
            index: started, sums: try memory.count(group, at: started, by: replay), memory: memory)
        }
        started += 1
      }
      for try await done in tasks {
        idle.append(done.memory)
        ordered.insert(done.sums, at: done.index) { $0.add($1) }
      }
      var total = ordered.total
      replay.addBase(idle.map(\.value), to: &total.main)
      return total
    }
  }
}
