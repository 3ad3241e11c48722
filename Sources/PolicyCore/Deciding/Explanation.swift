import CEL

/// A decision as one paragraph in plain English.
package struct Explanation: Sendable {
  private let decision: Decision
  private let request: Request
  private let readings: [ID: String]

  /// Explains a decision of this request; that they belong together is not checked.
  /// - Parameter readings: when at least the rules that matched apply, in words, as
  ///   `Policy.readings` has them.
  package init(of decision: Decision, request: Request, readings: [ID: String] = [:]) {
    self.decision = decision
    self.request = request
    self.readings = readings
  }

  /// What was decided, why, and what is missing; it contains values of the request.
  package var paragraph: String {
    let asked =
      "`\(request.subject.id)` asked for `\(request.action)` on `\(request.resourceID)`."
    return ([asked, verdict] + reasons + terms).joined(separator: " ")
  }

  private var verdict: String {
    switch (decision.tier, decision.status) {
    case (.automatic, _): "Approved by policy, without a human."
    case (.constrained, _): "Approved by policy inside limits, without a human."
    case (.denied, _):
      decision.matched.isEmpty ? "Denied, because no rule matched." : "Denied by policy."
    case (.human, .approved): "Approved by \(Self.list(approvers.map(\.text)))."
    case (.human, .denied):
      decision.deniedBy.isEmpty
        ? "Denied, because the review was not complete in time."
        : "Denied by \(Self.list(decision.deniedBy.map(\.text)))."
    case (.human, .pending): "Waiting for a review."
    }
  }

  private var approvers: [ID] {
    Set(decision.requirements.flatMap(\.filledBy).map(\.by)).sorted()
  }

  private var reasons: [String] {
    let winner = decision.matched.map(\.effect).max()
    let deciding = decision.matched.filter { $0.effect == winner }
    var sentences = deciding.flatMap { claims(of: $0) }
    sentences += decision.lapsed.map { "The rule `\($0)` is past its recertification date." }
    sentences += decision.errors.map {
      "The condition of `\($0.rule)` could not be evaluated: \($0.message)."
    }
    sentences += (decision.conditions + decision.evidence).filter { !$0.holds }.map {
      Self.sentence($0.because)
    }
    return sentences + missing + discounted
  }

  /// A rule that denies says why; a constraint that failed does so among the conditions.
  private func claims(of rule: MatchedRule) -> [String] {
    let title = "\(Self.sentence(rule.because)) (\(rule.rule))"
    let words = readings[rule.rule].map { ["It applies when \($0)."] } ?? []
    return [title] + words + (rule.reason.map { [Self.sentence($0)] } ?? [])
  }

  /// Of no interest once there are enough approvals; a paragraph names a few only.
  private var discounted: [String] {
    guard decision.tier == .human, decision.status != .approved else { return [] }
    let greatestCount = 5
    let named = decision.discounted.prefix(greatestCount).map {
      "The verdict of `\($0.by)` does not count: \($0.reason.text)."
    }
    let rest = decision.discounted.count - named.count
    return rest == 0 ? named : named + ["\(rest) more do not count either."]
  }

  private var missing: [String] {
    guard decision.tier == .human, decision.status == .pending else { return [] }
    return decision.requirements.filter { $0.missing > 0 }.map { requirement in
      let asked = Self.list(requirement.from.map(\.description), joiner: "or")
      let approvals = requirement.missing == 1 ? "approval" : "approvals"
      let from = asked.isEmpty ? "nobody who could give it" : asked
      return "\(requirement.missing) \(approvals) by \(from) missing."
    }
  }

  private var terms: [String] {
    var sentences: [String] = []
    if let until = decision.grant?.until { sentences.append("It ends at \(until).") }
    if decision.status == .pending, let deadline = decision.deadline {
      sentences.append("It is denied if that is not complete before \(deadline).")
    }
    return sentences
  }

  private static func sentence(_ text: String) -> String {
    text.hasSuffix(".") || text.hasSuffix("!") || text.hasSuffix("?") ? text : text + "."
  }

  private static func list(_ words: [String], joiner: String = "and") -> String {
    guard words.count > 1, let last = words.last else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " \(joiner) " + last
  }
}
