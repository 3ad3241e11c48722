import CEL
import PolicyCore

@testable import DecisionLog

/// A decision as a log holds it, with what auditing looks at.
struct LoggedRecord {
  var request = "r1"
  var status = Decision.Status.approved
  var tier = Tier.automatic
  var at = "2026-11-21T12:00:00Z"
  var commit = "c"
  var rules: [String] = []
  var exceptions: [String] = []
  var approvals: [JSONValue] = []
  /// Of the places of the review.
  var filledBy: [(by: String, at: String)] = []
  var deniedBy: [String] = []
  var discounted: [JSONValue] = []
  var deadline: String?
  var isSigned = false

  var content: LogContent {
    let signature = EnvelopeSignature(keyID: "k", signature: [1])
    return .decision(json, signatures: isSigned ? [signature] : [])
  }

  var json: JSONObject {
    [
      "schema": .string(DecisionRecord.schema),
      "id": .string("id of \(request) at \(at)"), "at": .string(at),
      "request": .object([
        "id": .string(request), "time": .string("2026-11-20T00:00:00Z"),
        "subject": .object(["id": .string("carol")]),
        "resource": .object(["id": .string("db")]),
      ]),
      "requestSha256": .string("digest of \(request)"), "approvals": .array(approvals),
      "decision": .object(decision),
      "stamp": .object([
        "commit": .string(commit), "semantics": .string(Stamp.semantics),
      ]),
    ]
  }

  private var decision: JSONObject {
    let matched = rules.map { ($0, false) } + exceptions.map { ($0, true) }
    let places: JSONObject = [
      "filledBy": .array(filledBy.map { Self.word($0.by, $0.at) }),
      "until": deadline.map { .string($0) } ?? .null,
    ]
    return [
      "status": .string(status.rawValue), "tier": .string(tier.rawValue),
      "matched": .array(
        matched.map { .object(["rule": .string($0.0), "exception": .bool($0.1)]) }),
      "requirements": .array([.object(places)]),
      "deniedBy": .array(deniedBy.map { .string($0) }), "discounted": .array(discounted),
    ]
  }

  static func word(_ by: String, _ at: String) -> JSONValue {
    .object(["by": .string(by), "at": .string(at)])
  }

  static func denial(_ by: String, _ at: String) -> JSONValue {
    .object(["by": .string(by), "verdict": .string("deny"), "at": .string(at)])
  }
}

extension LogFixture {
  /// Writes decisions to a new log, a second apart.
  func write(_ records: [LoggedRecord]) async throws {
    let writer = try writer()
    for record in records { _ = try await writer.append(record.content) }
  }
}
