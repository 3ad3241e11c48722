import CEL
import PolicyCore
import Testing

/// Reading what happened to a request.
struct RecordReaderTests {
  @Test func readsWhatHappened() throws {
    let record = try record([
      "approvals": [
        [
          "by": "dana", "verdict": "deny", "at": "2026-03-01T10:05:00Z", "onBehalfOf": "olga",
          "reason": "No.", "requestSha256": "00",
        ]
      ],
      "outcome": [
        "status": "denied", "at": "2026-03-01T10:06:00Z", "by": "policy", "policyCommit": "abc",
      ],
    ])
    let approval = Approval(
      by: "dana", verdict: .deny, at: instant("10:05"), onBehalfOf: "olga", reason: "No.",
      requestSHA256: "00")
    #expect(record.approvals == [approval])
    #expect(
      record.outcome
        == Outcome(status: .denied, at: instant("10:06"), by: "policy", policyCommit: "abc"))
    #expect(record.outcome?.isDenialByHuman == false)
  }

  @Test(
    arguments: [
      ([:], "10:00"),
      (["approvals": [["by": "a", "verdict": "deny", "at": "2026-03-01T10:05:00Z"]]], "10:05"),
      (["outcome": ["status": "expired"]], "10:00"),
      (["outcome": ["status": "expired", "at": "2026-03-01T10:30:00Z"]], "10:30"),
    ] as [(JSONObject, String)])
  func knowsWhenItWasDecided(_ parts: JSONObject, _ at: String) throws {
    #expect(try record(parts).decidedAt == instant(at))
  }

  @Test(arguments: [(nil, true), ("dana", true), ("Policy", true), ("policy", false)])
  func aDenialIsHumanUnlessByPolicy(_ by: String?, _ isHuman: Bool) {
    #expect(Outcome(status: .denied, by: by).isDenialByHuman == isHuman)
  }

  @Test(
    arguments: [
      (["approvals": .null], "approvals"), (["approvals": [:]], "approvals"),
      (["approvals": ["dana"]], "approvals.0"), (["approvals": [.null]], "approvals.0"),
      (approvals([:]), nil),
      (approvals(["by": nil]), "approvals.0.by"), (approvals(["by": 1]), "approvals.0.by"),
      (approvals(["by": .null]), "approvals.0.by"),
      (approvals(["verdict": nil]), "approvals.0.verdict"),
      (approvals(["verdict": "Approve"]), "approvals.0.verdict"),
      (approvals(["verdict": "approved"]), "approvals.0.verdict"),
      (approvals(["verdict": "approve "]), "approvals.0.verdict"),
      (approvals(["verdict": true]), "approvals.0.verdict"),
      (approvals(["at": nil]), "approvals.0.at"), (approvals(["at": "10:00"]), "approvals.0.at"),
      (approvals(["at": "2026-03-01"]), "approvals.0.at"),
      (approvals(["onBehalfOf": 1]), "approvals.0.onBehalfOf"),
      (approvals(["onBehalfOf": .null]), "approvals.0.onBehalfOf"),
      (approvals(["reason": []]), "approvals.0.reason"),
      (approvals(["requestSha256": 0]), "approvals.0.requestSha256"),
      (approvals(["requestSHA256": "00"]), "approvals.0.requestSHA256"),
      (approvals(["note": "x"]), "approvals.0.note"),
      (["outcome": .null], "outcome"), (["outcome": "denied"], "outcome"),
      (["outcome": [:]], "outcome.status"), (["outcome": ["status": .null]], "outcome.status"),
      (["outcome": ["status": "DENIED"]], "outcome.status"),
      (["outcome": ["status": "pending"]], "outcome.status"),
      (["outcome": ["status": "denied", "at": "soon"]], "outcome.at"),
      (["outcome": ["status": "denied", "by": 1]], "outcome.by"),
      (["outcome": ["status": "denied", "policyCommit": 1]], "outcome.policyCommit"),
      (["outcome": ["status": "denied", "reason": "x"]], "outcome.reason"),
    ] as [(JSONObject, String?)])
  func refusesARecord(_ parts: JSONObject, _ path: String?) throws {
    guard let path else {
      _ = try record(parts)
      return
    }
    let error = #expect(throws: InvalidRequest.self) { try record(parts) }
    #expect(error?.problems.map(\.path) == [path])
  }

  @Test func namesTheProblemsOfRequestAndRecordTogether() {
    let error = #expect(throws: InvalidRequest.self) {
      try record(["id": 1, "approvals": 1, "outcome": 1])
    }
    #expect(error?.problems.map(\.path) == ["id", "approvals", "outcome"])
  }

  @Test func messagesNameFieldsAndNoValues() {
    let error = #expect(throws: InvalidRequest.self) {
      try record(approvals(["verdict": "secret-value", "at": "secret-time"]))
    }
    #expect(error?.message.contains("secret") == false)
    #expect(error?.message.contains("`approvals.0.verdict` must be one of approve, deny") == true)
  }

  private func record(_ parts: JSONObject) throws -> Record {
    var document = TestRequest.document
    for part in parts.members { document[part.name] = part.value }
    return try RecordReader(schema: .standard).record(document)
  }
}

/// A record's part with one approval, some of its fields set.
private func approvals(_ fields: KeyValuePairs<String, JSONValue?>) -> JSONObject {
  let approval: JSONObject = ["by": "dana", "verdict": "approve", "at": "2026-03-01T10:05:00Z"]
  return ["approvals": [.object(approval.setting(fields))]]
}
