import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import GitStore

/// Clones that hold less than everything, and repositories that are broken.
struct CloneTests {
  private func clone(_ fixture: GitFixture, _ options: [String]) throws -> String {
    try fixture.git("config", "uploadpack.allowFilter", "true")
    let path = fixture.folder + "/clone-\(options.count)"
    try fixture.run(
      ["clone", "-q"] + options + ["file://" + fixture.top, path], in: fixture.folder)
    return path
  }

  @Test func aShallowCloneSaysWhereHistoryIsNeeded() throws {
    let fixture = try GitFixture()
    let root = try fixture.commit("one", ["a": "1"])
    let middle = try fixture.commit("two", ["a": "2"])
    let tip = try fixture.commit("three", ["a": "3"])
    let repository = try fixture.open(clone(fixture, ["--depth", "2"]))
    #expect(repository.shallowBoundary == [middle])
    #expect(try repository.snapshot(of: .commit(tip)).texts == ["a": "3"])
    #expect(try repository.commitID(of: "HEAD~1") == middle)
    #expect(try repository.range("HEAD~1...HEAD").from == middle)
    #expect(try repository.isAncestor(middle, of: tip))
    for revision in ["HEAD~2", "HEAD~1^", "HEAD^^^{tree}"] {
      #expect(throws: GitStoreError.shallowHistory(neededFor: "`\(revision)`")) {
        try repository.commitID(of: revision)
      }
    }
    let walk = try repository.commits(from: [tip], limit: 10)
    #expect(walk == CommitWalk(ids: [tip, middle], isLimited: false, cutAt: [middle]))
    #expect(try repository.commits(from: [tip], limit: 1).cutAt == [])
    #expect(throws: GitStoreError.unknownRevision(root.hex, nearest: nil)) {
      try repository.commitID(of: root.hex)
    }
    let error = #expect(throws: GitStoreError.self) { try repository.isAncestor(tip, of: middle) }
    #expect(error?.code == "git-shallow-history")
    #expect(error?.diagnostic.help == "get the rest with `git fetch --unshallow`")
  }

  @Test func twoCutBranchesHaveNoKnownMergeBase() throws {
    let fixture = try GitFixture()
    try fixture.commit("one")
    try fixture.git("checkout", "-q", "-b", "side")
    try fixture.commit("side")
    try fixture.git("checkout", "-q", "main")
    try fixture.commit("two")
    let path = try clone(fixture, ["--depth", "1", "--no-single-branch"])
    let cut = try fixture.open(path)
    let error = #expect(throws: GitStoreError.self) { try cut.range("origin/side...HEAD") }
    #expect(error?.code == "git-shallow-history")
    try fixture.git("fetch", "-q", "--unshallow", in: path)
    let mended = try fixture.open(path)
    #expect(mended.isShallow == false)
    #expect(try mended.range("origin/side...HEAD").from == fixture.id("HEAD~1"))
  }

  @Test func aPartialCloneNamesTheCommandThatFetches() throws {
    let fixture = try GitFixture()
    let old = try fixture.commit("one", ["rules/a": "1", "other": "x"])
    let new = try fixture.commit("two", ["rules/a": "2"])
    let path = try clone(fixture, ["--filter=blob:none", "--no-checkout", "--single-branch"])
    let repository = try fixture.open(path)
    #expect(repository.promisorRemote == "origin")
    #expect(try repository.commits(from: [new], limit: 9).ids == [new, old])
    // No blob is asked for: the listing needs none.
    #expect(try repository.listing(of: .commit(old)).files.map(\.path) == ["other", "rules/a"])
    let blob = try fixture.blob("1")
    let expected = GitStoreError.unfetchedObject(blob, path: "rules/a", remote: "origin")
    #expect(throws: expected) { try repository.snapshot(of: .commit(old), root: "rules") }
    let help = try #require(expected.diagnostic.help)
    let command = help.split(separator: "`")[1].split(separator: " ").dropFirst().map(String.init)
    try fixture.run(command, in: path)
    #expect(try repository.snapshot(of: .commit(old), root: "rules").texts == ["a": "1"])
  }

  @Test func aTreelessCloneNamesItToo() throws {
    let fixture = try GitFixture()
    let old = try fixture.commit("one", ["rules/a": "1"])
    try fixture.commit("two", ["rules/a": "2"])
    let repository = try fixture.open(clone(fixture, ["--filter=tree:0", "--no-checkout"]))
    let tree = try fixture.id("HEAD~1^{tree}")
    #expect(throws: GitStoreError.unfetchedObject(tree, path: "", remote: "origin")) {
      try repository.listing(of: .commit(old))
    }
  }

  @Test func readsPacksAndPackedReferencesAndAlternates() throws {
    let fixture = try GitFixture()
    let id = try fixture.commit("one", ["a": String(repeating: "line\n", count: 500)])
    try fixture.commit("two", ["a": String(repeating: "line\n", count: 501)])
    try fixture.git("tag", "-a", "-m", "x", "v1", "HEAD~1")
    try fixture.git("gc", "-q")
    #expect(!FileManager.default.fileExists(atPath: fixture.top + "/.git/refs/tags/v1"))
    let packed = try fixture.open()
    #expect(try packed.commitID(of: "v1") == id)
    #expect(try packed.snapshot(of: .commit(id)).files.first?.bytes.count == 2500)
    let shared = try fixture.open(clone(fixture, ["--shared"]))
    #expect(try shared.snapshot(of: .commit(id)).files.first?.bytes.count == 2500)
  }

  @Test func aMissingObjectOfAFullCloneIsNamed() throws {
    let fixture = try GitFixture()
    let id = try fixture.commit("one", ["rules/a": "1"])
    let blob = try fixture.blob("1")
    try FileManager.default.removeItem(atPath: loosePath(blob, fixture))
    let repository = try fixture.open()
    #expect(throws: GitStoreError.missingObject(blob, path: "rules/a")) {
      try repository.snapshot(of: .commit(id))
    }
    let absent = try #require(ObjectID(hex: String(repeating: "12", count: 20)))
    for call in [
      { try repository.commit(absent).message },
      { try repository.listing(of: .commit(absent)).files.first?.path ?? "" },
      { try repository.isAncestor(absent, of: id).description },
      { try repository.isAncestor(absent, of: absent).description },
      { try repository.mergeBases(id, absent).description },
      { try repository.commits(from: [absent], limit: 1).ids.description },
    ] as [() throws -> String] {
      #expect(throws: GitStoreError.missingObject(absent, path: nil)) { try call() }
    }
  }

  @Test func aCorruptObjectIsNamed() throws {
    let fixture = try GitFixture()
    let id = try fixture.commit("one", ["a": "1", "b": "2", "c": "3"])
    let other = try fixture.blob("other")
    // Another object's bytes under this name; not zlib at all; cut short.
    let swapped = try fixture.blob("1")
    try replace(swapped, Data(contentsOf: URL(fileURLWithPath: loosePath(other, fixture))), fixture)
    let repository = try fixture.open()
    for (path, blob, damage) in [
      ("a", swapped, nil), ("b", try fixture.blob("2"), Data("no zlib".utf8)),
      ("c", try fixture.blob("3"), Data()),
    ] as [(String, ObjectID, Data?)] {
      if let damage { try replace(blob, damage, fixture) }
      let error = #expect(throws: GitStoreError.self, "\(path)") {
        try repository.file(at: path, in: .commit(id), limit: 100)
      }
      guard case .corruptObject(blob, path: path, let reason)? = error else {
        Issue.record("\(path): got \(String(describing: error))")
        continue
      }
      #expect(!reason.isEmpty)
    }
  }

  @Test func aTreeWhereABlobShouldBeIsRefused() throws {
    let fixture = try GitFixture()
    try fixture.commit("one", ["a": "1"])
    let tree = try fixture.id("HEAD^{tree}")
    let id = try fixture.commit(tree: fixture.rawTree([("100644", [0x61], tree)]))
    let swapped = try fixture.commit(tree: fixture.rawTree([("40000", [0x61], fixture.blob("1"))]))
    let repository = try fixture.open()
    for version in [id, swapped] {
      #expect(throws: GitStoreError.self) { try repository.snapshot(of: .commit(version)) }
    }
    #expect(throws: GitStoreError.self) { try repository.listing(of: .commit(tree)) }
  }

  /// Trees of random bytes: an answer or an error, never a crash.
  @Test(arguments: [7, 8] as [UInt64])
  func randomTreesAreReadOrRefused(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let fixture = try GitFixture()
    let blob = try fixture.blob("x")
    let repository = try fixture.open()
    for turn in 0..<15 {
      var bytes = Array("100644 a\0".utf8) + blob.bytes + Array("40000 b\0".utf8) + blob.bytes
      for _ in 0...random.below(4) {
        let place = random.below(bytes.count)
        if random.below(3) == 0 {
          bytes.removeSubrange(place...)
          bytes += [0]
        } else {
          bytes[place] = UInt8(random.below(256))
        }
      }
      let tree = try fixture.git(
        "hash-object", "-t", "tree", "--literally", "-w", "--stdin", input: bytes)
      let id = try fixture.commit(tree: #require(ObjectID(hex: tree)))
      do throws(GitStoreError) {
        let snapshot = try repository.snapshot(of: .commit(id))
        #expect(snapshot.files.count + snapshot.irregular.count <= 2, "seed \(seed), turn \(turn)")
      } catch {
        let known = ["git-corrupt-object", "git-missing-object"]
        #expect(known.contains(error.code), "seed \(seed), turn \(turn): \(error)")
      }
    }
  }

  private func loosePath(_ id: ObjectID, _ fixture: GitFixture) -> String {
    fixture.top + "/.git/objects/" + id.hex.prefix(2) + "/" + id.hex.dropFirst(2)
  }

  private func replace(_ id: ObjectID, _ data: Data, _ fixture: GitFixture) throws {
    let path = loosePath(id, fixture)
    try FileManager.default.removeItem(atPath: path)
    try data.write(to: URL(fileURLWithPath: path))
  }
}
