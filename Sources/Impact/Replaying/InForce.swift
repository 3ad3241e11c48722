package import CEL
package import PolicyCore

/// An instant at which something that a change introduces or moves is in force.
package struct InForceInstant: Sendable, Hashable {
  package var at: Timestamp
  /// The rules whose window or certification it lies just inside, sorted.
  package var rules: [ID]

  /// Where windows and certifications differ between two versions, in order of time.
  ///
  /// A rule that starts tomorrow has a blast radius today. Edges of the old windows count too: a
  /// denial that ends earlier matters just inside the window it had.
  package static func between(_ before: Policy, _ after: Policy) -> [InForceInstant] {
    var rules: [Timestamp: Set<ID>] = [:]
    for id in Set((before.rules + after.rules).map(\.id)) {
      for instant in instants(from: before.rule(id), to: after.rule(id)) {
        rules[instant, default: []].insert(id)
      }
    }
    return rules.map { InForceInstant(at: $0.key, rules: $0.value.sorted()) }
      .sorted { $0.at < $1.at }
  }

  private static func instants(from old: Rule?, to new: Rule?) -> [Timestamp] {
    var instants: [Timestamp] = []
    if old?.window != new?.window {
      instants += [old, new].compactMap { $0?.window }.flatMap(\.edgesJustInside)
    }
    if let certified = new?.certified, certified.on != old?.certified?.on, let new,
      new.effect.tier.actsAlone
    {
      instants.append(certified.on)
    }
    return instants
  }
}

extension Window {
  /// Its first instant, and the last whole second before its end.
  fileprivate var edgesJustInside: [Timestamp] {
    let lastSecond = until.flatMap { Timestamp(seconds: $0.seconds - 1) }
    return [since, lastSecond].compactMap { $0 }.filter(contains)
  }
}
