import CEL
import PolicyCore

/// What it does that a rule matches more requests: a part by itself, with the default and the rules
/// that may match beside it (docs/decisions/0014-what-a-change-means.md).
struct MatchLeaning {
  /// Requests, as conditions that all hold or that none of holds.
  struct Region {
    var all: [String]
    var none: [String] = []

    /// Every request that a rule matches.
    init(_ rule: Rule) { all = [rule.condition.printed] }

    /// Those that only the first condition matches.
    init(only condition: String, not other: String) {
      all = [condition]
      none = [other]
    }
  }

  private let others: [Rule]
  private let defaultOutcome: Otherwise
  private let meeting: ConditionMeeting

  /// - Parameter rule: itself is not beside it.
  init(in policy: Policy, of rule: Rule, _ meeting: ConditionMeeting) {
    others = policy.rules.filter { $0.id != rule.id }
    defaultOutcome = policy.settings.defaultOutcome
    self.meeting = meeting
  }

  /// A wider approval is looser, a wider denial stricter. What lies between takes from what is
  /// looser and gives to what is stricter.
  func ofMatching(more region: Region, as consequence: Consequence) -> Leaning {
    switch (consequence, defaultOutcome) {
    case (.approve, _): .loosens
    case (.deny, _): .tightens
    case (.constrain(_, .review), .deny), (.constrain(_, .deny), .deny):
      Leaning(loosens: .yes, tightens: meets(region, [.approve, .constrain, .review]))
    case (.review, .deny):
      Leaning(
        loosens: isUncovered(region), tightens: meets(region, [.approve, .constrain, .review]))
    // What nothing matched was reviewed before, on other terms.
    case (.constrain, .review), (.review, .review): .unknown
    }
  }

  /// Whether a rule of some effect may match some of the requests.
  private func meets(_ region: Region, _ effects: Set<Effect>) -> Answer {
    var answer = Answer.no
    for other in others where effects.contains(other.effect) && answer != .yes {
      let meets = meeting.happens(
        all: region.all + [other.condition.printed], none: region.none)
      answer = max(answer, Answer(meets))
    }
    return answer
  }

  /// Whether nothing else matches some of the requests; what stands for a while covers nothing.
  private func isUncovered(_ region: Region) -> Answer {
    let covers = others.filter { $0.window == Window() }.map(\.condition.printed)
    return Answer(meeting.happens(all: region.all, none: region.none + covers))
  }
}

extension Answer {
  /// Whether something happens for some request.
  init(_ possibility: Possibility) {
    switch possibility {
    case .never: self = .no
    case .witnessed: self = .yes
    case .unknown: self = .unknown
    }
  }
}
