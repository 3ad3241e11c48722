import PolicyCore

/// What the requirements of a decision ask, in whichever stage.
struct Asked: Equatable {
  /// One requirement without its stage.
  private struct Part: Hashable {
    let count: Int
    let from: [Selector]
    let eligible: [ID]
  }

  /// How many of the same people, over all stages.
  struct Sum {
    var count = 0
    var people: Set<ID> = []
  }

  /// How often each requirement is there.
  private let parts: [Part: Int]
  private let requirements: [RequirementState]

  init(_ decision: Decision) {
    requirements = decision.requirements
    let parts = requirements.map { Part(count: $0.count, from: $0.from, eligible: $0.eligible) }
    self.parts = Dictionary(parts.map { ($0, 1) }, uniquingKeysWith: +)
  }

  var bySelectors: [[Selector]: Sum] {
    requirements.reduce(into: [:]) { sums, requirement in
      let (sum, overflow) = (sums[requirement.from]?.count ?? 0)
        .addingReportingOverflow(requirement.count)
      sums[requirement.from, default: Sum()].count = overflow ? .max : sum
      sums[requirement.from, default: Sum()].people.formUnion(requirement.eligible)
    }
  }

  static func == (left: Asked, right: Asked) -> Bool { left.parts == right.parts }
}

/// The stage of each requirement, and whether it asks for a reason.
struct AskedTerms: Equatable {
  private struct Part: Hashable {
    let stage: Int
    let from: [Selector]
    let isReasonRequired: Bool
  }

  private let parts: [Part: Int]

  init(_ decision: Decision) {
    let parts = decision.requirements.map {
      Part(stage: $0.stage, from: $0.from, isReasonRequired: $0.isReasonRequired)
    }
    self.parts = Dictionary(parts.map { ($0, 1) }, uniquingKeysWith: +)
  }
}

/// What a review asks besides places and people: an order, reasons, a human.
struct ReviewTerms {
  /// Two requirements of different people, the first of which must be filled before the second.
  private struct Order: Hashable {
    let first: [Selector]
    let second: [Selector]
  }

  private let asked: Set<[Selector]>
  private let orders: Set<Order>
  private let reasons: [[Selector]: Int]
  private let reasonCount: Int
  private let needsHuman: Bool

  init(_ decision: Decision) {
    let requirements = decision.requirements
    asked = Set(requirements.map(\.from))
    orders = requirements.reduce(into: []) { orders, first in
      for second in requirements where first.stage < second.stage && first.from != second.from {
        orders.insert(Order(first: first.from, second: second.from))
      }
    }
    let withReason = requirements.filter(\.isReasonRequired)
    reasons = Dictionary(withReason.map { ($0.from, $0.count) }, uniquingKeysWith: Self.sum)
    reasonCount = withReason.map(\.count).reduce(0, Self.sum)
    needsHuman = decision.needsHuman
  }

  /// Whether the other review asks less of this: an order among requirements that it still has, a
  /// reason, or that a human be among those who approve.
  func isLooser(_ other: ReviewTerms) -> Bool {
    if needsHuman, !other.needsHuman { return true }
    if other.reasonCount < reasonCount { return true }
    let hasLostReason = reasons.contains { from, count in
      other.asked.contains(from) && (other.reasons[from] ?? 0) < count
    }
    if hasLostReason { return true }
    return orders.contains { order in
      other.asked.contains(order.first) && other.asked.contains(order.second)
        && !other.orders.contains(order)
    }
  }

  /// Counts come from policies; a huge one is as unfillable as the sum of two.
  private static func sum(_ left: Int, _ right: Int) -> Int {
    let (sum, overflow) = left.addingReportingOverflow(right)
    return overflow ? .max : sum
  }
}
