import Diagnostics
import GitStore
import Impact
import PolicyCore
import Reporting
import Trials

/// Judges a change the way every hook does: findings that are new, the tests, the testing bar, and
/// the gates where they are asked.
struct ChangeJudge {
  let environment: CommandEnvironment

  /// What does not load is refused too.
  func judge(
    _ change: JudgedChange, in repository: borrowing PolicyRepository
  ) async throws -> ChangeVerdict {
    do {
      return try await verdict(on: change, in: repository)
    } catch let failure as CommandFailure {
      return ChangeVerdict(
        subject: change.subject, findings: failure.diagnostics, isUsable: false)
    }
  }

  private func verdict(
    on change: JudgedChange, in repository: borrowing PolicyRepository
  ) async throws -> ChangeVerdict {
    guard change.after.loaded != nil else {
      throw CommandFailure(Self.removed(change))
    }
    _ = try change.after.policy()
    var checked = try repository.check(
      change.after, merging: change.merged, at: environment.now())
    for base in change.before {
      checked.leaveOut(try repository.findings(of: base, at: environment.now()))
    }
    return ChangeVerdict(
      subject: change.subject, findings: checked.report.findings,
      tests: try await tested(change, in: repository),
      gates: try await gates(on: change, in: repository))
  }

  // MARK: - Tests

  /// The first version of a policy changes no rule. Of a merge, only rules that are as no merged
  /// commit has them must be tested: the others were judged where they were changed.
  private func tested(
    _ change: JudgedChange, in repository: borrowing PolicyRepository
  ) async throws -> TestedChange {
    let version = try TestedVersion(change.after, in: repository)
    let merged = change.before.dropFirst().map { base in
      Set(ChangedRules.between(base.loaded?.policy, version.policy))
    }
    func isChanged(_ rule: ID) -> Bool { merged.allSatisfy { $0.contains(rule) } }
    let isFirst = change.before.allSatisfy { $0.loaded == nil }
    var tested = try await version.tested(since: isFirst ? nil : change.before.first) { rules in
      try await MutatedVersion(version, of: change.after, in: repository)
        .report(on: rules.filter(isChanged), in: environment).survivingEdits
    }
    tested.coverage = nil
    tested.bar?.changed.removeAll { !isChanged($0) }
    tested.bar?.failures.removeAll { !isChanged($0.rule) }
    return tested
  }

  // MARK: - Gates

  private func gates(
    on change: JudgedChange, in repository: borrowing PolicyRepository
  ) async throws -> ChangeVerdict.Gates {
    guard let base = change.before.first(where: { $0.loaded != nil }) else { return .firstVersion }
    guard change.asksGates else { return .notAsked }
    return try await GateReplay(environment: environment).gates(
      of: ComparedVersions(before: base, after: change.after), at: environment.now(),
      in: repository)
  }

  private static func removed(_ change: JudgedChange) -> Diagnostic {
    Diagnostic(
      code: "policy-removed", message: "`\(change.subject)` would have no policy any more",
      notes: change.before.compactMap { version in
        version.root.map { root in
          "`\(version.name)` has \(root.isEmpty ? "one" : "one in `\(root)/`")"
        }
      },
      help: change.after.absence.help)
  }
}
