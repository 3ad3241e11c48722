import PolicyCore
import Testing

@testable import History

struct SynthesizerTests {
  // MARK: - The same again

  @Test
  func samePlanSameBytes() throws {
    let text = try SynthesisFixture().text()
    #expect(try SynthesisFixture().text() == text)
    // The same everywhere and always: sample histories are made again from their seed.
    #expect(Digest.sha256(Array(text.utf8)) == Self.digest)
  }

  private static let digest = "193e740afb26d97405d44b8467638a6c2b2c6447b107388be1cc37673fc30194"

  @Test
  func anotherSeedMakesOtherRecords() throws {
    let other = SynthesisFixture(seed: 8)
    #expect(try other.text() != SynthesisFixture().text())
  }

  @Test
  func aRecordDependsOnTheNumberOfRecordsByItsTimeOnly() throws {
    let few = try SynthesisFixture(recordCount: 50).records()
    let many = try SynthesisFixture(recordCount: 5_000).synthesizer()
    for (index, record) in few.enumerated() {
      let other = try many.record(index)
      #expect(Self.withoutTimes(.object(record)) == Self.withoutTimes(.object(other)))
    }
  }

  private static func withoutTimes(_ value: JSONValue) -> JSONValue {
    switch value {
    case .object(let object):
      .object(
        JSONObject(
          object.members.filter { $0.name != "time" && $0.name != "at" }
            .map { .init($0.name, withoutTimes($0.value)) }))
    case .array(let elements): .array(elements.map(withoutTimes))
    case .null, .bool, .integer, .double, .string: value
    }
  }

  @Test
  func spreadsTimesInOrderOverThePlan() throws {
    let times = try SynthesisFixture().records().compactMap { $0["time"]?.string }
    #expect(times.count == 400)
    #expect(times == times.sorted())
    #expect(times.allSatisfy { $0 >= "2026-01-01T00:00:00Z" && $0 < "2026-07-01T00:00:00Z" })
    #expect(times.contains { $0 < "2026-01-03" } && times.contains { $0 > "2026-06-28" })
    #expect(Set(times.map { $0.dropFirst(11).prefix(2) }).count == 24)
  }

  @Test
  func moreRecordsThanSecondsShareTheirTimes() throws {
    let fixture = SynthesisFixture(
      recordCount: 40, since: "2026-01-01T00:00:00Z", until: "2026-01-01T00:00:10Z")
    let times = try fixture.records().compactMap { $0["time"]?.string }
    #expect(times == times.sorted())
    #expect(Set(times).count == 10)
  }

  // MARK: - What is recorded

  @Test(arguments: [SynthesisFixture(), SynthesisFixture(seeds: []), SynthesisFixture(seed: 99)])
  func recordsHoldUnderTheSchemaAndAgreeWithThePolicy(_ fixture: SynthesisFixture) throws {
    let policy = try fixture.policy()
    let reader = RecordReader(schema: policy.schema)
    let decider = Decider(policy: policy)
    var statuses: Set<String> = []
    for document in try fixture.records() {
      let record = try reader.record(document)
      let outcome = try #require(record.outcome)
      statuses.insert("\(outcome.status.rawValue) \(outcome.by == "policy" ? "policy" : "human")")
      let decision = decider.decide(
        record.request, approvals: record.approvals, at: record.decidedAt)
      #expect((outcome.by == "policy") == (decision.tier != .human))
      switch outcome.status {
      case .approved: #expect(decision.status == .approved, "\(record.request.id)")
      case .denied: #expect(decision.status == .denied, "\(record.request.id)")
      case .expired, .withdrawn: #expect(decision.status != .approved, "\(record.request.id)")
      }
    }
    #expect(
      statuses == [
        "approved policy", "denied policy", "approved human", "denied human", "withdrawn human",
        "expired human",
      ])
  }

  @Test
  func idsAreCountedAndDistinct() throws {
    let ids = try SynthesisFixture(recordCount: 30).records().compactMap { $0["id"]?.string }
    #expect(ids == (1...30).map { "syn-\($0)" })
  }

  @Test
  func keepsWhoAndWhatTheRequestsToStartFromName() throws {
    let known = Set(SynthesisFixture.seeds.compactMap { $0["resource"]?["id"]?.string })
    let records = try SynthesisFixture().records()
    #expect(Set(records.compactMap { $0["resource"]?["id"]?.string }) == known)
    for record in records where record["resource"]?["id"] == .string("wiki") {
      #expect(record["subject"]?["id"] == .string("eve"))
    }
    // And varies the rest.
    #expect(Set(records.compactMap { $0["context"]?["ticket"]?.string }).count == 3)
    #expect(Set(records.compactMap { $0["context"]?["duration"]?.string }).count > 3)
    #expect(Set(records.compactMap { $0["context"]?["scopes"] }).count > 3)
    #expect(Set(records.compactMap { $0["context"]?["level"] }).count == 10)
  }

  // MARK: - Denials

  /// Of the requests that asked a human and brought their evidence, how many were denied.
  private func denials(_ percent: Int) throws -> (denied: Int, asked: Int) {
    let fixture = SynthesisFixture(recordCount: 3_000, denialPercent: percent)
    let asked = try fixture.records().filter {
      $0["outcome"]?["by"] != .string("policy")
        && $0["context"]?["ticket"]?.string?.hasPrefix("CHG-") == true
    }
    return (asked.count { $0["outcome"]?["status"] == .string("denied") }, asked.count)
  }

  @Test
  func peopleDenyAsOftenAsThePlanSays() throws {
    let (denied, asked) = try denials(12)
    #expect(asked > 800)
    #expect((9...15).contains(denied * 100 / asked), "\(denied) of \(asked)")
  }

  @Test
  func nobodyDenies() throws {
    let records = try SynthesisFixture(denialPercent: 0).records()
    #expect(
      !records.contains {
        $0["outcome"]?["status"] == .string("denied")
          && $0["outcome"]?["by"] != .string("policy")
      })
  }

  @Test
  func everybodyDenies() throws {
    let (denied, asked) = try denials(100)
    #expect(denied == asked)
  }

  @Test
  func denialsSayWhy() throws {
    let approvals = try SynthesisFixture().records().flatMap { $0["approvals"]?.array ?? [] }
    let denials = approvals.filter { $0["verdict"] == .string("deny") }
    #expect(!denials.isEmpty)
    #expect(denials.allSatisfy { $0["reason"]?.string?.isEmpty == false })
  }

  @Test
  func whatNobodyMayApproveExpires() throws {
    var fixture = SynthesisFixture(recordCount: 60, denialPercent: 100)
    fixture.rules = """
      rules:
        - id: stuck
          title: Nobody is asked.
          owner: data
          when: 'true'
          effect: review
          review: { stages: [ { require: [ { count: 1, from: [ { attribute: context.ticket } ] } ] } ] }
      """
    let statuses = Set(try fixture.records().compactMap { $0["outcome"]?["status"]?.string })
    #expect(statuses == ["expired", "withdrawn"])
  }

  // MARK: - What cannot be drawn

  @Test
  func drawsFromTheStandardSchema() throws {
    var fixture = SynthesisFixture(schema: nil, seeds: [], recordCount: 50)
    fixture.rules = "rules: []"
    let reader = RecordReader(schema: try fixture.policy().schema)
    let records = try fixture.records()
    #expect(records.count == fixture.recordCount)
    for record in records { _ = try reader.record(record) }
  }

  @Test(arguments: [
    #""pattern":"^CHG-[0-9]+$""#, #""minLength":1000000"#, #""const":"b","pattern":"^a$""#,
  ])
  func aSchemaTooNarrowIsAnError(_ keywords: String) throws {
    let fixture = SynthesisFixture(schema: Self.schema(#"{\#(keywords)}"#), seeds: [])
    let error = #expect(throws: SynthesisError.self) { try fixture.records() }
    guard case .schemaTooNarrow(let reason) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(reason.contains("context.x"))
  }

  @Test(arguments: [
    #"{"type":"array","minItems":1000000,"items":{"type":"string"}}"#,
    #"{"type":"array","minItems":1000,"items":{"type":"array","minItems":1000,"items":{"type":"array","minItems":1000,"items":{"type":"string"}}}}"#,
  ])
  func aSchemaThatAsksForTooMuchEndsSoon(_ node: String) throws {
    let fixture = SynthesisFixture(schema: Self.schema(node), seeds: [])
    #expect(throws: SynthesisError.self) { try fixture.records() }
  }

  @Test(arguments: [
    #"{"type":"number","minimum":0.2,"maximum":0.8}"#,
    #"{"type":"integer","exclusiveMinimum":4,"maximum":5}"#,
    #"{"type":"integer","minimum":-9007199254740991,"maximum":9007199254740991}"#,
    #"{"type":"string","maxLength":3}"#, #"{"type":"string","minLength":40}"#,
    #"{"type":"array","minItems":2,"maxItems":2,"items":{"type":"boolean"}}"#, #"{"type":"null"}"#,
    #"{"type":["string","null"],"enum":["a",null]}"#, #"{}"#,
    #"{"type":"string","format":"duration"}"#, #"{"type":"string","format":"date-time"}"#,
  ])
  func drawsWhatFits(_ node: String) throws {
    let fixture = SynthesisFixture(schema: Self.schema(node), seeds: [], recordCount: 40)
    let reader = RecordReader(schema: try fixture.policy().schema)
    let records = try fixture.records()
    #expect(records.count == fixture.recordCount)
    for record in records { _ = try reader.record(record) }
  }

  @Test
  func anInvalidRequestToStartFromIsAnError() throws {
    var broken = SynthesisFixture.seeds[1]
    broken["subject"] = nil
    let fixture = SynthesisFixture(seeds: [SynthesisFixture.seeds[0], broken])
    #expect(throws: SynthesisError.invalidSeed(index: 1, reason: "`subject` is missing")) {
      try fixture.synthesizer()
    }
  }

  private static func schema(_ node: String) -> String {
    """
    {"type":"object","required":["context"],"properties":{
      "resource":{"type":"object","properties":{"type":{"type":"string"}}},
      "context":{"type":"object","required":["x"],"properties":{
        "ticket":{"type":"string"},"level":{"type":"integer"},"x":\(node)}}}}
    """
  }
}
