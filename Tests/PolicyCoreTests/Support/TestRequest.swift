import PolicyCore

/// Requests and approvals of the tests.
enum TestRequest {
  /// Sam asks for access to a production database of the data team, at ten o'clock.
  static let document: JSONObject = [
    "id": "r-1", "time": "2026-03-01T10:00:00Z", "subject": ["id": "sam"],
    "action": ["name": "grant"],
    "resource": ["id": "orders-db", "owner": "data", "environment": "prod"],
  ]

  static func make(
    _ fields: KeyValuePairs<String, JSONValue?> = [:], schema: RequestSchema = .standard
  ) throws -> Request {
    try RecordReader(schema: schema).request(document.setting(fields))
  }
}

func yes(
  _ by: ID, _ at: String, onBehalfOf: ID? = nil, digest: String? = nil
) -> Approval {
  Approval(
    by: by, verdict: .approve, at: instant(at), onBehalfOf: onBehalfOf, requestSHA256: digest)
}

func no(_ by: ID, _ at: String, onBehalfOf: ID? = nil, digest: String? = nil) -> Approval {
  Approval(by: by, verdict: .deny, at: instant(at), onBehalfOf: onBehalfOf, requestSHA256: digest)
}
