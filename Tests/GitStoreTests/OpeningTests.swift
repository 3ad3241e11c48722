import Diagnostics
import Foundation
import Testing

@testable import GitStore

struct OpeningTests {
  @Test func opensAWorkTreeAtItsTopAndBelow() throws {
    let fixture = try GitFixture()
    try fixture.commit("one", ["policy/rules/a.yaml": "a"])
    let top = try fixture.open()
    #expect(top.workTree == fixture.top)
    #expect(top.gitDirectory == fixture.top + "/.git")
    #expect(top.commonDirectory == top.gitDirectory)
    #expect(top.prefix == "")
    #expect(top.isShallow == false)
    #expect(top.promisorRemote == nil)
    let below = try fixture.open(fixture.top + "/policy/rules")
    #expect(below.workTree == fixture.top)
    #expect(below.prefix == "policy/rules")
  }

  @Test func opensABareRepositoryAndRefusesItsWorkTreeAndIndex() throws {
    let fixture = try GitFixture()
    let id = try fixture.commit("one", ["a": "1"])
    try fixture.git("clone", "-q", "--bare", ".", "../bare.git")
    let path = fixture.folder + "/bare.git"
    let bare = try fixture.open(path)
    #expect(bare.workTree == nil)
    #expect(try bare.commitID(of: "HEAD") == id)
    #expect(try bare.snapshot(of: .commit(id)).texts == ["a": "1"])
    #expect(throws: GitStoreError.bareRepository(path: path, lacking: .workTree)) {
      try bare.snapshot(of: .workTree)
    }
    #expect(throws: GitStoreError.bareRepository(path: path, lacking: .index)) {
      try bare.snapshot(of: .staged)
    }
  }

  @Test func opensALinkedWorkTreeWithItsOwnHeadAndIndex() throws {
    let fixture = try GitFixture()
    try fixture.commit("one", ["a": "1"])
    try fixture.git("worktree", "add", "-q", "-b", "side", "../linked")
    let linked = fixture.folder + "/linked"
    let id = try fixture.commit("two", ["sub/a": "2"], in: linked)
    try fixture.write("sub/a", "3", in: linked)
    try fixture.git("add", "-A", in: linked)
    let repository = try fixture.open(linked + "/sub")
    #expect(repository.workTree == linked)
    #expect(repository.prefix == "sub")
    #expect(repository.commonDirectory == fixture.top + "/.git")
    #expect(repository.gitDirectory == fixture.top + "/.git/worktrees/linked")
    #expect(try repository.head() == .branch("refs/heads/side"))
    #expect(try repository.commitID(of: "HEAD") == id)
    #expect(try repository.snapshot(of: .staged, root: "sub").texts == ["a": "3"])
    #expect(try fixture.open().head() == .branch("refs/heads/main"))
  }

  @Test func opensThroughASymlinkAndSaysWhereItStands() throws {
    let fixture = try GitFixture()
    try fixture.commit("one", ["sub/a": "1"])
    try FileManager.default.createSymbolicLink(
      atPath: fixture.folder + "/alias", withDestinationPath: fixture.top)
    let repository = try fixture.open(fixture.folder + "/alias/sub")
    #expect(repository.prefix == "sub")
  }

  @Test func opensASubmoduleAsItsOwnRepository() throws {
    let fixture = try GitFixture()
    try fixture.commit("one", ["a": "1"])
    try fixture.git("init", "-q", "-b", "main", "../outer")
    let outer = fixture.folder + "/outer"
    try fixture.run(
      ["-c", "protocol.file.allow=always", "submodule", "add", "-q", "../repo", "inner"], in: outer)
    let repository = try fixture.open(outer + "/inner")
    #expect(repository.workTree == outer + "/inner")
    #expect(try repository.commitID(of: "HEAD") == fixture.id("HEAD"))
  }

  @Test func opensAPartialCloneWithExtensionsOfTheFormat() throws {
    let fixture = try GitFixture()
    let id = try fixture.commit("one", ["a": "1"])
    try fixture.git("config", "core.repositoryformatversion", "1")
    try fixture.git("config", "extensions.partialClone", "origin")
    try fixture.git("config", "extensions.worktreeConfig", "true")
    try fixture.git("config", "extensions.preciousObjects", "true")
    try fixture.git("config", "--worktree", "precedent.protectedRef", "refs/heads/mine")
    let repository = try fixture.open()
    #expect(repository.promisorRemote == "origin")
    #expect(try repository.commitID(of: "HEAD") == id)
    #expect(repository.configuration("precedent.protectedRef") == "refs/heads/mine")
  }

  @Test func refusesAFolderThatIsNoRepository() throws {
    let fixture = try GitFixture(repository: nil)
    let path = fixture.folder
    #expect(throws: GitStoreError.notARepository(path: path)) { try fixture.open(path) }
    try fixture.write("fake/.git/HEAD", "ref: refs/heads/main\n", in: fixture.folder)
    let fake = fixture.folder + "/fake"
    #expect(throws: GitStoreError.notARepository(path: fake)) { try fixture.open(fake) }
  }

  @Test func saysThatAFolderDoesNotExist() throws {
    let fixture = try GitFixture(repository: nil)
    for path in [fixture.folder + "/absent", fixture.folder + "/absent/deep"] {
      let error = #expect(throws: GitStoreError.absentFolder(path: path)) { try fixture.open(path) }
      #expect(error?.diagnostic.message == "`\(path)` does not exist")
      #expect(error?.diagnostic.help?.contains("git init") == false)
    }
  }

  @Test func stopsItsSearchAtTheCeiling() throws {
    let fixture = try GitFixture()
    try fixture.commit("one", ["sub/deep/a": "1"])
    let path = fixture.top + "/sub/deep"
    #expect(throws: GitStoreError.notARepository(path: path)) {
      try fixture.open(path) { $0.ceilingDirectories = [fixture.top + "/sub"] }
    }
  }

  @Test func refusesSHA256RepositoriesByName() throws {
    let fixture = try GitFixture(repository: ["--object-format=sha256"])
    try fixture.git("commit", "-q", "--allow-empty", "-m", "one")
    #expect(throws: GitStoreError.sha256Repository(path: fixture.top)) { try fixture.open() }
  }

  @Test(arguments: ["refStorage", "madeUp", "compatObjectFormat"])
  func refusesAnUnknownExtensionByName(name: String) throws {
    let fixture = try GitFixture()
    try fixture.git("config", "core.repositoryformatversion", "1")
    try fixture.git("config", "extensions.\(name)", "reftable")
    let expected = GitStoreError.unsupportedExtension(name: name.lowercased(), path: fixture.top)
    #expect(throws: expected) { try fixture.open() }
  }

  @Test func refusesAnUnknownFormatVersion() throws {
    let fixture = try GitFixture()
    try fixture.git("config", "core.repositoryformatversion", "2")
    #expect(throws: GitStoreError.unsupportedRepositoryVersion(2, path: fixture.top)) {
      try fixture.open()
    }
  }

  @Test func saysWhyABrokenConfigurationDoesNotOpen() throws {
    let fixture = try GitFixture()
    try fixture.write(".git/config", "[core\n broken")
    let error = #expect(throws: GitStoreError.self) { try fixture.open() }
    #expect(error?.code == "git-failed")
    #expect(error?.diagnostic.message.contains("config") == true)
  }

  @Test(.enabled(if: getuid() == 0, "needs to give a folder to somebody else"))
  func refusesSomebodyElsesRepositoryUntilItIsSafe() throws {
    let fixture = try GitFixture()
    let id = try fixture.commit("one", ["a": "1"])
    try FileManager.default.setAttributes([.ownerAccountID: 12345], ofItemAtPath: fixture.top)
    try FileManager.default.setAttributes(
      [.ownerAccountID: 12345], ofItemAtPath: fixture.top + "/.git")
    #expect(throws: GitStoreError.unsafeOwnership(path: fixture.top)) { try fixture.open() }

    let file = fixture.folder + "/personal"
    func open(safe: [String]) throws -> ObjectID {
      let lines = safe.map { "\tdirectory = \($0)\n" }.joined()
      try fixture.write("personal", "[safe]\n" + lines, in: fixture.folder)
      return try fixture.open { $0.globalConfiguration = file }.commitID(of: "HEAD")
    }
    #expect(try open(safe: [fixture.top]) == id)
    #expect(try open(safe: ["*"]) == id)
    #expect(try open(safe: ["/elsewhere", fixture.top + "/"]) == id)
    for refused in [["/elsewhere"], ["*", ""], [fixture.folder], [fixture.top + "/a"]] {
      #expect(throws: GitStoreError.unsafeOwnership(path: fixture.top)) {
        try open(safe: refused)
      }
    }
    #expect(try open(safe: ["/elsewhere", "~/x", fixture.top]) == id)
    // The repository cannot vouch for itself.
    try fixture.write(
      ".git/config", "[core]\n\trepositoryformatversion = 0\n[safe]\n\tdirectory = *\n")
    #expect(throws: GitStoreError.unsafeOwnership(path: fixture.top)) { try fixture.open() }
  }

  @Test(.enabled(if: getuid() == 0, "needs to give a folder to somebody else"))
  func aLinkedWorkTreeIsSafeByItsOwnPath() throws {
    let fixture = try GitFixture()
    let id = try fixture.commit("one", ["a/b": "1"])
    try fixture.git("worktree", "add", "-q", "-b", "side", "../linked")
    let linked = fixture.folder + "/linked"
    try FileManager.default.setAttributes([.ownerAccountID: 12345], ofItemAtPath: linked)
    #expect(throws: GitStoreError.unsafeOwnership(path: linked)) { try fixture.open(linked + "/a") }
    try fixture.write("personal", "[safe]\n\tdirectory = \(linked)\n", in: fixture.folder)
    let repository = try fixture.open(linked + "/a") {
      $0.globalConfiguration = fixture.folder + "/personal"
    }
    #expect(try repository.commitID(of: "HEAD") == id)
  }
}
