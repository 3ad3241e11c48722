package import CEL

/// Appends entries to a log; what was acknowledged is on disk.
///
/// Appends that come while others are being written are written together with one `fsync`.
package actor LogWriter {
  /// What a writer holds its entries to besides their form.
  package struct Rules: Sendable {
    /// The clock; read once for each entry.
    package var now: @Sendable () -> Timestamp
    /// Whether a commit is the same as an earlier one, or follows it on the protected ref.
    package var isForward: @Sendable (_ from: String, _ to: String) async -> Bool

    /// Makes rules.
    package init(
      now: @escaping @Sendable () -> Timestamp,
      isForward: @escaping @Sendable (_ from: String, _ to: String) async -> Bool
    ) {
      self.now = now
      self.isForward = isForward
    }
  }

  private let rules: Rules
  private let storage: LogStorage
  private var memory: LogMemory
  private var waiting: [Waiting] = []
  private var isWriting = false
  /// What was cut off when the log was opened; nil when it ended well.
  package nonisolated let repaired: LogDamage?

  /// An entry that waits for the write that is under way.
  private struct Waiting {
    let content: LogContent
    let continuation: CheckedContinuation<Turn, Never>
  }

  /// What becomes of an entry that waited.
  private enum Turn: Sendable {
    case done(Result<LogEntry, LogFailure>)
    /// It is the first of those that are written next.
    case writes
  }

  /// Opens a log, or makes one, and takes the right to write to it.
  /// - Throws: `locked`, `otherLog`, `damaged`, or what the system says.
  /// - Complexity: O(bytes of the log).
  package init(folder: String, header: LogHeader, rules: Rules) throws(LogFailure) {
    self.rules = rules
    let opened = try OpenedLog.open(LogFolder(path: folder), header)
    memory = opened.memory
    repaired = opened.repaired
    storage = LogStorage(opened)
  }

  /// How many entries there are, and the hash of all.
  /// - Complexity: O(entries).
  package var checkpoint: Checkpoint { memory.checkpoint }

  /// Appends an entry.
  /// - Returns: the entry, once it is on disk.
  /// - Throws: why it was not taken; the log is then as it was, unless it is `unusable`.
  package func append(_ content: LogContent) async throws(LogFailure) -> LogEntry {
    if isWriting {
      let turn = await withCheckedContinuation { continuation in
        waiting.append(Waiting(content: content, continuation: continuation))
      }
      switch turn {
      case .done(let result): return try result.get()
      case .writes: break
      }
    }
    isWriting = true
    return try await write(content).get()
  }

  /// Writes an entry with all that wait; the first that came meanwhile writes next.
  private func write(_ content: LogContent) async -> Result<LogEntry, LogFailure> {
    let followers = waiting
    waiting = []
    let results = await results(of: [content] + followers.map(\.content))
    for (follower, result) in zip(followers, results.dropFirst()) {
      follower.continuation.resume(returning: .done(result))
    }
    if waiting.isEmpty {
      isWriting = false
    } else {
      waiting.removeFirst().continuation.resume(returning: .writes)
    }
    return results[0]
  }

  /// Nobody else changes what is known of the log while this waits: only one writes at a time.
  private func results(of contents: [LogContent]) async -> [Result<LogEntry, LogFailure>] {
    var draft = LogDraft(following: memory)
    var results: [Result<LogEntry, LogFailure>] = []
    for content in contents {
      do throws(LogFailure) {
        results.append(.success(try await draft.add(content, rules)))
      } catch {
        results.append(.failure(error))
      }
    }
    guard !draft.lines.isEmpty else { return results }
    do throws(LogFailure) {
      try await storage.append(draft.lines, startingAt: memory.index)
    } catch {
      return results.map { $0.flatMap { _ in .failure(error) } }
    }
    memory.take(draft)
    return results
  }
}
