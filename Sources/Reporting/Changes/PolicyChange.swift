package import DecisionLog
package import Impact

/// One change of a policy on a protected ref, as an auditor asks about it.
package struct PolicyChange: Sendable {
  /// A file of the policy that the change touches.
  package struct File: Sendable, Hashable {
    /// What became of it.
    package enum Fate: String, Sendable, Hashable, CaseIterable {
      case added, removed, changed
      /// The folder of the policy has moved, and the file with it.
      case moved
    }

    /// From the top of the repository.
    package var path: String
    /// What became of it.
    package var fate: Fate

    /// Makes a file.
    package init(path: String, fate: Fate) {
      self.path = path
      self.fate = fate
    }
  }

  /// What a replay of the history says.
  package struct Replay: Sendable, Hashable {
    /// All records of the history.
    package var records: Int
    /// Those that one version or both cannot read.
    package var unreplayable: Int
    /// Those that are decided differently.
    package var changed: Int
    /// Records that moved each way.
    package var directions: [Direction: Int]
    /// Ids of records that a human denied, and that the change approves.
    package var deniedThenNowApproved: [String]
    /// Ids of records that a human approved, and that the change denies.
    package var approvedThenNowDenied: [String]

    /// The part of a blast radius that a list of changes has room for.
    package init(_ radius: BlastRadius) {
      records = radius.history.records
      unreplayable = radius.history.unreplayable
      changed = radius.changed
      directions = Dictionary(Direction.allCases.map { ($0, radius.count($0)) }) { first, _ in
        first
      }
      deniedThenNowApproved = radius.deniedThenNowApproved
      approvedThenNowDenied = radius.approvedThenNowDenied
    }
  }

  /// The commit on the protected ref that made it.
  package var commit: PolicyCommit
  /// The commit whose policy it is compared with; nil where there was none before.
  package var base: String?
  /// Whether that is the commit before; else those between have no policy that loads.
  package var isBaseNext: Bool
  /// Sorted by path.
  package var files: [File]
  /// What it means; nil where there is nothing to compare.
  package var meaning: PolicyDifference?
  /// What the gates said.
  package var verdict: ChangeGateVerdict
  /// Nil where nothing was replayed.
  package var replay: Replay?
  /// In the order of their ids; empty where nothing was replayed.
  package var gates: [GateResult]

  /// Makes a change from its parts.
  package init(
    commit: PolicyCommit, base: String?, isBaseNext: Bool, files: [File],
    meaning: PolicyDifference?, verdict: ChangeGateVerdict, replay: Replay?, gates: [GateResult]
  ) {
    self.commit = commit
    self.base = base
    self.isBaseNext = isBaseNext
    self.files = files
    self.meaning = meaning
    self.verdict = verdict
    self.replay = replay
    self.gates = gates
  }
}

/// What the gates say of a change that is already merged.
package enum ChangeGateVerdict: String, Sendable, Hashable, CaseIterable {
  /// No gate tripped.
  case passed
  /// A gate tripped, and somebody who may accepted each that did.
  case accepted
  /// A gate tripped and nobody accepted it, or a safeguard was lowered together with a loosening.
  case bypassed
  /// Its policy does not load: nothing could be decided with it.
  case unusable
  /// There is no policy any more.
  case removed
  /// The first version: there is nothing to compare it with.
  case firstVersion = "first-version"
  /// There is no history to replay.
  case withoutHistory = "without-history"
  /// The policy before does not load.
  case unusableBefore = "unusable-before"
  /// More records than allowed could not be replayed, and no gate tripped on the others.
  case incomplete
  /// Nobody asked for a replay.
  case notReplayed = "not-replayed"

  /// Whether every hook would have refused it.
  package var isFinding: Bool {
    switch self {
    case .bypassed, .unusable, .removed: true
    case .passed, .accepted, .firstVersion, .withoutHistory, .unusableBefore, .incomplete,
      .notReplayed:
      false
    }
  }

  /// Whether the gates could not be asked.
  package var isUnknown: Bool {
    switch self {
    case .withoutHistory, .unusableBefore, .incomplete, .notReplayed: true
    case .passed, .accepted, .bypassed, .unusable, .removed, .firstVersion: false
    }
  }
}
