import Diagnostics
import PolicyCore
import Testing

/// What is wrong with a file of tests is said with its place, and nothing is left out in silence.
struct TestReadingTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let yaml: String
    /// `line code`, in the order of the file.
    let problems: [String]

    init(_ name: String, _ yaml: String, _ problems: [String]) {
      testDescription = name
      self.yaml = yaml
      self.problems = problems
    }
  }

  @Test(arguments: [
    Case("a sound test", "tests: [ { name: t, base: f.json, cases: [ { expect: denied } ] } ]", []),
    Case(
      "unknown and missing keys",
      """
      tests:
        - nam: t
          base: f.json
          cases: [ { expects: denied } ]
      """, ["2 missing-key", "2 unknown-key", "4 missing-key", "4 unknown-key"]),
    Case(
      "a mark that is neither true nor false",
      "tests: [ { name: t, base: f.json, cases: [ { unreviewed: maybe, expect: denied } ] } ]",
      ["1 wrong-type"]),
    Case("neither cases nor matrix", "tests: [ { name: t, base: f.json } ]", ["1 missing-key"]),
    Case(
      "a base outside of the policy",
      """
      tests:
        - { name: a, base: ../../f.json, cases: [] }
        - { name: b, base: /etc/f.json, cases: [] }
      """, ["2 path-outside-policy", "3 path-outside-policy"]),
    Case(
      "values of expectations",
      """
      tests:
        - name: t
          base: f.json
          cases:
            - expect: { decision: yes, tier: robot, limits: { duration: long } }
            - expect: {}
            - expect: maybe
            - expect: { missing: [ { count: 0, from: data } ] }
      """,
      [
        "5 unknown-value", "5 unknown-value", "5 not-a-duration", "6 missing-key",
        "7 unknown-value", "8 number-out-of-range",
      ]),
    Case(
      "approvals that no record could have",
      """
      tests:
        - name: t
          base: f.json
          cases:
            - approvals: [ { by: ada, verdict: yes, at: soon }, { verdict: approve } ]
              expect: denied
      """, ["5 wrong-approval", "5 wrong-approval", "5 wrong-approval", "5 wrong-approval"]),
    Case(
      "a matrix with a hole, and with something that is no entry",
      """
      tests:
        - name: t
          base: f.json
          matrix:
            subjects: { a: { subject.id: a }, b: { subject.id: b } }
            resources: { r: { resource.id: r } }
            actions: [ grant ]
            expect:
              a: { r: { grant: denied, revoke: denied } }
      """, ["9 missing-key", "9 unknown-key"]),
  ])
  func saysWhatIsWrongAndWhere(_ example: Case) throws {
    let files = [
      "precedent.yaml": "name: t\n",
      "directory/d.yaml": "teams: [ { id: data, members: [ ada ] } ]\nmembers: [ { id: ada } ]\n",
      "tests/t.yaml": example.yaml,
    ]
    let tree = PolicyTree(
      files: files.map { PolicyFile(path: $0.key, bytes: Array($0.value.utf8)) })
    let loader = PolicyLoader()
    let policy = try #require(loader.load(tree).policy)
    let found = loader.loadTests(tree, of: policy).diagnostics.map {
      "\($0.location?.lineNumber ?? 0) \($0.code)"
    }
    #expect(found.sorted() == example.problems.sorted())
  }
}
