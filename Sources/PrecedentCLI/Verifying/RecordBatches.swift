import DecisionLog
import GitStore
import PolicyCore

/// Verifies decisions in batches, on all cores.
struct RecordBatches {
  /// One decision that waits to be verified.
  struct Item: Sendable {
    let index: Int?
    let record: JSONObject
    let signatures: [EnvelopeSignature]

    fileprivate var stored: Result<StoredRecord, RecordProblem> {
      Result { () throws(RecordProblem) in try StoredRecord(record) }
    }
  }

  /// Nil where signatures are not asked for.
  let keys: [VerificationKey]?
  let parallelism: Int
  /// Nil where nothing is decided again.
  private var policies: VerifyingPolicies?
  private var commits: Set<String> = []
  private(set) var verification: Verification

  static let size = 2_048
  private static let sharesOfCore = 8

  init(keys: [VerificationKey]?, parallelism: Int, policies: VerifyingPolicies? = nil) {
    self.keys = keys
    self.parallelism = parallelism
    self.policies = policies
    verification = Verification(ref: policies?.ref)
    verification.signed = keys.map { _ in 0 }
  }

  /// One record, and what verifies it.
  fileprivate struct Work: Sendable {
    let item: Item
    let record: Result<StoredRecord, RecordProblem>
    let verifier: Verifier
  }

  fileprivate enum Verifier: Sendable {
    /// Nothing is decided again.
    case none
    /// There is none for its semantics.
    case unknownSemantics
    case made(Result<RecordVerifier, RecordProblem>)
  }

  /// Decides decisions again that come in parts, while the part that follows is made; the results
  /// are added in their order.
  /// - Parameter next: makes a part; an empty one is the end.
  mutating func verify(
    in repository: borrowing PolicyRepository, _ next: () throws -> [Item]
  ) async throws {
    var items = try next()
    while !items.isEmpty {
      try Task.checkCancellation()
      let works = try items.map { try work(on: $0, repository) }
      async let problems = Self.problems(of: works, keys, parallelism)
      let following = try next()
      note(await problems, of: items)
      items = following
    }
  }

  /// Decides some decisions again; the results are added in their order.
  mutating func verify(_ items: [Item], in repository: borrowing PolicyRepository) async throws {
    var rest = items
    try await verify(in: repository) {
      defer { rest = [] }
      return rest
    }
  }

  /// Looks at some decisions by themselves.
  mutating func verify(_ items: [Item]) async {
    let works = items.map { item in
      let record = item.stored
      if case .success(let read) = record { commits.insert(read.commit) }
      return Work(item: item, record: record, verifier: .none)
    }
    note(await Self.problems(of: works, keys, parallelism), of: items)
  }

  private mutating func note(_ problems: [[RecordProblem]], of items: [Item]) {
    for (item, problems) in zip(items, problems) { note(problems, of: item) }
    verification.commits = commits.count
  }

  private static func problems(
    of works: [Work], _ keys: [VerificationKey]?, _ parallelism: Int
  ) async -> [[RecordProblem]] {
    // Whoever is done early takes another share: the one who makes the next part comes late.
    let share = max(1, works.count / (parallelism * Self.sharesOfCore))
    let parts = stride(from: 0, to: works.count, by: share).map {
      works[$0..<min($0 + share, works.count)]
    }
    let results = await withTaskGroup(of: (Int, [[RecordProblem]]).self) { group in
      for (place, part) in parts.enumerated() {
        group.addTask { (place, part.map { $0.problems(keys) }) }
      }
      return await group.reduce(into: [Int: [[RecordProblem]]]()) { $0[$1.0] = $1.1 }
    }
    return parts.indices.flatMap { results[$0] ?? [] }
  }

  private mutating func work(
    on item: Item, _ repository: borrowing PolicyRepository
  ) throws -> Work {
    let stored = item.stored
    guard case .success(let record) = stored else {
      return Work(item: item, record: stored, verifier: .none)
    }
    commits.insert(record.commit)
    guard record.hasKnownSemantics else {
      return Work(item: item, record: stored, verifier: .unknownSemantics)
    }
    let verifier = try policies?.verifier(of: record.commit, in: repository)
    return Work(item: item, record: stored, verifier: verifier.map { .made($0) } ?? .none)
  }

  private mutating func note(_ problems: [RecordProblem], of item: Item) {
    verification.records += 1
    let isSigned = !problems.contains { problem in
      switch problem {
      case .notSigned, .keyNotValid, .notARecord: true
      case .otherID, .otherRequestDigest, .otherSemantics, .unknownCommit, .noPolicy, .unreachable,
        .otherStamp, .invalidRequest, .otherContent, .otherDecision:
        false
      }
    }
    if isSigned, let signed = verification.signed { verification.signed = signed + 1 }
    guard !problems.isEmpty else { return }
    verification.findings.append(
      Verification.Finding(
        index: item.index, recordID: item.record["id"]?.string ?? "",
        requestID: item.record["request"]?["id"]?.string ?? "", problems: problems))
  }

  /// Looks at who signed reviews of break-glass, where signatures are asked for.
  mutating func note(reviews: [LogEntry]) {
    guard let keys else { return }
    for entry in reviews {
      guard case .review(let review, let signatures) = entry.content,
        let problem = ReviewStatement(of: review).problem(
          signatures, among: keys, at: entry.recordedAt)
      else { continue }
      verification.findings.append(
        Verification.Finding(
          index: entry.index, recordID: review.decision, requestID: "", problems: [problem]))
    }
    verification.findings.sort { ($0.index ?? 0) < ($1.index ?? 0) }
  }

  /// Takes in how the log as a whole stands.
  mutating func note(_ end: LogEnd, _ checkpoint: Verification.CheckpointVerdict?) {
    verification.entries = end.size
    verification.damage = end.isTail ? nil : end.damage
    verification.tornEnd = end.isTail ? end.damage : nil
    verification.checkpoint = checkpoint
  }
}

extension RecordBatches.Work {
  fileprivate func problems(_ keys: [VerificationKey]?) -> [RecordProblem] {
    let stored: StoredRecord
    switch record {
    case .success(let read): stored = read
    case .failure(let problem): return [problem]
    }
    var problems: [RecordProblem] = []
    if let keys {
      do throws(RecordProblem) {
        _ = try stored.signer(item.signatures, among: keys)
      } catch {
        problems.append(error)
      }
    }
    switch verifier {
    case .none: return problems + stored.ownProblems
    case .unknownSemantics:
      return problems + stored.ownProblems + [.otherSemantics(stored.semantics)]
    case .made(.success(let verifier)): return problems + verifier.problems(of: stored)
    case .made(.failure(let problem)): return problems + stored.ownProblems + [problem]
    }
  }
}
