import PolicyCore
import Testing

struct RuleEditTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let words: String
    let old: [String]
    let new: [String]

    init(_ words: String, _ old: [String], _ new: [String]) {
      self.words = words
      self.old = old
      self.new = new
    }

    var testDescription: String { words }
  }

  private static let review = """
    # People must say yes.
    rules:
      - id: r
        title: A rule.
        owner: data
        when: context.trusted   # by the device manager
        effect: review
        since: 2026-01-01
        until: 2027-01-01
        review:
          stages:
            - require:
                - { count: 2, from: [ { attribute: resource.owner }, { user: ada } ] }
                # Either of both.
                - count: 1
                  from:
                    - team: data
            - require: [ { count: 1, from: [ { team: security } ], reason: required } ]
          evidence:
            - that: has(context.ticket)
              because: A ticket is needed.
            - { that: 'context.ticket.matches("^CHG")', because: It is a change. }
          expire: 72h
          approvalsValidFor: 1d
          escalate:
            - { after: 4h, to: [ { team: security } ] }
          workloadsSuffice: true
        limits: { duration: 8h }
        obligations:
          - { id: log, type: log }
          - id: tell
            type: mail
        # The end of the rule.

      - id: s
        title: Another rule.
        when: "true"
        effect: deny
        reason: No.

    """

  @Test(arguments: [
    Case(
      "the opposite of `context.trusted`",
      ["    when: context.trusted   # by the device manager"],
      [#"    when: "!context.trusted"   # by the device manager"#]),
    Case(
      "always", ["    when: context.trusted   # by the device manager"],
      [#"    when: "true"   # by the device manager"#]),
    Case("from any time on", ["    since: 2026-01-01"], []),
    Case("for ever", ["    until: 2027-01-01"], []),
    Case(
      "1 instead of 2 from `user ada` or `resource.owner`",
      ["            - { count: 2, from: [ { attribute: resource.owner }, { user: ada } ] }"],
      ["            - { count: 1, from: [ { attribute: resource.owner }, { user: ada } ] }"]),
    Case(
      "without `resource.owner`",
      ["            - { count: 2, from: [ { attribute: resource.owner }, { user: ada } ] }"],
      ["            - { count: 2, from: [ { user: ada } ] }"]),
    Case(
      "without `ada`",
      ["            - { count: 2, from: [ { attribute: resource.owner }, { user: ada } ] }"],
      ["            - { count: 2, from: [ { attribute: resource.owner } ] }"]),
    Case(
      "`data` instead of `ada`",
      ["            - { count: 2, from: [ { attribute: resource.owner }, { user: ada } ] }"],
      ["            - { count: 2, from: [ { attribute: resource.owner }, { team: data } ] }"]),
    Case(
      "`security` instead of `data`",
      ["                - team: data"], ["                - team: security"]),
    Case(
      "without the requirement of 1 from `data`",
      ["            - count: 1", "              from:", "                - team: data"], []),
    Case(
      "without the requirement of 2 from `user ada` or `resource.owner`",
      ["            - { count: 2, from: [ { attribute: resource.owner }, { user: ada } ] }"], []),
    Case(
      "no reason required",
      ["        - require: [ { count: 1, from: [ { team: security } ], reason: required } ]"],
      ["        - require: [ { count: 1, from: [ { team: security } ] } ]"]),
    Case(
      "without stage 2",
      ["        - require: [ { count: 1, from: [ { team: security } ], reason: required } ]"], []),
    Case(
      "without the clause `has(context.ticket)`",
      ["        - that: has(context.ticket)", "          because: A ticket is needed."], []),
    Case(
      "without `^`, so text may stand before",
      [#"        - { that: 'context.ticket.matches("^CHG")', because: It is a change. }"#],
      [#"        - { that: 'context.ticket.matches("CHG")', because: It is a change. }"#]),
    Case("`expire` `36h` instead of `72h`", ["      expire: 72h"], ["      expire: 36h"]),
    Case("without `expire`", ["      expire: 72h"], []),
    Case(
      "`approvalsValidFor` `2d` instead of `1d`",
      ["      approvalsValidFor: 1d"], ["      approvalsValidFor: 2d"]),
    Case(
      "without the escalation `after 4h`",
      ["      escalate:", "        - { after: 4h, to: [ { team: security } ] }"], []),
    Case(
      "escalation after `2h` instead of `4h`",
      ["        - { after: 4h, to: [ { team: security } ] }"],
      ["        - { after: 2h, to: [ { team: security } ] }"]),
    Case("a human is needed", ["      workloadsSuffice: true"], ["      workloadsSuffice: false"]),
    Case(
      "limit `16h` instead of `8h`", ["    limits: { duration: 8h }"],
      ["    limits: { duration: 16h }"]),
    Case("no limit", ["    limits: { duration: 8h }"], ["    limits: { none: Changed. }"]),
    Case("without the obligation `log`", ["      - { id: log, type: log }"], []),
    Case(
      "without the obligation `tell`", ["      - id: tell", "        type: mail"], []),
  ])
  func showsTheLinesThatDiffer(_ example: Case) throws {
    let edits = try MutatedRule(file: Self.review).edits()
    let found = edits.filter { $0.words == example.words }
    let edit = try #require(found.first, "there are \(edits.map(\.words))")
    #expect(edit.difference.old == example.old)
    #expect(edit.difference.new == example.new)
  }

  @Test func swapsStages() throws {
    let edit = try #require(
      try MutatedRule(file: Self.review).edits().first { $0.words == "stage 2 before stage 1" })
    #expect(edit.edited.consequence.reviews.first?.stages.map(\.requirements.count) == [1, 2])
  }

  @Test func approvesInsteadOfAsking() throws {
    let edit = try #require(
      try MutatedRule(file: Self.review).edits().first { $0.kind == .effect })
    #expect(edit.words == "`approve` instead of `review`")
    #expect(edit.edited.consequence == .approve)
    #expect(
      edit.difference.new == [
        "    effect: approve", "    since: 2026-01-01", "    until: 2027-01-01",
      ])
  }

  private static let files = [
    review,
    """
    rules: [ { id: r, title: A rule., when: 'context.risk > 3 && has(context.ticket)', effect: approve,
      limits: { duration: 8h }, obligations: [ { id: a, type: t }, { id: b, type: t } ] } ]

    """,
    """
    rules:
    - id: r
      title: A rule.
      when: >-
        context.risk > 3 &&
        resource.type == "a\\"b" || action.name
        in ["grant"]
      effect: constrain
      conditions:
      - because: Be trusted.
        that: "context.trusted && !(resource.type == \\"x\\")"
      otherwise: { review: { stages: [ { require: [ { count: 3, from: [ { user: ada }, { team: security } ] } ] } ] } }
      dataMaxAge: 24h
    """,
    """
    rules:
      - title: A rule.
        id: r
        when: context.risk > 3 ||
          resource.type == 'b' ||
          context.trusted
        effect: deny
        reason: No.
        liftable: true
    """,
    "rules:\r\n  - id: r\r\n    title: A rule.\r\n    when: context.risk > 3\r\n    effect: deny\r\n    reason: No.\r\n",
  ]

  /// What is printed is what was tried: the whole policy, loaded with the edited file, differs in
  /// the one rule, which is as it was read alone.
  @Test(arguments: files.indices)
  func changesOneRuleAndNothingElse(_ index: Int) throws {
    let mutated = try MutatedRule(file: Self.files[index])
    let edits = try mutated.edits()
    try #require(edits.count > 4)
    for edit in edits {
      let policy = try mutated.loaded(after: edit)
      #expect(policy.rules.count == mutated.policy.rules.count)
      for rule in policy.rules {
        let before = try #require(mutated.policy.rule(rule.id))
        #expect(
          rule.hasSameMeaning(as: rule.id == edit.rule.id ? edit.edited : before), "\(edit.id)")
        #expect(rule.hasSameMeaning(as: before) == (rule.id != edit.rule.id), "\(edit.id)")
      }
    }
    #expect(Set(edits.map(\.id)).count == edits.count)
  }
}
