import PolicyCore

extension Decision {
  /// Everything but limits, obligations and grant on one line, to compare with.
  ///
  /// Such as `pending human; a review; data 1/2 by dana; simon excluded`.
  var summary: String {
    var parts = ["\(status) \(tier)"]
    parts += matched.map { "\($0.rule) \($0.effect)" }
    parts += lapsed.map { "\($0) lapsed" }
    parts += errors.map { "\($0.rule) errs" }
    parts += conditions.filter { !$0.holds }.map { "condition \($0.that)" }
    parts += evidence.filter { !$0.holds }.map { "evidence \($0.that)" }
    parts += requirements.map(\.summary)
    parts += deniedBy.map { "denied by \($0)" }
    parts += discounted.map { "\($0.by) \($0.reason)" }
    return parts.joined(separator: "; ")
  }
}

extension RequirementState {
  fileprivate var summary: String {
    let filled = filledBy.isEmpty ? "" : " by " + filledBy.map(\.by.text).joined(separator: " ")
    let asked = from.map(\.description).joined(separator: "+")
    return "\(asked.isEmpty ? "nobody" : asked) \(filledBy.count)/\(count)\(filled)"
  }
}
