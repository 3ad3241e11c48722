import CEL
import Diagnostics
import GitStore
import History
import Impact
import PolicyCore
import Trials

/// A policy version whose rules are edited to see what its tests notice.
struct MutatedVersion {
  private let tested: TestedVersion
  private let files: [PolicyFile]
  private let histories: [HistorySource]

  /// Requests that show an edit are looked for in so many records.
  private static let greatestRecordCount = 20_000

  init(
    _ tested: TestedVersion, of version: PolicyVersion, in repository: borrowing PolicyRepository
  ) throws {
    self.tested = tested
    files =
      try version.root.map { root in
        try repository.policyTree(of: version.source, root: root).files
      } ?? []
    histories = try repository.histories(of: version, policy: tested.policy)
  }

  /// Edits some rules.
  /// - Throws: `CommandFailure` where a test fails: what it should notice is not known then.
  func report(on rules: [ID], in environment: CommandEnvironment) async throws -> MutationReport {
    try requirePassing()
    let records = try records()
    let testing = MutationTesting(
      policy: tested.policy, tests: tested.tests, fixtures: tested.fixtures, files: files,
      parallelism: environment.processorCount)
    let bar = ProgressBar(environment: environment, whole: .steps)
    return try await bar.during(testing) { testing, progress in
      try await testing.run(rules: rules, records: records) { done, all in
        progress.report(done, all)
      }
    }
  }

  private func requirePassing() throws(CommandFailure) {
    let run = tested.run()
    guard let failed = run.failed.first else { return }
    throw CommandFailure(
      Diagnostic(
        code: "tests-fail",
        message: "\(run.failed.count) of \(run.results.count) cases fail, so no rule is edited",
        location: failed.location,
        help: "run `precedent test`, and mend the rules or the tests first"))
  }

  /// The first records that the policy can read. They are examples: what cannot be read is for
  /// `simulate` to say.
  private func records() throws -> [Record] {
    let reader = RecordReader(schema: tested.policy.schema)
    var history = HistoryReader(sources: histories)
    var found: [Record] = []
    while found.count < Self.greatestRecordCount, let item = try history.next() {
      guard case .record(let raw) = item else { continue }
      do throws(InvalidRequest) {
        found.append(try reader.record(raw.value))
      } catch {
        continue
      }
    }
    return found
  }
}
