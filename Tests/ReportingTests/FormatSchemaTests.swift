import CEL
import DecisionLog
import Diagnostics
import PolicyCore
import Testing

@testable import Reporting

/// The published schemas know every key that the loader takes, and the loader every key of theirs.
struct FormatSchemaTests {
  struct Format: Sendable, CustomTestStringConvertible {
    let schema: String
    let path: String
    /// With every key of the format.
    let documents: [String]

    var testDescription: String { schema }
  }

  private static let people = #""title": "t.", "owner": "data""#
  private static let review = #"""
    { "stages": [ { "require": [
        { "count": 1, "from": [ { "team": "data" }, { "user": "dana" } ], "reason": "required" },
        { "count": 2, "from": [ { "attribute": "resource.owner" }, { "each": "subject.groups" } ] } ] } ],
      "evidence": [ { "that": "true", "because": "b" } ], "expire": "72h",
      "approvalsValidFor": "24h", "workloadsSuffice": true,
      "escalate": [ { "after": "4h", "to": [ { "team": "data" } ] } ] }
    """#
  private static let terms = #"""
    "limits": { "duration": "4h" },
    "rollback": { "by": "data", "within": "1h", "steps": "s", "drilled": "2026-01-01", "drillEvery": "90d" },
    "obligations": [ { "id": "o", "type": "t", "properties": { "a": 1 } } ],
    "suppress": [ { "code": "rule-expired", "reason": "r", "until": "2026-12-31" } ]
    """#
  private static let exception = #"""
    "lifts": [ "a" ], "when": "true", "approvedBy": "dana", "reason": "r", "ticket": "T-1"
    """#

  static let formats = [
    Format(
      schema: "rules", path: "rules/more.yaml",
      documents: [
        #"""
        { "rules": [
          { "id": "b", \#(people), "when": "true", "effect": "approve", \#(terms), "dataMaxAge": "24h",
            "recertify": { "every": "90d" }, "certified": { "on": "2026-01-01", "by": "dana" },
            "triggers": [ "leaver" ], "since": "2026-01-01", "until": "2027-01-01" },
          { "id": "c", \#(people), "when": true, "effect": "deny", "reason": "r", "liftable": true,
            "limits": { "none": "why" } },
          { "id": "d", \#(people), "when": "true", "effect": "review", "review": \#(review) },
          { "id": "e", \#(people), "when": "true", "effect": "constrain", "otherwise": { "review": \#(review) },
            "conditions": [ { "that": "true", "because": "b" } ] } ] }
        """#
      ]),
    Format(
      schema: "exceptions", path: "exceptions/all.yaml",
      documents: [
        #"""
        { "exceptions": [
          { "id": "x", \#(people), \#(exception), "effect": "constrain", "otherwise": "deny",
            "conditions": [ { "that": "true", "because": "b" } ], \#(terms),
            "from": "2026-10-01", "until": "2026-10-15" },
          { "id": "y", \#(people), \#(exception), "effect": "approve", "recertify": { "every": "90d" },
            "certified": { "on": "2026-01-01", "by": "dana" },
            "breakGlass": { "who": [ { "team": "data" } ], "flag": "context.emergency",
              "notify": [ "data", { "user": "dana" } ], "reviewWithin": "2d" } },
          { "id": "z", \#(people), \#(exception), "effect": "deny", "liftable": false,
            "limits": { "none": "why" }, "from": "2026-10-01", "until": "2026-10-15" },
          { "id": "w", \#(people), \#(exception), "effect": "review", "review": \#(review),
            "from": "2026-10-01", "until": "2026-10-15" } ] }
        """#
      ]),
    Format(
      schema: "directory", path: "directory/more.yaml",
      documents: [
        #"""
        { "source": "hr", "syncedAt": "2026-01-01", "maxAge": "1d",
          "teams": [ { "id": "ops", "members": [ "dan" ],
            "suppress": [ { "code": "a-b", "reason": "r", "until": "2026-12-31" } ] } ],
          "members": [ { "id": "dan", "kind": "human", "aliases": [ "d" ], "until": "2027-01-01" },
            { "id": "bot", "kind": "agent", "owner": "ops", "authority": "resource.id == 'a'", "suppress": [] } ],
          "delegations": [ { "from": "dan", "to": "dana", "scope": "true", "starts": "2026-01-01",
            "ends": "2026-02-01", "reason": "r", "suppress": [] } ] }
        """#
      ]),
    Format(
      schema: "settings", path: "precedent.yaml",
      documents: [
        #"""
        { "name": "n", "default": { "review": \#(review) }, "protectedRef": "refs/heads/main",
          "history": [ "history/" ], "actions": { "grant": "gives" },
          "floors": { "exceptionMaxDuration": "30d", "breakGlassMaxDuration": "4h", "recertifyEvery": "365d" },
          "testing": { "changedRules": "mutation", "coverage": { "rules": "100%", "conditions": "95.5%",
            "requirements": "90%", "exceptions": "1%", "invariants": "0%" } },
          "acceptedBy": [ "data" ],
          "gates": [ { "id": "g", "maxNewlyAutomatic": { "where": "true", "count": 0 } },
            { "id": "h", "maxChangedShare": "5%" }, { "id": "i", "noHumanDeniedApproved": true },
            { "id": "j", "newlyUnreplayable": 0 }, { "id": "k", "looseningWithoutEvidence": 1 } ],
          "invariants": [ { "id": "v", \#(people), "when": "true", "never": [ "approve", "constrain" ],
            "breakGlass": "allowed",
            "suppress": [ { "code": "a-b", "reason": "r", "until": "2026-12-31" } ] } ],
          "severities": { "rule-expired": { "severity": "off", "reason": "r" } } }
        """#
      ]),
  ]

  /// What the documents refer to.
  private static let files = [
    "precedent.yaml": "name: n",
    "directory/people.yaml":
      "{ teams: [ { id: data, members: [ dana ] } ], members: [ { id: dana } ] }",
    "rules/a.yaml": "rules: [ { id: a, title: t., when: 'true', effect: approve } ]",
  ]

  @Test(arguments: formats)
  func theLoaderAndTheSchemaTakeTheSameDocument(_ format: Format) throws {
    let schema = try SchemaReading(named: format.schema)
    for document in format.documents {
      #expect(schema.problems(in: try JSONReading.value(of: document)) == [])
      let texts = Self.files.merging([format.path: document]) { $1 }
      let files = texts.map { PolicyFile(path: $0.key, bytes: Array($0.value.utf8)) }
      #expect(PolicyLoader().load(PolicyTree(files: files)).diagnostics.map(\.message) == [])
    }
  }

  /// The documents above leave out no key: otherwise the loader could refuse one that the schema has.
  @Test(arguments: formats)
  func theDocumentHasEveryKeyOfTheSchema(_ format: Format) throws {
    let text = format.documents.joined()
    let names = try SchemaReading(named: format.schema).declaredNames
    #expect(names.filter { !text.contains("\"\($0)\":") } == [])
  }

  @Test func aStampedDecisionFitsItsSchema() throws {
    let record = DecisionRecord(
      request: try Self.request(), approvals: [], at: .at("2026-03-01T10:00:00Z"),
      decision: .everything(),
      stamp: Stamp(
        repository: nil, path: "", commit: "c", policyTree: "t",
        policySHA256: String(repeating: "e", count: 64), ref: nil,
        committedAt: .at("2026-03-01T10:00:00Z"), engine: "1.0.0"))
    let schema = try SchemaReading(named: "decision")
    #expect(schema.problems(in: .object(record.json)) == [])
    var decision = try #require(record.json["decision"]?.object)
    decision["humanMissing"] = nil
    var changed = record.json
    changed["decision"] = .object(decision)
    #expect(
      schema.problems(in: .object(changed)) == ["/decision: `humanMissing` is missing"])
  }

  private static func request() throws -> Request {
    let document = try JSONReading.value(
      of: #"""
        { "id": "r", "time": "2026-03-01T10:00:00Z", "subject": { "id": "s" }, "action": "grant",
          "resource": { "id": "x" } }
        """#)
    return try RecordReader(schema: .standard).request(try #require(document.object))
  }
}
