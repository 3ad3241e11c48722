import Foundation
import Testing

/// `git commit` in a repository with the hooks, from end to end.
struct CommitHookTests {
  /// An edit, and how a commit of it ends.
  struct Case: CustomTestStringConvertible, Sendable {
    let name: String
    let edit: @Sendable (HookedRepository) throws -> Void
    var status: Int32 = 1
    /// What the hook says.
    let says: [String]
    var testDescription: String { name }
  }

  static let cases = [
    Case(name: "a good change", edit: Edit.good, status: 0, says: []),
    Case(
      name: "an untested rule", edit: Edit.untested,
      says: [
        "REFUSED by pre-commit: the index", "error[untested-rule]: `sandbox` has changed",
        "rules/databases.yaml:19:",
      ]),
    Case(
      name: "a failing test", edit: Edit.failing,
      says: ["staging is open, production is not", "limits", "1 of 4 cases failed"]),
    Case(
      name: "a new finding",
      edit: {
        try $0.replace("    recertify: { every: 365d }\n", "", in: Edit.rules)
      }, says: ["error[rule-without-recertification]", "`staging`"]),
    Case(
      name: "a policy that does not load",
      edit: { try $0.replace("effect: approve", "effect: aprove", in: Edit.rules) },
      says: ["rules/databases.yaml:6:", "did you mean `approve`?"]),
    Case(
      name: "the policy taken away", edit: { try $0.mustGit("rm", "--quiet", "precedent.yaml") },
      says: ["error[policy-removed]", "`HEAD` has one"]),
    Case(
      name: "rules moved out of the policy",
      edit: { try $0.mustGit("mv", "rules", "old-rules") },
      says: ["cases failed"]),
    Case(
      name: "a rules folder in other letters", edit: { try $0.mustGit("mv", "rules", "Rules") },
      says: ["error[file-not-loaded]: `Rules` is not loaded", "Nothing is committed."]),
    Case(
      name: "something else", edit: { try $0.write("Else.\n", to: "notes/readme.txt") },
      status: 0, says: []),
  ]

  @Test(arguments: cases)
  func judgesWhatIsStaged(_ test: Case) throws {
    let repository = try HookedRepository()
    try test.edit(repository)
    try repository.mustGit("add", "--all")
    let result = try repository.git("commit", "--quiet", "--message=Change")
    #expect(result.status == test.status, "\(result.said)")
    for text in test.says { #expect(result.said.contains(text), "\(result.said)") }
    if test.says.isEmpty { #expect(result.said.isEmpty) }
    let count = try repository.mustGit("rev-list", "--count", "HEAD")
    #expect(count == (test.status == 0 ? "2" : "1"))
  }

  @Test func whatIsStagedCountsThoughTheFilesWereMended() throws {
    let repository = try HookedRepository()
    try Edit.failing(repository)
    try repository.mustGit("add", "--all")
    try repository.mustGit("restore", "--source=HEAD", "--worktree", ".")
    #expect(try repository.git("commit", "--message=Change").status == 1)
  }

  @Test func whatIsNotStagedDoesNotCount() throws {
    let repository = try HookedRepository()
    try Edit.good(repository)
    try repository.mustGit("add", "--all")
    try repository.write("no policy at all", to: Edit.rules)
    try repository.write("rules: []\n", to: "rules/untracked.yaml")
    let result = try repository.git("commit", "--message=Change")
    #expect(result.status == 0, "\(result.said)")
  }

  @Test func aPartialAddIsJudgedAsItIsStaged() throws {
    let repository = try HookedRepository()
    // Two hunks: the first needs a test, the second is only a comment.
    try repository.replace("rules:\n", "rules:\n  # Staging.\n", in: Edit.rules)
    try Edit.untested(repository)
    try repository.mustGit("reset", "--quiet")
    let first = try repository.git("add", "--patch", Edit.rules, input: "y\nn\n")
    #expect(first.status == 0, "\(first.said)")
    let comment = try repository.git("commit", "--message=Comment")
    #expect(comment.status == 0, "\(comment.said)")
    #expect(try repository.git("add", "--patch", Edit.rules, input: "y\n").status == 0)
    let rule = try repository.git("commit", "--message=Rule")
    #expect(rule.status == 1 && rule.said.contains("`sandbox`"), "\(rule.said)")
  }

  /// How people commit without `git add`.
  static let direct: [[String]] = [
    ["commit", "--all", "--message=All"], ["commit", "--message=Path", "rules", "tests"],
    ["commit", "--message=Path", "rules/databases.yaml"],
  ]

  @Test(arguments: direct)
  func commitsWithoutAddAreJudged(_ arguments: [String]) throws {
    let repository = try HookedRepository()
    try Edit.failing(repository)
    let bad = try repository.run("/usr/bin/env", ["git"] + arguments, in: repository.top)
    #expect(bad.status == 1 && bad.said.contains("cases failed"), "\(bad.said)")
  }

  @Test func aCommitOfOnePathIsJudgedWithoutWhatElseIsStaged() throws {
    let repository = try HookedRepository()
    try Edit.good(repository)
    try repository.mustGit("add", "--all")
    let half = try repository.git("commit", "--message=Half", Edit.rules)
    #expect(half.status == 1 && half.said.contains("1 of 4 cases failed"), "\(half.said)")
    #expect(try repository.git("commit", "--message=Whole", Edit.rules, Edit.tests).status == 0)
  }

  @Test func anAmendedCommitIsJudgedAgain() throws {
    let repository = try HookedRepository()
    try Edit.good(repository)
    try repository.mustGit("commit", "--quiet", "--all", "--message=Good")
    #expect(try repository.git("commit", "--amend", "--message=Better words").status == 0)
    try Edit.untested(repository)
    let result = try repository.git("commit", "--all", "--amend", "--no-edit")
    #expect(result.status == 1 && result.said.contains("`sandbox`"), "\(result.said)")
  }

  @Test func theFirstCommitIsTheFirstVersion() throws {
    let repository = try HookedRepository()
    try repository.mustGit("checkout", "--quiet", "--orphan", "fresh")
    let good = try repository.git("commit", "--quiet", "--message=First")
    #expect(good.status == 0, "\(good.said)")
    #expect(good.said.contains("the first version of a policy"))
    try repository.mustGit("checkout", "--quiet", "--orphan", "fresher")
    try Edit.failing(repository)
    try repository.mustGit("add", "--all")
    #expect(try repository.git("commit", "--quiet", "--message=First").status == 1)
  }

  @Test func aSubfolderIsThePlaceOfNothingElse() throws {
    let repository = try HookedRepository()
    try Edit.failing(repository)
    try repository.mustGit("add", "--all")
    let result = try repository.git(
      "commit", "--message=From below", in: repository.top + "/notes")
    #expect(result.status == 1 && result.said.contains("cases failed"), "\(result.said)")
  }

  @Test func aLinkedWorkTreeHasTheSameHooks() throws {
    let repository = try HookedRepository()
    let linked = repository.folder + "/linked"
    try repository.mustGit("worktree", "add", "--quiet", "-b", "side", linked)
    let rules = linked + "/" + Edit.rules
    let text = try String(contentsOfFile: rules, encoding: .utf8)
    try (text + Edit.untestedRule).write(toFile: rules, atomically: false, encoding: .utf8)
    let result = try repository.git("commit", "--all", "--message=Side", in: linked)
    #expect(result.status == 1 && result.said.contains("`sandbox`"), "\(result.said)")
    // What is staged here is no matter there.
    try Edit.good(repository)
    #expect(try repository.git("commit", "--all", "--message=Main").status == 0)
  }

  @Test func aPolicyInASubfolderIsFoundOrNamed() throws {
    let repository = try HookedRepository()
    try repository.mustGit("config", "precedent.policy", "access")
    for name in ["precedent.yaml", "directory", "history", "rules", "tests"] {
      try FileManager.default.createDirectory(
        atPath: repository.top + "/access", withIntermediateDirectories: true)
      try repository.mustGit("mv", name, "access/" + name)
    }
    let moved = try repository.git("commit", "--quiet", "--message=Move")
    #expect(moved.status == 0, "\(moved.said)")
    let rules = "access/" + Edit.rules
    try repository.write(try repository.read(rules) + Edit.untestedRule, to: rules)
    let bad = try repository.git(
      "commit", "--all", "--message=Rule", in: repository.top + "/access")
    #expect(bad.status == 1 && bad.said.contains("`sandbox`"), "\(bad.said)")
  }

  @Test func aMissingProgramBlocksWhatItWouldJudge() throws {
    let repository = try HookedRepository()
    try repository.mustGit("config", "precedent.binary", "/nowhere/precedent")
    try repository.write("Else.\n", to: "notes/readme.txt")
    #expect(try repository.git("commit", "--all", "--message=Notes").status == 0)
    try Edit.good(repository)
    let result = try repository.git("commit", "--all", "--message=Rule")
    #expect(result.status == 1)
    #expect(result.said.contains("`/nowhere/precedent` is not found"))
    #expect(result.said.contains("git config precedent.binary"))
  }

  @Test func theProgramIsAlsoFoundByVariableAndPath() throws {
    let repository = try HookedRepository()
    try repository.mustGit("config", "--unset", "precedent.binary")
    try Edit.untested(repository)
    try repository.mustGit("add", "--all")
    let byVariable = try repository.git(
      "commit", "--message=Rule", with: ["PRECEDENT": HookedRepository.program])
    #expect(byVariable.said.contains("`sandbox`"), "\(byVariable.said)")
    let path = (HookedRepository.program as NSString).deletingLastPathComponent + ":/usr/bin:/bin"
    let byPath = try repository.git("commit", "--message=Rule", with: ["PATH": path])
    #expect(byPath.said.contains("`sandbox`"), "\(byPath.said)")
  }
}

/// The testing bar `mutation` at a commit.
struct MutationHookTests {
  @Test func aSurvivingEditIsNamedWithTheCommandThatTestsIt() throws {
    let repository = try HookedRepository()
    try repository.replace("conditions }", "mutation }", in: "precedent.yaml")
    try repository.replace(", limits: { duration: 8h }", "", in: Edit.tests)
    try repository.commitUnjudged("Ask more of tests")
    try repository.replace("limits: { duration: 8h }", "limits: { duration: 4h }", in: Edit.rules)
    let result = try repository.git("commit", "--all", "--message=Shorter")
    #expect(result.status == 1, "\(result.said)")
    // The rule, the edit that would go unseen, its place, and what to run.
    for text in [
      "`staging`", "4h", "rules/databases.yaml:7:", "precedent test --mutation",
      "below the testing bar `mutation`",
    ] {
      #expect(result.said.contains(text), "\(text) in \(result.said)")
    }
  }
}
