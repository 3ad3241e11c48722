/// Inputs whose keys, values and names are wrong, with good neighbours.
extension LoadingCases {
  static let all =
    yaml + json + files + rules + reviews + terms + settings + directory + schemas + conditions

  static let rules: [LoadingCase] = [
    LoadingCase("a second rule", rule: "effect: approve"),
    LoadingCase("misspelt key", rules: "«unknown-key:rule»: []\nrules: []\n"),
    LoadingCase("misspelt key of a rule", rule: "effect: approve\n«unknown-key:onwer»: security"),
    LoadingCase("key of another spelling", rule: "effect: approve\n«unknown-key:Owner»: security"),
    LoadingCase("no title", rules: Self.rule("«missing-key:id»: a", "when: 'true'", "effect: approve")),
    LoadingCase("a rule that is text", rules: "rules: [ «wrong-type:a» ]"),
    LoadingCase("rules that are a mapping", rules: "rules: «wrong-type:{ a: b }»"),
    LoadingCase("no effect", rules: Self.rule("«missing-key:id»: a", "title: b", "when: 'true'")),
    LoadingCase("unknown effect", rule: "effect: «unknown-value:aprove»"),
    LoadingCase("effect in capitals", rule: "effect: «unknown-value:Approve»"),
    LoadingCase("effect that is a list", rule: "effect: «wrong-type:[ approve ]»"),
    LoadingCase("effect that is nothing", rule: "effect:«wrong-type:»"),
    LoadingCase("blank title", rules: Self.rule("id: a", "title: «empty-list:' '»", "when: 'true'", "effect: approve")),
    LoadingCase("words that YAML takes for others", rules: Self.rule("id: no", "title: on", "when: true", "effect: approve", "triggers: [ 1.10, 2026-06-01, ~, yes, 0x1F ]")),
    LoadingCase("id with a blank", rules: Self.rule("id: «not-an-id:a b»", "title: b", "when: 'true'", "effect: approve")),
    LoadingCase("id with a dash first", rules: Self.rule("id: «not-an-id:-a»", "title: b", "when: 'true'", "effect: approve")),
    LoadingCase("id beyond ASCII", rules: Self.rule("id: «not-an-id:é»", "title: b", "when: 'true'", "effect: approve")),
    LoadingCase("id of 129 letters", rules: Self.rule("id: «not-an-id:\(String(repeating: "a", count: 129))»", "title: b", "when: 'true'", "effect: approve")),
    LoadingCase("id of 128 letters", rules: Self.rule("id: \(String(repeating: "a", count: 128))", "title: b", "when: 'true'", "effect: approve")),
    LoadingCase("id of another file", ["rules/zz.yaml": Self.rule("id: «duplicate-id:staging-readers»", "title: b", "when: 'true'", "effect: approve")]),
    LoadingCase("id in another case", rules: Self.rule("id: a", "title: b", "when: 'true'", "effect: approve") + "\n  - { id: «duplicate-id:A», title: b, when: 'true', effect: approve }"),
    LoadingCase("id of a team", rules: Self.rule("id: security", "title: b", "when: 'true'", "effect: approve")),
    LoadingCase("owner unknown", rule: "effect: approve\nowner: «unknown-name:team-dat»"),
    LoadingCase("owner in another case", rule: "effect: approve\nowner: «unknown-name:Security»"),
    LoadingCase("owner that is a member", rule: "effect: approve\nowner: «unknown-name:alice»"),
    LoadingCase("conditions on approve", rule: "effect: approve\n«key-does-not-belong:conditions»: []"),
    LoadingCase("review on approve", rule: "effect: approve\n«key-does-not-belong:review»: {}"),
    LoadingCase("reason on approve", rule: "effect: approve\n«key-does-not-belong:reason»: a"),
    LoadingCase("otherwise on deny", rule: "effect: deny\nreason: a\n«key-does-not-belong:otherwise»: deny"),
    LoadingCase("liftable on review", rule: "effect: review\nreview: { stages: [ { require: [ { count: 1, from: [ { team: security } ] } ] } ] }\n«key-does-not-belong:liftable»: true"),
    LoadingCase("deny without a reason", rules: Self.rule("«missing-key:id»: a", "title: b", "when: 'true'", "effect: deny")),
    LoadingCase("deny with a blank reason", rule: "effect: deny\nreason: «empty-list:\"\"»"),
    LoadingCase("deny", rule: "effect: deny\nreason: no\nliftable: true"),
    LoadingCase("liftable in quotes", rule: "effect: deny\nreason: no\nliftable: «wrong-type:\"true\"»"),
    LoadingCase("liftable as YAML 1.1 had it", rule: "effect: deny\nreason: no\nliftable: «wrong-type:yes»"),
    LoadingCase("constrain without conditions", rules: Self.rule("«missing-key:id»: a", "title: b", "when: 'true'", "effect: constrain")),
    LoadingCase("constrain with no condition", rule: "effect: constrain\nconditions: «empty-list:[]»"),
    LoadingCase("constrain", rule: "effect: constrain\nconditions: [ { that: 'true', because: b } ]\notherwise: deny"),
    LoadingCase("constrain, else review", rule: "effect: constrain\nconditions: [ { that: 'true', because: b } ]\notherwise: { review: \(Self.review) }"),
    LoadingCase("otherwise of another kind", rule: "effect: constrain\nconditions: [ { that: 'true', because: b } ]\notherwise: «unknown-value:approve»"),
    LoadingCase("otherwise with nothing", rule: "effect: constrain\nconditions: [ { that: 'true', because: b } ]\notherwise:«wrong-type:»"),
    LoadingCase("condition without a sentence", rule: "effect: constrain\nconditions: [ { «missing-key:that»: 'true' } ]"),
    LoadingCase("data age", rule: "effect: approve\n«not-supported-yet:dataMaxAge»: 24h"),
  ]

  static let terms: [LoadingCase] = [
    LoadingCase("limit of no duration", rule: "effect: approve\nlimits: { duration: «not-a-duration:8 hours» }"),
    LoadingCase("units ascending", rule: "effect: approve\nlimits: { duration: «not-a-duration:1m8h» }"),
    LoadingCase("negative duration", rule: "effect: approve\nlimits: { duration: «not-a-duration:-8h» }"),
    LoadingCase("duration that is a number", rule: "effect: approve\nlimits: { duration: «not-a-duration:8» }"),
    LoadingCase("duration of all units", rule: "effect: approve\nlimits: { duration: 1d2h3m4s }"),
    LoadingCase("limits of both kinds", rule: "effect: approve\nlimits: { duration: 8h, «key-does-not-belong:none»: why }"),
    LoadingCase("limits with nothing", rule: "effect: approve\nlimits: «missing-key:{}»"),
    LoadingCase("no limits, for a reason", rule: "effect: approve\nlimits: { none: read only }"),
    LoadingCase("no limits, for no reason", rule: "effect: approve\nlimits: { none: «empty-list:''» }"),
    LoadingCase("misspelt limit", rule: "effect: approve\nlimits: { «unknown-key:durration»: 8h }"),
    LoadingCase("rollback by nobody known", rule: "effect: approve\nrollback: { by: «unknown-name:carl», within: 1h, steps: s }"),
    LoadingCase("rollback by a member", rule: "effect: approve\nrollback: { by: carol, within: 1h, steps: s }"),
    LoadingCase("rollback by an alias", rule: "effect: approve\nrollback: { by: «unknown-name:asmith», within: 1h, steps: s }"),
    LoadingCase("drill", rule: "effect: approve\nrollback: { by: carol, within: 1h, steps: s, «not-supported-yet:drilled»: 2026-01-01 }"),
    LoadingCase("obligation", rule: "effect: approve\nobligations: [ { id: a, type: b, properties: { n: 1, s: '1', t: true, l: [ ~ ] } } ]"),
    LoadingCase("obligation without a type", rule: "effect: approve\nobligations: [ { «missing-key:id»: a } ]"),
    LoadingCase("properties that are a list", rule: "effect: approve\nobligations: [ { id: a, type: b, properties: «wrong-type:[]» } ]"),
    LoadingCase("number that JSON does not keep", rule: "effect: approve\nobligations: [ { id: a, type: b, properties: { n: «number-out-of-range:9007199254740993» } } ]"),
    LoadingCase("window", rule: "effect: approve\nsince: 2026-01-01\nuntil: 2026-01-02T00:00:00+01:00"),
    LoadingCase("window that ends as it starts", rule: "effect: approve\nsince: 2026-01-01\nuntil: «ends-before-start:2026-01-01T01:00:00+01:00»"),
    LoadingCase("window that ends before", rule: "effect: approve\nuntil: «ends-before-start:2025-01-01»\nsince: 2026-01-01"),
    LoadingCase("no such day", rule: "effect: approve\nsince: «not-an-instant:2026-02-29»"),
    LoadingCase("instant without an offset", rule: "effect: approve\nsince: «not-an-instant:2026-02-28T10:00:00»"),
    LoadingCase("day of another order", rule: "effect: approve\nsince: «not-an-instant:28.02.2026»"),
    LoadingCase("certified by nobody", rule: "effect: approve\ncertified: { «missing-key:on»: 2026-01-01 }"),
    LoadingCase("certified on no day", rule: "effect: approve\ncertified: { on: «not-an-instant:today», by: a }"),
    LoadingCase("recertify without a mapping", rule: "effect: approve\nrecertify: «wrong-type:180d»"),
  ]

  static let reviews: [LoadingCase] = [
    review("a review", "stages: [ { require: [ { count: 1, from: [ { team: security }, { user: carol }, { attribute: resource.owner } ] } ] } ]\nexpire: 72h\napprovalsValidFor: 24h\nevidence: [ { that: 'true', because: b } ]"),
    review("no stages", "«missing-key:expire»: 72h"),
    review("no stage", "stages: «empty-list:[]»"),
    review("no requirement", "stages: [ { require: «empty-list:[]» } ]"),
    review("stage without requirements", "stages: [ «missing-key:{}» ]"),
    review("two stages", "stages: [ { require: [ { count: 1, from: [ { team: security } ] } ] }, «not-supported-yet:{ require: [ { count: 1, from: [ { team: security } ] } ] }» ]"),
    review("escalation", "«not-supported-yet:escalate»: []\nstages: [ { require: [ { count: 1, from: [ { team: security } ] } ] } ]"),
    review("workloads suffice", "«not-supported-yet:workloadsSuffice»: true\nstages: [ { require: [ { count: 1, from: [ { team: security } ] } ] } ]"),
    requirement("count of zero", "count: «number-out-of-range:0», from: [ { team: security } ]"),
    requirement("count below zero", "count: «number-out-of-range:-1», from: [ { team: security } ]"),
    requirement("count beyond reason", "count: «number-out-of-range:99999999999999999999», from: [ { team: security } ]"),
    requirement("count in quotes", "count: «wrong-type:\"1\"», from: [ { team: security } ]"),
    requirement("count in words", "count: «wrong-type:one», from: [ { team: security } ]"),
    requirement("count with a fraction", "count: «wrong-type:1.0», from: [ { team: security } ]"),
    requirement("count in octal", "count: «wrong-type:0o1», from: [ { team: security } ]"),
    requirement("count left out", "«missing-key:from»: [ { team: security } ]"),
    requirement("nobody asked", "count: 1, from: «empty-list:[]»"),
    requirement("reason asked for", "count: 1, from: [ { team: security } ], «not-supported-yet:reason»: required"),
    requirement("selector of two kinds", "count: 1, from: [ «wrong-type:{ team: security, user: bob }» ]"),
    requirement("selector of no kind", "count: 1, from: [ «wrong-type:{}» ]"),
    requirement("selector misspelt", "count: 1, from: [ { «unknown-key:teem»: security } ]"),
    requirement("selector that is text", "count: 1, from: [ «wrong-type:security» ]"),
    requirement("each", "count: 1, from: [ { «not-supported-yet:each»: resource.owners } ]"),
    requirement("unknown team", "count: 1, from: [ { team: «unknown-name:secruity» } ]"),
    requirement("unknown user", "count: 1, from: [ { user: «unknown-name:dave» } ]"),
    requirement("user by an alias", "count: 1, from: [ { user: «unknown-name:asmith» } ]"),
    requirement("user that is a team", "count: 1, from: [ { user: «unknown-name:security» } ]"),
    requirement("undeclared attribute", "count: 1, from: [ { attribute: resource.«unknown-field:ownr» } ]"),
    requirement("attribute of nothing", "count: 1, from: [ { attribute: «unknown-field:ressource».owner } ]"),
    requirement("attribute that is a flag", "count: 1, from: [ { attribute: «wrong-type:context.emergency» } ]"),
    requirement("attribute that is a list", "count: 1, from: [ { attribute: subject.groups } ]"),
    requirement("undeclared attribute in quotes", "count: 1, from: [ { attribute: 'resource.«unknown-field:ownr»' } ]"),
  ]

  static let settings: [LoadingCase] = [
    LoadingCase("all settings", settings: """
      default: { review: \(review) }
      protectedRef: refs/heads/release
      history: [ history/, records/2026.ndjson ]
      actions: { elevate: gives }
      floors: { exceptionMaxDuration: 7d, breakGlassMaxDuration: 1h, recertifyEvery: 180d }
      testing: { changedRules: conditions }
      gates:
        - { id: critical, maxNewlyAutomatic: { where: 'resource.id == "a"', count: 0 } }
        - { id: any, maxNewlyAutomatic: { count: 10 } }
        - { id: share, maxChangedShare: 0.25% }
        - { id: humans-said-no, noHumanDeniedApproved: true }
        - { id: replayable, newlyUnreplayable: 3 }
      acceptedBy: [ security ]
      """),
    LoadingCase("no name", ["precedent.yaml": "«missing-key:default»: deny\n"]),
    LoadingCase("empty settings", ["precedent.yaml": "«missing-key:»"]),
    LoadingCase("blank name", ["precedent.yaml": "name: «empty-list:''»\n"]),
    LoadingCase("default of another kind", settings: "default: «unknown-value:allow»"),
    LoadingCase("default that is a list", settings: "default: «wrong-type:[ deny ]»"),
    LoadingCase("short name of a ref", settings: "protectedRef: «wrong-type:main»"),
    LoadingCase("history elsewhere", settings: "history: [ «path-outside-policy:../history» ]"),
    LoadingCase("history of the machine", settings: "history: [ «path-outside-policy:/var/log» ]"),
    LoadingCase("history that is text", settings: "history: «wrong-type:history/»"),
    LoadingCase("action of no direction", settings: "actions: { grant: «unknown-value:adds» }"),
    LoadingCase("actions that are a list", settings: "actions: «wrong-type:[ grant ]»"),
    LoadingCase("misspelt floor", settings: "floors: { «unknown-key:exceptionMaxDurations»: 1d }"),
    LoadingCase("floor of no duration", settings: "floors: { recertifyEvery: «not-a-duration:year» }"),
    LoadingCase("unknown bar", settings: "testing: { changedRules: «unknown-value:mutations» }"),
    LoadingCase("invariants", settings: "«not-supported-yet:invariants»: []"),
    LoadingCase("suppressions", settings: "«not-supported-yet:suppressions»: []"),
    LoadingCase("share without a sign", settings: "gates: [ { id: a, maxChangedShare: «not-a-percentage:5» } ]"),
    LoadingCase("share above all", settings: "gates: [ { id: a, maxChangedShare: «not-a-percentage:100.01%» } ]"),
    LoadingCase("share of three decimals", settings: "gates: [ { id: a, maxChangedShare: «not-a-percentage:5.125%» } ]"),
    LoadingCase("share below nothing", settings: "gates: [ { id: a, maxChangedShare: «not-a-percentage:-5%» } ]"),
    LoadingCase("gate switched off", settings: "gates: [ { id: a, noHumanDeniedApproved: «wrong-type:false» } ]"),
    LoadingCase("gate without a test", settings: "gates: [ «wrong-type:{ id: a }» ]"),
    LoadingCase("gate with two tests", settings: "gates: [ { id: a, maxChangedShare: 5%, «key-does-not-belong:newlyUnreplayable»: 0 } ]"),
    LoadingCase("gate misspelt", settings: "gates: [ { id: a, «unknown-key:maxChangeShare»: 5% } ]"),
    LoadingCase("gate twice", settings: "gates: [ { id: a, maxChangedShare: 5% }, { id: «duplicate-id:A», maxChangedShare: 6% } ]"),
    LoadingCase("gate without an id", settings: "gates: [ { «missing-key:maxChangedShare»: 5% } ]"),
    LoadingCase("gate of evidence", settings: "gates: [ { id: a, «not-supported-yet:looseningWithoutEvidence»: 0 } ]"),
    LoadingCase("gate of a negative count", settings: "gates: [ { id: a, newlyUnreplayable: «number-out-of-range:-1» } ]"),
    LoadingCase("gate of an unknown field", settings: "gates: [ { id: a, maxNewlyAutomatic: { count: 0, where: 'resource.«unknown-field:enviroment» == \"a\"' } } ]"),
    LoadingCase("accepted by an unknown team", settings: "acceptedBy: [ «unknown-name:securty» ]"),
    LoadingCase("accepted by a member", settings: "acceptedBy: [ «unknown-name:alice» ]"),
  ]

  static let directory: [LoadingCase] = [
    LoadingCase("more people", directory: "teams: [ { id: ops, members: [] } ]\nmembers: [ { id: ci, kind: workload, owner: ops, until: 2027-01-01 } ]"),
    LoadingCase("empty file", directory: ""),
    LoadingCase("member of a team that is not listed", directory: "teams: [ { id: ops, members: [ «unknown-name:alise» ] } ]"),
    LoadingCase("team in a team", directory: "teams: [ { id: ops, members: [ «unknown-name:security» ] } ]"),
    LoadingCase("alias in a team", directory: "teams: [ { id: ops, members: [ «unknown-name:asmith» ] } ]"),
    LoadingCase("owner that is not listed", directory: "members: [ { id: ci, kind: workload, owner: «unknown-name:opps» } ]"),
    LoadingCase("unknown kind", directory: "members: [ { id: ci, kind: «unknown-value:robot» } ]"),
    LoadingCase("team without members", directory: "teams: [ { «missing-key:id»: ops } ]"),
    LoadingCase("team twice", directory: "teams: [ { id: ops, members: [] }, { id: «duplicate-id:Ops», members: [] } ]"),
    LoadingCase("member with the id of a team", directory: "teams: [ { id: ops, members: [] } ]\nmembers: [ { id: «duplicate-id:ops» } ]"),
    LoadingCase("alias that is a member", directory: "members: [ { id: dan }, { id: dora, aliases: [ «duplicate-id:Dan» ] } ]"),
    LoadingCase("alias that is a team", directory: "teams: [ { id: ops, members: [] } ]\nmembers: [ { id: dora, aliases: [ «duplicate-id:ops» ] } ]"),
    LoadingCase("alias of two", directory: "members: [ { id: dan, aliases: [ d ] }, { id: dora, aliases: [ «duplicate-id:D» ] } ]"),
    LoadingCase("alias of itself", directory: "members: [ { id: dan, aliases: [ «duplicate-id:dan» ] } ]"),
    LoadingCase("alias that is no id", directory: "members: [ { id: dan, aliases: [ «not-an-id:'d d'» ] } ]"),
    LoadingCase("delegations", directory: "«not-supported-yet:delegations»: []"),
    LoadingCase("where it comes from", directory: "«not-supported-yet:source»: hr\n«not-supported-yet:syncedAt»: 2026-01-01\n«not-supported-yet:maxAge»: 1d"),
    LoadingCase("authority", directory: "members: [ { id: bot, kind: agent, «not-supported-yet:authority»: 'true' } ]"),
    LoadingCase("leaves on no day", directory: "members: [ { id: dan, until: «not-an-instant:soon» } ]"),
    LoadingCase("names are not looked up in a broken directory", ["directory/more.yaml": "teams: [«yaml-syntax:»", "rules/more.yaml": rule("id: a", "title: b", "when: 'true'", "effect: approve", "owner: ops")]),
  ]

  static let schemas: [LoadingCase] = [
    LoadingCase("every keyword", schema: """
      { "$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "a", "$comment": "b",
        "title": "c", "description": "d", "type": "object", "required": [ "subject" ],
        "additionalProperties": false,
        "properties": { "context": { "additionalProperties": { "type": [ "string", "null" ] },
          "properties": {
            "a": { "type": "string", "format": "duration", "pattern": "^[0-9]+h$", "minLength": 1, "maxLength": 9, "x-source": "asserted" },
            "b": { "type": "number", "minimum": 0, "maximum": 1e2, "exclusiveMinimum": -0.5, "exclusiveMaximum": 101, "default": 1, "examples": [ 1 ] },
            "c": { "type": "array", "items": { "enum": [ "x", 1, null ] }, "minItems": 0, "maxItems": 3, "uniqueItems": true, "deprecated": false },
            "d": { "const": { "e": [] } } } } } }
      """),
    LoadingCase("a keyword that is not supported", schema: "{ «unsupported-keyword:\"oneOf\"»: [] }"),
    LoadingCase("a misspelt keyword", schema: "{ \"properties\": { \"context\": { «unsupported-keyword:\"requird\"»: [] } } }"),
    LoadingCase("reference", schema: "{ \"properties\": { \"context\": { «unsupported-keyword:\"$ref\"»: \"#\" } } }"),
    LoadingCase("another dialect", schema: "{ \"$schema\": «unknown-value:\"http://json-schema.org/draft-07/schema#\"» }"),
    LoadingCase("unknown type", schema: "{ \"properties\": { \"context\": { \"properties\": { \"a\": { \"type\": «unknown-value:\"text\"» } } } } }"),
    LoadingCase("type that is a number", schema: "{ \"type\": «wrong-type:1» }"),
    LoadingCase("no type", schema: "{ \"properties\": { \"context\": { \"properties\": { \"a\": { \"type\": «empty-list:[]» } } } } }"),
    LoadingCase("unknown format", schema: "{ \"properties\": { \"a\": { \"format\": «unknown-value:\"email\"» } } }"),
    LoadingCase("bad pattern", schema: "{ \"properties\": { \"a\": { \"pattern\": «not-a-pattern:\"(\"» } } }"),
    LoadingCase("look-ahead", schema: "{ \"properties\": { \"a\": { \"pattern\": «not-a-pattern:\"(?=a)\"» } } }"),
    LoadingCase("long pattern", schema: "{ \"properties\": { \"a\": { \"pattern\": «not-a-pattern:\"\(String(repeating: "a", count: 1001))\"» } } }"),
    LoadingCase("negative length", schema: "{ \"properties\": { \"a\": { \"minLength\": «number-out-of-range:-1» } } }"),
    LoadingCase("length in quotes", schema: "{ \"properties\": { \"a\": { \"maxLength\": «wrong-type:\"1\"» } } }"),
    LoadingCase("bound that is text", schema: "{ \"properties\": { \"a\": { \"minimum\": «wrong-type:\"1\"» } } }"),
    LoadingCase("no values", schema: "{ \"properties\": { \"a\": { \"enum\": «empty-list:[]» } } }"),
    LoadingCase("unknown source", schema: "{ \"properties\": { \"a\": { \"x-source\": «unknown-value:\"asker\"» } } }"),
    LoadingCase("schema that is true", schema: "{ \"properties\": { \"a\": «wrong-type:true» } }"),
    LoadingCase("properties that are a list", schema: "{ \"properties\": «wrong-type:[]» }"),
    LoadingCase("a field that is the instant", schema: "{ \"properties\": { «key-does-not-belong:\"now\"»: {} } }"),
    LoadingCase("a field that is the outcome", schema: "{ \"properties\": { «key-does-not-belong:\"outcome\"»: {} } }"),
    LoadingCase("a subject that is text", schema: "{ \"properties\": { \"subject\": { \"type\": «wrong-type:\"string\"» } } }"),
    LoadingCase("an id that is a number", schema: "{ \"properties\": { \"resource\": { \"properties\": { \"id\": { \"type\": «wrong-type:\"integer\"» } } } } }"),
    LoadingCase("conditions are not read without a schema", ["schema/request.schema.json": "{ \"type\": «wrong-type:1» }", "rules/more.yaml": rule("id: a", "title: b", "when: resource.nowhere", "effect: approve")]),
  ]

  static let conditions: [LoadingCase] = [
    when("a field", "'resource.owner == subject.id'"),
    when("an unknown field", "resource.«unknown-field:ownr» == \"a\""),
    when("an unknown field in single quotes", "'resource.«unknown-field:ownr» == ''a'''"),
    when("an unknown field after quotes", "'context.role == ''a'' && resource.«unknown-field:ownr» == ''a'''"),
    when("an unknown field after escapes", "\"context.role == \\\"\\u00e9\\x41\\\" && resource.«unknown-field:ownr» == \\\"a\\\"\""),
    when("an unknown field on a later line", "|\n      context.role == \"é😀\" &&\n        resource.«unknown-field:ownr» == \"a\""),
    when("an unknown field in folded text", ">-\n      context.role == \"漢\" &&\n\n      resource.«unknown-field:ownr» == \"a\""),
    when("an unknown field in a plain text of two lines", "context.role == \"ä\" &&\n      resource.«unknown-field:ownr» == \"a\""),
    when("an unknown field asked for", "has(context.«unknown-field:tickets»)"),
    when("an unknown field by index", "«unknown-field:context[\"tickets\"]» == \"a\""),
    when("a field of text", "subject.id.«unknown-field:name» == \"a\""),
    when("an unknown variable", "«cel-unknown-name:ressource».owner == \"a\""),
    when("an unknown function", "«cel-unknown-function:matchs»(context.ticket, \"a\")"),
    when("a syntax error", "resource.owner == «cel-syntax:=» \"a\""),
    LoadingCase("no condition", rules: rule("id: a", "title: b", "effect: approve", "when:«wrong-type:»")),
    when("a condition that is a list", "«wrong-type:[ a ]»"),
    when("comparison with a constant instant", "«now-compared-with-constant:now > timestamp(\"2026-01-01T00:00:00Z\")»"),
    when("hours", "now.getHours() < 9"),
    when("a team", "subject.id in team(\"security\")"),
    when("an unknown team", "subject.id in «unknown-name:team(\"securty\")»"),
    when("a member for a team", "subject.id in «unknown-name:team(\"alice\")»"),
    when("two mistakes", "resource.«unknown-field:ownr» == context.«unknown-field:tikket»"),
    LoadingCase("unknown field in a clause", rule: "effect: constrain\nconditions: [ { that: 'resource.«unknown-field:ownr» == \"a\"', because: b } ]"),
    LoadingCase("unknown field in evidence", rule: "effect: review\nreview: { stages: [ { require: [ { count: 1, from: [ { team: security } ] } ] } ], evidence: [ { that: context.«unknown-field:tikket» == \"\", because: b } ] }"),
  ]

  // MARK: - Making cases

  private static let review =
    "{ stages: [ { require: [ { count: 1, from: [ { team: security } ] } ] } ] }"

  private static func rule(_ keys: String...) -> String {
    "rules:\n  - " + keys.joined(separator: "\n    ") + "\n"
  }

  private static func when(_ name: String, _ condition: String) -> LoadingCase {
    LoadingCase(name, rules: rule("id: a", "title: b", "effect: approve", "when: \(condition)"))
  }

  private static func review(_ name: String, _ keys: String) -> LoadingCase {
    let indented = keys.split(separator: "\n").joined(separator: "\n  ")
    return LoadingCase(name, rule: "effect: review\nreview:\n  " + indented)
  }

  private static func requirement(_ name: String, _ keys: String) -> LoadingCase {
    review(name, "stages: [ { require: [ { \(keys) } ] } ]")
  }
}
