extension MeaningCase {
  private static let open = "neither loosens nor tightens"

  private static let agents = """
      - id: agents
        title: Agents stay out of production.
        owner: security
        when: subject.type == "agent" && resource.environment == "prod"
        effect: deny
        reason: Ask a person.

    """

  static let ruleCases = [
    rules(
      "a wider approval", #"== "dev" && context"#, #"in ["dev", "staging"] && context"#,
      says: "rule read: also applies when the environment is `staging`: loosens"),
    rules(
      "a narrower approval", #" in ["reader", "analyst"]"#, #" == "reader""#,
      says: "rule read: no longer applies when the role is `analyst`: tightens"),
    rules(
      "another approval", #"resource.environment == "dev""#, #"resource.environment == "staging""#,
      says: "rule read: also applies when the environment is `staging`: loosens",
      "rule read: no longer applies when the environment is `dev`: tightens"),
    rules(
      "a condition in another order", #"in ["reader", "analyst"]"#, #"in ["analyst", "reader"]"#,
      says: "rule read: reformatted"),
    rules(
      "a condition on several lines", #"when: resource.environment == "dev" && context"#,
      "when: |\n      resource.environment == \"dev\" &&\n      context",
      says: "rule read: reformatted"),
    rules("a longer limit", "8h", "12h", says: "rule read: limit 12h instead of 8h: loosens"),
    rules("a shorter limit", "8h", "1h", says: "rule read: limit 1h instead of 8h: tightens"),
    rules("the same limit", "8h", "480m"),
    rules(
      "no limit", "{ duration: 8h }", "{ none: It ends. }",
      says: "rule read: limit none instead of 8h: loosens"),
    rules(
      "a limit where none was", "{ none: It ends by itself. }", "{ duration: 1h }",
      says: "rule deploy: limit 1h instead of none: tightens"),
    rules(
      "another obligation", "id: tell, type: notice", "id: tell, type: page",
      says:
        #"rule read: no longer obligation tell, of type notice, with {"to":"data"}: loosens"#,
      #"rule read: also obligation tell, of type page, with {"to":"data"}: tightens"#),
    rules(
      "another rollback", "by: data, within: 1h, steps: Revoke",
      "by: data, within: 2h, steps: Revoke",
      says:
        "rule read: rollback by data within 2h: Revoke it. instead of by data within 1h: "
        + "Revoke it.: \(open)"),
    rules(
      "recertified less often", "180d }\n    certified: { on: 2026-01-01, by: carol }\n    obli",
      "300d }\n    certified: { on: 2026-01-01, by: carol }\n    obli",
      says: "rule read: recertified every 300d instead of 180d: loosens"),
    rules(
      "certified anew", "2026-01-01, by: carol }\n    obl", "2026-02-01, by: dan }\n    obl",
      says: "rule read: certified"),
    rules(
      "older data", "dataMaxAge: 24h", "dataMaxAge: 48h",
      says: "rule read: rests on data no older than 48h instead of 24h: loosens"),
    rules(
      "any data", "    dataMaxAge: 24h\n", "",
      says: "rule read: rests on data no older than any age instead of 24h: loosens"),
    rules(
      "an earlier start", "since: 2026-01-01", "since: 2025-01-01",
      says:
        "rule read: applies from 2025-01-01T00:00:00Z instead of 2026-01-01T00:00:00Z: loosens"),
    rules(
      "an end", "since: 2026-01-01", "since: 2026-01-01\n    until: 2026-12-01",
      says: "rule read: applies until 2026-12-01T00:00:00Z instead of for ever: tightens"),
    rules(
      "an end of a denial", "reason: Ask a person.",
      "reason: Ask a person.\n    until: 2026-12-01",
      says: "rule agents: applies until 2026-12-01T00:00:00Z instead of for ever: loosens"),
    rules(
      "another owner, who reviews what lapses", "production.\n    owner: data",
      "production.\n    owner: security",
      says: "rule read: owner security instead of data: loosens and tightens"),
    rules(
      "another owner of a review", "security.\n    owner: data", "security.\n    owner: security",
      says: "rule write: owner security instead of data: \(open)"),
    rules(
      "reworded", "Engineers read outside of production.", "Who builds it reads it.",
      says: "rule read: reworded"),
    rules("another reason", "Ask a person.", "Ask somebody.", says: "rule agents: reworded"),
    rules(
      "liftable", "reason: Ask a person.", "reason: Ask a person.\n    liftable: true",
      says: "rule agents: exceptions may lift it: loosens"),
    rules(
      "a narrower denial", #"subject.type == "agent" && "#,
      #"subject.type == "agent" && context.role == "writer" && "#,
      says: "rule agents: no longer applies when the role is not `writer`: loosens"),
    rules(
      "a wider denial", #"subject.type == "agent" && "#, #"subject.type != "human" && "#,
      says: "rule agents: also applies when the subject's type is `workload`: tightens"),
    rules(
      "a denial becomes a constraint", "effect: deny\n    reason: Ask a person.",
      "effect: constrain\n    conditions: [ { that: 'true', because: Always. } ]",
      says: "rule agents: constrain instead of deny: loosens"),
    rules(
      "an approval becomes a denial", "effect: approve", "effect: deny\n    reason: No more.",
      says: "rule read: deny instead of approve: tightens"),
    MeaningCase(
      "a new rule",
      .init(
        "rules/more.yaml", "",
        "rules:\n  - { id: more, title: More., owner: data, when: 'context.role == \"lead\"', "
          + "effect: approve }\n"),
      says: ["rule more is new: approve when the role is `lead`: loosens"]),
    MeaningCase(
      "a new denial",
      .init(
        "rules/more.yaml", "",
        "rules:\n  - { id: more, title: More., owner: data, when: 'context.role == \"lead\"', "
          + "effect: deny, reason: No. }\n"),
      says: ["rule more is new: deny when the role is `lead`: tightens"]),
    rules(
      "a denial that goes", agents, "",
      says:
        "rule agents is gone: deny when the subject's type is `agent`, and the environment is "
        + "`prod`: loosens"),
    MeaningCase(
      "moved to another file", .init("rules/all.yaml", agents, ""),
      .init("rules/agents.yaml", "", "rules:\n" + agents), says: ["rule agents: moved"]),
    rules(
      "renamed", "id: agents", "id: no-agents",
      says: "rule no-agents (before: agents)"),
  ]
}
