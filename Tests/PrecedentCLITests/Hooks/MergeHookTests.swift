import Foundation
import Testing

/// Merges and rebases in a repository with the hooks.
struct MergeHookTests {
  /// `main` and `side` that both changed something.
  private func forked(
    main: (HookedRepository) throws -> Void, side: (HookedRepository) throws -> Void
  ) throws -> HookedRepository {
    let repository = try HookedRepository()
    try repository.mustGit("switch", "--quiet", "--create", "side")
    try side(repository)
    try repository.commitUnjudged("Side")
    try repository.mustGit("switch", "--quiet", "main")
    try main(repository)
    try repository.commitUnjudged("Main")
    return repository
  }

  private static func note(_ repository: HookedRepository) throws {
    try repository.write("Else.\n", to: "notes/readme.txt")
  }

  @Test func aMergeOfWhatWasJudgedPasses() throws {
    let repository = try forked(main: Self.note, side: Edit.good)
    let result = try repository.git("merge", "--no-edit", "side")
    #expect(result.status == 0, "\(result.said)")
    #expect(try repository.mustGit("rev-list", "--count", "--merges", "HEAD") == "1")
  }

  @Test func whatAMergedBranchHasIsNotHeldAgainstTheMerge() throws {
    // Judged, or not, where it was committed; the push of it is judged again.
    let repository = try forked(main: Edit.good, side: Edit.untested)
    let result = try repository.git("merge", "--no-edit", "side")
    #expect(result.status == 0, "\(result.said)")
  }

  @Test func aMergeWhoseTestsFailIsRefused() throws {
    // Each side is fine alone: one adds a test of the limit that the other changes.
    let repository = try forked(
      main: { repository in
        try repository.replace(
          "{ decision: approved, limits", "{ decision: approved, tier: automatic, limits",
          in: Edit.tests)
        try repository.write(
          """
          tests:
            - name: eight hours
              at: 2026-07-02T10:00:00Z
              base: fixtures/request.json
              cases:
                - with: { resource.environment: staging }
                  expect: { limits: { duration: 8h } }

          """, to: "tests/limits.yaml")
      },
      side: { repository in
        try repository.replace(
          "limits: { duration: 8h }\n", "limits: { duration: 4h }\n", in: Edit.rules)
        try repository.replace(
          "decision: approved, limits: { duration: 8h }", "decision: approved", in: Edit.tests)
      })
    try repository.mustGit("config", "merge.conflictStyle", "merge")
    let result = try repository.git("merge", "--no-edit", "-X", "ours", "side")
    #expect(result.status != 0, "\(result.said)")
    #expect(result.said.contains("eight hours"), "\(result.said)")
    #expect(result.said.contains("REFUSED by pre-merge-commit"), "\(result.said)")
  }

  @Test func anEvilMergeIsRefused() throws {
    let repository = try forked(main: Self.note, side: Edit.good)
    try repository.mustGit("merge", "--no-commit", "--no-ff", "side")
    try repository.replace(
      "title: Staging is open to engineers.", "title: Staging is open.", in: Edit.rules)
    try repository.mustGit("add", "--all")
    let result = try repository.git("commit", "--no-edit")
    #expect(result.status == 1, "\(result.said)")
    #expect(
      result.said.contains(
        "the merge holds what git does not merge by itself: `rules/databases.yaml`"),
      "\(result.said)")
  }

  @Test func aResolvedConflictIsJudgedLikeAnyChange() throws {
    let repository = try forked(main: Edit.good) { repository in
      try repository.replace("limits: { duration: 8h }", "limits: { duration: 2h }", in: Edit.rules)
      try repository.replace("limits: { duration: 8h }", "limits: { duration: 2h }", in: Edit.tests)
    }
    #expect(try repository.git("merge", "--no-edit", "side").status == 1)
    try repository.mustGit("checkout", "--quiet", "--theirs", ".")
    try repository.mustGit("checkout", "--quiet", "--ours", Edit.tests)
    try repository.mustGit("add", "--all")
    let bad = try repository.git("commit", "--no-edit")
    #expect(bad.status == 1 && bad.said.contains("1 of 4 cases failed"), "\(bad.said)")
    try repository.replace("limits: { duration: 4h }", "limits: { duration: 2h }", in: Edit.tests)
    try repository.mustGit("add", "--all")
    let good = try repository.git("commit", "--no-edit")
    #expect(good.status == 0, "\(good.said)")
  }

  @Test func aRebaseThatIsContinuedByHandIsJudged() throws {
    let repository = try forked(main: Edit.good) { repository in
      try repository.replace("limits: { duration: 8h }", "limits: { duration: 2h }", in: Edit.rules)
    }
    try repository.mustGit("switch", "--quiet", "side")
    #expect(try repository.git("rebase", "main").status == 1)
    try repository.mustGit("checkout", "--quiet", "--theirs", Edit.rules)
    try repository.mustGit("add", "--all")
    let result = try repository.git("commit", "--no-edit")
    #expect(result.status == 1 && result.said.contains("1 of 4 cases failed"), "\(result.said)")
  }
}
