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
    case .fills(let place): "no case in which \(place.words) are given"
    case .lacks(let place): "no case in which \(place.words) are missing"
    case .isActive: "no case in which it is active"
    case .applies: "no case in which it applies"
    case .doesNotApply: "no case in which it does not apply"
    }
  }
}

extension RequirementPlace {
  /// Such as `2 approvals from security of stage 1`.
  private var asked: String {
    let from = requirement.from.map(\.description).joined(separator: " or ")
    return "\(requirement.count) from `\(from)`"
  }

  fileprivate var words: String { "the approvals of stage \(stage), \(asked)," }
}

extension CoverageGoal.Owner {
  /// What kind of thing it is; nil for a rule, which needs no word.
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
