import Testing

/// A change back to a policy that was the tip within seven days (design document, section 5).
struct RecentTipTests {
  private func fixture() throws -> PolicyFixture {
    let fixture = try PolicyFixture.small()
    try fixture.write(
      "name: small\ngates:\n  - { id: share, maxChangedShare: 5% }\n", to: "precedent.yaml")
    try fixture.commit("Guard")
    return fixture
  }

  @Test func goingBackToWhatWasStricterPassesTheShareGate() async throws {
    let fixture = try fixture()
    try fixture.replace("count: 1", "count: 2", in: "rules/databases.yaml")
    try fixture.commit("Ask two")
    try fixture.replace("count: 2", "count: 1", in: "rules/databases.yaml")
    try fixture.commit("Ask one")
    try fixture.replace("count: 1", "count: 2", in: "rules/databases.yaml")
    try fixture.commit("Ask two again")
    let result = try await fixture.tester.run("simulate", "HEAD~1..HEAD")
    #expect(result.status == 0, "\(result.output)")
    #expect(result.output.contains("goes back to"))
  }

  @Test func goingBackToWhatWasLooserDoesNot() async throws {
    let fixture = try fixture()
    try fixture.replace("count: 1", "count: 2", in: "rules/databases.yaml")
    try fixture.commit("Ask two")
    try fixture.replace("count: 2", "count: 1", in: "rules/databases.yaml")
    try fixture.commit("Ask one again")
    #expect(try await fixture.tester.run("simulate", "HEAD~1..HEAD").status == 1)
  }

  @Test func somethingNewIsNoWayBack() async throws {
    let fixture = try fixture()
    try fixture.replace("count: 1", "count: 2", in: "rules/databases.yaml")
    try fixture.commit("Ask two")
    #expect(try await fixture.tester.run("simulate", "HEAD~1..HEAD").status == 1)
  }
}
