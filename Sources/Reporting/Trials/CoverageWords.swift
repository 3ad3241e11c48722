import Diagnostics
import PolicyCore
import Trials

extension CoverageGoal {
  /// What no case does, as the end of a sentence.
  var absence: String {
    switch aim {
    case .matches: "no case matches it"
    case .doesNotMatch: "no case fails to match it"
    case .decides(let atom, let part, let truth):
      "no case in which `\(atom)` is \(truth) and that alone decides `\(part.rawValue)`"
    case .fills(let place): "no case in which \(place.words(verb: "has"))"
    case .lacks(let place): "no case in which \(place.words(verb: "lacks"))"
    case .isActive: "no case in which it is active"
    case .applies: "no case in which it applies"
    case .doesNotApply: "no case in which it does not apply"
    }
  }
}

extension RequirementPlace {
  /// Such as ``stage 1 has its 2 approvals from `security` ``.
  fileprivate func words(verb: String) -> String {
    let from = requirement.from.map { "`\($0)`" }.joined(separator: " or ")
    let approvals = requirement.count == 1 ? "approval" : "approvals"
    return "stage \(stage) \(verb) its \(requirement.count) \(approvals) from \(from)"
  }
}

extension CoverageGoal.Owner {
  /// What kind of thing it is.
  var kindWords: String {
    switch self {
    case .rule: "rule"
    case .exception: "exception"
    case .invariant: "invariant"
    case .defaultOutcome: "default"
    }
  }

  /// The id; `default` for the default's review.
  var name: String {
    switch self {
    case .rule(let id), .exception(let id), .invariant(let id): id.text
    case .defaultOutcome: "default"
    }
  }
}
