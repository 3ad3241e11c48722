package import CEL
package import PolicyCore

/// A stamped decision: `precedent.decision/v1` of the design document, section 4.
package struct DecisionRecord: Sendable, Hashable {
  /// The name of the format.
  package static let schema = "precedent.decision/v1"

  /// SHA-256 over the canonical JSON of the record without its `id`.
  package let id: String
  /// The whole record, `id` included.
  package let json: JSONObject

  /// Stamps a decision on a request.
  /// - Parameter readings: of the rules that matched, for the explanation.
  package init(
    request: Request, approvals: [Approval], at: Timestamp, decision: Decision,
    readings: [ID: String] = [:], stamp: Stamp
  ) {
    var content = Self.reexecuted(request, approvals, at: at, decision)
    var explained = decision.json
    explained["explanation"] = .string(
      Explanation(of: decision, request: request, readings: readings).paragraph)
    content["decision"] = .object(explained)
    content["stamp"] = .object(stamp.json)
    let schema = JSONObject.Member("schema", .string(Self.schema))
    id = Digest.sha256(of: JSONObject([schema] + content.members))
    json = JSONObject([schema, .init("id", .string(id))] + content.members)
  }

  /// What must come out again when a record is verified.
  static func reexecuted(
    _ request: Request, _ approvals: [Approval], at: Timestamp, _ decision: Decision
  ) -> JSONObject {
    [
      "at": .string(at.description),
      "request": .object(request.document),
      "requestSha256": .string(Digest.sha256(of: request.document)),
      "approvals": .array(approvals.map(\.json)),
      "decision": .object(decision.json),
    ]
  }
}

extension JSONValue {
  /// Text, or null.
  static func text(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }

  static func ids(_ ids: [ID]) -> JSONValue { .array(ids.map { .string($0.text) }) }
}

extension Approval {
  /// As records have it; keys that are not set are left out.
  fileprivate var json: JSONValue {
    var json: JSONObject = [
      "by": .string(by.text), "verdict": .string(verdict.rawValue), "at": .string(at.description),
    ]
    json["onBehalfOf"] = onBehalfOf.map { .string($0.text) }
    json["reason"] = reason.map { .string($0) }
    json["requestSha256"] = requestSHA256.map { .string($0) }
    return .object(json)
  }
}
