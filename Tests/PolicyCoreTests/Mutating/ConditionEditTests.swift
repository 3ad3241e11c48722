import Foundation
import PolicyCore
import Testing

struct ConditionEditTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let condition: String
    /// Every condition that an edit makes of it, in order.
    let edited: [String]

    init(_ condition: String, _ edited: [String]) {
      self.condition = condition
      self.edited = edited
    }

    var testDescription: String { condition }
  }

  @Test(arguments: [
    Case(
      #"context.trusted && action.name == "grant""#,
      [
        "true", #"action.name == "grant""#, #"!context.trusted && action.name == "grant""#,
        #"context.trusted || action.name == "grant""#, "context.trusted",
        #"context.trusted && action.name != "grant""#,
        #"context.trusted && action.name == "revoke""#,
      ]),
    Case(
      "has(context.ticket) || !context.trusted",
      [
        "true", "!context.trusted", "!has(context.ticket) || !context.trusted",
        "has(context.ticket) && !context.trusted", "has(context.ticket)",
        "has(context.ticket) || context.trusted",
      ]),
    Case(
      "context.risk >= 20",
      [
        "true", "context.risk > 20", "context.risk < 20", "context.risk >= 19",
        "context.risk >= 21",
      ]),
    Case(
      "context.risk < -1",
      ["true", "context.risk <= -1", "context.risk >= -1", "context.risk < -2", "context.risk < 0"]),
    Case(
      "context.share > 1.5",
      [
        "true", "context.share >= 1.5", "context.share <= 1.5", "context.share > 0.5",
        "context.share > 2.5",
      ]),
    Case(
      "context.risk in [1, 2]",
      [
        "true", "!(context.risk in [1, 2])", "context.risk in [2]", "context.risk in [0, 2]",
        "context.risk in [2, 2]", "context.risk in [1]", "context.risk in [1, 1]",
        "context.risk in [1, 3]", "context.risk in [1, 2, 0]", "context.risk in [1, 2, 3]",
      ]),
    Case(
      #"context.duration <= duration("24h")"#,
      [
        "true", #"context.duration < duration("24h")"#, #"context.duration > duration("24h")"#,
        #"context.duration <= duration("23h")"#, #"context.duration <= duration("25h")"#,
      ]),
    Case(
      #"resource.environment in ["dev", "staging"]"#,
      [
        "true", #"!(resource.environment in ["dev", "staging"])"#,
        #"resource.environment in ["staging"]"#, #"resource.environment in ["prod", "staging"]"#,
        #"resource.environment in ["dev"]"#, #"resource.environment in ["dev", "prod"]"#,
        #"resource.environment in ["dev", "staging", "prod"]"#,
      ]),
    Case(
      #"resource.type == "db""#,
      ["true", #"resource.type != "db""#, #"resource.type == "dbx""#]),
    Case(
      #""oncall" in subject.groups"#,
      ["true", #"!("oncall" in subject.groups)"#, #""oncallx" in subject.groups"#]),
    Case(
      #"context.ticket.matches("^CHG-[0-9]+$")"#,
      [
        "true", #"!context.ticket.matches("^CHG-[0-9]+$")"#,
        #"context.ticket.matches("CHG-[0-9]+$")"#, #"context.ticket.matches("^CHG-[0-9]+")"#,
      ]),
    Case(
      #"resource.type.startsWith("db-")"#,
      ["true", #"!resource.type.startsWith("db-")"#, #"resource.type.contains("db-")"#]),
    Case(
      #"subject.groups.all(g, g.endsWith("-read"))"#,
      [
        "true", #"!subject.groups.all(g, g.endsWith("-read"))"#,
        #"subject.groups.exists(g, g.endsWith("-read"))"#,
        #"subject.groups.all(g, !g.endsWith("-read"))"#,
        #"subject.groups.all(g, g.contains("-read"))"#,
      ]),
    Case(
      "context.trusted ? context.risk > 1 : has(context.ticket)",
      [
        "true", "!context.trusted ? context.risk > 1 : has(context.ticket)",
        "context.trusted ? has(context.ticket) : context.risk > 1",
        "context.trusted ? context.risk >= 1 : has(context.ticket)",
        "context.trusted ? context.risk <= 1 : has(context.ticket)",
        "context.trusted ? context.risk > 0 : has(context.ticket)",
        "context.trusted ? context.risk > 2 : has(context.ticket)",
        "context.trusted ? context.risk > 1 : !has(context.ticket)",
      ]),
    Case(
      "context.trusted && (context.risk > 1 || has(context.ticket))",
      [
        "true", "(context.risk > 1 || has(context.ticket))",
        "!context.trusted && (context.risk > 1 || has(context.ticket))",
        "context.trusted || (context.risk > 1 || has(context.ticket))", "context.trusted",
        "context.trusted && (has(context.ticket))",
        "context.trusted && (context.risk >= 1 || has(context.ticket))",
        "context.trusted && (context.risk <= 1 || has(context.ticket))",
        "context.trusted && (context.risk > 0 || has(context.ticket))",
        "context.trusted && (context.risk > 2 || has(context.ticket))",
        "context.trusted && (context.risk > 1 && has(context.ticket))",
        "context.trusted && (context.risk > 1)",
        "context.trusted && (context.risk > 1 || !has(context.ticket))",
      ]),
    Case(
      #"resource.owner in team("data")"#, ["true", #"!(resource.owner in team("data"))"#]),
    Case(
      "!(context.trusted && has(context.ticket))",
      [
        "true", "(context.trusted && has(context.ticket))", "!(has(context.ticket))",
        "!(!context.trusted && has(context.ticket))", "!(context.trusted || has(context.ticket))",
        "!(context.trusted)", "!(context.trusted && !has(context.ticket))",
      ]),
  ])
  func altersEachPartOnce(_ example: Case) throws {
    let edits = try MutatedRule(when: example.condition).edits()
      .filter { $0.edited.condition != $0.rule.condition }
    let conditions = edits.map {
      $0.edited.condition.source.trimmingCharacters(in: .whitespacesAndNewlines)
    }
    #expect(conditions.sorted() == example.edited.sorted())
  }

  @Test func editsKeepCommentsAndLines() throws {
    let edits = try MutatedRule(
      when: """
        // && in a comment
        context.trusted && // why
        has(context.ticket)
        """
    ).edits()
    let joint = try #require(edits.first { $0.words == "`||` instead of `&&`" })
    #expect(joint.difference.old == ["      context.trusted && // why"])
    #expect(joint.difference.new == ["      context.trusted || // why"])
    #expect(joint.difference.lineNumber == 6)
  }
}
