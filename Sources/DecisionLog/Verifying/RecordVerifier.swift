import CEL
package import PolicyCore

/// Decides stored records again, under the policy of the commit that they name.
package struct RecordVerifier: Sendable {
  private let policy: Policy
  private let stamp: Stamp
  private let decider: Decider
  private let reader: RecordReader

  /// Makes a verifier of the records of one commit.
  /// - Parameter stamp: what decisions under that commit are stamped with in this clone.
  package init(policy: Policy, stamp: Stamp) {
    self.policy = policy
    self.stamp = stamp
    decider = Decider(policy: policy)
    reader = RecordReader(schema: policy.schema)
  }

  /// Everything in a record that is not as its commit makes it; empty where it holds.
  /// - Complexity: one decision.
  package func problems(of record: StoredRecord) -> [RecordProblem] {
    var problems = record.ownProblems + stampProblems(of: record)
    do throws(InvalidRequest) {
      let read = try reader.record(record.document)
      let decision = decider.decide(read.request, approvals: read.approvals, at: record.at)
      let again = DecisionRecord.reexecuted(
        read.request, read.approvals, at: record.at, decision)
      problems += Self.differences(from: record.json, to: again)
    } catch {
      problems.append(.invalidRequest(error.message))
    }
    return problems
  }

  /// A request as the commit reads it.
  /// - Throws: every problem of the request.
  package func request(_ document: JSONObject) throws(InvalidRequest) -> Request {
    try reader.request(document)
  }

  /// The parts of the stamp that follow from the commit alone.
  private func stampProblems(of record: StoredRecord) -> [RecordProblem] {
    let stored = record.json["stamp"]
    let own = JSONValue.object(stamp.json)
    return ["path", "commit", "policyTree", "policySha256", "committedAt"].compactMap { part in
      stored?[part] == own[part] ? nil : .otherStamp(part: part)
    }
  }

  private static func differences(
    from stored: JSONObject, to again: JSONObject
  ) -> [RecordProblem] {
    let problems = ["request", "requestSha256", "approvals"]
      .filter { stored[$0]?.canonicalBytes != again[$0]?.canonicalBytes }
      .map { RecordProblem.otherContent(part: $0) }
    let old = stored["decision"]?.withoutWording.object ?? JSONObject()
    let new = again["decision"]?.withoutWording.object ?? JSONObject()
    let names = Set(old.members.map(\.name)).union(new.members.map(\.name)).sorted()
    return problems
      + names.compactMap { name in
        guard old[name]?.canonicalBytes != new[name]?.canonicalBytes else { return nil }
        return .otherDecision(
          part: name, stored: old[name]?.lineText ?? "", again: new[name]?.lineText ?? "")
      }
  }
}

/// What does not hold about a stored record.
package enum RecordProblem: Error, Sendable, Hashable {
  /// It does not have the form of a record.
  case notARecord(String)
  /// Its id is not the digest of its content.
  case otherID
  /// The digest of the request is not that of the request in it.
  case otherRequestDigest
  /// Made by another version of the meaning of policies: nothing can be said.
  case otherSemantics(String)
  /// The commit is not in this clone.
  case unknownCommit(String)
  /// The commit has no policy that loads.
  case noPolicy(String)
  /// The commit is not reachable from the protected ref.
  case unreachable(ref: String)
  /// A part of the stamp is not that of the commit.
  case otherStamp(part: String)
  /// The policy of the commit cannot read the request.
  case invalidRequest(String)
  /// The normal form of the policy differs.
  case otherContent(part: String)
  /// The commit decides otherwise.
  case otherDecision(part: String, stored: String, again: String)
  /// None of its signatures is by an allowed key.
  case notSigned
  /// The key was not allowed at the instant.
  case keyNotValid(KeyName)

  /// Whether nothing can be said, neither that it holds nor that it is false.
  package var isUnverified: Bool {
    switch self {
    case .otherSemantics, .unknownCommit: true
    case .notARecord, .otherID, .otherRequestDigest, .noPolicy, .unreachable, .otherStamp,
      .invalidRequest, .otherContent, .otherDecision, .notSigned, .keyNotValid:
      false
    }
  }
}

extension JSONValue {
  /// Without the members that are words for people (design document, section 4).
  fileprivate var withoutWording: JSONValue {
    switch self {
    case .object(let object):
      .object(
        JSONObject(
          object.members.filter { !["explanation", "because"].contains($0.name) }
            .map { .init($0.name, $0.value.withoutWording) }))
    case .array(let elements): .array(elements.map(\.withoutWording))
    case .null, .bool, .integer, .double, .string: self
    }
  }
}
