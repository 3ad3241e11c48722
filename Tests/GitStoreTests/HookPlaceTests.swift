import Foundation
import Testing

@testable import GitStore

/// Where hooks are, and what git tells them beside the index.
struct HookPlaceTests {
  @Test func hooksAreInTheSharedDirectory() throws {
    let fixture = try GitFixture()
    try fixture.commit("one", ["a": "1"])
    try fixture.git("worktree", "add", "-q", "-b", "side", "../linked")
    let expected = HooksFolder(path: fixture.top + "/.git/hooks", isShared: false)
    #expect(try fixture.open().hooksFolder() == expected)
    #expect(try fixture.open(fixture.folder + "/linked").hooksFolder() == expected)
  }

  @Test func aSettingMovesThem() throws {
    let fixture = try GitFixture()
    try fixture.commit("one", ["sub/a": "1"])
    try fixture.git("config", "core.hooksPath", "team/hooks/")
    let below = try fixture.open(fixture.top + "/sub").hooksFolder()
    #expect(below == HooksFolder(path: fixture.top + "/team/hooks", isShared: false))
    try fixture.git("config", "core.hooksPath", "/opt/hooks")
    #expect(try fixture.open().hooksFolder().path == "/opt/hooks")
    try fixture.git("clone", "-q", "--bare", ".", "../bare.git")
    try fixture.git("config", "core.hooksPath", "h", in: fixture.folder + "/bare.git")
    let bare = try fixture.open(fixture.folder + "/bare.git").hooksFolder()
    #expect(bare.path == fixture.folder + "/bare.git/h")
  }

  @Test func aPersonsSettingIsSharedUnlessTheRepositoryHasItsOwn() throws {
    let fixture = try GitFixture()
    let home = fixture.folder + "/home"
    try fixture.write(".gitconfig", "[core]\n hooksPath = ~/hooks\n", in: home)
    let shared = try fixture.open { $0.home = home }.hooksFolder()
    #expect(shared == HooksFolder(path: home + "/hooks", isShared: true))
    try fixture.git("config", "core.hooksPath", "mine")
    #expect(try fixture.open { $0.home = home }.hooksFolder().isShared == false)
  }

  @Test func mergeHeadsAreThoseOfTheMerge() throws {
    let fixture = try GitFixture()
    try fixture.commit("one", ["a": "1"])
    #expect(try fixture.open().mergeHeads() == [])
    for name in ["x", "y"] {
      try fixture.git("switch", "-q", "-c", name, "main")
      try fixture.commit(name, [name: "1"])
    }
    try fixture.git("switch", "-q", "main")
    try fixture.git("merge", "-q", "--no-commit", "--no-ff", "x", "y")
    let expected = try [fixture.id("x"), fixture.id("y")]
    #expect(Set(try fixture.open().mergeHeads()) == Set(expected))
  }

  @Test func symbolicReferencesAreFollowed() throws {
    let fixture = try GitFixture()
    try fixture.commit("one", ["a": "1"])
    try fixture.git("symbolic-ref", "refs/heads/alias", "refs/heads/main")
    try fixture.git("symbolic-ref", "refs/heads/second", "refs/heads/alias")
    let repository = try fixture.open()
    let found = try ["refs/heads/second", "refs/heads/main", "refs/heads/new"].map {
      try repository.finalName(ofReference: $0)
    }
    #expect(found == ["refs/heads/main", "refs/heads/main", "refs/heads/new"])
    // More than git itself follows.
    var last = "refs/heads/second"
    for number in 0..<5 {
      try fixture.git("symbolic-ref", "refs/heads/chain\(number)", last)
      last = "refs/heads/chain\(number)"
    }
    #expect(throws: GitStoreError.self) { try fixture.open().finalName(ofReference: last) }
  }
}
