/// Rules and reviews.
extension LoadingCases {
  static let rules: [LoadingCase] = [
    LoadingCase("a second rule", rule: "effect: approve"),
    LoadingCase("misspelt key", rules: "«unknown-key:rule»: []\nrules: []\n"),
    LoadingCase("misspelt key of a rule", rule: "effect: approve\n«unknown-key:onwer»: security"),
    LoadingCase("key of another spelling", rule: "effect: approve\n«unknown-key:Owner»: security"),
    LoadingCase(
      "no title", rules: Self.rule("«missing-key:id»: a", "when: 'true'", "effect: approve")),
    LoadingCase("a rule that is text", rules: "rules: [ «wrong-type:a» ]"),
    LoadingCase("rules that are a mapping", rules: "rules: «wrong-type:{ a: b }»"),
    LoadingCase("no effect", rules: Self.rule("«missing-key:id»: a", "title: b", "when: 'true'")),
    LoadingCase("unknown effect", rule: "effect: «unknown-value:aprove»"),
    LoadingCase("effect in capitals", rule: "effect: «unknown-value:Approve»"),
    LoadingCase("effect that is a list", rule: "effect: «wrong-type:[ approve ]»"),
    LoadingCase("effect that is nothing", rule: "effect:«wrong-type:»"),
    LoadingCase(
      "blank title",
      rules: Self.rule("id: a", "title: «empty-list:' '»", "when: 'true'", "effect: approve")),
    LoadingCase(
      "words that YAML takes for others",
      rules: Self.rule(
        "id: no", "title: on", "when: true", "effect: approve",
        "triggers: [ 1.10, 2026-06-01, ~, yes, 0x1F ]")),
    LoadingCase(
      "id with a blank",
      rules: Self.rule("id: «not-an-id:a b»", "title: b", "when: 'true'", "effect: approve")),
    LoadingCase(
      "id with a dash first",
      rules: Self.rule("id: «not-an-id:-a»", "title: b", "when: 'true'", "effect: approve")),
    LoadingCase(
      "id beyond ASCII",
      rules: Self.rule("id: «not-an-id:é»", "title: b", "when: 'true'", "effect: approve")),
    LoadingCase(
      "id of 129 letters",
      rules: Self.rule(
        "id: «not-an-id:\(String(repeating: "a", count: 129))»", "title: b", "when: 'true'",
        "effect: approve")),
    LoadingCase(
      "id of 128 letters",
      rules: Self.rule(
        "id: \(String(repeating: "a", count: 128))", "title: b", "when: 'true'", "effect: approve")),
    LoadingCase(
      "id of another file",
      [
        "rules/zz.yaml": Self.rule(
          "id: «duplicate-id:staging-readers»", "title: b", "when: 'true'", "effect: approve")
      ]),
    LoadingCase(
      "id in another case",
      rules: Self.rule("id: a", "title: b", "when: 'true'", "effect: approve")
        + "\n  - { id: «duplicate-id:A», title: b, when: 'true', effect: approve }"),
    LoadingCase(
      "id of a team",
      rules: Self.rule("id: security", "title: b", "when: 'true'", "effect: approve")),
    LoadingCase("owner unknown", rule: "effect: approve\nowner: «unknown-name:team-dat»"),
    LoadingCase("owner in another case", rule: "effect: approve\nowner: «unknown-name:Security»"),
    LoadingCase("owner that is a member", rule: "effect: approve\nowner: «unknown-name:alice»"),
    LoadingCase(
      "conditions on approve", rule: "effect: approve\n«key-does-not-belong:conditions»: []"),
    LoadingCase("review on approve", rule: "effect: approve\n«key-does-not-belong:review»: {}"),
    LoadingCase("reason on approve", rule: "effect: approve\n«key-does-not-belong:reason»: a"),
    LoadingCase(
      "otherwise on deny", rule: "effect: deny\nreason: a\n«key-does-not-belong:otherwise»: deny"),
    LoadingCase(
      "liftable on review",
      rule:
        "effect: review\nreview: { stages: [ { require: [ { count: 1, from: [ { team: security } ] } ] } ] }\n«key-does-not-belong:liftable»: true"
    ),
    LoadingCase(
      "deny without a reason",
      rules: Self.rule("«missing-key:id»: a", "title: b", "when: 'true'", "effect: deny")),
    LoadingCase("deny with a blank reason", rule: "effect: deny\nreason: «empty-list:\"\"»"),
    LoadingCase("deny", rule: "effect: deny\nreason: no\nliftable: true"),
    LoadingCase(
      "liftable in quotes", rule: "effect: deny\nreason: no\nliftable: «wrong-type:\"true\"»"),
    LoadingCase(
      "liftable as YAML 1.1 had it", rule: "effect: deny\nreason: no\nliftable: «wrong-type:yes»"),
    LoadingCase(
      "constrain without conditions",
      rules: Self.rule("«missing-key:id»: a", "title: b", "when: 'true'", "effect: constrain")),
    LoadingCase(
      "constrain with no condition", rule: "effect: constrain\nconditions: «empty-list:[]»"),
    LoadingCase(
      "constrain",
      rule: "effect: constrain\nconditions: [ { that: 'true', because: b } ]\notherwise: deny"),
    LoadingCase(
      "constrain, else review",
      rule:
        "effect: constrain\nconditions: [ { that: 'true', because: b } ]\notherwise: { review: \(Self.review) }"
    ),
    LoadingCase(
      "otherwise of another kind",
      rule:
        "effect: constrain\nconditions: [ { that: 'true', because: b } ]\notherwise: «unknown-value:approve»"
    ),
    LoadingCase(
      "otherwise with nothing",
      rule:
        "effect: constrain\nconditions: [ { that: 'true', because: b } ]\notherwise:«wrong-type:»"),
    LoadingCase(
      "condition without a sentence",
      rule: "effect: constrain\nconditions: [ { «missing-key:that»: 'true' } ]"),
    LoadingCase("age of data", rule: "effect: approve\ndataMaxAge: 24h"),
    LoadingCase(
      "age of data that is no duration", rule: "effect: approve\ndataMaxAge: «not-a-duration:1 day»"
    ),
    LoadingCase(
      "suppression",
      rule: "effect: approve\nsuppress: [ { code: rule-expired, reason: b, until: 2026-12-31 } ]"),
    LoadingCase(
      "suppression for ever",
      rule: "effect: approve\nsuppress: [ { «missing-key:code»: rule-expired, reason: b } ]"),
    LoadingCase(
      "suppression without a reason",
      rule: "effect: approve\nsuppress: [ { «missing-key:code»: rule-expired, until: 2026-12-31 } ]"
    ),
    LoadingCase(
      "suppression with a blank reason",
      rule:
        "effect: approve\nsuppress: [ { code: rule-expired, reason: «empty-list:' '», until: 2026-12-31 } ]"
    ),
    LoadingCase(
      "suppression that is no list", rule: "effect: approve\nsuppress: «wrong-type:rule-expired»"),
  ]

  static let terms: [LoadingCase] = [
    LoadingCase(
      "limit of no duration",
      rule: "effect: approve\nlimits: { duration: «not-a-duration:8 hours» }"),
    LoadingCase(
      "units ascending", rule: "effect: approve\nlimits: { duration: «not-a-duration:1m8h» }"),
    LoadingCase(
      "negative duration", rule: "effect: approve\nlimits: { duration: «not-a-duration:-8h» }"),
    LoadingCase(
      "duration that is a number", rule: "effect: approve\nlimits: { duration: «not-a-duration:8» }"
    ),
    LoadingCase("duration of all units", rule: "effect: approve\nlimits: { duration: 1d2h3m4s }"),
    LoadingCase(
      "limits of both kinds",
      rule: "effect: approve\nlimits: { duration: 8h, «key-does-not-belong:none»: why }"),
    LoadingCase("limits with nothing", rule: "effect: approve\nlimits: «missing-key:{}»"),
    LoadingCase("no limits, for a reason", rule: "effect: approve\nlimits: { none: read only }"),
    LoadingCase(
      "no limits, for no reason", rule: "effect: approve\nlimits: { none: «empty-list:''» }"),
    LoadingCase("misspelt limit", rule: "effect: approve\nlimits: { «unknown-key:durration»: 8h }"),
    LoadingCase(
      "rollback by nobody known",
      rule: "effect: approve\nrollback: { by: «unknown-name:carl», within: 1h, steps: s }"),
    LoadingCase(
      "rollback by a member", rule: "effect: approve\nrollback: { by: carol, within: 1h, steps: s }"
    ),
    LoadingCase(
      "rollback by an alias",
      rule: "effect: approve\nrollback: { by: «unknown-name:asmith», within: 1h, steps: s }"),
    LoadingCase(
      "drill",
      rule:
        "effect: approve\nrollback: { by: carol, within: 1h, steps: s, drilled: 2026-01-01, drillEvery: 90d }"
    ),
    LoadingCase(
      "drill on no day",
      rule:
        "effect: approve\nrollback: { by: carol, within: 1h, steps: s, drilled: «not-an-instant:spring» }"
    ),
    LoadingCase(
      "drill now and then",
      rule:
        "effect: approve\nrollback: { by: carol, within: 1h, steps: s, drillEvery: «not-a-duration:often» }"
    ),
    LoadingCase(
      "obligation",
      rule:
        "effect: approve\nobligations: [ { id: a, type: b, properties: { n: 1, s: '1', t: true, l: [ ~ ] } } ]"
    ),
    LoadingCase(
      "obligation without a type", rule: "effect: approve\nobligations: [ { «missing-key:id»: a } ]"
    ),
    LoadingCase(
      "properties that are a list",
      rule: "effect: approve\nobligations: [ { id: a, type: b, properties: «wrong-type:[]» } ]"),
    LoadingCase(
      "number that JSON does not keep",
      rule:
        "effect: approve\nobligations: [ { id: a, type: b, properties: { n: «number-out-of-range:9007199254740993» } } ]"
    ),
    LoadingCase(
      "window", rule: "effect: approve\nsince: 2026-01-01\nuntil: 2026-01-02T00:00:00+01:00"),
    LoadingCase(
      "window that ends as it starts",
      rule:
        "effect: approve\nsince: 2026-01-01\nuntil: «ends-before-start:2026-01-01T01:00:00+01:00»"),
    LoadingCase(
      "window that ends before",
      rule: "effect: approve\nuntil: «ends-before-start:2025-01-01»\nsince: 2026-01-01"),
    LoadingCase("no such day", rule: "effect: approve\nsince: «not-an-instant:2026-02-29»"),
    LoadingCase(
      "instant without an offset",
      rule: "effect: approve\nsince: «not-an-instant:2026-02-28T10:00:00»"),
    LoadingCase(
      "day of another order", rule: "effect: approve\nsince: «not-an-instant:28.02.2026»"),
    LoadingCase(
      "certified by nobody", rule: "effect: approve\ncertified: { «missing-key:on»: 2026-01-01 }"),
    LoadingCase(
      "certified on no day",
      rule: "effect: approve\ncertified: { on: «not-an-instant:today», by: a }"),
    LoadingCase(
      "recertify without a mapping", rule: "effect: approve\nrecertify: «wrong-type:180d»"),
  ]

  private static let stages =
    "stages: [ { require: [ { count: 1, from: [ { team: security } ] } ] } ]"

  static let reviews: [LoadingCase] = [
    review(
      "a review",
      "stages: [ { require: [ { count: 1, from: [ { team: security }, { user: carol }, { attribute: resource.owner } ] } ] } ]\nexpire: 72h\napprovalsValidFor: 24h\nevidence: [ { that: 'true', because: b } ]"
    ),
    review("no stages", "«missing-key:expire»: 72h"),
    review("no stage", "stages: «empty-list:[]»"),
    review("no requirement", "stages: [ { require: «empty-list:[]» } ]"),
    review("stage without requirements", "stages: [ «missing-key:{}» ]"),
    review(
      "two stages",
      "stages: [ { require: [ { count: 1, from: [ { team: security } ] } ] }, { require: [ { count: 1, from: [ { user: bob } ] } ] } ]"
    ),
    review(
      "two stages, the second empty",
      "stages: [ { require: [ { count: 1, from: [ { team: security } ] } ] }, «missing-key:{}» ]"),
    review("escalation", "\(stages)\nescalate: [ { after: 4h, to: [ { user: bob } ] } ]"),
    review("no escalation", "\(stages)\nescalate: []"),
    review("escalation to nobody", "\(stages)\nescalate: [ { after: 4h, to: «empty-list:[]» } ]"),
    review(
      "escalation at once", "\(stages)\nescalate: [ { «missing-key:to»: [ { user: bob } ] } ]"),
    review(
      "escalation some day",
      "\(stages)\nescalate: [ { after: «not-a-duration:later», to: [ { user: bob } ] } ]"),
    review(
      "escalation to an unknown team",
      "\(stages)\nescalate: [ { after: 4h, to: [ { team: «unknown-name:oncall» } ] } ]"),
    review("escalation that is a mapping", "\(stages)\nescalate: «wrong-type:{ after: 4h }»"),
    review("workloads suffice", "\(stages)\nworkloadsSuffice: true"),
    review("workloads suffice, in quotes", "\(stages)\nworkloadsSuffice: «wrong-type:'true'»"),
    requirement("count of zero", "count: «number-out-of-range:0», from: [ { team: security } ]"),
    requirement(
      "count below zero", "count: «number-out-of-range:-1», from: [ { team: security } ]"),
    requirement(
      "count beyond reason",
      "count: «number-out-of-range:99999999999999999999», from: [ { team: security } ]"),
    requirement("count in quotes", "count: «wrong-type:\"1\"», from: [ { team: security } ]"),
    requirement("count in words", "count: «wrong-type:one», from: [ { team: security } ]"),
    requirement("count with a fraction", "count: «wrong-type:1.0», from: [ { team: security } ]"),
    requirement("count in octal", "count: «wrong-type:0o1», from: [ { team: security } ]"),
    requirement("count left out", "«missing-key:from»: [ { team: security } ]"),
    requirement("nobody asked", "count: 1, from: «empty-list:[]»"),
    requirement("reason asked for", "count: 1, from: [ { team: security } ], reason: required"),
    requirement(
      "reason asked for otherwise",
      "count: 1, from: [ { team: security } ], reason: «unknown-value:yes»"),
    requirement(
      "selector of two kinds", "count: 1, from: [ «wrong-type:{ team: security, user: bob }» ]"),
    requirement("selector of no kind", "count: 1, from: [ «wrong-type:{}» ]"),
    requirement("selector misspelt", "count: 1, from: [ { «unknown-key:teem»: security } ]"),
    requirement("selector that is text", "count: 1, from: [ «wrong-type:security» ]"),
    requirement("each", "count: 1, from: [ { each: subject.groups } ]"),
    requirement(
      "each of what is not declared",
      "count: 1, from: [ { each: resource.«unknown-field:owners» } ]"),
    requirement(
      "each of a flag", "count: 1, from: [ { each: «wrong-type:context.emergency» } ]"),
    requirement(
      "each and attribute",
      "count: 1, from: [ «wrong-type:{ each: subject.groups, attribute: resource.owner }» ]"),
    requirement("unknown team", "count: 1, from: [ { team: «unknown-name:secruity» } ]"),
    requirement("unknown user", "count: 1, from: [ { user: «unknown-name:dave» } ]"),
    requirement("user by an alias", "count: 1, from: [ { user: «unknown-name:asmith» } ]"),
    requirement("user that is a team", "count: 1, from: [ { user: «unknown-name:security» } ]"),
    requirement(
      "undeclared attribute", "count: 1, from: [ { attribute: resource.«unknown-field:ownr» } ]"),
    requirement(
      "attribute of nothing", "count: 1, from: [ { attribute: «unknown-field:ressource».owner } ]"),
    requirement(
      "attribute that is a flag",
      "count: 1, from: [ { attribute: «wrong-type:context.emergency» } ]"),
    requirement("attribute that is a list", "count: 1, from: [ { attribute: subject.groups } ]"),
    requirement(
      "undeclared attribute in quotes",
      "count: 1, from: [ { attribute: 'resource.«unknown-field:ownr»' } ]"),
  ]
}
