import Foundation
import Testing

@testable import GitStore

struct EnvironmentTests {
  @Test func takesGitsVariables() {
    let environment = GitEnvironment(variables: [
      "GIT_DIR": ".git", "GIT_WORK_TREE": "/w", "GIT_INDEX_FILE": ".git/next",
      "GIT_OBJECT_DIRECTORY": "/q", "GIT_ALTERNATE_OBJECT_DIRECTORIES": #"/a:"/b:c\"d":/e"#,
      "GIT_CEILING_DIRECTORIES": ":/home:/srv", "HOME": "/h", "XDG_CONFIG_HOME": "",
    ])
    #expect(environment.gitDirectory == ".git")
    #expect(environment.workTree == "/w")
    #expect(environment.indexFile == ".git/next")
    #expect(environment.objectDirectory == "/q")
    #expect(environment.alternateObjectDirectories == ["/a", #"/b:c"d"#, "/e"])
    #expect(environment.ceilingDirectories == ["/home", "/srv"])
    #expect(environment.systemConfiguration == "/etc/gitconfig")
    #expect(environment.personalConfigurationFiles == ["/h/.config/git/config", "/h/.gitconfig"])
  }

  @Test(
    arguments: [
      (["GIT_CONFIG_NOSYSTEM": "1"], nil), (["GIT_CONFIG_NOSYSTEM": "true"], nil),
      (["GIT_CONFIG_NOSYSTEM": "0"], "/etc/gitconfig"), (["GIT_CONFIG_SYSTEM": "/s"], "/s"),
      (["GIT_CONFIG_SYSTEM": "/s", "GIT_CONFIG_NOSYSTEM": "yes"], nil), ([:], "/etc/gitconfig"),
    ] as [([String: String], String?)])
  func knowsTheMachinesFile(variables: [String: String], expected: String?) {
    #expect(GitEnvironment(variables: variables).systemConfiguration == expected)
  }

  @Test func theGlobalFileReplacesBothPersonalOnes() {
    let environment = GitEnvironment(variables: ["HOME": "/h", "GIT_CONFIG_GLOBAL": "/g"])
    #expect(environment.personalConfigurationFiles == ["/g"])
    let none = GitEnvironment(variables: ["HOME": "/h", "GIT_CONFIG_GLOBAL": ""])
    #expect(none.personalConfigurationFiles == ["/dev/null"])
  }

  @Test func readsConfigurationInGitsOrder() throws {
    let fixture = try GitFixture()
    let home = fixture.folder + "/home"
    try fixture.write(".gitconfig", "[p]\n a = home\n b = home\n c = home\n", in: home)
    try fixture.write(".config/git/config", "[p]\n a = xdg\n b = xdg\n x = xdg\n", in: home)
    try fixture.write("system", "[p]\n a = system\n s = system\n x = system\n", in: home)
    try fixture.git("config", "p.c", "local")
    let repository = try fixture.open {
      $0.home = home
      $0.systemConfiguration = home + "/system"
    }
    let found = ["p.a", "p.b", "p.c", "p.s", "p.x", "P.X", "p.none"].map {
      repository.configuration($0)
    }
    #expect(found == ["home", "home", "local", "system", "xdg", "xdg", nil])
    #expect(try fixture.open().configuration("p.a") == nil)
  }

  @Test func manyAtOnceEachReadTheirOwnConfiguration() async throws {
    let fixture = try GitFixture()
    try fixture.commit("one", ["a": "1"])
    for number in 0..<4 {
      let home = fixture.folder + "/home\(number)"
      try fixture.write(".gitconfig", "[include]\n path = ~/more\n", in: home)
      try fixture.write("more", "[p]\n a = \(number)\n", in: home)
      try fixture.write(".config/git/ignore", "mine\(number)\n", in: home)
      try fixture.write("mine\(number)", "x")
    }
    let (top, folder) = (fixture.top, fixture.folder)
    let wrong = try await withThrowingTaskGroup(of: Bool.self) { group in
      for turn in 0..<64 {
        group.addTask {
          var environment = GitEnvironment()
          environment.home = folder + "/home\(turn % 4)"
          let repository = try Repository.open(at: top, environment: environment)
          let names = try repository.snapshot(of: .workTree).files.map(\.path)
          return repository.configuration("p.a") != "\(turn % 4)"
            || names.contains("mine\(turn % 4)") || names.count != 4
        }
      }
      return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(wrong == 0)
  }

  @Test func followsIncludesOfThePersonalFile() throws {
    let fixture = try GitFixture()
    let home = fixture.folder + "/home"
    try fixture.write(".gitconfig", "[include]\n path = ~/more\n", in: home)
    try fixture.write("more", "[precedent]\n protectedRef = refs/heads/prod\n", in: home)
    let repository = try fixture.open { $0.home = home }
    #expect(repository.configuration("precedent.protectedRef") == "refs/heads/prod")
  }

  @Test func opensWhatGitDirNames() throws {
    let fixture = try GitFixture()
    let id = try fixture.commit("one", ["a": "1", "sub/b": "2"])
    let elsewhere = try fixture.open(fixture.folder) { $0.gitDirectory = fixture.top + "/.git" }
    #expect(try elsewhere.commitID(of: "HEAD") == id)
    // git(1): with GIT_DIR alone, the work tree is where git stands.
    #expect(elsewhere.workTree == fixture.folder)
    let hook = try fixture.open { $0.gitDirectory = ".git" }
    #expect(hook.workTree == fixture.top)
    let both = try fixture.open(fixture.top + "/sub") {
      $0.gitDirectory = "../.git"
      $0.workTree = ".."
    }
    #expect(both.prefix == "sub")
    #expect(try both.snapshot(of: .workTree, root: "sub").texts == ["b": "2"])
    #expect(throws: GitStoreError.notARepository(path: fixture.top)) {
      try fixture.open { $0.gitDirectory = "nothing" }
    }
  }

  @Test func gitDirOfALinkedWorkTreeAndOfABareRepository() throws {
    let fixture = try GitFixture()
    try fixture.commit("one", ["a": "1"])
    try fixture.git("worktree", "add", "-q", "-b", "side", "../linked")
    let linked = fixture.folder + "/linked"
    let hook = try fixture.open(linked) {
      $0.gitDirectory = fixture.top + "/.git/worktrees/linked"
    }
    #expect(hook.workTree == linked)
    #expect(try hook.head() == .branch("refs/heads/side"))
    try fixture.git("clone", "-q", "--bare", ".", "../bare.git")
    let bare = try fixture.open(fixture.folder + "/bare.git") { $0.gitDirectory = "." }
    #expect(bare.workTree == nil)
  }

  @Test func readsTheIndexOfTheEnvironment() throws {
    let fixture = try GitFixture()
    try fixture.commit("one", ["a": "1", "b": "1"])
    try fixture.write("a", "2")
    let other = ["GIT_INDEX_FILE": fixture.folder + "/other-index"]
    try fixture.git("read-tree", "HEAD", with: other)
    try fixture.git("add", "a", with: other)
    let own = try fixture.open()
    #expect(try own.snapshot(of: .staged).texts == ["a": "1", "b": "1"])
    let given = try fixture.open { $0.indexFile = "../other-index" }
    #expect(try given.snapshot(of: .staged).texts == ["a": "2", "b": "1"])
    #expect(try given.objectID(of: ":a") == fixture.blob("2"))
  }

  @Test func seesTheQuarantineOfAPush() throws {
    let fixture = try GitFixture()
    let old = try fixture.commit("one", ["rules/a": "1"])
    let quarantine = fixture.folder + "/quarantine"
    try FileManager.default.createDirectory(
      atPath: quarantine, withIntermediateDirectories: true)
    let variables = [
      "GIT_OBJECT_DIRECTORY": quarantine,
      "GIT_ALTERNATE_OBJECT_DIRECTORIES": fixture.top + "/.git/objects",
    ]
    try fixture.write("rules/a", "2")
    try fixture.git("add", "-A", with: variables)
    let tree = try fixture.git("write-tree", with: variables)
    let text = try fixture.git("commit-tree", tree, "-p", "HEAD", "-m", "two", with: variables)
    let new = try #require(ObjectID(hex: text))

    let outside = try fixture.open()
    #expect(throws: GitStoreError.unknownRevision(new.hex, nearest: nil)) {
      try outside.commitID(of: new.hex)
    }
    let inside = try fixture.open {
      let given = GitEnvironment(variables: variables)
      $0.objectDirectory = given.objectDirectory
      $0.alternateObjectDirectories = given.alternateObjectDirectories
    }
    #expect(try inside.commitID(of: new.hex) == new)
    #expect(try inside.isAncestor(old, of: new))
    #expect(try inside.snapshot(of: .commit(new)).texts == ["rules/a": "2"])
    #expect(try inside.snapshot(of: .commit(old)).texts == ["rules/a": "1"])
    let alternateOnly = try fixture.open { $0.alternateObjectDirectories = ["../quarantine"] }
    #expect(try alternateOnly.snapshot(of: .commit(new)).texts == ["rules/a": "2"])
  }

  @Test func aPreReceiveHookSeesWhatIsPushed() throws {
    let fixture = try GitFixture()
    try fixture.commit("one", ["a": "1"])
    try fixture.git("clone", "-q", "--bare", ".", "../bare.git")
    let bare = fixture.folder + "/bare.git"
    let hook =
      "#!/bin/sh\nenv | grep ^GIT_ > '\(fixture.folder)/seen'\ncp -r \"$GIT_QUARANTINE_PATH\""
    try fixture.write(
      "hooks/pre-receive", hook + " '\(fixture.folder)/kept'\nexit 1\n", in: bare)
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: bare + "/hooks/pre-receive")
    let id = try fixture.commit("two", ["a": "2"])
    let pushed = try fixture.result(["push", bare, "main"], in: fixture.top)
    #expect(pushed.status != 0)
    let lines = try String(contentsOfFile: fixture.folder + "/seen", encoding: .utf8)
    var variables: [String: String] = [:]
    for line in lines.split(separator: "\n") {
      let parts = line.split(separator: "=", maxSplits: 1).map(String.init)
      variables[parts[0]] = parts.count > 1 ? parts[1] : ""
    }
    // The quarantine is gone by now; the hook kept a copy.
    variables["GIT_OBJECT_DIRECTORY"] = fixture.folder + "/kept"
    let environment = GitEnvironment(variables: variables)
    #expect(environment.gitDirectory == ".")
    let repository = try Repository.open(at: bare, environment: environment)
    #expect(try repository.snapshot(of: .commit(id)).texts == ["a": "2"])
  }
}
