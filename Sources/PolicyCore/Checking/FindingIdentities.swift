import CEL
package import Diagnostics

/// What makes two findings the same in two versions: code, entry and message, and not the line,
/// which moves.
package struct FindingIdentities: Sendable {
  /// The starts of entries by file, with the name of each, in the order of the file.
  private let entries: [String: [(start: Int, name: String)]]

  /// Of findings about a policy.
  package init(_ policy: Policy) {
    var entries: [String: [(start: Int, name: String)]] = [:]
    func add(_ kind: String, _ name: String, _ place: SourceLocation) {
      entries[place.path, default: []].append((place.utf8Range.lowerBound, kind + " " + name))
    }
    for rule in policy.rules { add("rule", rule.id.text, rule.location) }
    for exception in policy.exceptions { add("exception", exception.id.text, exception.location) }
    for invariant in policy.settings.invariants {
      add("invariant", invariant.id.text, invariant.location)
    }
    for team in policy.directory.teams.values { add("team", team.id.text, team.location) }
    for member in policy.directory.members.values { add("member", member.id.text, member.location) }
    for lent in policy.directory.delegations {
      add("delegation", "\(lent.from) \(lent.to)", lent.location)
    }
    for gate in policy.settings.gates { add("gate", gate.id.text, gate.location) }
    self.entries = entries.mapValues { $0.sorted { $0.start < $1.start } }
  }

  /// Of findings about a version that does not load.
  package init() { entries = [:] }

  /// A text that is the same for what is the same finding, in whatever line or file its entry stands.
  package func identity(of finding: Diagnostic) -> String {
    let place = finding.location
    let starts = place.flatMap { entries[$0.path] } ?? []
    let offset = place?.utf8Range.lowerBound ?? 0
    let entry = starts.last { $0.start <= offset }
    return [finding.code, entry?.name ?? place?.path ?? "", finding.message]
      .joined(separator: "\u{0}")
  }

  /// The findings that another version does not have; of several that are the same, as many as
  /// there are more of.
  package func findings(
    _ findings: [Diagnostic], notIn old: [Diagnostic], of before: FindingIdentities
  ) -> [Diagnostic] {
    var known: [String: Int] = [:]
    for finding in old { known[before.identity(of: finding), default: 0] += 1 }
    return findings.filter { finding in
      let identity = identity(of: finding)
      guard let count = known[identity], count > 0 else { return true }
      known[identity] = count - 1
      return false
    }
  }
}
