/// Inputs of the loader: what is wrong is marked in them; each has a narrow good neighbour.
enum LoadingCases {
  static let all =
    yaml + json + files + rules + reviews + terms + settings + invariants + directory + freshness
    + authorities + delegations + exceptions + standing + floors + schemas + conditions

  static let review =
    "{ stages: [ { require: [ { count: 1, from: [ { team: security } ] } ] } ] }"

  static func rule(_ keys: String...) -> String {
    "rules:\n  - " + keys.joined(separator: "\n    ") + "\n"
  }

  static func when(_ name: String, _ condition: String) -> LoadingCase {
    LoadingCase(name, rules: rule("id: a", "title: b", "effect: approve", "when: \(condition)"))
  }

  static func review(_ name: String, _ keys: String) -> LoadingCase {
    let indented = keys.split(separator: "\n").joined(separator: "\n  ")
    return LoadingCase(name, rule: "effect: review\nreview:\n  " + indented)
  }

  static func requirement(_ name: String, _ keys: String) -> LoadingCase {
    review(name, "stages: [ { require: [ { \(keys) } ] } ]")
  }
}
