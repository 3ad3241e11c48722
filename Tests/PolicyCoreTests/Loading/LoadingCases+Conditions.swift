/// The schema of a request, and conditions read under it.
extension LoadingCases {
  static let schemas: [LoadingCase] = [
    LoadingCase(
      "every keyword",
      schema: """
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
    LoadingCase(
      "a keyword that is not supported", schema: "{ «unsupported-keyword:\"oneOf\"»: [] }"),
    LoadingCase(
      "a misspelt keyword",
      schema: "{ \"properties\": { \"context\": { «unsupported-keyword:\"requird\"»: [] } } }"),
    LoadingCase(
      "reference",
      schema: "{ \"properties\": { \"context\": { «unsupported-keyword:\"$ref\"»: \"#\" } } }"),
    LoadingCase(
      "another dialect",
      schema: "{ \"$schema\": «unknown-value:\"http://json-schema.org/draft-07/schema#\"» }"),
    LoadingCase(
      "unknown type",
      schema:
        "{ \"properties\": { \"context\": { \"properties\": { \"a\": { \"type\": «unknown-value:\"text\"» } } } } }"
    ),
    LoadingCase("type that is a number", schema: "{ \"type\": «wrong-type:1» }"),
    LoadingCase(
      "no type",
      schema:
        "{ \"properties\": { \"context\": { \"properties\": { \"a\": { \"type\": «empty-list:[]» } } } } }"
    ),
    LoadingCase(
      "unknown format",
      schema: "{ \"properties\": { \"a\": { \"format\": «unknown-value:\"email\"» } } }"),
    LoadingCase(
      "bad pattern", schema: "{ \"properties\": { \"a\": { \"pattern\": «not-a-pattern:\"(\"» } } }"
    ),
    LoadingCase(
      "look-ahead",
      schema: "{ \"properties\": { \"a\": { \"pattern\": «not-a-pattern:\"(?=a)\"» } } }"),
    LoadingCase(
      "long pattern",
      schema:
        "{ \"properties\": { \"a\": { \"pattern\": «not-a-pattern:\"\(String(repeating: "a", count: 1001))\"» } } }"
    ),
    LoadingCase(
      "negative length",
      schema: "{ \"properties\": { \"a\": { \"minLength\": «number-out-of-range:-1» } } }"),
    LoadingCase(
      "length in quotes",
      schema: "{ \"properties\": { \"a\": { \"maxLength\": «wrong-type:\"1\"» } } }"),
    LoadingCase(
      "bound that is text",
      schema: "{ \"properties\": { \"a\": { \"minimum\": «wrong-type:\"1\"» } } }"),
    LoadingCase(
      "no values", schema: "{ \"properties\": { \"a\": { \"enum\": «empty-list:[]» } } }"),
    LoadingCase(
      "unknown source",
      schema: "{ \"properties\": { \"a\": { \"x-source\": «unknown-value:\"asker\"» } } }"),
    LoadingCase("schema that is true", schema: "{ \"properties\": { \"a\": «wrong-type:true» } }"),
    LoadingCase("properties that are a list", schema: "{ \"properties\": «wrong-type:[]» }"),
    LoadingCase(
      "a field that is the instant",
      schema: "{ \"properties\": { «key-does-not-belong:\"now\"»: {} } }"),
    LoadingCase(
      "a field that is the outcome",
      schema: "{ \"properties\": { «key-does-not-belong:\"outcome\"»: {} } }"),
    LoadingCase(
      "a subject that is text",
      schema: "{ \"properties\": { \"subject\": { \"type\": «wrong-type:\"string\"» } } }"),
    LoadingCase(
      "an id that is a number",
      schema:
        "{ \"properties\": { \"resource\": { \"properties\": { \"id\": { \"type\": «wrong-type:\"integer\"» } } } } }"
    ),
    LoadingCase(
      "conditions are not read without a schema",
      [
        "schema/request.schema.json": "{ \"type\": «wrong-type:1» }",
        "rules/more.yaml": rule("id: a", "title: b", "when: resource.nowhere", "effect: approve"),
      ]),
  ]

  static let conditions: [LoadingCase] = [
    when("a field", "'resource.owner == subject.id'"),
    when("an unknown field", "resource.«unknown-field:ownr» == \"a\""),
    when("an unknown field in single quotes", "'resource.«unknown-field:ownr» == ''a'''"),
    when(
      "an unknown field after quotes",
      "'context.role == ''a'' && resource.«unknown-field:ownr» == ''a'''"),
    when(
      "an unknown field after escapes",
      "\"context.role == \\\"\\u00e9\\x41\\\" && resource.«unknown-field:ownr» == \\\"a\\\"\""),
    when(
      "an unknown field on a later line",
      "|\n      context.role == \"é😀\" &&\n        resource.«unknown-field:ownr» == \"a\""),
    when(
      "an unknown field in folded text",
      ">-\n      context.role == \"漢\" &&\n\n      resource.«unknown-field:ownr» == \"a\""),
    when(
      "an unknown field in a plain text of two lines",
      "context.role == \"ä\" &&\n      resource.«unknown-field:ownr» == \"a\""),
    when("an unknown field asked for", "has(context.«unknown-field:tickets»)"),
    when("an unknown field by index", "«unknown-field:context[\"tickets\"]» == \"a\""),
    when("a field of text", "subject.id.«unknown-field:name» == \"a\""),
    when("an unknown variable", "«cel-unknown-name:ressource».owner == \"a\""),
    when("an unknown function", "«cel-unknown-function:matchs»(context.ticket, \"a\")"),
    when("an end too early", "resource.owner |«cel-syntax:|»"),
    when("an end too early in quotes", "'resource.owner =«cel-syntax:=»   '"),
    when("an end too early in a block", "|\n      resource.owner |«cel-syntax:|»"),
    when("an end too early in a folded block", ">\n      true &&\n      «cel-syntax:(»\n\n"),
    when("an end too early behind a letter of two bytes", "|\n      true && // «cel-syntax:é»"),
    when("a syntax error", "resource.owner == «cel-syntax:=» \"a\""),
    LoadingCase(
      "no condition", rules: rule("id: a", "title: b", "effect: approve", "when:«wrong-type:»")),
    when("a condition that is a list", "«wrong-type:[ a ]»"),
    when(
      "comparison with a constant instant",
      "«now-compared-with-constant:now > timestamp(\"2026-01-01T00:00:00Z\")»"),
    when("hours", "now.getHours() < 9"),
    when("a team", "subject.id in team(\"security\")"),
    when("an unknown team", "subject.id in «unknown-name:team(\"securty\")»"),
    when("a member for a team", "subject.id in «unknown-name:team(\"alice\")»"),
    when("a text for a condition", "'«cel-type:\"true\"»'"),
    when("a sum for a condition", "«cel-type:1 + 1»"),
    when("a size for a condition", "«cel-type:size(subject.groups)»"),
    when("a field of text for a condition", "«cel-type:resource.id»"),
    when("a field of text in parentheses", "( «cel-type:resource.id» )"),
    when("a field of text by index", "«cel-type:resource['id']»"),
    when("an object for a condition", "«cel-type:resource»"),
    when("a list for a condition", "«cel-type:subject.groups»"),
    when("a duration for a condition", "«cel-type:context.duration»"),
    when("the instant for a condition", "«cel-type:now»"),
    when("a field that is true or false", "context.emergency"),
    when("a field asked for", "has(resource.id)"),
    LoadingCase(
      "a field for a clause",
      rule: "effect: constrain\nconditions: [ { that: «cel-type:resource.owner», because: b } ]"),
    LoadingCase(
      "a field of any type",
      [
        "schema/request.schema.json": """
        { "properties": { "context": { "properties": {
          "a": {}, "b": { "type": [ "boolean", "null" ] } } } } }
        """,
        "rules/a.yaml": rule("id: a", "title: b", "when: context.a", "effect: deny", "reason: c"),
        "rules/b.yaml": rule("id: b", "title: b", "when: context.b", "effect: deny", "reason: c"),
      ]),
    when("text compared with a number", "«cel-type:resource.id > 3»"),
    when(
      "text compared with a number, in single quotes",
      "'has(context.role) && «cel-type:context.role == 3»'"),
    when("a duration compared with text", "'«cel-type:context.duration < \"8h\"»'"),
    when(
      "an instant compared with a duration", "'«cel-type:subject.observedAt > context.duration»'"),
    when("a list compared with text", "'«cel-type:subject.groups == \"ci\"»'"),
    when("a text looked for in a text", "'«cel-type:\"ci\" in subject.id»'"),
    when("a number looked for in a list of texts", "'«cel-type:1 in subject.groups»'"),
    when("a function of another type", "subject.observedAt.«cel-type:startsWith»('2026')"),
    when("a part that is no bool", "context.emergency && «cel-type:resource.id»"),
    when("a branch of another type", "\"(«cel-type:context.emergency ? 1 : 'a'») == 1\""),
    when("a macro over text", "«cel-type:subject.id».exists(c, c == 'a')"),
    when("a team by number", "subject.id in «cel-type:team»(1)"),
    when("an unknown field in a macro", "actors.exists(a, a.«unknown-field:nam» == 'x')"),
    when(
      "a wrong type in folded text",
      ">\n      context.emergency &&\n\n      «cel-type:resource.id == 1»"),
    when("an unknown field that may be no object", "requester.«unknown-field:nam» == 'x'"),
    when(
      "what may be text or an object",
      "requester == 'x' || requester.id == 'x' || requester == null"),
    when("what may be absent", "actors == null || reverses == null || reverses.startsWith('x')"),
    when("two objects compared", "subject == resource"),
    LoadingCase(
      "numbers of both kinds",
      [
        "schema/request.schema.json": """
        { "properties": { "context": { "properties": {
          "a": { "type": "number" }, "b": { "type": "integer" } } } } }
        """,
        "rules/a.yaml": rule(
          "id: a", "title: b",
          "when: context.a == 1 && context.b == 1.5 && context.a in [1, 2] && context.a > context.b",
          "effect: deny", "reason: c"),
      ]),
    when("two mistakes", "resource.«unknown-field:ownr» == context.«unknown-field:tikket»"),
    LoadingCase(
      "unknown field in a clause",
      rule:
        "effect: constrain\nconditions: [ { that: 'resource.«unknown-field:ownr» == \"a\"', because: b } ]"
    ),
    LoadingCase(
      "unknown field in evidence",
      rule:
        "effect: review\nreview: { stages: [ { require: [ { count: 1, from: [ { team: security } ] } ] } ], evidence: [ { that: context.«unknown-field:tikket» == \"\", because: b } ] }"
    ),
  ]
}
