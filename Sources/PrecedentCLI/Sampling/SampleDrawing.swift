import CEL
import DecisionLog
import Diagnostics
import GitStore
import PolicyCore

/// Draws decisions from a log, verifies them, and finds out who changed their rules last.
struct SampleDrawing {
  let count: Int
  let seed: String
  let dimensions: [SampleDimension]
  let period: LogPeriod
  /// Nil where signatures are not asked for.
  let keys: [VerificationKey]?
  private var history = RuleHistory()

  init(
    count: Int, seed: String, dimensions: [SampleDimension], period: LogPeriod,
    keys: [VerificationKey]?
  ) {
    self.count = count
    self.seed = seed
    self.dimensions = dimensions
    self.period = period
    self.keys = keys
  }

  /// The sample of a log.
  /// - Parameters:
  ///   - log: the folder as the user named it.
  ///   - verifying: the policies that records are verified with.
  mutating func sample(
    _ log: String, verifying policies: VerifyingPolicies,
    in repository: borrowing PolicyRepository, environment: CommandEnvironment
  ) async throws -> AuditSample {
    let scan: LogScan
    var cursor: LogCursor
    do throws(LogFailure) {
      scan = try LogScan(folder: environment.absolutePath(log))
      cursor = try LogCursor(scan)
    } catch {
      throw CommandFailure(error, log: log)
    }
    let draw = try draw(from: &cursor, log, repository)
    let end = cursor.end
    let strata = draw.finished()
    try requireRoom(strata.count)
    let population = AuditSample.Population(
      origin: scan.header.origin, size: end.size, root: end.tree.root, period: period,
      decisions: strata.reduce(0) { $0 + $1.size })
    let drawn = strata.flatMap { stratum in stratum.items.map { ($0, stratum.values) } }
      .sorted { $0.0.index < $1.0.index }
    return AuditSample(
      population: population, seed: seed, count: count, dimensions: dimensions,
      strata: strata.map { .init(values: $0.values, size: $0.size, drawn: $0.drawn) },
      drawn: try await examined(drawn, policies, repository, environment),
      asksSignatures: keys != nil)
  }

  // MARK: - Drawing

  private mutating func draw(
    from cursor: inout LogCursor, _ log: String, _ repository: borrowing PolicyRepository
  ) throws -> StratifiedSample<LoggedDecision> {
    var sample = StratifiedSample<LoggedDecision>(seed: seed, count: count)
    while let decision = try next(&cursor, log) {
      guard period.contains(decision.recordedAt) else { continue }
      sample.add(
        decision, id: decision.id, index: decision.index, in: try values(of: decision, repository))
    }
    return sample
  }

  /// - Throws: where the log is damaged: what is drawn from a part of it stands for nothing.
  private func next(
    _ cursor: inout LogCursor, _ log: String
  ) throws(CommandFailure) -> LoggedDecision? {
    do throws(LogFailure) {
      while let (entry, place) = try cursor.next() {
        if let decision = try LoggedDecision.reading(entry, at: place) { return decision }
      }
      if let damage = cursor.end.damage, !cursor.end.isTail { throw .damaged(damage) }
      return nil
    } catch {
      throw CommandFailure(error, log: log)
    }
  }

  /// What a decision has in each dimension; several rules or owners are one value.
  private mutating func values(
    of decision: LoggedDecision, _ repository: borrowing PolicyRepository
  ) throws -> [String] {
    var values: [String] = []
    for dimension in dimensions {
      switch dimension {
      case .tier: values.append(decision.tier.rawValue)
      case .status: values.append(decision.status.rawValue)
      case .rule: values.append(Self.joined(decision.decidingRules.map(\.text), or: "default"))
      case .owner:
        let owners = try rules(of: decision, repository).compactMap(\.owner?.text)
        values.append(Self.joined(Set(owners).sorted { $0.precedesInUTF8($1) }, or: "nobody"))
      }
    }
    return values
  }

  private static func joined(_ names: [String], or nothing: String) -> String {
    names.isEmpty ? nothing : names.joined(separator: "+")
  }

  /// Each stratum has a decision drawn, or it would stand for nothing.
  private func requireRoom(_ strata: Int) throws(CommandFailure) {
    guard strata > count else { return }
    throw CommandFailure(
      Diagnostic(
        code: "sample-too-small",
        message: "\(count) decisions cannot be drawn from \(strata) strata, at least one of each",
        help: "ask for --n \(strata) or more, or divide by less than --by "
          + dimensions.map(\.rawValue).joined(separator: ",")))
  }

  // MARK: - Examining

  private mutating func examined(
    _ drawn: [(LoggedDecision, [String])], _ policies: VerifyingPolicies,
    _ repository: borrowing PolicyRepository, _ environment: CommandEnvironment
  ) async throws -> [AuditSample.Drawn] {
    var batches = RecordBatches(
      keys: keys, parallelism: environment.processorCount, policies: policies)
    try await batches.verify(
      drawn.map { decision, _ in
        .init(
          index: decision.index, record: decision.stored.json, signatures: decision.signatures)
      }, in: repository)
    let problems = Dictionary(
      batches.verification.findings.compactMap { finding in
        finding.index.map { ($0, finding.problems) }
      }, uniquingKeysWith: +)
    var examined: [AuditSample.Drawn] = []
    for (decision, values) in drawn {
      examined.append(
        AuditSample.Drawn(
          decision: decision, values: values, problems: problems[decision.index] ?? [],
          rules: try changedRules(of: decision, repository)))
    }
    return examined
  }

  /// The deciding rules without their last changes, which only what is drawn needs.
  private mutating func rules(
    of decision: LoggedDecision, _ repository: borrowing PolicyRepository
  ) throws -> [DecidingRule] {
    let commit = ObjectID(hex: decision.stored.commit)
    return try decision.decidingRules.map { id in
      try commit.flatMap { try history.entry(id, at: $0, in: repository) }
        ?? DecidingRule(id: id, title: nil, owner: nil, lastChange: nil)
    }
  }

  private mutating func changedRules(
    of decision: LoggedDecision, _ repository: borrowing PolicyRepository
  ) throws -> [DecidingRule] {
    let commit = ObjectID(hex: decision.stored.commit)
    return try decision.decidingRules.map { id in
      try commit.map { try history.rule(id, at: $0, in: repository) }
        ?? DecidingRule(id: id, title: nil, owner: nil, lastChange: nil)
    }
  }
}
