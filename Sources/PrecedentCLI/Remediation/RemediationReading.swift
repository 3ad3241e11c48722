import CEL
import DecisionLog
import GitStore
import PolicyCore

/// Goes through a log once, and decides what was decided under bad versions again, in batches on
/// all cores.
struct RemediationReading {
  private var span: CommitSpan
  private let terms: Remediation.Terms
  private let judge: RedressJudge
  private let parallelism: Int
  private var owners = RuleOwners()
  private var draft: RemediationDraft
  private let scan: LogScan

  private static let batchSize = 4_096

  init(
    _ scan: LogScan, span: CommitSpan, terms: Remediation.Terms, good: Policy, parallelism: Int
  ) {
    self.scan = scan
    self.span = span
    self.terms = terms
    self.parallelism = parallelism
    judge = RedressJudge(policy: good, policyAt: terms.policyAt, now: terms.now)
    draft = RemediationDraft(terms: terms, header: scan.header, policy: good)
  }

  /// - Parameter progress: told how many entries have been read.
  /// - Throws: `LogFailure`, and what reading git throws.
  mutating func read(
    in repository: borrowing PolicyRepository, progress: (Int) -> Void
  ) async throws -> Remediation {
    var cursor = try LogCursor(scan)
    while true {
      try Task.checkCancellation()
      let works = try nextWorks(&cursor, repository)
      if works.isEmpty { break }
      for result in await Self.results(of: works, by: judge, parallelism) {
        try take(result, repository)
      }
      progress(cursor.end.size)
    }
    return draft.finish(cursor.end)
  }

  /// One entry that holds a decision, and where its commit lies.
  private struct Work: Sendable {
    let entry: LogEntry
    /// Nil where the window leaves it out.
    let place: CommitSpan.Place?
  }

  private struct Result: Sendable {
    let decision: Swift.Result<LoggedDecision, RecordProblem>
    let work: Work
    /// Nil where it is not meant.
    let verdict: RedressVerdict?
  }

  private mutating func nextWorks(
    _ cursor: inout LogCursor, _ repository: borrowing PolicyRepository
  ) throws -> [Work] {
    var works: [Work] = []
    while works.count < Self.batchSize, let (entry, _) = try cursor.next() {
      guard case .decision(let record, _) = entry.content else { continue }
      let commit = record["stamp"]?["commit"]?.string ?? ""
      let place =
        terms.period.contains(entry.recordedAt) ? try span.place(of: commit, in: repository) : nil
      works.append(Work(entry: entry, place: place))
    }
    return works
  }

  private static func results(
    of works: [Work], by judge: RedressJudge, _ parallelism: Int
  ) async -> [Result] {
    let share = max(1, (works.count + parallelism - 1) / parallelism)
    let parts = stride(from: 0, to: works.count, by: share).map {
      Array(works[$0..<min($0 + share, works.count)])
    }
    let results = await withTaskGroup(of: (Int, [Result]).self) { group in
      for (place, part) in parts.enumerated() {
        group.addTask { (place, part.compactMap { result(of: $0, by: judge) }) }
      }
      return await group.reduce(into: [Int: [Result]]()) { $0[$1.0] = $1.1 }
    }
    return parts.indices.flatMap { results[$0] ?? [] }
  }

  private static func result(of work: Work, by judge: RedressJudge) -> Result? {
    let decision: LoggedDecision
    do throws(RecordProblem) {
      guard let read = try LoggedDecision(work.entry) else { return nil }
      decision = read
    } catch {
      return Result(decision: .failure(error), work: work, verdict: nil)
    }
    let isMeant = if case .inside? = work.place { true } else { false }
    return Result(
      decision: .success(decision), work: work,
      verdict: isMeant ? judge.verdict(on: decision) : nil)
  }

  private mutating func take(
    _ result: Result, _ repository: borrowing PolicyRepository
  ) throws {
    let decision: LoggedDecision
    switch result.decision {
    case .failure(let problem):
      guard case .decision(let record, _) = result.work.entry.content else { return }
      return draft.add(problem, at: result.work.entry.index, record)
    case .success(let read): decision = read
    }
    draft.note(decision)
    if let verdict = result.verdict {
      return try add(verdict, on: decision, repository)
    }
    switch result.work.place {
    case .inside, nil: break
    case .outside: draft.addOutside()
    case .unknown: draft.addUnknown(decision.stored.commit)
    }
  }

  private mutating func add(
    _ verdict: RedressVerdict, on decision: LoggedDecision,
    _ repository: borrowing PolicyRepository
  ) throws {
    var verdict = verdict
    if case .redress(var redress) = verdict, redress.duties.isEmpty {
      redress.duties = try owners.duties(for: redress.decision, in: repository)
      verdict = .redress(redress)
    }
    draft.add(verdict, on: decision)
  }
}
