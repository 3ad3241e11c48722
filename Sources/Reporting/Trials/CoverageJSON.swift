import Diagnostics
import PolicyCore
import Trials

extension CoverageShare {
  /// The numbers, for the objects that hold them.
  fileprivate func members(of kind: CoverageKind) -> JSONObject {
    [
      "kind": .string(kind.rawValue), "reached": .count(metCount), "goals": .count(count),
      "percentage": .string(percentage.description),
    ]
  }
}

extension CoverageShortfall {
  /// An entry of `shortfalls`.
  var json: JSONValue {
    var members = share.members(of: kind)
    members["threshold"] = .string(threshold.description)
    return .object(members)
  }
}

extension Coverage {
  /// `coverage`: totals, then every goal.
  var json: JSONValue {
    .object([
      "kinds": .array(CoverageKind.allCases.map { .object(share(of: $0).members(of: $0)) }),
      "goals": .array(goals.map { $0.goal.json(isMet: $0.isMet) }),
    ])
  }
}

extension CoverageGoal {
  fileprivate func json(isMet: Bool) -> JSONValue {
    let atom = self.atom
    let place = self.place
    return .object([
      "kind": .string(kind.rawValue), "owner": .string(owner.kindWords),
      "id": .string(owner.name), "aim": .string(aimName), "part": .text(atom?.part.rawValue),
      "atom": .text(atom?.text), "truth": atom.map { .bool($0.truth) } ?? .null,
      "stage": place.map { .count($0.stage) } ?? .null,
      "count": place.map { .count($0.requirement.count) } ?? .null,
      "from": .texts(place?.requirement.from.map(\.description) ?? []),
      "file": .string(location.path), "line": .count(location.lineNumber),
      "column": .count(location.columnNumber), "reached": .bool(isMet),
    ])
  }

  private var atom: (text: String, part: Part, truth: Bool)? {
    guard case .decides(let text, let part, let truth) = aim else { return nil }
    return (text, part, truth)
  }

  private var place: RequirementPlace? {
    switch aim {
    case .fills(let place), .lacks(let place): place
    case .matches, .doesNotMatch, .decides, .isActive, .applies, .doesNotApply: nil
    }
  }

  private var aimName: String {
    switch aim {
    case .matches: "matches"
    case .doesNotMatch: "does-not-match"
    case .decides: "decides"
    case .fills: "fills"
    case .lacks: "lacks"
    case .isActive: "is-active"
    case .applies: "applies"
    case .doesNotApply: "does-not-apply"
    }
  }
}

extension JudgedBar {
  /// `bar`.
  var json: JSONValue {
    .object([
      "bar": .string(bar.rawValue), "base": .string(base), "changed": .ids(changed),
      "failures": .array(failures.map(\.json)),
    ])
  }
}

extension BarFailure {
  fileprivate var json: JSONValue {
    switch reason {
    case .unmet(let goal): json("unmet", goal.absence, goal.location)
    case .survivor(let edit): json("survivor", edit.words, edit.location)
    }
  }

  private func json(_ reason: String, _ words: String, _ location: SourceLocation) -> JSONValue {
    .object([
      "rule": .string(rule.text), "reason": .string(reason), "words": .string(words),
      "file": .string(location.path), "line": .count(location.lineNumber),
      "column": .count(location.columnNumber),
    ])
  }
}
