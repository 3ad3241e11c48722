package import PolicyCore

/// What the cases of a test run do to a policy.
package struct Coverage: Sendable {
  /// Every goal with whether some case reaches it: rules, exceptions and invariants by id, the
  /// default's review last; of each, its parts in the order of the file.
  package let goals: [(goal: CoverageGoal, isMet: Bool)]

  init(goals: [(goal: CoverageGoal, isMet: Bool)]) { self.goals = goals }

  /// Decides every case that somebody has reviewed and notes what it reaches.
  ///
  /// Cases whose request is not valid reach nothing.
  /// - Parameter fixtures: request documents by their path from the policy root.
  /// - Complexity: one decision for each case, and one evaluation of each atom it comes to.
  package static func measure(
    _ policy: Policy, _ tests: [PolicyTest], fixtures: [String: JSONObject]
  ) -> Coverage {
    let deciding = CaseDeciding(policy: policy, fixtures: fixtures)
    var meter = PolicyMeter(policy)
    for test in tests {
      for testCase in test.cases where !testCase.isUnreviewed {
        // A case that expects an error of its request is no case of the rules.
        guard case .decided(let decided) = deciding.outcome(of: testCase, in: test) else {
          continue
        }
        meter.observe(decided)
      }
    }
    return Coverage(goals: meter.goals)
  }

  /// Only what belongs to some rules.
  package func only(_ rules: [ID]) -> Coverage {
    let chosen = Set(rules.map { CoverageGoal.Owner.rule($0) })
    return Coverage(goals: goals.filter { chosen.contains($0.goal.owner) })
  }

  /// Only what belongs to one rule, exception or invariant.
  package func only(_ owner: CoverageGoal.Owner) -> Coverage {
    Coverage(goals: goals.filter { $0.goal.owner == owner })
  }

  /// Everything that has goals, each once, in the order of its first.
  package var owners: [CoverageGoal.Owner] {
    var seen: Set<CoverageGoal.Owner> = []
    return goals.map(\.goal.owner).filter { seen.insert($0).inserted }
  }

  /// What no case reaches.
  package var unmet: [CoverageGoal] { goals.filter { !$0.isMet }.map(\.goal) }

  /// How much of one kind is reached.
  package func share(of kind: CoverageKind) -> CoverageShare {
    let counted = goals.filter { $0.goal.kind == kind }
    return CoverageShare(metCount: counted.count { $0.isMet }, count: counted.count)
  }

  /// The kinds of which less is reached than asked, in the order of the kinds.
  package func shortfalls(_ thresholds: [CoverageKind: Percentage]) -> [CoverageShortfall] {
    CoverageKind.allCases.compactMap { kind in
      guard let threshold = thresholds[kind] else { return nil }
      let share = share(of: kind)
      return share.reaches(threshold)
        ? nil : CoverageShortfall(kind: kind, share: share, threshold: threshold)
    }
  }
}

/// So many of so many.
package struct CoverageShare: Sendable, Hashable {
  /// How many are reached.
  package var metCount: Int
  /// Of how many.
  package var count: Int

  /// Makes a share.
  package init(metCount: Int, count: Int) {
    self.metCount = metCount
    self.count = count
  }

  /// Rounded down, so that only all is 100%; nothing to reach counts as all.
  package var percentage: Percentage {
    Percentage(basisPoints: count == 0 ? 10_000 : metCount * 10_000 / count)
  }

  /// Whether it is as much as asked.
  func reaches(_ threshold: Percentage) -> Bool {
    metCount * 10_000 >= threshold.basisPoints * count
  }
}

/// A kind of which less is reached than precedent.yaml asks.
package struct CoverageShortfall: Sendable, Hashable {
  /// What is counted.
  package var kind: CoverageKind
  /// What is reached.
  package var share: CoverageShare
  /// What is asked.
  package var threshold: Percentage

  /// Makes a shortfall.
  package init(kind: CoverageKind, share: CoverageShare, threshold: Percentage) {
    self.kind = kind
    self.share = share
    self.threshold = threshold
  }
}
