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

  /// Explains a decision on a request, and stamps it.
  /// - Parameter readings: of the rules that matched, for the explanation.
  package init(
    request: Request, approvals: [Approval], at: Timestamp, decision: Decision,
    readings: [ID: String] = [:], stamp: Stamp
  ) {
    self.init(
      request: request, approvals: approvals, at: at, decision: decision,
      explanation: Explanation(of: decision, request: request, readings: readings).paragraph,
      stamp: stamp)
  }

  /// Stamps a decision on a request.
  /// - Parameter explanation: its paragraph.
  package init(
    request: Request, approvals: [Approval], at: Timestamp, decision: Decision,
    explanation: String, stamp: Stamp
  ) {
    var explained = decision.json
    explained["explanation"] = .string(explanation)
    let schema = JSONObject.Member("schema", .string(Self.schema))
    let content: [JSONObject.Member] = [
      .init("at", .string(at.description)),
      .init("request", .object(request.document)),
      .init("requestSha256", .string(Digest.sha256(of: request.document))),
      .init("approvals", Self.json(of: approvals)),
      .init("decision", .object(explained)),
      .init("stamp", .object(stamp.json)),
    ]
    id = Digest.sha256(of: JSONObject([schema] + content))
    json = JSONObject([schema, .init("id", .string(id))] + content)
  }

  /// As records have them.
  static func json(of approvals: [Approval]) -> JSONValue { .array(approvals.map(\.json)) }
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
