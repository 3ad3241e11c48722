package import CEL
package import PolicyCore

/// An instant at which something that a change introduces or moves is in force, or at which nothing
/// hides it any more.
package struct InForceInstant: Sendable, Hashable {
  /// When windows and lapse are judged.
  package var at: Timestamp
  /// The rules whose window or certification it lies at, sorted.
  package var rules: [ID]
  /// The exceptions whose window or certification it lies at, sorted.
  package var exceptions: [ID]
  /// The delegations whose window it lies at, as `from -> to`, sorted.
  package var delegations: [String]

  /// An instant, and because of whom it counts.
  package init(at: Timestamp, rules: [ID] = [], exceptions: [ID] = [], delegations: [String] = []) {
    self.at = at
    self.rules = rules
    self.exceptions = exceptions
    self.delegations = delegations
  }

  /// Everyone because of whom it counts: rules, exceptions, delegations.
  package var names: [String] { rules.map(\.text) + exceptions.map(\.text) + delegations }

  /// When two versions must be compared besides the time of each record, in order of time.
  ///
  /// A rule that starts tomorrow has a blast radius today. Edges of the old windows count too: a
  /// denial that ends earlier matters just inside the window it had. So does, for any change, the
  /// end of what can hide it: a denial that ends in 2030 hides until then what is loosened behind
  /// it. Of instants at which the same things are in force and lapsed only the first is listed:
  /// nothing is decided differently there.
  /// - Parameter now: ends that are not after it hide nothing from now on; nil if none is known.
  package static func between(
    _ before: Policy, _ after: Policy, now: Timestamp? = nil
  ) -> [InForceInstant] {
    let pairs = TimedPair.all(of: before, and: after)
    var names: [Timestamp: Set<TimedName>] = [:]
    for pair in pairs {
      for instant in pair.instants { names[instant, default: []].insert(pair.name) }
      guard before.digest != after.digest else { continue }
      for instant in pair.uncoverings where now.map({ instant > $0 }) ?? true {
        names[instant, default: []].insert(pair.name)
      }
    }
    return merge(names.sorted { $0.key < $1.key }, pairs)
  }

  private static func merge(
    _ instants: [(key: Timestamp, value: Set<TimedName>)], _ pairs: [TimedPair]
  ) -> [InForceInstant] {
    var merged: [(at: Timestamp, names: Set<TimedName>)] = []
    var indexes: [[TimedState]: Int] = [:]
    for (at, names) in instants {
      let states = pairs.flatMap { $0.states(at: at) }
      if let index = indexes[states] {
        merged[index].names.formUnion(names)
      } else {
        indexes[states] = merged.count
        merged.append((at, names))
      }
    }
    return merged.map { InForceInstant(at: $0.at, names: $0.names) }
  }

  private init(at: Timestamp, names: Set<TimedName>) {
    self.init(at: at)
    for name in names {
      switch name {
      case .rule(let id): rules.append(id)
      case .exception(let id): exceptions.append(id)
      case .delegation(let from, let to): delegations.append("\(from) -> \(to)")
      }
    }
    rules.sort()
    exceptions.sort()
    delegations = Set(delegations).sorted { $0.precedesInUTF8($1) }
  }
}
