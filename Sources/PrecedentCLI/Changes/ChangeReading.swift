import CEL
import DecisionLog
import GitStore
import Impact
import PolicyCore
import Reporting

/// Reads the changes of a line one after the other: who, what it means, what the gates say.
struct ChangeReading {
  private let line: PolicyLine
  /// Nil where nothing is replayed.
  private let replay: GateReplay?
  /// The newest version so far that decides something, and its place.
  private var last: (place: Int, version: PolicyVersion)?

  init(_ line: PolicyLine, replay: GateReplay?) {
    self.line = line
    self.replay = replay
  }

  /// What there is to say of the next change.
  mutating func read(
    _ change: ChangedLine.Change, _ commit: PolicyCommit,
    in repository: borrowing PolicyRepository
  ) async throws -> PolicyChange {
    let before = try base(below: change.place, in: repository)
    let after = try repository.load(.commit(change.commit), named: change.commit.hex)
    var report = PolicyChange(
      commit: commit, base: before?.version.commit?.hex,
      isBaseNext: before.map { $0.place == change.place - 1 } ?? true,
      files: try repository.changedFiles(from: change.previous, to: change.commit),
      meaning: nil, verdict: .notReplayed, replay: nil, gates: [])
    if after.loaded?.policy != nil {
      try await judge(
        &report, ComparedVersions(before: before?.version ?? .nothing, after: after),
        isFirst: isFirst(change.place, before?.version), in: repository)
      last = (change.place, after)
    } else {
      report.verdict = after.loaded == nil ? .removed : .unusable
    }
    return report
  }

  private func judge(
    _ report: inout PolicyChange, _ versions: ComparedVersions, isFirst: Bool,
    in repository: borrowing PolicyRepository
  ) async throws {
    guard let old = versions.before.loaded?.policy else {
      report.verdict = isFirst ? .firstVersion : .unusableBefore
      return
    }
    var gates = ChangeVerdict.Gates.notAsked
    if let replay {
      let now = report.commit.committedAt ?? replay.environment.now()
      gates = try await replay.gates(of: versions, at: now, in: repository)
    }
    switch gates {
    case .judged(let radius):
      report.meaning = radius.meaning
      report.replay = PolicyChange.Replay(radius)
      report.gates = radius.gates
      report.verdict = ChangeGateVerdict(radius)
      return
    case .withoutHistory: report.verdict = .withoutHistory
    case .unusableBefore: report.verdict = .unusableBefore
    case .firstVersion: report.verdict = .firstVersion
    case .notAsked: report.verdict = .notReplayed
    }
    report.meaning = try repository.difference(
      of: versions, before: old, after: try versions.after.policy())
  }

  // MARK: - Versions

  /// The newest version before a place that decides something: what is merged after one that does
  /// not load is held to what stood before.
  private func base(
    below place: Int, in repository: borrowing PolicyRepository
  ) throws -> (place: Int, version: PolicyVersion)? {
    for candidate in (0..<place).reversed() where line.stretches[candidate].files != nil {
      // The tests and the history of a version are those of the newest commit that has it.
      let id = line.last(of: line.stretches[candidate])
      if let last, last.place == candidate, last.version.commit == id { return last }
      let version = try repository.load(.commit(id), named: id.hex)
      if version.loaded?.policy != nil { return (candidate, version) }
    }
    return nil
  }

  /// Whether no commit of the line had a policy before, loaded or not.
  private func isFirst(_ place: Int, _ before: PolicyVersion?) -> Bool {
    before == nil && line.stretches[..<place].allSatisfy { $0.files == nil }
  }
}

extension ChangeGateVerdict {
  /// Of a change that was replayed.
  fileprivate init(_ radius: BlastRadius) {
    let isAccepted = radius.gates.contains { gate in
      switch gate.verdict {
      case .accepted: true
      case .passed, .tripped: false
      }
    }
    if radius.isRefused {
      self = .bypassed
    } else if radius.isIncomplete {
      self = .incomplete
    } else {
      self = isAccepted ? .accepted : .passed
    }
  }
}

extension PolicyRepository {
  /// The files of the policy that differ between two commits, tests included, sorted by path.
  /// - Parameter old: nil where there is no commit before.
  func changedFiles(from old: ObjectID?, to new: ObjectID) throws -> [PolicyChange.File] {
    let (oldRoot, before) = try old.map { try policyFileIDs(of: $0) } ?? (nil, [:])
    let (newRoot, after) = try policyFileIDs(of: new)
    let isMoved = oldRoot != nil && newRoot != nil && oldRoot != newRoot
    return Set(before.keys).union(after.keys).sorted { $0.precedesInUTF8($1) }
      .compactMap { path in
        let (old, new) = (before[path], after[path])
        if old == new, !isMoved { return nil }
        let fate: PolicyChange.File.Fate =
          old == nil ? .added : new == nil ? .removed : old == new ? .moved : .changed
        return PolicyChange.File(path: Self.path(path, below: newRoot ?? oldRoot), fate: fate)
      }
  }

  /// The folder of a policy, and its files by their paths below that.
  private func policyFileIDs(
    of commit: ObjectID
  ) throws -> (root: String?, files: [String: ObjectID]) {
    guard let root = try root(in: .commit(commit)) else { return (nil, [:]) }
    let listing = try repository.listing(
      of: .commit(commit), root: root, selecting: .named(Self.folders))
    return (root, listing.files.reduce(into: [:]) { $0[$1.path] = $1.objectID })
  }

  private static func path(_ path: String, below root: String?) -> String {
    root.map { $0.isEmpty ? path : $0 + "/" + path } ?? path
  }
}
