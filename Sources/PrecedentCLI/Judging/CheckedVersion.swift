import CEL
import Diagnostics
import GitStore
import PolicyCore

/// What a check found in one policy version.
struct CheckedVersion {
  var report = CheckReport()
  /// What tells the findings apart, in whatever line they stand.
  var identities = FindingIdentities()

  /// Whether there is nothing but notes.
  var isClean: Bool { report.findings.allSatisfy { $0.severity <= .note } }

  /// Leaves out what another version has too; one without a policy has nothing.
  mutating func leaveOut(_ old: CheckedVersion?) {
    guard let old else { return }
    report.findings = identities.findings(
      report.findings, notIn: old.report.findings, of: old.identities)
  }
}

extension PolicyRepository {
  /// Checks a version; of a policy that does not load the findings say why.
  /// - Parameter merged: the commits that a commit of this version would merge into HEAD.
  /// - Throws: `CommandFailure` when the version has no policy.
  func check(
    _ version: PolicyVersion, merging merged: [ObjectID] = [], at now: Timestamp
  ) throws -> CheckedVersion {
    guard let loaded = version.loaded else {
      _ = try version.policy()
      return CheckedVersion()
    }
    guard let policy = loaded.policy else {
      return CheckedVersion(report: CheckReport(findings: loaded.diagnostics))
    }
    var report = PolicyCheck().report(
      on: policy, at: now, given: try surroundings(of: version, policy, merging: merged))
    report.findings = (loaded.diagnostics + report.findings).inSourceOrder()
    return CheckedVersion(report: report, identities: FindingIdentities(policy))
  }

  /// The findings of a version; nil when it has no policy.
  func findings(of version: PolicyVersion, at now: Timestamp) throws -> CheckedVersion? {
    version.loaded == nil ? nil : try check(version, at: now)
  }
}
