import CEL
import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import PolicyCore

/// One file of `Cases/`: some named rules, and cases that use them.
///
/// Policy fragments stand in a case as policy files write them, and go through the real loader; what
/// does not matter to a decision (titles, owners, tickets) may be left out. Cases/README.md says more.
struct CaseFile {
  let cases: [FileCase]
  let problems: [String]

  /// Every case of every file, in the order of their names.
  static let all = Self.files.flatMap(\.cases)
  static let files = ["effects", "exceptions", "reviews", "approvers", "terms"].map {
    CaseFile(named: $0)
  }

  private init(named name: String) {
    let path = Self.path(name + ".yaml")
    guard let bytes = FileManager.default.contents(atPath: path) else {
      cases = []
      problems = ["cannot read \(path)"]
      return
    }
    let source = SourceFile(path: name, bytes: Array(bytes))
    let document = YAMLDocument(source, limits: .standard)
    var reader = DocumentReader(source, room: 10)
    let shape = MappingShape("a file of cases", required: ["cases"], optional: ["rules"])
    let members = reader.members(of: document.root, shape)
    let rules = members?["rules"]?.members ?? []
    let library = Dictionary(rules.map { ($0.key, $0.value) }) { first, _ in first }
    cases = (reader.list(members?["cases"]) ?? []).compactMap {
      FileCase($0, library: library, &reader)
    }
    problems = (document.problems.found + reader.problems.found).map { problem in
      "\(name):\(problem.location?.lineNumber ?? 0): \(problem.message)"
    }
  }

  /// The directory and the schema of all cases.
  static func sharedFiles() throws -> [PolicyFile] {
    try [
      "directory/people.yaml": "people.yaml", "schema/request.schema.json": "request.schema.json",
    ]
    .map { path, name in
      let bytes = try Data(contentsOf: URL(filePath: Self.path(name)))
      return PolicyFile(path: path, bytes: Array(bytes))
    }
  }

  /// A file of the folder with the cases.
  static func path(_ name: String) -> String {
    PackageFolder.path + "/Tests/PolicyCoreTests/Deciding/Cases/" + name
  }
}

/// One request under one policy, and what must come of it.
struct FileCase: CustomTestStringConvertible, Sendable {
  let sentence: String
  /// Policy files by path.
  let files: [String: String]
  let request: JSONObject
  let at: Timestamp
  let policyAt: Timestamp?
  /// Expected values by key; each a list of texts.
  let expected: [String: [String]]

  var testDescription: String { sentence }

  var policyFiles: [PolicyFile] {
    files.map { PolicyFile(path: $0.key, bytes: Array($0.value.utf8)) }
  }

  private static let shape = MappingShape(
    "a case", required: ["case", "expect"],
    optional: [
      "rules", "exceptions", "invariants", "settings", "directory", "request", "approvals", "at",
      "policyAt",
    ])

  init?(
    _ node: DocumentNode, library: [String: DocumentNode], _ reader: inout DocumentReader
  ) {
    guard let members = reader.members(of: node, Self.shape),
      let sentence = reader.sentence(members["case"], "the case")
    else { return nil }
    self.sentence = sentence
    files = CasePolicy(members, library: library, &reader).files
    request = Self.request(members, &reader)
    at = Self.instant(members["at"], &reader) ?? PolicyCoreTests.instant("12:00")
    policyAt = Self.instant(members["policyAt"], &reader)
    let shape = MappingShape("what is expected", required: ["is"], optional: CaseOutcome.keys)
    let written = reader.members(of: members["expect"], shape)
    let texts = (["is"] + CaseOutcome.keys).compactMap { key in
      written?[key].map { (key, $0.texts) }
    }
    expected = Dictionary(texts) { first, _ in first }
  }

  private static func request(_ members: Members, _ reader: inout DocumentReader) -> JSONObject {
    var document = TestRequest.document
    for change in members["request"]?.members ?? [] {
      let value = change.value.isEmpty ? nil : reader.jsonValue(change.value)
      document = document.setting([change.key: value])
    }
    let lines = reader.list(members["approvals"]) ?? []
    document["approvals"] = .array(
      lines.compactMap { node in
        guard let text = reader.text(node) else { return nil }
        guard let approval = ApprovalLine(text) else {
          reader.reportType(expected: "an approval such as `dana approves 10:30`", node)
          return nil
        }
        return .object(approval.json)
      })
    return document
  }

  /// A time of 2026-03-01, or a whole instant.
  private static func instant(_ node: DocumentNode?, _ reader: inout DocumentReader) -> Timestamp? {
    guard let node, let text = reader.text(node) else { return nil }
    return ApprovalLine.instant(text).flatMap(Timestamp.parse)
  }
}

/// `dana approves 10:30 for olga saying fine bound to this`
struct ApprovalLine {
  let json: JSONObject

  init?(_ text: String) {
    let pattern =
      /(\S+) (approves|denies) (\S+)(?: for (\S+))?(?: saying (".*?"|\S+))?(?: bound to (\S+))?/
    guard let match = text.wholeMatch(of: pattern), let at = Self.instant(String(match.3)) else {
      return nil
    }
    var json: JSONObject = [
      "by": .string(String(match.1)), "at": .string(at),
      "verdict": .string(match.2 == "approves" ? "approve" : "deny"),
    ]
    if let principal = match.4 { json["onBehalfOf"] = .string(String(principal)) }
    if let reason = match.5 {
      json["reason"] = .string(reason.trimmingCharacters(in: CharacterSet(charactersIn: "\"")))
    }
    if let digest = match.6 { json["requestSha256"] = .string(String(digest)) }
    self.json = json
  }

  static func instant(_ text: String) -> String? {
    let timeLength = 5
    let full = text.utf8.count == timeLength ? "2026-03-01T\(text):00Z" : text
    return Timestamp.parse(full) == nil ? nil : full
  }
}

extension DocumentNode {
  /// The texts of a list of scalars, or of one scalar.
  fileprivate var texts: [String] {
    switch content {
    case .scalar(let scalar): [scalar.text]
    case .list(let nodes): nodes.flatMap(\.texts)
    case .mapping, .refused: ["no text"]
    }
  }
}
