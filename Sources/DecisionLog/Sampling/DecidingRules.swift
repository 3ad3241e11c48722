package import PolicyCore

extension LoggedDecision {
  /// The rules and exceptions that decided, by the record: those that matched with the strictest
  /// effect, sorted; empty where none did, and the default decided.
  package var decidingRules: [ID] {
    let matched = (self["matched"]?.array ?? []).compactMap { entry -> (ID, Effect)? in
      guard let rule = entry["rule"]?.string,
        let effect = entry["effect"]?.string.flatMap(Effect.init)
      else { return nil }
      return (ID(rule), effect)
    }
    guard let strictest = matched.map(\.1).max() else { return [] }
    return Set(matched.filter { $0.1 == strictest }.map(\.0)).sorted()
  }

  /// Approvals that fill a place of a requirement, in the order of the record.
  package var countedApprovals: [CountedApproval] {
    (self["requirements"]?.array ?? []).flatMap { $0["filledBy"]?.array ?? [] }
      .compactMap { seat in
        seat["by"]?.string.map {
          CountedApproval(
            by: $0, onBehalfOf: seat["onBehalfOf"]?.string, at: seat["at"]?.string ?? "")
        }
      }
  }
}

/// An approval that filled a place.
package struct CountedApproval: Sendable, Hashable {
  /// Who gave it.
  package var by: String
  /// Whose place it fills, where that is somebody else's.
  package var onBehalfOf: String?
  /// When, as the record has it.
  package var at: String
}
