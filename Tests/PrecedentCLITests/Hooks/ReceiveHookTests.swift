import Foundation
import Testing

/// `git push` past the hooks of this side, to a bare repository with a hook of its own.
struct ReceiveHookTests {
  @Test func theServerSeesWhatTheClientPassedBy() throws {
    let (repository, remote) = try HookedRepository.pushed(guarded: true)
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
    let (repository, remote) = try HookedRepository.pushed(guarded: true)
    try Edit.good(repository)
    try repository.mustGit("commit", "--quiet", "--all", "--message=Good")
    let result = try repository.git("push", "origin", "main")
    #expect(result.status == 0, "\(result.said)")
    let there = try repository.mustGit("rev-parse", "main", in: remote)
    #expect(try repository.mustGit("rev-parse", "HEAD") == there)
  }

  @Test func theServerHoldsToTheGates() throws {
    let (repository, _) = try HookedRepository.pushed(guarded: true)
    try Edit.opening(repository)
    try repository.commitUnjudged("Open")
    let result = try repository.git("push", "--no-verify", "origin", "main")
    #expect(result.status != 0)
    #expect(result.said.contains("Gate tripped: humans-said-no"), "\(result.said)")
  }

  @Test func theServersRefIsNotDeletedNorRewritten() throws {
    let (repository, _) = try HookedRepository.pushed(guarded: true)
    let deleted = try repository.git("push", "--no-verify", "origin", ":main")
    #expect(deleted.said.contains("`refs/heads/main` would be deleted"), "\(deleted.said)")
    try repository.mustGit("commit", "--quiet", "--amend", "--no-verify", "--message=Other")
    let forced = try repository.git("push", "--no-verify", "--force", "origin", "main")
    #expect(forced.status != 0)
    #expect(forced.said.contains("would lose commits"), "\(forced.said)")
  }

  @Test func theServersOwnSettingNamesTheProtectedRef() throws {
    let (repository, remote) = try HookedRepository.pushed(guarded: true)
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
    let (repository, remote) = try HookedRepository.pushed(guarded: true)
    try repository.mustGit("symbolic-ref", "refs/heads/alias", "refs/heads/main", in: remote)
    try Edit.untested(repository)
    try repository.commitUnjudged("Untested")
    let result = try repository.git("push", "--no-verify", "origin", "main:alias")
    #expect(result.status != 0)
    #expect(result.said.contains("REFUSED by pre-receive"), "\(result.said)")
  }

  @Test func aHookThatWasThereComesFirstAndReadsTheSame() throws {
    let (repository, remote) = try HookedRepository.pushed()
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

  @Test func anAcceptanceLetsAGateThrough() throws {
    let (repository, _) = try HookedRepository.pushed(guarded: true)
    try Edit.opening(repository)
    try repository.commitUnjudged("Open")
    let refused = try repository.git("push", "--no-verify", "origin", "main")
    let trailer = try #require(refused.said.firstMatch(of: /Precedent-Accept: .*[0-9a-f]{64}/))
    // The message is judged, and understood.
    let accepted = try repository.git(
      "commit", "--quiet", "--allow-empty", "--message=Accept", "--trailer", String(trailer.0))
    #expect(accepted.status == 0, "\(accepted.said)")
    let result = try repository.git("push", "origin", "main")
    #expect(result.status == 0, "\(result.said)")
    #expect(result.said.contains("refs/heads/main: PASSED"), "\(result.said)")
    #expect(result.said.contains("accepted"), "\(result.said)")
  }

  @Test func anEvilMergeIsRefused() throws {
    let (repository, _) = try HookedRepository.pushed(guarded: true)
    try repository.mustGit("switch", "--quiet", "--create", "side")
    try Edit.good(repository)
    try repository.commitUnjudged("Side")
    try repository.mustGit("switch", "--quiet", "main")
    try repository.mustGit("merge", "--quiet", "--no-commit", "--no-ff", "side")
    try repository.replace(
      "title: Staging is open to engineers.", "title: Staging is open.", in: Edit.rules)
    try repository.commitUnjudged("Merge")
    let result = try repository.git("push", "--no-verify", "origin", "main")
    #expect(result.status != 0)
    #expect(result.said.contains("warning[merge-with-own-changes]"), "\(result.said)")
  }

  @Test func theSettingMayNameTheProtectedRefByAnotherName() throws {
    let (repository, remote) = try HookedRepository.pushed(guarded: true)
    try repository.mustGit("symbolic-ref", "refs/heads/prod", "refs/heads/main", in: remote)
    try repository.mustGit("config", "precedent.protectedRef", "prod", in: remote)
    try Edit.untested(repository)
    try repository.commitUnjudged("Untested")
    let result = try repository.git("push", "--no-verify", "origin", "main")
    #expect(result.said.contains("REFUSED by pre-receive"), "\(result.said)")
  }

  @Test func thePolicyIsNotTakenAway() throws {
    let (repository, _) = try HookedRepository.pushed(guarded: true)
    try repository.mustGit("rm", "--quiet", "precedent.yaml")
    try repository.commitUnjudged("Away")
    let result = try repository.git("push", "--no-verify", "origin", "main")
    #expect(result.status != 0 && result.said.contains("error[policy-removed]"), "\(result.said)")
  }

  @Test func aHistoryIsNotRewrittenTogetherWithALoosening() throws {
    let (repository, _) = try HookedRepository.pushed(guarded: true)
    try Edit.opening(repository)
    let lines = try repository.read("history/requests.ndjson").split(separator: "\n")
    try repository.write(
      lines.prefix(2).joined(separator: "\n") + "\n", to: "history/requests.ndjson")
    try repository.commitUnjudged("Open, and forget")
    let result = try repository.git("push", "--no-verify", "origin", "main")
    #expect(result.status != 0)
    #expect(result.said.contains("was rewritten"), "\(result.said)")
    #expect(result.said.contains("Gate tripped: humans-said-no"), "\(result.said)")
  }

  @Test func aMissingProgramBlocksEveryPush() throws {
    let (repository, remote) = try HookedRepository.pushed(guarded: true)
    try repository.mustGit("config", "precedent.binary", "/nowhere/precedent", in: remote)
    try repository.write("Else.\n", to: "notes/readme.txt")
    try repository.commitUnjudged("Notes")
    let result = try repository.git("push", "--no-verify", "origin", "main")
    #expect(result.status != 0 && result.said.contains("is not found"), "\(result.said)")
  }
}
