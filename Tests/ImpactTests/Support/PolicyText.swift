import Diagnostics
import PolicyCore

/// A policy version in a few lines of YAML, read by the real loader.
struct PolicyText {
  var settings = ""
  var rules: [String] = []
  var schema: String?
  var directory = Self.standardDirectory
  /// Entries of a file in `exceptions/`.
  var exceptions = ""
  /// Entries of `delegations:`.
  var delegations = ""
  /// Entries of `invariants:`, each in braces.
  var invariants: [String] = []

  /// What follows `gates:`.
  var gates: [String] = []

  init(
    _ rules: String..., gates: [String] = [], settings: String = "", schema: String? = nil,
    directory: String = Self.standardDirectory, exceptions: String = "", delegations: String = "",
    invariants: [String] = []
  ) {
    self.rules = rules
    self.gates = gates
    self.settings = settings
    self.schema = schema
    self.directory = directory
    self.exceptions = exceptions
    self.delegations = delegations
    self.invariants = invariants
  }

  /// alice and bob are security, carol and dan are data; dan has another account.
  static let standardDirectory = """
    teams:
      - id: security
        members: [ alice, bob ]
      - id: data
        members: [ carol, dan ]
      - id: everyone
        members: [ alice, bob, carol, dan ]
    members:
      - id: alice
      - id: bob
      - id: carol
      - id: dan
        aliases: [ dan@home.example ]
    """

  func load() throws -> Policy {
    var texts = ["directory/people.yaml": directory]
    let gateLines = gates.map { "  - { \($0) }\n" }.joined()
    texts["precedent.yaml"] =
      "name: acme\n" + settings + "\n" + (gates.isEmpty ? "" : "gates:\n" + gateLines)
    if !invariants.isEmpty {
      texts["precedent.yaml"]? += "invariants:\n" + invariants.map { "  - \($0)\n" }.joined()
    }
    if !exceptions.isEmpty { texts["exceptions/all.yaml"] = "exceptions:\n" + exceptions }
    if !delegations.isEmpty { texts["directory/lent.yaml"] = "delegations:\n" + delegations }
    if !rules.isEmpty { texts["rules/all.yaml"] = "rules:\n" + rules.joined() }
    texts["schema/request.schema.json"] = schema
    let files = texts.map { PolicyFile(path: $0.key, bytes: Array($0.value.utf8)) }
    let loaded = PolicyLoader().load(PolicyTree(files: files))
    guard let policy = loaded.policy else {
      throw Unloadable(problems: loaded.diagnostics.map { "\($0.code): \($0.message)" })
    }
    return policy
  }

  struct Unloadable: Error { var problems: [String] }
}

/// A rule, with further keys each on a line of its own.
func rule(_ id: String, _ effect: String, when: String = "true", _ keys: String...) -> String {
  let reason = effect == "deny" ? ["reason: Never."] : []
  return
    (["- id: \(id)", "  title: A rule.", "  owner: data", "  when: '\(when)'"]
    + (["effect: \(effect)"] + reason + keys).map { "  \($0)" })
    .map { "  \($0)\n" }.joined()
}

/// An exception that lifts rules, with further keys each on a line of its own.
func exception(
  _ id: String, _ effect: String, lifts: String, when: String = "true", _ keys: String...
) -> String {
  let reason = effect == "deny" ? ["reason: Never."] : ["reason: It cannot wait."]
  return
    (["- id: \(id)", "  title: An exception.", "  owner: data", "  when: '\(when)'"]
    + (["effect: \(effect)", "lifts: [ \(lifts) ]", "approvedBy: carol", "ticket: RISK-1"]
    + reason + keys).map { "  \($0)" })
    .map { "  \($0)\n" }.joined()
}

/// The key that makes an exception one for emergencies.
let breakGlass =
  "breakGlass: { who: [ { team: everyone } ], flag: 'action.name == \"grant\"', notify: [ data ], "
  + "reviewWithin: 24h }"

/// An invariant that carol's team owns unless said otherwise.
func invariant(
  _ id: String, when: String = "true", owner: String = "data", never: String = "approve, constrain",
  _ keys: String = ""
) -> String {
  "{ id: \(id), title: A floor., owner: \(owner), when: '\(when)', never: [ \(never) ]\(keys) }"
}

/// The `review` of a rule that asks for such numbers of such teams: `1 security`.
func review(_ requirements: String..., terms: String = "") -> String {
  let require = requirements.map { text in
    let words = text.split(separator: " ")
    let from = words.dropFirst().map {
      $0.contains(".") ? "{ attribute: \($0) }" : "{ team: \($0) }"
    }
    return "{ count: \(words[0]), from: [ \(from.joined(separator: ", ")) ] }"
  }
  return "review: { stages: [ { require: [ \(require.joined(separator: ", ")) ] } ]\(terms) }"
}
