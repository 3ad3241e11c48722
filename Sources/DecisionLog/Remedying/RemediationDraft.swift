package import PolicyCore

/// Puts a remediation together, entry by entry.
///
/// Memory grows with what is found and with the commits that the log names, not with the log.
package struct RemediationDraft: Sendable {
  private var remediation: Remediation
  private var list: RedressList
  private var commits: Set<String> = []

  /// Nothing read yet.
  /// - Parameter policy: the good version.
  package init(terms: Remediation.Terms, header: LogHeader, policy: Policy) {
    remediation = Remediation(terms: terms, header: header)
    list = RedressList(settings: policy.settings, now: terms.now)
  }

  /// Takes in a decision of the log, whether it is judged or not: it may bear on an earlier one.
  package mutating func note(_ decision: LoggedDecision) { list.note(decision) }

  /// Takes in what the good version makes of a decision that is meant.
  package mutating func add(_ verdict: RedressVerdict, on decision: LoggedDecision) {
    commits.insert(decision.stored.commit)
    remediation.judged += 1
    switch verdict {
    case .same: break
    case .redress(let redress): list.add(redress)
    case .differs(let change): remediation.otherChanges[change, default: 0] += 1
    case .unreplayable(let reason):
      remediation.notReplayed.append(
        .init(
          index: decision.index, id: decision.id, requestID: decision.requestID, reason: reason))
    case .altered(let problems):
      remediation.findings.append(
        .init(
          index: decision.index, recordID: decision.id, requestID: decision.requestID,
          problems: problems))
    }
  }

  /// Counts a decision under a version that is not meant.
  package mutating func addOutside() { remediation.outside += 1 }

  /// Counts a decision under a commit that is not in this clone.
  package mutating func addUnknown(_ commit: String) {
    remediation.unknownCommits[commit, default: 0] += 1
  }

  /// Takes in an entry that holds no decision that can be read.
  package mutating func add(_ problem: RecordProblem, at index: Int, _ record: JSONObject) {
    remediation.findings.append(
      .init(
        index: index, recordID: record["id"]?.string ?? "", requestID: record.requestID ?? "",
        problems: [problem]))
  }

  /// The remediation, once the log has been read to its end.
  package consuming func finish(_ end: LogEnd) -> Remediation {
    remediation.misfits = list.misfits
    remediation.redresses = list.finish()
    remediation.entries = end.size
    remediation.commits = commits.count
    remediation.damage = end.isTail ? nil : end.damage
    return remediation
  }
}
