import CEL
import Testing

@testable import PolicyCore

/// What would have to be true for a better outcome; nothing that would not lead there.
struct RemedyTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let environment: String
    var fields: KeyValuePairs<String, JSONValue?> = [:]
    var approvals: [Approval] = []
    var at = "12:00"
    let expected: [String]

    init(
      _ sentence: String, _ environment: String, _ fields: KeyValuePairs<String, JSONValue?> = [:],
      approvals: [Approval] = [], at: String = "12:00", is expected: String...
    ) {
      testDescription = sentence
      self.environment = environment
      self.fields = fields
      self.approvals = approvals
      self.at = at
      self.expected = expected
    }
  }

  private static let ticket: JSONValue = ["ticket": "CHG-1"]

  @Test(arguments: [
    Case("what is approved needs nothing", "staging"),
    Case(
      "a review misses approvals and evidence", "prod",
      is: "human/approved: 1 by data, 2 by security, evidence"),
    Case(
      "an approval that counts is missing no more", "prod", ["context": ticket],
      approvals: [yes("dana", "10:30")], is: "human/approved: 2 by security"),
    Case(
      "a denial must be taken back", "prod", ["context": ticket], approvals: [no("sara", "10:30")],
      is: "human/pending: sara takes back"),
    Case(
      "a review that expired was late", "prod", ["context": ticket], at: "2026-03-05T00:00:00Z",
      is: "human/approved: before 2026-03-02T10:00:00Z, 1 by data, 2 by security"),
    Case(
      "a failed condition must hold", "lab", is: "constrained/approved: conditions of lab"),
    Case(
      "a lapsed rule is certified, or its owner approves", "sandbox",
      is: "human/approved: 1 by data", "automatic/approved: certify sandbox"),
    Case("a denial without which nothing matches leads nowhere", "vault"),
    Case(
      "break-glass that has lapsed is certified", "frozen", ["context": ["emergency": true]],
      is: "automatic/approved: certify BG-1"),
    Case(
      "a rule that nearly matched says in what", "staging", ["context": ["role": "writer"]],
      is: "automatic/approved: context.never = sent",
      "human/pending: resource.environment = prod", "human/pending: resource.environment = sandbox",
      "automatic/approved: context.role = reader or analyst"),
    Case(
      "a floor of an invariant is no way around", "sandbox",
      ["resource": ["id": "db", "environment": "sandbox", "sensitivity": "critical"]],
      is: "human/approved: 1 by data"),
  ])
  func saysWhatWouldHaveToBeTrue(_ example: Case) throws {
    let tree = try ExplainedPolicy.explain(
      example.environment, example.fields, approvals: example.approvals, at: example.at)
    #expect(tree.remedies.map(\.line) == example.expected)
  }

  @Test func whereNothingMatchedTheNearestRulesComeFirst() throws {
    let tree = try ExplainedPolicy.explain("elsewhere", ["context": ["role": "writer"]])
    #expect(
      tree.remedies.map(\.line) == [
        "automatic/approved: context.never = sent",
        "human/pending: resource.environment = prod",
        "human/pending: resource.environment = sandbox",
        "automatic/approved: resource.environment = staging, context.role = reader",
      ])
  }

  /// Whatever changes a field is asked for, the changed request is decided as it says.
  @Test(arguments: ["elsewhere", "nowhere", ""])
  func aFieldThatIsChangedLeadsWhereItSays(_ environment: String) throws {
    let policy = try ExplainedPolicy.load()
    let tree = try ExplainedPolicy.explain(environment)
    #expect(!tree.remedies.isEmpty)
    for remedy in tree.remedies {
      var fields: [String: JSONValue] = [
        "resource.environment": .string(environment), "context.role": "reader",
      ]
      for case .field(let change) in remedy.needs {
        let wanted = try #require(change.wanted.first)
        fields[change.path.description] = wanted
      }
      var context: JSONObject = ["role": "reader"]
      for (path, value) in fields where path.hasPrefix("context.") {
        context[String(path.dropFirst("context.".count))] = value
      }
      let resource: JSONObject = [
        "id": "orders-db", "environment": try #require(fields["resource.environment"]),
      ]
      let document = TestRequest.document.setting([
        "resource": .object(resource), "context": .object(context),
      ])
      let decision = Decider(policy: policy).decide(
        try RecordReader(schema: policy.schema).request(document), approvals: [],
        at: instant("12:00"))
      #expect(decision.status == remedy.status && decision.tier == remedy.tier)
    }
  }
}

extension Remedy {
  /// In one line.
  fileprivate var line: String {
    "\(tier)/\(status): " + needs.map(\.line).joined(separator: ", ")
  }
}

extension Need {
  fileprivate var line: String {
    switch self {
    case .approvals(let missing):
      "\(missing.count) by \(missing.from.map(\.description).joined(separator: " or "))"
    case .human: "a human"
    case .evidence: "evidence"
    case .conditions(let rule, _): "conditions of \(rule)"
    case .field(let change):
      "\(change.path) = " + change.wanted.compactMap(\.string).joined(separator: " or ")
    case .notDenied(let rule, _): "not \(rule)"
    case .certification(let rule): "certify \(rule)"
    case .freshData(let rule): "read \(rule) again"
    case .denialTakenBack(let person): "\(person) takes back"
    case .earlier(let deadline): "before \(deadline)"
    }
  }
}
