import CEL
import DecisionLog
import Impact
import PolicyCore

/// What a list of policy changes says, in no format yet.
struct PolicyChangesOutline {
  let report: PolicyChanges

  private static let longestList = 10

  /// How many there are, and how many of them somebody must look at.
  var verdict: Phrase {
    let count = Words.count(report.changes.count, "policy change", "policy changes")
    let all: Phrase =
      "\(count) in \(Words.count(report.commits, "commit", "commits")) of \(report.line)" + window
    guard !report.changes.isEmpty else { return all }
    let bad = report.changes.count { $0.verdict.isFinding }
    let unknown = report.changes.count { $0.verdict.isUnknown }
    let isAsked = report.changes.contains {
      $0.verdict != .notReplayed && $0.verdict != .firstVersion
    }
    guard isAsked || unknown == 0 else { return all + "; the gates were not asked" }
    let none: Phrase =
      unknown == 0 ? "none against the gates" : "none known to be against the gates"
    let findings: Phrase =
      bad == 0
      ? none.inked(unknown == 0 ? .good : .plain)
      : Phrase("\(Words.number(bad)) against the gates").inked(.bad)
    let rest: Phrase =
      unknown == 0 ? "" : ", " + Phrase("\(Words.number(unknown)) not known").inked(.caution)
    return all + ": " + findings + rest
  }

  private var window: Phrase {
    let since: Phrase = report.since.map { " since \($0)" } ?? ""
    return since + (report.until.map { " until \($0)" } ?? "")
  }

  /// One for each change, the oldest first.
  var sections: [Section] { report.changes.map(section) }

  private func section(_ change: PolicyChange) -> Section {
    let title = change.verdict.words.inked(change.verdict.ink) + "  " + change.commit.heading
    let rows =
      [people(change), files(change)] + base(change) + meaning(change) + replay(change)
      + gates(change)
    return Section(title, [.list(RowList(rows))])
  }

  private func people(_ change: PolicyChange) -> Phrase {
    let people = change.commit.people
    return change.commit.reviewers.isEmpty ? people + ", no reviewer named" : people
  }

  private func files(_ change: PolicyChange) -> Phrase {
    guard change.files.count <= Self.longestList else {
      let fates = PolicyChange.File.Fate.allCases.compactMap { fate -> Phrase? in
        let count = change.files.count { $0.fate == fate }
        return count == 0 ? nil : "\(count) \(Words.name(fate))"
      }
      return "files: " + Phrase(fates, separator: ", ")
    }
    return "files: "
      + Phrase(
        change.files.map { file -> Phrase in
          switch file.fate {
          case .changed: "\(file.path)"
          case .added, .removed, .moved: "\(file.path) (\(Words.name(file.fate)))"
          }
        }, separator: ", ")
  }

  private func base(_ change: PolicyChange) -> [Phrase] {
    guard !change.isBaseNext, let base = change.base else { return [] }
    return [
      "compared with \(base.abbreviated), as no commit between has a policy that loads"
    ]
  }

  // MARK: - What it means

  private func meaning(_ change: PolicyChange) -> [Phrase] {
    guard let meaning = change.meaning else { return [] }
    guard meaning.hasMeaning else { return ["nothing changes in meaning"] }
    let lowered = meaning.safeguards.map { safeguard -> Phrase in
      Phrase("lowers a safeguard").inked(.bad)
        + ": \(Words(safeguard.kind)) \(safeguard.name) \(safeguard.change)"
    }
    let entries = meaning.meaningful.map(PolicyDifferenceOutline.line)
    let tests: [Phrase] =
      meaning.tests.isEmpty
      ? []
      : ["\(Words.count(meaning.tests.count, "existing test", "existing tests")) changed or gone"]
    return shortened(lowered) + shortened(entries) + tests
  }

  private func shortened(_ rows: [Phrase]) -> [Phrase] {
    let rest = rows.count - Self.longestList
    return rows.prefix(Self.longestList)
      + (rest > 0 ? ["and \(rest) more: see the JSON report"] : [])
  }

  // MARK: - What it did to the history

  private func replay(_ change: PolicyChange) -> [Phrase] {
    guard let replay = change.replay else { return [] }
    var words: Phrase =
      "\(replay.changed) of \(Words.count(replay.records, "record", "records")) decided differently"
    let ways = Direction.allCases.compactMap { way -> Phrase? in
      guard let count = replay.directions[way], count > 0 else { return nil }
      switch way {
      case .loosened: return "\(count) looser"
      case .tightened: return "\(count) tighter"
      case .both: return "\(count) looser in one way and tighter in another"
      }
    }
    if !ways.isEmpty { words = words + ": " + Phrase(ways, separator: ", ") }
    if replay.unreplayable > 0 { words = words + "; \(replay.unreplayable) not replayed" }
    return [words]
      + records(replay.deniedThenNowApproved, "denied by a human, approved by the change", .bad)
      + records(replay.approvedThenNowDenied, "approved by a human, denied by the change", .caution)
  }

  private func records(_ ids: [String], _ what: Phrase, _ ink: Ink) -> [Phrase] {
    guard !ids.isEmpty else { return [] }
    let shown = Phrase(ids.prefix(Self.longestList).map { "\($0)" }, separator: ", ")
    let rest = ids.count - Self.longestList
    return [what.inked(ink) + ": " + shown + (rest > 0 ? " and \(rest) more" : "")]
  }

  // MARK: - Gates

  private func gates(_ change: PolicyChange) -> [Phrase] {
    let asked = change.gates.compactMap { gate -> Phrase? in
      let measure: Phrase = "gate \(gate.id): \(gate.counted(gate.measured)), limit \(gate.limit)"
      switch gate.verdict {
      case .passed: return nil
      case .tripped: return measure + ", " + Phrase("tripped and not accepted").inked(.bad)
      case .accepted(let acceptance):
        return measure + ", "
          + Phrase("accepted").inked(.caution)
          + " by \(acceptance.committer) in \(acceptance.commit.abbreviated)"
      }
    }
    return asked + (change.lowersWithLoosening ? [Self.lowered] : [])
  }

  private static let lowered = Phrase("a safeguard is lowered together with a loosening").inked(
    .bad)
}

extension PolicyChange {
  /// Whether only that stands against it.
  var lowersWithLoosening: Bool {
    guard case .bypassed = verdict else { return false }
    return !gates.contains { $0.verdict == .tripped }
  }
}

extension ChangeGateVerdict {
  /// As it stands before a commit.
  var words: Phrase {
    switch self {
    case .passed: "passed"
    case .accepted: "accepted"
    case .bypassed: "BYPASSED"
    case .unusable: "DOES NOT LOAD"
    case .removed: "POLICY REMOVED"
    case .firstVersion: "first version"
    case .withoutHistory: "unknown (no history)"
    case .unusableBefore: "unknown (the policy before does not load)"
    case .incomplete: "unknown (not all replayed)"
    case .notReplayed: "not replayed"
    }
  }

  var ink: Ink {
    switch self {
    case .passed: .good
    case .bypassed, .unusable, .removed: .bad
    case .accepted, .withoutHistory, .unusableBefore, .incomplete: .caution
    case .firstVersion, .notReplayed: .plain
    }
  }
}
