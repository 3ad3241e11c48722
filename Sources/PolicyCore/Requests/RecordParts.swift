import CEL

/// Reads the approvals and the outcome of a record, strictly.
struct RecordParts {
  private(set) var problems = RequestProblems()

  mutating func approvals(_ value: JSONValue?) -> [Approval] {
    guard let value else { return [] }
    guard let elements = value.array else {
      report("approvals", .wrongType(expected: "a list"))
      return []
    }
    return elements.enumerated().compactMap { index, element in
      approval(element, at: "approvals.\(index)")
    }
  }

  mutating func outcome(_ value: JSONValue?) -> Outcome? {
    guard let value else { return nil }
    guard let object = object(value, at: "outcome", names: ["status", "at", "by", "policyCommit"])
    else { return nil }
    let status: Outcome.Status? = named(object, "status", at: "outcome")
    let at = instant(object, "at", at: "outcome")
    let by = text(object, "by", at: "outcome")
    let commit = text(object, "policyCommit", at: "outcome")
    return status.map { Outcome(status: $0, at: at, by: by, policyCommit: commit) }
  }

  private mutating func approval(_ value: JSONValue, at path: String) -> Approval? {
    let names = ["by", "verdict", "at", "onBehalfOf", "reason", "requestSha256"]
    guard let object = object(value, at: path, names: names) else { return nil }
    let by = text(object, "by", at: path)
    if object["by"] == nil { report("\(path).by", .missing) }
    let verdict: Approval.Verdict? = named(object, "verdict", at: path)
    let at = instant(object, "at", at: path)
    if object["at"] == nil { report("\(path).at", .missing) }
    let onBehalfOf = text(object, "onBehalfOf", at: path)
    let reason = text(object, "reason", at: path)
    let digest = text(object, "requestSha256", at: path)
    guard let by, let verdict, let at else { return nil }
    return Approval(
      by: ID(by), verdict: verdict, at: at, onBehalfOf: onBehalfOf.map { ID($0) }, reason: reason,
      requestSHA256: digest)
  }

  private mutating func object(
    _ value: JSONValue, at path: String, names: [String]
  ) -> JSONObject? {
    guard let object = value.object else {
      report(path, .wrongType(expected: "an object"))
      return nil
    }
    for member in object.members where !names.contains(where: { $0.hasSameUTF8(as: member.name) }) {
      report("\(path).\(member.name)", .undeclared)
    }
    return object
  }

  private mutating func text(_ object: JSONObject, _ name: String, at path: String) -> String? {
    guard let value = object[name] else { return nil }
    if value.string == nil { report("\(path).\(name)", .wrongType(expected: "text")) }
    return value.string
  }

  private mutating func instant(_ object: JSONObject, _ name: String, at path: String) -> Timestamp?
  {
    guard let text = text(object, name, at: path) else { return nil }
    let instant = Timestamp.parse(text)
    if instant == nil { report("\(path).\(name)", .notAnInstant) }
    return instant
  }

  private mutating func named<Word: RawRepresentable<String> & CaseIterable>(
    _ object: JSONObject, _ name: String, at path: String
  ) -> Word? {
    let word = object[name]?.string.flatMap { Word(exactly: $0) }
    if object[name] == nil {
      report("\(path).\(name)", .missing)
    } else if word == nil {
      let words = Word.allCases.map(\.rawValue).joined(separator: ", ")
      report("\(path).\(name)", .notAllowedValue(allowed: "one of \(words)"))
    }
    return word
  }

  private mutating func report(_ path: String, _ reason: InvalidRequest.Reason) {
    problems.report(path, reason)
  }
}
