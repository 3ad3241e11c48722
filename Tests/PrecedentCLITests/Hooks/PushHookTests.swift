import Foundation
import Testing

/// `git push` with the hooks of this side.
struct PushHookTests {
  @Test func aGoodChangeIsPushed() throws {
    let (repository, _) = try HookedRepository.pushed()
    try Edit.good(repository)
    try repository.commitUnjudged("Good")
    let result = try repository.git("push", "origin", "main")
    #expect(result.status == 0, "\(result.said)")
    #expect(result.said.contains("refs/heads/main: PASSED"), "\(result.said)")
  }

  @Test func whatTouchesNoPolicyIsPushedWithoutAWord() throws {
    let (repository, _) = try HookedRepository.pushed()
    try repository.write("Else.\n", to: "notes/readme.txt")
    try repository.commitUnjudged("Notes")
    let result = try repository.git("push", "--quiet", "origin", "main")
    #expect(result.status == 0 && result.said.isEmpty, "\(result.said)")
  }

  @Test func whatWasCommittedPastTheHookIsHeldUp() throws {
    let (repository, _) = try HookedRepository.pushed()
    try Edit.untested(repository)
    try repository.commitUnjudged("Untested")
    let result = try repository.git("push", "origin", "main")
    #expect(result.status != 0)
    #expect(result.said.contains("REFUSED by pre-push: refs/heads/main"), "\(result.said)")
    #expect(result.said.contains("`sandbox`"))
  }

  @Test func aGateHoldsUpWhatWouldBeLoosened() throws {
    let (repository, _) = try HookedRepository.pushed()
    try Edit.opening(repository)
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
    let (repository, _) = try HookedRepository.pushed()
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
    let (repository, remote) = try HookedRepository.pushed()
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
    let (repository, _) = try HookedRepository.pushed()
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
    let (repository, _) = try HookedRepository.pushed()
    try repository.mustGit("rm", "--quiet", "-r", "history")
    try repository.commitUnjudged("No history")
    try repository.mustGit("push", "--quiet", "--no-verify", "origin", "main")
    try Edit.good(repository)
    try repository.commitUnjudged("Good")
    let result = try repository.git("push", "origin", "main")
    #expect(result.status == 0, "\(result.said)")
    #expect(result.said.contains("no gate was judged"), "\(result.said)")
  }
}
