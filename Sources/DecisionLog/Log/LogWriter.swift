package import CEL

/// Appends entries to a log; what was acknowledged is on disk.
///
/// Appends that come while others are being written are written together with one `fsync`.
package actor LogWriter {
  /// What a writer holds its entries to besides their form.
  package struct Rules: Sendable {
    /// The clock; read once for each entry.
    package var now: @Sendable () -> Timestamp
    /// Whether a commit is the same as an earlier one, or follows it on the protected ref; throws
    /// `commitsNotCompared` where that cannot be told.
    package var isForward: @Sendable (_ from: String, _ to: String) async throws(LogFailure) -> Bool

    /// Makes rules.
    package init(
      now: @escaping @Sendable () -> Timestamp,
      isForward:
        @escaping @Sendable (_ from: String, _ to: String) async throws(LogFailure) ->
        Bool
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
  /// How many times entries were brought to the disk.
  package private(set) var synchronizationCount = 0
  /// What was cut off when the log was opened; nil when it ended well.
  package nonisolated let repaired: LogDamage?
  /// Why entries were read again that need not have been; nil when that was not so.
  package nonisolated let summaryProblem: SummaryProblem?
  /// Of the summary: the entries are on disk whatever becomes of it.
  private var summaryFailure: LogFailure?

  /// Entries that wait for the write that is under way.
  private struct Waiting {
    let contents: [LogContent]
    let continuation: CheckedContinuation<Turn, Never>
  }

  /// What becomes of entries that waited.
  private enum Turn: Sendable {
    case done([Result<LogEntry, LogFailure>])
    /// They are the first of those that are written next.
    case writes
  }

  /// Opens a log, or makes one, and takes the right to write to it.
  /// - Throws: `locked`, `otherLog`, `damaged`, or what the system says.
  /// - Complexity: O(requests decided), and at most 1,024 entries and one batch are read, if what is
  ///   kept beside the log is good; O(bytes of the log) if not.
  package init(folder: String, header: LogHeader, rules: Rules) throws(LogFailure) {
    self.rules = rules
    let opened = try OpenedLog.open(LogFolder(path: folder), header)
    memory = opened.memory
    repaired = opened.repaired
    summaryProblem = opened.summaryProblem
    summaryFailure = opened.summaryFailure
    storage = LogStorage(opened)
  }

  /// How many entries there are, and the hash of all.
  package var checkpoint: Checkpoint { memory.checkpoint }

  /// The commit of the last decision or rollback; nil in a log without any.
  package var commit: String? { memory.commit }

  /// Writes down what makes opening the log again quick. Without this nothing is lost, and a log
  /// that was not closed is opened as one after a crash.
  /// - Throws: why it is not written; the log is as it was.
  package func close() async throws(LogFailure) {
    if memory.unsummarizedCount >= Self.leastSummarizedCount { await summarize() }
    if let summaryFailure { throw summaryFailure }
  }

  /// Fewer entries are read more quickly than a file for them is written.
  private static let leastSummarizedCount = 64

  private func summarize() async {
    memory.summarize()
    do throws(LogFailure) {
      try await storage.store(memory.summary)
      summaryFailure = nil
    } catch {
      summaryFailure = error
    }
  }

  /// Appends an entry.
  /// - Returns: the entry, once it is on disk.
  /// - Throws: why it was not taken; the log is then as it was, unless it is `unusable`.
  package func append(_ content: LogContent) async throws(LogFailure) -> LogEntry {
    guard let result = await append([content]).first else { throw .unusable }
    return try result.get()
  }

  /// Appends entries, one behind the other.
  /// - Returns: for each of them the entry, once it is on disk, or why it was not taken.
  package func append(_ contents: [LogContent]) async -> [Result<LogEntry, LogFailure>] {
    if isWriting {
      let turn = await withCheckedContinuation { continuation in
        waiting.append(Waiting(contents: contents, continuation: continuation))
      }
      switch turn {
      case .done(let results): return results
      case .writes: break
      }
    }
    isWriting = true
    return await write(contents)
  }

  /// Writes entries with all that wait; the first that came meanwhile writes next.
  private func write(_ contents: [LogContent]) async -> [Result<LogEntry, LogFailure>] {
    let followers = waiting
    waiting = []
    let all = await results(of: contents + followers.flatMap(\.contents))
    var rest = all.dropFirst(contents.count)
    for follower in followers {
      let own = rest.prefix(follower.contents.count)
      rest = rest.dropFirst(own.count)
      follower.continuation.resume(returning: .done(Array(own)))
    }
    if waiting.isEmpty {
      isWriting = false
    } else {
      waiting.removeFirst().continuation.resume(returning: .writes)
    }
    return Array(all.prefix(contents.count))
  }

  /// Nobody else changes what is known of the log while this waits: only one writes at a time.
  private func results(of contents: [LogContent]) async -> [Result<LogEntry, LogFailure>] {
    var draft = LogDraft(following: memory)
    var results: [Result<LogEntry, LogFailure>] = []
    for content in contents {
      do throws(LogFailure) {
        results.append(.success(try await draft.add(content, after: memory, rules)))
      } catch {
        results.append(.failure(error))
      }
    }
    guard !draft.lines.isEmpty else { return results }
    do throws(LogFailure) {
      let place = try await storage.append(draft.lines, startingAt: memory.index)
      memory.take(draft, upTo: place)
      synchronizationCount += 1
    } catch {
      return results.map { $0.flatMap { _ in .failure(error) } }
    }
    if memory.unsummarizedCount >= LogMemory.greatestUnsummarizedCount { await summarize() }
    return results
  }
}
