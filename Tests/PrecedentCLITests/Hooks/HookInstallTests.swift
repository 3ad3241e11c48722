import Foundation
import Testing

@testable import PrecedentCLI

/// `precedent hook install` and `uninstall`.
struct HookInstallTests {
  private static let hooks = ["pre-commit", "pre-merge-commit", "commit-msg", "pre-push"]

  private func tester(_ fixture: PolicyFixture) -> CommandTester { fixture.tester }

  /// The lines of a report that speak of hooks.
  private static func changes(_ output: String) -> [String] {
    output.split(separator: "\n").filter { $0.hasPrefix("  ") && $0.contains(": ") }
      .map { $0.trimmingCharacters(in: .whitespaces) }
  }

  @Test func installsOnceAndTakesAwayAgain() async throws {
    let fixture = try PolicyFixture()
    let first = try await fixture.tester.run("hook", "install")
    #expect(first.status == 0, "\(first.errors)")
    #expect(first.output.hasPrefix("Hooks in \(fixture.path)/.git/hooks:\n"))
    #expect(Self.changes(first.output) == Self.hooks.map { $0 + ": installed" })
    for hook in Self.hooks {
      let path = fixture.path + "/.git/hooks/" + hook
      #expect(FileManager.default.isExecutableFile(atPath: path))
    }
    let again = try await fixture.tester.run("hook", "install")
    #expect(Self.changes(again.output) == Self.hooks.map { $0 + ": there already" })
    let gone = try await fixture.tester.run("hook", "uninstall")
    #expect(Self.changes(gone.output) == Self.hooks.map { $0 + ": taken away" })
    #expect(!fixture.exists(".git/hooks/pre-commit"))
    let nothing = try await fixture.tester.run("hook", "uninstall")
    #expect(Self.changes(nothing.output) == Self.hooks.map { $0 + ": was not there" })
  }

  @Test func keepsAndPutsBackWhatWasThere() async throws {
    let fixture = try PolicyFixture()
    try fixture.write("#!/bin/sh\necho mine\n", to: ".git/hooks/pre-commit")
    let result = try await fixture.tester.run("hook", "install")
    #expect(result.output.contains("pre-commit: installed; the hook that was there runs first"))
    let kept = fixture.path + "/.git/hooks/pre-commit.before-precedent"
    #expect(try String(contentsOfFile: kept, encoding: .utf8) == "#!/bin/sh\necho mine\n")
    #expect(
      try await fixture.tester.run("hook", "install").output.contains("pre-commit: there already"))
    _ = try await fixture.tester.run("hook", "uninstall")
    let back = fixture.path + "/.git/hooks/pre-commit"
    #expect(try String(contentsOfFile: back, encoding: .utf8) == "#!/bin/sh\necho mine\n")
    #expect(!FileManager.default.fileExists(atPath: kept))
  }

  @Test func aLinkIsKeptAsItIs() async throws {
    let fixture = try PolicyFixture()
    try fixture.write("#!/bin/sh\n", to: "scripts/check")
    let hook = fixture.path + "/.git/hooks/pre-commit"
    try FileManager.default.createSymbolicLink(
      atPath: hook, withDestinationPath: "../../scripts/check")
    _ = try await fixture.tester.run("hook", "install")
    let kept = try FileManager.default.destinationOfSymbolicLink(
      atPath: hook + ".before-precedent")
    #expect(kept == "../../scripts/check")
    #expect(
      try String(contentsOfFile: fixture.path + "/scripts/check", encoding: .utf8) == "#!/bin/sh\n")
  }

  @Test func anOlderScriptIsBroughtUpToDate() async throws {
    let fixture = try PolicyFixture()
    try fixture.write("#!/bin/sh\n# precedent-hook: an older one\n", to: ".git/hooks/pre-push")
    let result = try await fixture.tester.run("hook", "install")
    #expect(result.output.contains("pre-push: brought up to date"))
    #expect(!fixture.exists(".git/hooks/pre-push.before-precedent"))
  }

  @Test func aSecondHookIsNotLost() async throws {
    let fixture = try PolicyFixture()
    try fixture.write("#!/bin/sh\necho one\n", to: ".git/hooks/pre-push")
    _ = try await fixture.tester.run("hook", "install")
    try fixture.write("#!/bin/sh\necho two\n", to: ".git/hooks/pre-push")
    let result = try await fixture.tester.run("hook", "install")
    #expect(result.status == 2)
    #expect(result.errors.contains("error[hooks-misplaced]: there is a pre-push hook"))
  }

  @Test func goesWhereGitLooks() async throws {
    let fixture = try PolicyFixture()
    try fixture.git("config", "core.hooksPath", "team/hooks")
    try fixture.write("", to: "team/.keep")
    let result = try await fixture.tester.run("hook", "install")
    #expect(result.status == 0, "\(result.errors)")
    #expect(fixture.exists("team/hooks/pre-commit"))
    #expect(!fixture.exists(".git/hooks/pre-commit"))
  }

  @Test func aPersonsFolderOfHooksIsLeftAlone() async throws {
    let fixture = try PolicyFixture()
    let home = fixture.path + "/home"
    try fixture.write("[core]\n\thooksPath = ~/hooks\n", to: "home/.gitconfig")
    var tester = fixture.tester
    tester.variables["GIT_CONFIG_GLOBAL"] = nil
    tester.variables["HOME"] = home
    let result = try await tester.run("hook", "install")
    #expect(result.status == 2)
    #expect(result.errors.contains("all share the hooks in `\(home)/hooks`"), "\(result.errors)")
    #expect(!fixture.exists("home/hooks"))
  }

  @Test func linkedWorkTreesShareTheHooks() async throws {
    let fixture = try PolicyFixture()
    try fixture.commit("Start")
    try fixture.git("worktree", "add", "--quiet", "-b", "side", "linked")
    let result = try await fixture.tester.run("hook", "install", "-C", "linked")
    #expect(result.status == 0, "\(result.errors)")
    #expect(fixture.exists(".git/hooks/pre-commit"))
    #expect(!fixture.exists(".git/worktrees/linked/hooks/pre-commit"))
  }

  @Test func theFolderOptionMayStandInFront() async throws {
    let fixture = try PolicyFixture()
    try FileManager.default.createDirectory(
      atPath: fixture.path + "/below", withIntermediateDirectories: true)
    let result = try await fixture.tester.run("-C", "below", "hook", "install")
    #expect(result.status == 0, "\(result.errors)")
    #expect(fixture.exists(".git/hooks/pre-commit"))
  }

  @Test func serversHaveAnotherHook() async throws {
    let fixture = try PolicyFixture()
    try fixture.git("init", "--quiet", "--bare", "bare.git")
    let wrong = try await fixture.tester.run("hook", "install", "-C", "bare.git")
    #expect(wrong.status == 2 && wrong.errors.contains("--server"))
    let noServer = try await fixture.tester.run("hook", "install", "--server")
    #expect(noServer.status == 2 && noServer.errors.contains("error[hooks-misplaced]"))
    let right = try await fixture.tester.run("hook", "install", "--server", "-C", "bare.git")
    #expect(Self.changes(right.output) == ["pre-receive: installed"])
    #expect(fixture.exists("bare.git/hooks/pre-receive"))
  }

  @Test func saysWhichProgramRuns() async throws {
    let fixture = try PolicyFixture()
    var tester = fixture.tester
    tester.variables["PATH"] = "/nowhere"
    let none = try await tester.run("hook", "install")
    #expect(none.output.contains("They find no program, and will block."))
    #expect(none.output.contains("git config precedent.binary /"))
    try fixture.git("config", "precedent.binary", "/bin/sh")
    #expect(try await tester.run("hook", "install").output.contains("They run /bin/sh."))
    let json = try await tester.run("hook", "install", "--format", "json")
    #expect(json.output.contains(#""program": "/bin/sh""#))
    #expect(json.output.contains(#""change": "unchanged""#))
  }

  @Test func theGroupAloneShowsItsHelp() async throws {
    let fixture = try PolicyFixture()
    let result = try await fixture.tester.run("hook")
    #expect(result.status == 0)
    #expect(result.output.contains("pre-receive"))
  }
}
