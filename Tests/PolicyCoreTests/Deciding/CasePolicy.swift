@testable import PolicyCore

/// The policy of a case as files for the loader.
struct CasePolicy {
  private(set) var files: [String: String] = [:]

  init(_ members: Members, library: [String: DocumentNode], _ reader: inout DocumentReader) {
    let rules = (reader.list(members["rules"]) ?? []).compactMap { node -> String? in
      guard case .scalar(let name) = node.content else { return Self.rule(node) }
      guard let rule = library[name.text] else {
        reader.reportType(expected: "a rule, or the name of one above", node)
        return nil
      }
      return Self.rule(rule, named: name.text)
    }
    files["rules/all.yaml"] = "rules: [ \(rules.joined(separator: ",\n")) ]\n"
    let exceptions = (reader.list(members["exceptions"]) ?? []).map(Self.exception)
    files["exceptions/all.yaml"] = "exceptions: [ \(exceptions.joined(separator: ",\n")) ]\n"
    let invariants = (reader.list(members["invariants"]) ?? []).map(Self.invariant)
    let settings = members["settings"]?.members.map { "\($0.key): \($0.value.flowText)\n" } ?? []
    files["precedent.yaml"] =
      "name: cases\n\(settings.joined())invariants: [ \(invariants.joined(separator: ",\n")) ]\n"
    if let directory = members["directory"] {
      files["directory/more.yaml"] = directory.flowText + "\n"
    }
  }

  // MARK: - What a case may leave out

  private static func rule(_ node: DocumentNode, named name: String? = nil) -> String {
    var keys = ["title": "Some rule.", "owner": "owners", "when": "'true'"]
    if let name { keys["id"] = name }
    if node.member("effect")?.plainText == "deny" { keys["reason"] = "It is forbidden." }
    return node.flowText(adding: keys)
  }

  private static func exception(_ node: DocumentNode) -> String {
    var keys = [
      "title": "Some exception.", "owner": "owners", "when": "'true'", "approvedBy": "olga",
      "reason": "It cannot wait.", "ticket": "RISK-1",
    ]
    if node.member("recertify") == nil {
      keys["from"] = "2026-02-20"
      keys["until"] = "2026-03-10"
    }
    return node.flowText(adding: keys)
  }

  private static func invariant(_ node: DocumentNode) -> String {
    node.flowText(adding: [
      "title": "Some invariant.", "owner": "security", "when": "'true'",
      "never": "[ approve, constrain ]",
    ])
  }
}

extension DocumentNode {
  /// The same value in YAML's flow style, on one line.
  var flowText: String {
    switch content {
    case .scalar(let scalar):
      if let plain = plainText, plain.wholeMatch(of: /true|false|-?[0-9]+/) != nil { return plain }
      return JSONValue.string(scalar.text).canonicalText
    case .list(let nodes): return "[ " + nodes.map(\.flowText).joined(separator: ", ") + " ]"
    case .mapping: return flowText(adding: [:])
    case .refused: return "refused"
    }
  }

  /// A mapping with some keys more, where it does not have them.
  func flowText(adding defaults: [String: String]) -> String {
    let missing = defaults.filter { member($0.key) == nil }.sorted { $0.key < $1.key }
    let pairs =
      members.map { "\(JSONValue.string($0.key).canonicalText): \($0.value.flowText)" }
      + missing.map { "\($0.key): \($0.value)" }
    return "{ " + pairs.joined(separator: ", ") + " }"
  }
}

extension JSONValue {
  fileprivate var canonicalText: String { String(decoding: canonicalBytes, as: UTF8.self) }
}
