import TestSupport
import Testing

/// `precedent test` with coverage, thresholds and the testing bar, on real repositories.
struct TestCoverageTests {
  private static let fixture = """
    { "id": "f", "time": "2026-07-01T10:00:00Z", "subject": { "id": "carol@example.com" },
      "action": "grant", "resource": { "id": "db", "environment": "staging" } }

    """

  private static let tests = """
    tests:
      - name: databases
        base: fixtures/f.json
        cases:
          - expect: approved
          - with: { resource.environment: prod }
            expect: { decision: pending, rules: [ prod ] }

    """

  /// What the tests of `prod` lack: an approval, and a request without an environment.
  private static let more = """
          - with: { resource.environment: prod }
            at: 2026-07-01T12:00:00Z
            approvals: [ { by: alice@example.com, verdict: approve, at: "2026-07-01T11:00:00Z" } ]
            expect: approved
          - without: [ resource.environment ]
            expect: denied

    """

  private func fixture(settings: String = "", tests: String = tests) throws -> PolicyFixture {
    let fixture = try PolicyFixture.small()
    try fixture.write("name: small\n" + settings, to: "precedent.yaml")
    try fixture.write(Self.fixture, to: "tests/fixtures/f.json")
    try fixture.write(tests, to: "tests/databases.yaml")
    try fixture.commit("Tests")
    return fixture
  }

  @Test func showsWhatNoCaseReaches() async throws {
    let fixture = try fixture()
    let result = try await fixture.tester.run("test", "--coverage")
    #expect(result.status == 0)
    #expect(result.errors == "")
    #expect(
      result.output == """
        2 cases passed

        Coverage
          rules         4  of 4  100%
          conditions    6  of 8   75%
          requirements  1  of 2   50%

        By entry
                         exercised  conditions  requirements
          rule  prod        2 of 2      3 of 4        1 of 2
          rule  staging     2 of 2      3 of 4             -

        Not covered
          - `prod` rules/databases.yaml:14:11:
            no case in which `has(resource.environment)` is false and that alone decides `when`
          - `prod` rules/databases.yaml:11:9: no case in which stage 1 has its 1 approval from `security`
          - `staging` rules/databases.yaml:5:11:
            no case in which `has(resource.environment)` is false and that alone decides `when`

        """)
  }

  @Test func everythingIsCovered() async throws {
    let fixture = try fixture(
      settings: "testing: { coverage: { rules: 100%, conditions: 100%, requirements: 100% } }\n",
      tests: Self.tests + Self.more)
    let result = try await fixture.tester.run("test", "--coverage")
    #expect(result.status == 0)
    #expect(!result.output.contains("Not covered"), "\(result.output)")
  }

  @Test func lessThanAskedIsAFinding() async throws {
    let fixture = try fixture(
      settings: "testing: { coverage: { conditions: 75%, requirements: 50.01% } }\n")
    let result = try await fixture.tester.run("test")
    #expect(result.status == 1)
    #expect(
      result.output == """
        error[coverage-too-low]: the tests reach 50% of the requirements, and precedent.yaml asks for \
        50.01%
          = note: 1 of 2 goals are not reached
          = help: run `precedent test --coverage` to see which

        2 cases passed

        """)
    // A part of the tests says nothing about all of them.
    #expect(try await fixture.tester.run("test", "--filter", "data").status == 0)
    let json = try await fixture.tester.run("test", "--format", "json")
    #expect(json.output.contains(#""threshold": "50.01%""#), "\(json.output)")
    let junit = try await fixture.tester.run("test", "--format", "junit")
    #expect(junit.status == 1)
    #expect(junit.output.contains(#"<testsuites name="precedent" tests="3" failures="1">"#))
    #expect(junit.output.contains(#"<testcase name="coverage-too-low""#))
  }

  @Test func unreviewedCasesRunAndCountForNothing() async throws {
    let marked = Self.more.replacing(
      "        expect", with: "        unreviewed: true\n        expect")
    let fixture = try fixture(
      settings: "testing: { coverage: { requirements: 100% } }\n", tests: Self.tests + marked)
    let result = try await fixture.tester.run("test")
    #expect(result.status == 1)
    #expect(
      result.output.hasSuffix(
        """
        4 cases passed
        2 cases are unreviewed and count for no coverage and no bar

        """), "\(result.output)")
    try fixture.replace("expect: denied", "expect: approved", in: "tests/databases.yaml")
    let failing = try await fixture.tester.run("test")
    #expect(failing.output.contains("error[test-failed]"), "\(failing.output)")
  }

  // MARK: - Changes

  @Test func aChangedRuleMustBeTested() async throws {
    let fixture = try fixture(settings: "testing: { changedRules: conditions }\n")
    #expect(try await fixture.tester.run("test", "--changed-since", "HEAD").status == 0)
    try fixture.replace("count: 1", "count: 2", in: "rules/databases.yaml")
    let result = try await fixture.tester.run("test", "--changed-since", "HEAD")
    #expect(result.status == 1)
    #expect(
      result.output == """
        error[untested-rule]: `prod` has changed and is not tested enough: no case in which \
        `has(resource.environment)` is false and that alone decides `when`
          --> rules/databases.yaml:14:11
           |
        14 |     when: has(resource.environment) && resource.environment == "prod"
           |           ^^^^^^^^^^^^^^^^^^^^^^^^^
           = help: add such a case to `tests/`; run `precedent test --coverage --changed-since HEAD` for \
        all that is missing

        error[untested-rule]: `prod` has changed and is not tested enough: no case in which stage 1 has \
        its 2 approvals from `security`
          --> rules/databases.yaml:11:9
           |
        11 |   - id: prod
           |         ^^^^
           = help: add such a case to `tests/`; run `precedent test --coverage --changed-since HEAD` for \
        all that is missing

        2 cases passed
        1 rule changed since `HEAD`: 1 below the testing bar `conditions`

        """)
  }

  @Test func theJudgementIsInTheJSON() async throws {
    let fixture = try fixture(settings: "testing: { changedRules: exercised }\n")
    try fixture.replace("\"prod\"", "\"production\"", in: "rules/databases.yaml")
    try fixture.replace(
      "expect: { decision: pending, rules: [ prod ] }", "expect: denied", in: "tests/databases.yaml"
    )
    let result = try await fixture.tester.run(
      "test", "--coverage", "--changed-since", "HEAD", "--format", "json")
    #expect(result.status == 1)
    #expect(
      result.output.hasSuffix(
        #"""
          "bar": {
            "bar": "exercised",
            "base": "HEAD",
            "changed": [
              "prod"
            ],
            "failures": [
              {
                "rule": "prod",
                "reason": "unmet",
                "words": "no case matches it",
                "file": "rules/databases.yaml",
                "line": 11,
                "column": 9
              }
            ]
          }
        }

        """#), "\(result.output)")
    // Of a change, only what it changes.
    #expect(!result.output.contains(#""id": "staging""#))
    #expect(result.output.contains(#""atom": "resource.environment == \"production\"""#))
  }

  @Test func whatMeansTheSameNeedsNoTest() async throws {
    let fixture = try fixture(
      settings: "testing: { changedRules: conditions }\n", tests: "tests: []\n")
    try fixture.replace("2026-06-01", "2026-11-01", in: "rules/databases.yaml")
    try fixture.replace("Staging is open", "Staging lies open", in: "rules/databases.yaml")
    let result = try await fixture.tester.run("test", "--changed-since", "HEAD")
    #expect(result.status == 0)
    #expect(result.output == "no test ran\nno rule has changed since `HEAD`\n")
  }

  /// Lowering the bar in the change that needs it does not help, nor what is only in the work tree.
  @Test func theStricterBarAndTheStagedFilesCount() async throws {
    let fixture = try fixture(settings: "testing: { changedRules: conditions }\n")
    try fixture.replace("conditions", "exercised", in: "precedent.yaml")
    try fixture.replace("count: 1", "count: 2", in: "rules/databases.yaml")
    try fixture.git("add", "--all")
    let staged = ["test", "--staged", "--changed-since", "HEAD"]
    let low = try await fixture.tester.run(staged)
    #expect(low.status == 1)
    #expect(low.output.contains("below the testing bar `conditions`"), "\(low.output)")
    let two = Self.more.replacing(
      "verdict: approve, at: \"2026-07-01T11:00:00Z\" }",
      with: "verdict: approve, at: \"2026-07-01T11:00:00Z\" }, "
        + "{ by: bob@example.com, verdict: approve, at: \"2026-07-01T11:00:00Z\" }")
    try fixture.write(Self.tests + two, to: "tests/databases.yaml")
    #expect(try await fixture.tester.run(staged).status == 1)
    #expect(try await fixture.tester.run("test", "--changed-since", "HEAD").status == 0)
    try fixture.git("add", "--all")
    #expect(try await fixture.tester.run(staged).status == 0)
  }

  @Test func aPolicyThatIsNewOrWasBrokenIsTestedWhole() async throws {
    let fixture = try fixture(
      settings: "testing: { changedRules: conditions }\n", tests: Self.tests + Self.more)
    #expect(try await fixture.tester.run("test", "--changed-since", "HEAD~1").status == 0)
    let tree = try fixture.git("hash-object", "-t", "tree", "-w", "/dev/null")
    let empty = try fixture.git("commit-tree", tree, "-m", "Nothing")
    let new = try await fixture.tester.run("test", "--changed-since", empty)
    #expect(new.status == 0)
    #expect(new.output.contains("2 rules changed since `\(empty)`"), "\(new.output)")
    try fixture.replace("effect: approve", "effect: aprove", in: "rules/databases.yaml")
    try fixture.commit("Broken")
    try fixture.replace("effect: aprove", "effect: approve", in: "rules/databases.yaml")
    let mended = try await fixture.tester.run("test", "--changed-since", "HEAD")
    #expect(mended.output.contains("2 rules changed since `HEAD`"), "\(mended.output)")
  }

  @Test(arguments: [
    ["--changed-since", "HEAD", "--filter", "x"], ["--changed-since", "HEAD", "--fail-fast"],
    ["--coverage", "--fail-fast"],
  ])
  func whatNeedsAllTestsIsNotAskedOfSome(_ options: [String]) async throws {
    let fixture = try fixture()
    let result = try await fixture.tester.run(["test"] + options)
    #expect(result.status == 64)
    #expect(result.errors.contains("all tests"), "\(result.errors)")
  }

  @Test func aFormatWithoutAPlaceForCoverageIsRefused() async throws {
    let fixture = try fixture()
    let result = try await fixture.tester.run("test", "--coverage", "--format", "junit")
    #expect(result.status == 64)
  }

  @Test func aMissingRevisionIsSaid() async throws {
    let fixture = try fixture()
    let result = try await fixture.tester.run("test", "--changed-since", "mian")
    #expect(result.status == 2)
    #expect(result.errors.contains("error[git-unknown-revision]"), "\(result.errors)")
  }
}
