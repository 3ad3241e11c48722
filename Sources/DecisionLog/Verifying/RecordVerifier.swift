import CEL
package import PolicyCore

/// Decides stored records again, under the policy of the commit that they name.
package struct RecordVerifier: Sendable {
  private let stamp: JSONObject
  private let decider: Decider
  private let reader: RecordReader

  /// Makes a verifier of the records of one commit.
  /// - Parameter stamp: what decisions under that commit are stamped with in this clone.
  package init(policy: Policy, stamp: Stamp) {
    self.stamp = stamp.json
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
      let isDigestRight = !problems.contains(.otherRequestDigest)
      problems += contentProblems(of: record, read, isDigestRight: isDigestRight)
      problems += decisionProblems(of: record, decision)
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
    return ["path", "commit", "policyTree", "policySha256", "committedAt"].compactMap { part in
      stored?[part] == stamp[part] ? nil : .otherStamp(part: part)
    }
  }

  /// What a record says of the request, against what was read of it.
  /// - Parameter isDigestRight: whether its digest is that of the request in it.
  private func contentProblems(
    of record: StoredRecord, _ read: Record, isDigestRight: Bool
  ) -> [RecordProblem] {
    var parts: [String] = []
    let document = JSONValue.object(read.request.document)
    let isSame = record.json["request"]?.hasSameContent(as: document) ?? false
    if !isSame { parts.append("request") }
    // The digest of a request that is the same is known already.
    let hasDigest =
      isSame
      ? isDigestRight
      : record.json["requestSha256"] == .string(Digest.sha256(of: read.request.document))
    if !hasDigest { parts.append("requestSha256") }
    let approvals = DecisionRecord.json(of: read.approvals)
    if record.json["approvals"]?.hasSameContent(as: approvals) != true {
      parts.append("approvals")
    }
    return parts.map { .otherContent(part: $0) }
  }

  /// The parts of the decision that come out otherwise, but for words for people (design document,
  /// section 4).
  private func decisionProblems(
    of record: StoredRecord, _ decision: Decision
  ) -> [RecordProblem] {
    let old = record.json["decision"]?.object ?? JSONObject()
    let new = decision.json
    guard !old.hasSameContent(as: new, butFor: JSONObject.wording) else { return [] }
    let names = Set(old.members.map(\.name)).union(new.members.map(\.name))
      .subtracting(JSONObject.wording)
    return names.sorted().compactMap { name in
      let (stored, again) = (old[name], new[name])
      if let stored, let again, stored.hasSameContent(as: again, butFor: JSONObject.wording) {
        return nil
      }
      return .otherDecision(
        part: name, stored: stored?.without(JSONObject.wording).lineText ?? "",
        again: again?.without(JSONObject.wording).lineText ?? "")
    }
  }
}

extension JSONObject {
  /// Members that are words for people.
  fileprivate static let wording = ["explanation", "because"]
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
