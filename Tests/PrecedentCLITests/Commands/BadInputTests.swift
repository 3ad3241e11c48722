import Foundation
import Testing

/// Bad input: a clear error, the exit code of the design document, nothing half written.
struct BadInputTests {
  struct BadHistory: CustomTestStringConvertible {
    let testDescription: String
    let lines: Data
    let says: String
    var place = "bad.ndjson:2"

    init(_ name: String, _ second: String, says: String) {
      testDescription = name
      lines = Data(
        (BadInputTests.good("g1") + "\n" + second + "\n" + BadInputTests.good("g2")).utf8)
      self.says = says
    }
  }

  static func good(_ id: String) -> String {
    SmallPolicy.record(id, environment: "prod", approvals: "", outcome: "expired", by: nil)
  }

  static let badHistories = [
    BadHistory(
      "wrong type", good("x").replacingOccurrences(of: #""id":"db""#, with: #""id":7"#),
      says: "resource.id"),
    BadHistory(
      "duplicate record id", good("g1"), says: "the same `id` as the record at bad.ndjson:1"),
    BadHistory("duplicate names", #"{"id":"a","id":"b"}"#, says: "name"),
    BadHistory("no object", "[1]", says: "object"),
    BadHistory("cut off", #"{"id":"a""#, says: "not valid JSON"),
    BadHistory(
      "no instant", good("x").replacingOccurrences(of: "2026-07-01T10:00:00Z", with: "yesterday"),
      says: "time"),
    BadHistory(
      "unknown verdict",
      SmallPolicy.record(
        "x", environment: "prod", approvals: SmallPolicy.approval("a", "maybe"),
        outcome: "approved", by: nil), says: "verdict"),
  ]

  @Test(arguments: badHistories)
  func anUnreadableRecordIsCountedNamedAndFails(bad: BadHistory) async throws {
    let fixture = try PolicyFixture.small()
    try fixture.write(bad.lines, to: "bad.ndjson")
    let arguments = ["simulate", "HEAD..HEAD", "--history", "bad.ndjson"]
    let result = try await fixture.tester.run(arguments)
    #expect(result.status == 2)
    #expect(result.output.contains(bad.place), "the report is written all the same")
    #expect(result.output.contains(bad.says))
    let allowed = try await fixture.tester.run(arguments + ["--allow-unreplayable=1"])
    #expect(allowed.status == 0)
    let tooMany = try await fixture.tester.run(arguments + ["--allow-unreplayable=0"])
    #expect(tooMany.status == 2)
    #expect(try await fixture.tester.run(arguments + ["--allow-unreplayable"]).status == 0)
  }

  @Test func invalidUTF8IsCounted() async throws {
    let fixture = try PolicyFixture.small()
    var data = Data(Self.good("g1").utf8)
    data += Data("\n{\"id\":\"".utf8) + Data([0xC3, 0x28]) + Data("\"}\n".utf8)
    try fixture.write(data, to: "bad.ndjson")
    let result = try await fixture.tester.run("simulate", "HEAD..HEAD", "--history", "bad.ndjson")
    #expect(result.status == 2)
    #expect(result.output.contains("bad.ndjson:2"))
  }

  @Test func aLineOfFiftyMegabytesIsCountedAndTheNextOneRead() async throws {
    let fixture = try PolicyFixture.small()
    var data = Data(#"{"id":""#.utf8) + Data(repeating: 0x61, count: 50_000_000)
    data += Data("\"}\n".utf8) + Data(Self.good("g1").utf8)
    try fixture.write(data, to: "bad.ndjson")
    let result = try await fixture.tester.run(
      "simulate", "HEAD..HEAD", "--history", "bad.ndjson", "--format", "json")
    #expect(result.status == 2)
    #expect(result.output.contains(#""replayed": 1"#))
    #expect(result.output.contains(#""line": 1"#))
  }

  @Test func aTruncatedGzipDeliversWhatWasReadAndFails() async throws {
    let fixture = try PolicyFixture.small()
    let lines = (0..<200).map { Self.good("g\($0)") + "\n" }.joined()
    try fixture.write(lines, to: "all.ndjson")
    let gzip = Process()
    gzip.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    gzip.arguments = ["gzip", "-9n", fixture.path + "/all.ndjson"]
    try gzip.run()
    gzip.waitUntilExit()
    let whole = try Data(contentsOf: URL(fileURLWithPath: fixture.path + "/all.ndjson.gz"))
    try fixture.write(whole.dropLast(whole.count / 3), to: "cut.ndjson.gz")
    let result = try await fixture.tester.run(
      "simulate", "HEAD..HEAD", "--history", "cut.ndjson.gz")
    #expect(result.status == 2)
    #expect(result.output.contains("cut.ndjson.gz"))
  }

  @Test func anEmptyHistoryIsNoEvidence() async throws {
    let fixture = try PolicyFixture.small()
    try fixture.write("", to: "empty.ndjson")
    let result = try await fixture.tester.run("simulate", "HEAD..HEAD", "--history", "empty.ndjson")
    #expect(result.status == 2)
    #expect(result.output == "")
    #expect(result.errors.contains("empty-history"))
  }

  @Test func aMissingHistoryIsNamed() async throws {
    let fixture = try PolicyFixture.small()
    let result = try await fixture.tester.run("simulate", "HEAD..HEAD", "--history", "no.ndjson")
    #expect(result.status == 2)
    #expect(result.errors.contains("cannot open `no.ndjson`"))
    #expect(!result.errors.contains(fixture.path))
  }

  struct BadPolicy: CustomTestStringConvertible {
    let testDescription: String
    let file: String
    let text: String
    let code: String
    var place: String?
  }

  static let badPolicies = [
    BadPolicy(
      testDescription: "an anchor", file: "rules/a.yaml",
      text: "rules: &all\n  - id: a\n", code: "error[", place: "rules/a.yaml:1"),
    BadPolicy(
      testDescription: "a tag", file: "rules/a.yaml",
      text: "rules:\n  - id: a\n    when: !a.b\n", code: "quote it", place: "rules/a.yaml:3"),
    BadPolicy(
      testDescription: "a rule file of ten megabytes", file: "rules/a.yaml",
      text: "rules: []\n# " + String(repeating: "x", count: 10_000_000), code: "error[",
      place: "rules/a.yaml"),
    BadPolicy(
      testDescription: "a condition nested 10,000 deep", file: "rules/a.yaml",
      text:
        "rules:\n  - id: a\n    title: A.\n    owner: security\n    effect: deny\n    reason: No.\n"
        + "    when: \"" + String(repeating: "(", count: 10_000) + "true"
        + String(repeating: ")", count: 10_000) + "\"\n",
      code: "error[", place: "rules/a.yaml:7"),
    BadPolicy(
      testDescription: "a rule file named .yml", file: "rules/a.yml", text: "rules: []\n",
      code: "file-not-loaded", place: "rules/a.yml"),
    BadPolicy(
      testDescription: "two rules with one id", file: "rules/z.yaml",
      text: SmallPolicy.rules, code: "duplicate-id", place: "rules/z.yaml:2"),
  ]

  @Test(arguments: badPolicies)
  func aPolicyThatDoesNotLoadIsNeverUsed(bad: BadPolicy) async throws {
    let fixture = try PolicyFixture.small()
    try fixture.write(bad.text, to: bad.file)
    let checked = try await fixture.tester.run("check")
    #expect(checked.status == 2)
    #expect(checked.output.contains(bad.code))
    if let place = bad.place { #expect(checked.output.contains(place)) }
    let simulated = try await fixture.tester.run("simulate", "HEAD", "--worktree")
    #expect(simulated.status == 2)
    #expect(simulated.output == "")
  }

  @Test func aRepositoryWithoutAPolicyIsSaidSo() async throws {
    let fixture = try PolicyFixture()
    try fixture.write("x", to: "README.md")
    try fixture.commit("No policy")
    for arguments in [["check"], ["calibrate"], ["simulate", "HEAD..HEAD"], ["check", "HEAD"]] {
      let result = try await fixture.tester.run(arguments)
      #expect(result.status == 2)
      #expect(result.errors.contains("no-precedent-yaml"))
      #expect(result.errors.contains("precedent init"))
    }
  }

  @Test func aPolicyFolderThatIsNotThereIsNamedWithThoseThatAre() async throws {
    let fixture = try PolicyFixture()
    for folder in ["a", "b/c"] { try fixture.write("name: x\n", to: folder + "/precedent.yaml") }
    try fixture.commit("Two")
    let result = try await fixture.tester.run("check", "--policy", "no")
    #expect(result.status == 2)
    #expect(result.errors.contains("there is no precedent.yaml in `no` of `the work tree`"))
    #expect(result.errors.contains("`a/precedent.yaml`, `b/c/precedent.yaml`"))
    #expect(!result.errors.contains("precedent init"))
  }

  @Test func aPolicyIsNamedByAnAbsolutePath() async throws {
    let fixture = try PolicyFixture()
    for folder in ["a", "b/c"] { try fixture.write("name: x\n", to: folder + "/precedent.yaml") }
    try fixture.commit("Two")
    for path in ["/b/c", "/b/c/", "/b/./c/precedent.yaml", "/a/../b/c"] {
      for version in [["--worktree"], ["HEAD"]] {
        let result = try await fixture.tester.run(
          ["check", "--policy", fixture.path + path] + version)
        #expect(result.errors == "", "\(path)")
        #expect(result.status == 0, "\(path)")
      }
    }
    for outside in ["/nowhere", "..", "a/../../x", "/"] {
      let result = try await fixture.tester.run("check", "--policy", outside)
      #expect(result.status == 2)
      #expect(result.errors.contains("there is no precedent.yaml in `\(outside)` of"))
    }
  }

  @Test func settingsThatAreALinkOrAFolderAreSaidSo() async throws {
    let link = try PolicyFixture.small()
    try link.remove("precedent.yaml")
    try FileManager.default.createSymbolicLink(
      atPath: link.path + "/precedent.yaml", withDestinationPath: "other.yaml")
    let folder = try PolicyFixture.small()
    try folder.remove("precedent.yaml")
    try folder.write("name: x\n", to: "precedent.yaml/precedent.yaml.bak")
    for (fixture, kind) in [(link, "a symlink"), (folder, "a folder")] {
      let result = try await fixture.tester.run("check")
      #expect(result.status == 2)
      #expect(result.output.contains("irregular-file"))
      #expect(result.output.contains("`precedent.yaml` is \(kind), not a file"))
      #expect(!result.output.contains("no-precedent-yaml"))
    }
  }

  @Test(arguments: ["Precedent.yaml", "precedent.yml", "sub/precedent.YML"])
  func settingsUnderAnotherNameAreToBeRenamed(name: String) async throws {
    let fixture = try PolicyFixture()
    try fixture.write("name: x\n", to: name)
    try fixture.commit("Misnamed")
    for arguments in [["check"], ["check", "HEAD"]] {
      let result = try await fixture.tester.run(arguments)
      #expect(result.status == 2)
      #expect(result.errors.contains("no-precedent-yaml"))
      #expect(result.errors.contains("rename `\(name)` to `precedent.yaml`"))
    }
  }

  @Test func aFileNamedLikeAFolderOfThePolicyIsRefused() async throws {
    let fixture = try PolicyFixture()
    try fixture.write("name: x\n", to: "precedent.yaml")
    try fixture.write("rules: []\n", to: "rules")
    try fixture.commit("A file")
    for arguments in [["check"], ["check", "HEAD"]] {
      let result = try await fixture.tester.run(arguments)
      #expect(result.status == 2)
      #expect(result.output.contains("`rules` is a file, not a folder"))
    }
  }

  @Test func linksInPolicyFoldersAreNamedWithAnArticle() async throws {
    let fixture = try PolicyFixture.small()
    try FileManager.default.createSymbolicLink(
      atPath: fixture.path + "/rules/link.yaml", withDestinationPath: "databases.yaml")
    let result = try await fixture.tester.run("check")
    #expect(result.status == 2)
    #expect(result.output.contains("`rules/link.yaml` is a symlink, not a file"))
  }

  @Test func aCutOffRequestSaysWhereItEnds() async throws {
    let fixture = try PolicyFixture.small()
    try fixture.write("{\n  \"id\": \"a\",\n", to: "cut.json")
    let result = try await fixture.tester.run("decide", "cut.json")
    #expect(result.status == 2)
    #expect(result.errors.contains("not valid JSON: it ends too early"))
    #expect(result.errors.contains("cut.json:2:13"))
    try fixture.write("{} {}\n", to: "two.json")
    let two = try await fixture.tester.run("decide", "two.json")
    #expect(two.errors.contains("two.json:1:4"))
    #expect(two.errors.contains("take away what follows"))
  }

  @Test func aFolderThatDoesNotExistIsNotOutsideOfARepository() async throws {
    let fixture = try PolicyFixture.small()
    let result = try await fixture.tester.run("-C", "/nonexistent", "check")
    #expect(result.status == 2)
    #expect(result.errors.contains("cannot read `/nonexistent`"))
    #expect(!result.errors.contains("git init"))
  }

  @Test func outsideOfARepositoryTheErrorNamesWhatToDo() async throws {
    let fixture = try PolicyFixture(isRepository: false)
    let result = try await fixture.tester.run("check")
    #expect(result.status == 2)
    #expect(result.errors.contains("git init"))
  }

  @Test func anUnknownRevisionSuggestsTheNearest() async throws {
    let fixture = try PolicyFixture.small()
    let result = try await fixture.tester.run("simulate", "mian..HEAD")
    #expect(result.status == 2)
    #expect(result.errors.contains("`main`"))
  }

  @Test(arguments: [
    ["simulate"], ["simulate", "HEAD"], ["simulate", "A..B", "--staged"], ["nonsense"],
    ["check", "--format", "xml"], ["synthesize"], ["synthesize", "--records", "-1"],
    ["simulate", "A..B", "--at", "yesterday"], ["check", "HEAD", "--staged"], ["decide"],
  ])
  func aMistakeOnTheCommandLineIsUsage(arguments: [String]) async throws {
    let fixture = try PolicyFixture.small()
    let result = try await fixture.tester.run(arguments)
    #expect(result.status == 64)
    #expect(result.output == "")
    #expect(!result.errors.isEmpty)
  }
}
