import PolicyCore

/// A review as the matched rules make it.
struct ReviewShape: Sendable, Hashable {
  private let matched: [RuleName]
  private let lapsed: [ID]
  private let stale: [ID]
  private let invariants: [ID]
  private let isByDefault: Bool

  init(_ decision: Decision) {
    let reviews = decision.matched.filter { $0.effect == .review }
    matched = reviews.map { RuleName($0) }
    lapsed = decision.lapsed
    stale = decision.stale
    invariants = decision.invariants
    isByDefault = decision.matched.isEmpty
  }
}
