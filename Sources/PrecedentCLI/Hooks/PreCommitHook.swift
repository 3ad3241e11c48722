import ArgumentParser
import GitStore
import Reporting

/// `precedent hook pre-commit`.
struct PreCommitHook: EnvironmentCommand {
  static let configuration = CommandConfiguration(
    commandName: Hook.preCommit.rawValue,
    abstract: "Judge what is staged: new findings, the tests, the testing bar.",
    discussion: """
      The work tree is never looked at. What the policy of HEAD has already is not held against \
      the commit, nor what a merged commit has.
      """)

  @OptionGroup var location: PolicyLocationOptions

  func run(in environment: CommandEnvironment) async throws -> ExitStatus {
    let repository = try location.open(in: environment)
    let merged = try repository.repository.mergeHeads()
    let verdict = try await StagedChange(environment: environment)
      .verdict(merging: merged, in: repository)
    return try Hook.preCommit.report(verdict.map { [$0] } ?? [], in: environment)
  }
}

/// `precedent hook pre-merge-commit`.
struct PreMergeCommitHook: EnvironmentCommand {
  static let configuration = CommandConfiguration(
    commandName: Hook.preMergeCommit.rawValue,
    abstract: "Judge a merge that is about to be committed, as pre-commit does.")

  @OptionGroup var location: PolicyLocationOptions

  func run(in environment: CommandEnvironment) async throws -> ExitStatus {
    let repository = try location.open(in: environment)
    let written = try repository.repository.mergeHeads()
    let merged = written.isEmpty ? Self.mergeHeads(environment.variables) : written
    let verdict = try await StagedChange(environment: environment)
      .verdict(merging: merged, in: repository)
    return try Hook.preMergeCommit.report(verdict.map { [$0] } ?? [], in: environment)
  }

  /// `git merge` writes MERGE_HEAD only after this hook, and names the merged commits for its
  /// strategies in variables (git-merge's builtin/merge.c): `GITHEAD_<id>=<name>`.
  private static func mergeHeads(_ variables: [String: String]) -> [ObjectID] {
    let prefix = "GITHEAD_"
    return variables.keys.filter { $0.hasPrefix(prefix) }
      .compactMap { ObjectID(hex: String($0.dropFirst(prefix.count))) }.sorted()
  }
}

/// What is staged, against what it is committed on.
struct StagedChange {
  let environment: CommandEnvironment

  /// Nil when the policy stays as one of the parents has it.
  func verdict(
    merging merged: [ObjectID], in repository: borrowing PolicyRepository
  ) async throws -> ChangeVerdict? {
    let parents = try parents(in: repository) + merged
    for parent in parents
    where try repository.hasSamePolicyFiles(.staged, .commit(parent)) { return nil }
    guard try parents.isEmpty == false || repository.root(in: .staged) != nil else { return nil }
    var before: [PolicyVersion] = []
    for (index, parent) in parents.enumerated() {
      let name = index == 0 ? "HEAD" : parent.hex
      before.append(try repository.load(.commit(parent), named: name))
    }
    let change = JudgedChange(
      subject: "the index", after: try repository.load(.staged, named: "the index"),
      before: before.isEmpty ? [.nothing] : before, merged: merged, asksGates: false)
    return try await ChangeJudge(environment: environment).judge(change, in: repository)
  }

  /// HEAD; nothing before the first commit.
  private func parents(in repository: borrowing PolicyRepository) throws -> [ObjectID] {
    switch try repository.repository.head() {
    case .unborn: []
    case .detached(let id): [id]
    case .branch: [try repository.repository.commitID(of: "HEAD")]
    }
  }
}
