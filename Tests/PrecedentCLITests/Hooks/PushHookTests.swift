import Foundation
import Testing

/// `git push` to a bare repository, past the hooks of this side, past those of the other, and with
/// both.
struct PushHookTests {
  /// A repository with a remote; the remote has the pre-receive hook or not.
  private func pushed(
    guarded isGuarded: Bool = false
  ) throws -> (repository: HookedRepository, remote: String) {
    let repository = try HookedRepository()
    let remote = repository.folder + "/remote.git"
    try repository.mustGit("clone", "--quiet", "--bare", ".", remote)
    try repository.mustGit("remote", "add", "origin", remote)
    try repository.mustGit("fetch", "--quiet", "origin")
    try repository.mustGit("branch", "--quiet", "--set-upstream-to=origin/main")
    if isGuarded {
      let result = try repository.run(
        HookedRepository.program, ["hook", "install", "--server", "-C", remote],
        in: repository.folder)
      try #require(result.status == 0, "\(result.said)")
      try repository.mustGit(
        "config", "precedent.binary", HookedRepository.program, in: remote)
    }
    return (repository, remote)
  }

  /// Staging becomes open to what people denied in the recorded requests.
  private static func opening(_ repository: HookedRepository) throws {
    try repository.replace(
      #"resource.environment == "staging""#, #"resource.environment in ["staging", "prod"]"#,
      in: Edit.rules)
    let rules = try repository.read(Edit.rules)
    let end = try #require(rules.range(of: "  - id: prod"))
    try repository.write(String(rules[..<end.lowerBound]), to: Edit.rules)
    try repository.write(
      """
      tests:
        - name: staging and production are open
          at: 2026-07-02T10:00:00Z
          base: fixtures/request.json
          cases:
            - with: { resource.environment: staging }
              expect: { decision: approved }
            - with: { resource.environment: prod }
              expect: { decision: approved }
            - with: { resource.environment: other }
              expect: { decision: denied }
            - expect: { decision: denied }

      """, to: Edit.tests)
  }

  // MARK: - pre-push

  @Test func aGoodChangeIsPushed() throws {
    let (repository, _) = try pushed()
    try Edit.good(repository)
    try repository.commitUnjudged("Good")
    let result = try repository.git("push", "origin", "main")
    #expect(result.status == 0, "\(result.said)")
    #expect(result.said.contains("refs/heads/main: PASSED"), "\(result.said)")
  }

  @Test func whatTouchesNoPolicyIsPushedWithoutAWord() throws {
    let (repository, _) = try pushed()
    try repository.write("Else.\n", to: "notes/readme.txt")
    try repository.commitUnjudged("Notes")
    let result = try repository.git("push", "--quiet", "origin", "main")
    #expect(result.status == 0 && result.said.isEmpty, "\(result.said)")
  }

  @Test func whatWasCommittedPastTheHookIsHeldUp() throws {
    let (repository, _) = try pushed()
    try Edit.untested(repository)
    try repository.commitUnjudged("Untested")
    let result = try repository.git("push", "origin", "main")
    #expect(result.status != 0)
    #expect(result.said.contains("REFUSED by pre-push: refs/heads/main"), "\(result.said)")
    #expect(result.said.contains("`sandbox`"))
  }

  @Test func aGateHoldsUpWhatWouldBeLoosened() throws {
    let (repository, _) = try pushed()
    try Self.opening(repository)
    try repository.mustGit("add", "--all")
    // A commit is not held to gates.
    let commit = try repository.git("commit", "--quiet", "--message=Open")
    #expect(commit.status == 0, "\(commit.said)")
    let result = try repository.git("push", "origin", "main")
    #expect(result.status != 0)
    #expect(result.said.contains("Gate tripped: humans-said-no"), "\(result.said)")
    #expect(result.said.contains("r3"))
    #expect(result.said.contains("Precedent-Accept: humans-said-no"))
  }

  @Test func aNewBranchIsJudgedFromWhereItLeftTheProtectedRef() throws {
    let (repository, _) = try pushed()
    try Edit.good(repository)
    try repository.commitUnjudged("Good")
    try repository.mustGit("push", "--quiet", "--no-verify", "origin", "main")
    try repository.mustGit("switch", "--quiet", "--create", "topic")
    try repository.write("Else.\n", to: "notes/readme.txt")
    try repository.commitUnjudged("Notes")
    let silent = try repository.git("push", "--quiet", "origin", "topic")
    #expect(silent.status == 0 && silent.said.isEmpty, "\(silent.said)")
    try Edit.untested(repository)
    try repository.commitUnjudged("Untested")
    let refused = try repository.git("push", "origin", "topic")
    #expect(refused.said.contains("REFUSED by pre-push: refs/heads/topic"), "\(refused.said)")
  }

  @Test func eachRefOfAPushIsJudged() throws {
    let (repository, remote) = try pushed()
    try repository.mustGit("branch", "good")
    try repository.mustGit("switch", "--quiet", "--create", "bad")
    try Edit.untested(repository)
    try repository.commitUnjudged("Untested")
    try repository.mustGit("tag", "v1")
    let result = try repository.git("push", "origin", "good", "bad", "v1")
    #expect(result.status != 0)
    #expect(result.said.contains("REFUSED by pre-push: refs/heads/bad"), "\(result.said)")
    #expect(!result.said.contains("refs/heads/good:"))
    let branches = try repository.mustGit("branch", "--list", "--format=%(refname)", in: remote)
    #expect(branches == "refs/heads/main")
  }

  @Test func theProtectedRefIsNotDeletedNorRewritten() throws {
    let (repository, _) = try pushed()
    let deleted = try repository.git("push", "origin", ":main")
    #expect(deleted.said.contains("`refs/heads/main` would be deleted"), "\(deleted.said)")
    try repository.mustGit("commit", "--quiet", "--amend", "--no-verify", "--message=Other")
    let forced = try repository.git("push", "--force", "origin", "main")
    #expect(forced.status != 0)
    #expect(forced.said.contains("error[protected-ref]"), "\(forced.said)")
    try repository.mustGit("push", "--quiet", "origin", "main:refs/heads/topic")
    let topic = try repository.git("push", "--quiet", "origin", ":topic")
    #expect(topic.status == 0, "\(topic.said)")
  }

  @Test func withoutAHistoryNoGateIsJudgedAndThatIsSaid() throws {
    let (repository, _) = try pushed()
    try repository.mustGit("rm", "--quiet", "-r", "history")
    try repository.commitUnjudged("No history")
    try repository.mustGit("push", "--quiet", "--no-verify", "origin", "main")
    try Edit.good(repository)
    try repository.commitUnjudged("Good")
    let result = try repository.git("push", "origin", "main")
    #expect(result.status == 0, "\(result.said)")
    #expect(result.said.contains("no gate was judged"), "\(result.said)")
  }

  // MARK: - pre-receive

  @Test func theServerSeesWhatTheClientPassedBy() throws {
    let (repository, remote) = try pushed(guarded: true)
    let before = try repository.mustGit("rev-parse", "main", in: remote)
    try Edit.untested(repository)
    try repository.mustGit("commit", "--quiet", "--all", "--no-verify", "--message=Untested")
    let result = try repository.git("push", "--no-verify", "origin", "main")
    #expect(result.status != 0)
    #expect(result.said.contains("REFUSED by pre-receive: refs/heads/main"), "\(result.said)")
    #expect(result.said.contains("pre-receive hook declined"))
    #expect(try repository.mustGit("rev-parse", "main", in: remote) == before)
  }

  @Test func theServerTakesWhatIsGood() throws {
    let (repository, remote) = try pushed(guarded: true)
    try Edit.good(repository)
    try repository.mustGit("commit", "--quiet", "--all", "--message=Good")
    let result = try repository.git("push", "origin", "main")
    #expect(result.status == 0, "\(result.said)")
    let there = try repository.mustGit("rev-parse", "main", in: remote)
    #expect(try repository.mustGit("rev-parse", "HEAD") == there)
  }

  @Test func theServerHoldsToTheGates() throws {
    let (repository, _) = try pushed(guarded: true)
    try Self.opening(repository)
    try repository.commitUnjudged("Open")
    let result = try repository.git("push", "--no-verify", "origin", "main")
    #expect(result.status != 0)
    #expect(result.said.contains("Gate tripped: humans-said-no"), "\(result.said)")
  }

  @Test func theServersRefIsNotDeletedNorRewritten() throws {
    let (repository, _) = try pushed(guarded: true)
    let deleted = try repository.git("push", "--no-verify", "origin", ":main")
    #expect(deleted.said.contains("`refs/heads/main` would be deleted"), "\(deleted.said)")
    try repository.mustGit("commit", "--quiet", "--amend", "--no-verify", "--message=Other")
    let forced = try repository.git("push", "--no-verify", "--force", "origin", "main")
    #expect(forced.status != 0)
    #expect(forced.said.contains("would lose commits"), "\(forced.said)")
  }

  @Test func theServersOwnSettingNamesTheProtectedRef() throws {
    let (repository, remote) = try pushed(guarded: true)
    try repository.mustGit("config", "precedent.protectedRef", "release", in: remote)
    try Edit.untested(repository)
    // A setting that is pushed is nobody's setting.
    try repository.replace(
      "name: small", "name: small\nprotectedRef: refs/heads/x", in: "precedent.yaml")
    try repository.commitUnjudged("Untested")
    #expect(try repository.git("push", "--no-verify", "origin", "main").status == 0)
    let result = try repository.git("push", "--no-verify", "origin", "main:release")
    // Nothing to compare with: it is the first version on that ref.
    #expect(result.status == 0, "\(result.said)")
    #expect(result.said.contains("first version"), "\(result.said)")
    let deleted = try repository.git("push", "--no-verify", "origin", ":release")
    #expect(deleted.status != 0, "\(deleted.said)")
  }

  @Test func anotherNameOfTheProtectedRefIsTheProtectedRef() throws {
    let (repository, remote) = try pushed(guarded: true)
    try repository.mustGit("symbolic-ref", "refs/heads/alias", "refs/heads/main", in: remote)
    try Edit.untested(repository)
    try repository.commitUnjudged("Untested")
    let result = try repository.git("push", "--no-verify", "origin", "main:alias")
    #expect(result.status != 0)
    #expect(result.said.contains("REFUSED by pre-receive"), "\(result.said)")
  }

  @Test func aHookThatWasThereComesFirstAndReadsTheSame() throws {
    let (repository, remote) = try pushed()
    try repository.writeHook(remote + "/hooks/pre-receive", noting: "seen")
    let installed = try repository.run(
      HookedRepository.program, ["hook", "install", "--server", "-C", remote],
      in: repository.folder)
    #expect(installed.said.contains("runs first"), "\(installed.said)")
    try repository.mustGit("config", "precedent.binary", HookedRepository.program, in: remote)
    try Edit.untested(repository)
    try repository.commitUnjudged("Untested")
    let result = try repository.git("push", "--no-verify", "origin", "main")
    #expect(result.said.contains("REFUSED by pre-receive"), "\(result.said)")
    #expect(try repository.noted("seen").hasSuffix(" refs/heads/main\nran\n"))
  }
}
