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

  static let size = 4_096

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

  /// Decides some decisions again; the results are added in their order.
  mutating func verify(
    _ items: [Item], in repository: borrowing PolicyRepository
  ) async throws {
    var works: [Work] = []
    for item in items { works.append(try work(on: item, repository)) }
    await judge(works)
  }

  /// Looks at some decisions by themselves.
  mutating func verify(_ items: [Item]) async {
    await judge(
      items.map { item in
        let record = item.stored
        if case .success(let read) = record { commits.insert(read.commit) }
        return Work(item: item, record: record, verifier: .none)
      })
  }

  private mutating func judge(_ works: [Work]) async {
    let share = max(1, (works.count + parallelism - 1) / parallelism)
    let parts = stride(from: 0, to: works.count, by: share).map {
      Array(works[$0..<min($0 + share, works.count)])
    }
    let keys = keys
    let results = await withTaskGroup(of: (Int, [[RecordProblem]]).self) { group in
      for (place, part) in parts.enumerated() {
        group.addTask { (place, part.map { $0.problems(keys) }) }
      }
      return await group.reduce(into: [Int: [[RecordProblem]]]()) { $0[$1.0] = $1.1 }
    }
    let problems = parts.indices.flatMap { results[$0] ?? [] }
    for (work, problems) in zip(works, problems) { note(problems, of: work.item) }
    verification.commits = commits.count
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
