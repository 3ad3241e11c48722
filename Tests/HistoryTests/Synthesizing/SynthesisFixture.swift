import History
import PolicyCore
import Testing

/// A policy of all four tiers, and requests to start from.
struct SynthesisFixture {
  var rules = Self.rules
  var schema: String? = Self.schema
  var seeds = Self.seeds
  var recordCount = 400
  var seed: UInt64 = 7
  var denialPercent = 12
  var since = "2026-01-01T00:00:00Z"
  var until = "2026-07-01T00:00:00Z"

  func policy() throws -> Policy {
    var texts = [
      "precedent.yaml": "name: acme", "directory/people.yaml": Self.directory,
      "rules/all.yaml": rules,
    ]
    texts["schema/request.schema.json"] = schema
    let files = texts.map { PolicyFile(path: $0.key, bytes: Array($0.value.utf8)) }
    let loaded = PolicyLoader().load(PolicyTree(files: files))
    return try #require(loaded.policy, "\(loaded.diagnostics)")
  }

  func synthesizer() throws -> Synthesizer {
    try Synthesizer(policy: policy(), plan: plan())
  }

  func plan() throws -> SynthesisPlan {
    func request(at time: String) throws -> Request {
      var document = Self.request("x", "eve", "wiki", "wiki")
      document["time"] = .string(time)
      return try RecordReader(schema: .standard).request(document)
    }
    return SynthesisPlan(
      recordCount: recordCount, seed: seed, since: try request(at: since).time,
      until: try request(at: until).time, denialPercent: denialPercent, seeds: seeds)
  }

  func records() throws -> [JSONObject] {
    let synthesizer = try synthesizer()
    return try (0..<recordCount).map { try synthesizer.record($0) }
  }

  func text() throws -> String {
    try records().map { JSONValue.object($0).lineText + "\n" }.joined()
  }

  static func request(
    _ id: String, _ subject: String, _ resource: String, _ type: String
  ) -> JSONObject {
    [
      "id": .string(id), "time": .string("2026-01-01T00:00:00Z"),
      "subject": .object(["id": .string(subject), "type": .string("human")]),
      "action": .object(["name": .string("grant")]),
      "resource": .object(["id": .string(resource), "type": .string(type)]),
      "context": .object([
        "ticket": .string("CHG-1"), "level": .integer(3), "duration": .string("8h"),
        "scopes": .array([.string("read")]),
      ]),
    ]
  }

  static let seeds = [
    request("1", "eve", "wiki", "wiki"), request("2", "carol", "orders", "database"),
    request("3", "dan", "vault", "secret"),
  ]

  static let directory = """
    teams:
      - id: data
        members: [ alice, bob, carol ]
      - id: security
        members: [ alice, dan ]
    members: [ { id: alice }, { id: bob }, { id: carol }, { id: dan } ]
    """

  static let schema = """
    {"type":"object","required":["context"],"properties":{
      "resource":{"type":"object","properties":{"type":{"enum":["wiki","database","secret"]}}},
      "context":{"type":"object","properties":{
        "ticket":{"type":"string","examples":["CHG-1","CHG-2","none"]},
        "level":{"type":"integer","minimum":0,"maximum":9},
        "duration":{"type":"string","format":"duration"},
        "scopes":{"type":"array","uniqueItems":true,
          "items":{"enum":["read","write","admin"]}},
        "observedAt":{"type":"string","format":"date-time"}}}}}
    """

  static let rules = """
    rules:
      - id: wiki
        title: Anyone reads the wiki.
        owner: data
        when: resource.type == "wiki"
        effect: approve
      - id: databases
        title: Databases need their owners.
        owner: data
        when: resource.type == "database"
        effect: review
        review:
          stages: [ { require: [
            { count: 1, from: [ { team: data } ] }, { count: 1, from: [ { team: security } ] } ] } ]
          evidence: [ { that: 'context.ticket.startsWith("CHG-")', because: A ticket is needed. } ]
          expire: 4h
      - id: secrets
        title: Nobody gets secrets of a high level.
        owner: security
        when: resource.type == "secret" && context.level > 5
        effect: deny
        reason: Too high.
      - id: low-secrets
        title: Some do.
        owner: security
        when: resource.type == "secret"
        effect: review
        review: { stages: [ { require: [ { count: 1, from: [ { team: data } ] } ] } ] }
    """
}
