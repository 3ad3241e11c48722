import Foundation
import TestSupport
import Testing

/// The pre-commit framework (PyPI: pre-commit) runs the hooks of `.pre-commit-hooks.yaml`.
@Suite(.enabled(if: Framework.canRun, "`.ci/setup --framework` installs pre-commit"))
struct FrameworkHookTests {
  /// A policy whose only hooks are the framework's.
  private func repository() throws -> HookedRepository {
    let repository = try HookedRepository()
    let home = repository.folder + "/hooks-repository"
    try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
    for name in ["hooks", ".pre-commit-hooks.yaml"] {
      try FileManager.default.copyItem(
        atPath: PackageFolder.path + "/" + name, toPath: home + "/" + name)
    }
    try repository.mustGit("init", "--quiet", in: home)
    try repository.commitUnjudged("Hooks", in: home)
    let revision = try repository.mustGit("rev-parse", "HEAD", in: home)
    let removed = try repository.run(
      HookedRepository.program, ["hook", "uninstall"], in: repository.top)
    try #require(removed.status == 0, "\(removed.said)")
    try repository.write(
      """
      default_install_hook_types: [pre-commit, pre-merge-commit, commit-msg, pre-push]
      repos:
        - repo: \(home)
          rev: \(revision)
          hooks: [ { id: precedent }, { id: precedent-commit-msg }, { id: precedent-pre-push } ]

      """, to: ".pre-commit-config.yaml")
    try repository.commitUnjudged("Use the framework")
    let installed = try repository.run(
      Framework.program, ["install", "--install-hooks"], in: repository.top,
      with: Self.home(repository))
    try #require(installed.status == 0, "\(installed.said)")
    return repository
  }

  private static func home(_ repository: HookedRepository) -> [String: String] {
    ["PRE_COMMIT_HOME": repository.folder + "/framework", "PRE_COMMIT_COLOR": "never"]
  }

  @Test func judgesACommitAndItsMessage() throws {
    let repository = try repository()
    let home = Self.home(repository)
    try Edit.failing(repository)
    try repository.mustGit("add", "--all")
    // What is not staged is put aside by the framework meanwhile.
    try repository.write("Not staged.\n", to: "notes/readme.txt")
    let bad = try repository.git("commit", "--message=Change", with: home)
    #expect(bad.status == 1 && bad.said.contains("1 of 4 cases failed"), "\(bad.said)")
    #expect(try repository.read("notes/readme.txt") == "Not staged.\n")

    try repository.replace(
      "limits: { duration: 8h }", "limits: { duration: 4h }", in: Edit.tests)
    try repository.mustGit("add", "--all")
    let message = try repository.git(
      "commit", "--message=Change", "--message=Precedent-Accept: humans 1", with: home)
    #expect(
      message.status == 1 && message.said.contains("error[malformed-acceptance]"),
      "\(message.said)")
    let good = try repository.git("commit", "--message=Change", with: home)
    #expect(good.status == 0, "\(good.said)")
  }

  @Test func judgesAMergeAndAPush() throws {
    let repository = try repository()
    let home = Self.home(repository)
    let remote = repository.folder + "/remote.git"
    try repository.mustGit("clone", "--quiet", "--bare", ".", remote)
    try repository.mustGit("remote", "add", "origin", remote)
    try repository.mustGit("fetch", "--quiet", "origin")
    try repository.mustGit("switch", "--quiet", "--create", "side")
    try Edit.good(repository)
    try repository.commitUnjudged("Side")
    try repository.mustGit("switch", "--quiet", "main")
    try repository.write("Else.\n", to: "notes/readme.txt")
    try repository.commitUnjudged("Main")
    let merge = try repository.git("merge", "--no-edit", "side", with: home)
    #expect(merge.status == 0, "\(merge.said)")
    let good = try repository.git("push", "origin", "main", with: home)
    #expect(good.status == 0, "\(good.said)")
    try Edit.untested(repository)
    try repository.commitUnjudged("Untested")
    let bad = try repository.git("push", "origin", "main", with: home)
    #expect(bad.status != 0)
    #expect(bad.said.contains("REFUSED by pre-push: refs/heads/main"), "\(bad.said)")
  }
}

/// The framework as `.ci/setup --framework` installs it.
private enum Framework {
  static let program = PackageFolder.path + "/.build/pre-commit/bin/pre-commit"

  /// CI always has it: there its absence is a failure.
  static var canRun: Bool {
    FileManager.default.isExecutableFile(atPath: program)
      || ProcessInfo.processInfo.environment["CI"] == "true"
  }
}
