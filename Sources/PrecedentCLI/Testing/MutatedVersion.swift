import CEL
import Diagnostics
import GitStore
import History
import Impact
import PolicyCore
import Trials

/// A tested policy version whose rules are edited to see what its tests notice.
struct MutatedVersion {
  let tested: TestedVersion
  private let files: [PolicyFile]
  private let records: [Record]

  /// Requests that show an edit are looked for in so many records.
  private static let greatestRecordCount = 20_000

  /// - Throws: `CommandFailure` where a test fails: what it should notice is not known then.
  init(
    _ tested: TestedVersion, of version: PolicyVersion, in repository: borrowing PolicyRepository
  ) throws {
    self.tested = tested
    let run = TestRunner(policy: tested.policy, fixtures: tested.fixtures).run(tested.tests)
    guard run.failed.isEmpty else {
      throw CommandFailure(
        Diagnostic(
          code: "tests-fail",
          message: "\(run.failed.count) of \(run.results.count) cases fail, so nothing is edited",
          location: run.failed.first?.location,
          help: "run `precedent test`, and mend the rules or the tests first"))
    }
    files = try version.root.map {
      try repository.policyTree(of: version.source, root: $0).files
    } ?? []
    records = try Self.records(
      HistoryReader(sources: repository.histories(of: version, policy: tested.policy)),
      RecordReader(schema: tested.policy.schema))
  }

  /// The first records that the policy can read. They are examples: how many others there are is for
  /// `simulate` to say.
  private static func records(
    _ history: consuming HistoryReader, _ reader: RecordReader
  ) throws -> [Record] {
    var found: [Record] = []
    while found.count < greatestRecordCount, let item = try history.next() {
      guard case .record(let raw) = item,
        case .success(let record) = Result(catching: { () throws(InvalidRequest) in
          try reader.record(raw.value)
        })
      else { continue }
      found.append(record)
    }
    return found
  }

  /// Edits some rules.
  func run(rules: [ID], in environment: CommandEnvironment) async throws -> MutationReport {
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
}
