package import PolicyCore

/// The rules that a change must have tested.
package enum ChangedRules {
  /// Those that are new, or do not mean the same any more, by id.
  /// - Parameter before: nil where there was no policy: then every rule is new.
  package static func between(_ before: Policy?, _ after: Policy) -> [ID] {
    let old = Dictionary(uniqueKeysWithValues: (before?.rules ?? []).map { ($0.id, $0) })
    return after.rules.filter { rule in
      guard let former = old[rule.id] else { return true }
      return !rule.hasSameMeaning(as: former)
    }.map(\.id)
  }
}
