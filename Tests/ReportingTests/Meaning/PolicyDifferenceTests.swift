@testable import Impact
import Testing

@testable import Reporting

struct PolicyDifferenceTests {
  private static let cases =
    MeaningCase.ruleCases + MeaningCase.reviewCases + MeaningCase.exceptionCases
    + MeaningCase.peopleCases + MeaningCase.settingsCases

  @Test(arguments: cases)
  func saysWhatAnEditMeans(_ input: MeaningCase) throws {
    let difference = try EditedPolicy.difference(input.edits)
    #expect(difference.lines == input.lines)
  }

  @Test func nothingIsNoDifference() throws {
    let difference = try EditedPolicy.difference([])
    #expect(difference.changes.isEmpty && !difference.hasMeaning)
    #expect(difference.leaning == .neither)
    #expect(
      PolicyDifferenceText().render(difference) == "Nothing changes in meaning\n")
  }

  @Test func anotherLayoutIsNamedByFile() throws {
    let difference = try EditedPolicy.difference([
      .init("rules/all.yaml", "rules:\n", "# Who may do what.\nrules:\n")
    ])
    #expect(!difference.hasMeaning)
    #expect(difference.reformattedFiles == ["rules/all.yaml"])
  }

  @Test func saysThatTheTitleStays() throws {
    let edit = EditedPolicy.Edit(
      "rules/all.yaml", #"== "dev" && context"#, #"!= "prod" && context"#)
    let text = PolicyDifferenceText().render(try EditedPolicy.difference([edit]))
    #expect(text.contains("the title still says: Engineers read outside of production."))
    let reworded = EditedPolicy.Edit("rules/all.yaml", "Engineers read", "People read")
    let other = PolicyDifferenceText().render(try EditedPolicy.difference([edit, reworded]))
    #expect(!other.contains("still says"))
  }

  // MARK: - Tests of rules

  @Test func headsWithTestsThatExpectSomethingElse() throws {
    let difference = try EditedPolicy.difference([
      .init("tests/all.yaml", "decision: denied", "decision: approved")
    ])
    let test = try #require(difference.tests.first)
    #expect(difference.tests.count == 1 && test.fate == .expectation)
    #expect(test.name == "reading" && test.caseName == "prod")
    #expect(test.parts == [.init(key: "decision", before: "denied", after: "approved")])
    #expect(difference.hasMeaning)
    let text = PolicyDifferenceText().render(difference)
    #expect(text.contains("expects decision approved instead of denied"))
  }

  @Test(arguments: [
    ("tests/all.yaml", "name: prod", "name: production", [TestDifference.Fate]()),
    ("tests/all.yaml", "name: reading", "name: who reads", []),
    ("tests/all.yaml", "resource.environment: prod", "resource.environment: staging", [.request]),
    ("tests/all.yaml", ", tier: automatic", "", [.expectation]),
    ("tests/all.yaml", "decision: denied }", "decision: denied, tier: denied }", [.expectation]),
  ])
  func tellsWhatBecameOfATest(
    _ path: String, _ old: String, _ new: String, _ fates: [TestDifference.Fate]
  ) throws {
    let difference = try EditedPolicy.difference([.init(path, old, new)])
    #expect(difference.tests.map(\.fate) == fates)
  }

  @Test func aTestThatIsGoneIsNamed() throws {
    let difference = try EditedPolicy.difference([
      .init(
        "tests/all.yaml",
        """
              - name: prod
                with: { resource.environment: prod }
                expect: { decision: denied }

        """, "")
    ])
    #expect(difference.tests.map(\.fate) == [.removed])
  }
}
