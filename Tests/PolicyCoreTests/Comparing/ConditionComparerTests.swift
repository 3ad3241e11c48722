import CEL
import PolicyCore
import Testing

/// Conditions of policies: with schemas, with teams, and as people write them.
struct ConditionComparerTests {
  private static func policy(team: [String]) throws -> Policy {
    var test = TestPolicy(rules: [])
    test.directory = Directory(
      teams: [TestPeople.team("triage", team.map { ID($0) })], members: TestPeople.members)
    return try test.make()
  }

  private func difference(
    _ from: String, _ to: String, teams: [[String]] = [[], []], _ errors: ErrorMeaning = .noMatch
  ) throws -> ConditionDifference {
    let policies = try teams.map { try Self.policy(team: $0) }
    let conditions = try zip([from, to], policies).map { source, policy in
      try TestCompiler(schema: policy.schema, directory: policy.directory).condition(source)
    }
    return ConditionComparer(from: policies[0], to: policies[1])
      .difference(from: conditions[0], to: conditions[1], errors: errors)
  }

  @Test func teamsHaveTheMembersOfTheirVersion() throws {
    let same = "subject.id in team(\"triage\")"
    let joined = try difference(same, same, teams: [["ann"], ["ann", "bob"]])
    #expect(joined.relation == .wider)
    #expect(joined.gains.witnesses.map(\.because) == ["subject.id == \"bob\""])
    #expect(try difference(same, same, teams: [["ann"], ["ann"]]).relation == .equal)
    #expect(
      try difference("\"bob\" in team(\"triage\")", "true", teams: [[], ["bob"]]).relation == .wider
    )
  }

  @Test func teamsThatOnlyTheRequestNamesAreTheSameWhereDirectoriesAre() throws {
    let named = "subject.id in team(resource.owner)"
    #expect(try difference(named, named, teams: [["ann"], ["ann"]]).relation == .equal)
    #expect(try difference(named, named, teams: [["ann"], ["bob"]]).relation != .equal)
  }

  @Test func whatTheSchemaLeavesOutIsNoDifference() throws {
    // `context` itself may be absent, and so may all that is in it.
    #expect(
      try difference("has(context.role)", "context.role != \"\"", .noMatch).relation != .equal)
    #expect(
      try difference("context.emergency", "has(context.emergency) && context.emergency").relation
        == .equal)
    let guarded = try difference(
      "has(context.emergency) && context.emergency", "context.emergency", .match)
    #expect(guarded.gains.witnesses.map(\.because) == ["!has(context.emergency)"])
    #expect(guarded.gains.witnesses.map { $0.fields.map(\.path) } == [[["context", "emergency"]]])
  }

  // MARK: - The template

  @Test func conditionsOfTheTemplateAreToldApart() throws {
    let loaded = PolicyLoader().load(PolicyTree(files: try TemplateTests.files()))
    let policy = try #require(loaded.policy)
    let comparer = ConditionComparer(from: policy, to: policy)
    let conditions = policy.rules.map(\.condition)
    var unknown: [String] = []
    var count = 0
    for (from, to) in zip(conditions, conditions.dropFirst()) {
      count += 1
      let difference = comparer.difference(from: from, to: to, errors: .noMatch)
      if difference.relation == .unknown { unknown.append("\(from.printed) -> \(to.printed)") }
    }
    let compiler = TestCompiler(schema: policy.schema, directory: policy.directory)
    for condition in conditions {
      for shorter in Self.withoutOnePart(condition) {
        count += 1
        let difference = comparer.difference(
          from: condition, to: try compiler.condition(shorter), errors: .noMatch)
        #expect(difference.losses.witnesses.isEmpty, "\(condition.printed) -> \(shorter)")
        if difference.relation == .unknown { unknown.append("\(condition.printed) -> \(shorter)") }
      }
    }
    #expect(count > 50)
    #expect(unknown == [])
  }

  private static func withoutOnePart(_ condition: Condition) -> [String] {
    let syntax = condition.program.syntax
    guard case .logical(.and, let operands) = syntax[syntax.root] else { return [] }
    return operands.map { left in
      operands.filter { $0 != left }.map { "(\(syntax.printed($0)))" }.joined(separator: " && ")
    }
  }
}
