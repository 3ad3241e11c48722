extension MeaningCase {
  static let reviewCases = [
    rules(
      "fewer approvals", "count: 2", "count: 1",
      says: "rule write: one approval by security instead of two: loosens"),
    rules(
      "more approvals", "count: 2", "count: 3",
      says: "rule write: three approvals by security instead of two: tightens"),
    rules(
      "no reason", ", reason: required", "",
      says: "rule write: an approval by security need not give a reason any more: loosens"),
    rules(
      "a reason", "from: [ { attribute: resource.owner } ] }",
      "from: [ { attribute: resource.owner } ], reason: required }",
      says: "rule write: an approval by resource.owner must give a reason: tightens"),
    rules(
      "one stage less",
      "            - require: [ { count: 2, from: [ { team: security } ], reason: required } ]\n"
        .dropIndentation,
      "", says: "rule write: no longer asks for two approvals by security: loosens"),
    rules(
      "one requirement more", "[ { count: 1, from: [ { attribute: resource.owner } ] } ]",
      "[ { count: 1, from: [ { attribute: resource.owner } ] }, "
        + "{ count: 1, from: [ { user: bob } ] } ]",
      says: "rule write: also asks for one approval by user bob: tightens"),
    rules(
      "more people may approve", "from: [ { team: security } ]",
      "from: [ { team: security }, { user: dan } ]",
      says: "rule write: asks security or user dan instead of security: loosens"),
    rules(
      "fewer people may approve", "from: [ { team: security } ]", "from: [ { user: bob } ]",
      says: "rule write: asks user bob instead of security: tightens"),
    rules(
      "other people may approve", "from: [ { team: security } ]", "from: [ { team: data } ]",
      says: "rule write: asks data instead of security: loosens and tightens"),
    rules(
      "whom the request names instead", "from: [ { team: security } ]",
      "from: [ { attribute: subject.id } ]",
      says:
        "rule write: asks subject.id instead of security: may loosen or tighten"),
    rules(
      "no order any more",
      "            - require: [ { count: 1, from: [ { attribute: resource.owner } ] } ]\n            - require: [ { count: 2, from: [ { team: security } ], reason: required } ]\n"
        .dropIndentation,
      "            - require: [ { count: 1, from: [ { attribute: resource.owner } ] }, { count: 2, from: [ { team: security } ], reason: required } ]\n"
        .dropIndentation,
      says: "rule write: security is asked without waiting for resource.owner: loosens"),
    rules(
      "no evidence", "evidence: [ { that: has(context.ticket), because: A ticket is needed. } ]",
      "evidence: []",
      says:
        "rule write: no longer needs evidence: A ticket is needed. (has(context.ticket)): loosens"),
    rules(
      "stricter evidence", "evidence: [ { that: has(context.ticket),",
      #"evidence: [ { that: 'has(context.ticket) && context.ticket != ""',"#,
      says:
        "rule write: the evidence `A ticket is needed.` no longer applies when the ticket is `\"\"`: "
        + "tightens"),
    rules(
      "more time", "expire: 72h", "expire: 96h",
      says: "rule write: denied if not filled within 96h instead of 72h: loosens"),
    rules(
      "no end", "      expire: 72h\n", "",
      says: "rule write: never expires, before: 72h: loosens"),
    rules(
      "approvals for a shorter time", "approvalsValidFor: 24h", "approvalsValidFor: 8h",
      says: "rule write: an approval counts for 8h instead of 24h: tightens"),
    rules(
      "earlier escalation", "after: 4h", "after: 1h",
      says: "rule write: oncall joins after 1h instead of 4h: loosens"),
    rules(
      "no escalation", "escalate: [ { after: 4h, to: [ { team: oncall } ] } ]", "escalate: []",
      says: "rule write: oncall no longer joins: tightens"),
    rules(
      "agents alone", "expire: 72h", "expire: 72h\n      workloadsSuffice: true",
      says: "rule write: workloads and agents may fill every place: loosens"),
    rules(
      "a condition less",
      "      - that: has(context.ticket)\n        because: A ticket is needed.\n",
      "",
      says:
        "rule deploy: no longer needs the condition: A ticket is needed. (has(context.ticket)): "
        + "loosens"),
    rules(
      "a condition more", "    otherwise:",
      "      - that: resource.sensitivity == \"low\"\n        because: Nothing else.\n    otherwise:",
      says:
        #"rule deploy: now needs the condition: Nothing else. (resource.sensitivity == "low"): "#
        + "tightens"),
    rules(
      "a wider condition", #"that: context.role == "deployer""#,
      #"that: context.role in ["deployer", "builder"]"#,
      says:
        "rule deploy: the condition `Only to deploy.` also applies when the role is `builder`: "
        + "loosens"),
    rules(
      "denied instead of reviewed",
      "otherwise:\n      review:\n        stages: [ { require: [ { count: 1, from: [ { team: data } ] } ] } ]",
      "otherwise: deny", says: "rule deploy: otherwise deny instead of review: tightens"),
    rules(
      "the review otherwise", "stages: [ { require: [ { count: 1, from: [ { team: data } ] } ] } ]",
      "stages: [ { require: [ { count: 2, from: [ { team: data } ] } ] } ]",
      says: "rule deploy: two approvals by data instead of one: tightens"),
  ]
}

extension String {
  /// As the text of the rules has it, which stands four columns further left.
  fileprivate var dropIndentation: String {
    split(separator: "\n", omittingEmptySubsequences: false).map {
      $0.hasPrefix("    ") ? String($0.dropFirst(4)) : String($0)
    }
    .joined(separator: "\n")
  }
}
