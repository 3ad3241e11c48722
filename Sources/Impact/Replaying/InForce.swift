package import CEL
package import PolicyCore

/// An instant at which something that a change introduces or moves is in force.
package struct InForceInstant: Sendable, Hashable {
  /// When windows and lapse are judged.
  package var at: Timestamp
  /// The rules whose window or certification it lies at, sorted.
  package var rules: [ID]

  /// Where windows and certifications differ between two versions, in order of time.
  ///
  /// A rule that starts tomorrow has a blast radius today. Edges of the old windows count too: a
  /// denial that ends earlier matters just inside the window it had. Of instants at which the same
  /// rules are in force and lapsed only the first is listed: nothing is decided differently there.
  package static func between(_ before: Policy, _ after: Policy) -> [InForceInstant] {
    var rules: [Timestamp: Set<ID>] = [:]
    for id in Set((before.rules + after.rules).map(\.id)) {
      for instant in RuleTimes(before: before.rule(id), after: after.rule(id)).instants {
        rules[instant, default: []].insert(id)
      }
    }
    return merge(rules.sorted { $0.key < $1.key }, before, after)
  }

  private static func merge(
    _ instants: [(key: Timestamp, value: Set<ID>)], _ before: Policy, _ after: Policy
  ) -> [InForceInstant] {
    var merged: [(at: Timestamp, rules: Set<ID>)] = []
    var indexes: [[RuleState]: Int] = [:]
    for (at, rules) in instants {
      let states = (before.rules + after.rules).map { RuleState($0, at: at) }
      if let index = indexes[states] {
        merged[index].rules.formUnion(rules)
      } else {
        indexes[states] = merged.count
        merged.append((at, rules))
      }
    }
    return merged.map { InForceInstant(at: $0.at, rules: $0.rules.sorted()) }
  }
}

/// All that an instant decides about a rule.
private enum RuleState: Hashable {
  case outside, live, lapsed

  init(_ rule: Rule, at instant: Timestamp) {
    self = !rule.window.contains(instant) ? .outside : rule.hasLapsed(at: instant) ? .lapsed : .live
  }
}

/// When one rule is in force under two versions.
private struct RuleTimes {
  let before: Rule?
  let after: Rule?

  var instants: [Timestamp] { windowEdges + certifications + lapses }

  /// Just inside both windows; and just after an end where only one of them has ended: a denial
  /// that gets an end is gone then, an approval that loses its end is not. Just after the end, too,
  /// of what is new and holds something back: until then it hides what is loosened beside it.
  private var windowEdges: [Timestamp] {
    guard before?.window != after?.window else { return [] }
    let windows = [before, after].compactMap { $0?.window }
    let ends = windows.compactMap(\.until).filter { isInside(before, $0) != isInside(after, $0) }
    return windows.flatMap(\.edgesJustInside) + ends + [uncovering].compactMap { $0 }
  }

  private var uncovering: Timestamp? {
    after.flatMap { $0.effect.tier == .automatic ? nil : $0.window.until }
  }

  private func isInside(_ rule: Rule?, _ instant: Timestamp) -> Bool {
    rule?.window.contains(instant) ?? false
  }

  /// The instant of a certification that is new or moved: the rule that had lapsed is back.
  private var certifications: [Timestamp] {
    guard let after, after.effect.tier.actsAlone, let certified = after.certified,
      certified.on != before?.certified?.on
    else { return [] }
    return [certified.on]
  }

  /// Where another period of recertification makes one version lapse before the other.
  private var lapses: [Timestamp] {
    guard let before, let after, before.effect.tier.actsAlone, after.effect.tier.actsAlone,
      before.recertifyEvery != after.recertifyEvery
    else { return [] }
    return [before, after].compactMap(\.lapse).filter {
      before.hasLapsed(at: $0) != after.hasLapsed(at: $0)
    }
  }
}

extension Rule {
  /// The first instant at which it has lapsed; nil when it never does, or always has.
  fileprivate var lapse: Timestamp? {
    guard let recertifyEvery, let certified else { return nil }
    return certified.on.adding(recertifyEvery)
  }
}

extension Window {
  /// Its first instant, and the last whole second before its end.
  fileprivate var edgesJustInside: [Timestamp] {
    let lastSecond = until.flatMap { Timestamp(seconds: $0.seconds - 1) }
    return [since, lastSecond].compactMap { $0 }.filter(contains)
  }
}
