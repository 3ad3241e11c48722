import Diagnostics
import Foundation
import Testing

@testable import GitStore

struct SnapshotTests {
  static let policy = Selection.named(["precedent.yaml", "rules", "tests"])

  @Test func readsOnlyWhatWasChosenBelowTheRoot() throws {
    let fixture = try GitFixture()
    let id = try fixture.commit(
      "one",
      [
        "p/precedent.yaml": "name: x", "p/rules/b.yaml": "b", "p/rules/a/z.yaml": "z",
        "p/rules/a.yaml": "a", "p/other/x": "no", "p/README.md": "no", "rules/outside.yaml": "no",
      ])
    let repository = try fixture.open()
    for source in [SnapshotSource.commit(id), .staged, .workTree] {
      for root in ["p", "p/"] {
        let snapshot = try repository.snapshot(of: source, root: root, selecting: Self.policy)
        #expect(
          snapshot.files.map(\.path)
            == ["precedent.yaml", "rules/a.yaml", "rules/a/z.yaml", "rules/b.yaml"])
        #expect(snapshot.texts["rules/a/z.yaml"] == "z")
        #expect(try snapshot.files[1].objectID == fixture.blob("a"))
        #expect(snapshot.irregular == [])
        #expect(snapshot.caseCollisions == [])
        #expect(snapshot.lookalikes == [])
      }
      #expect(try repository.snapshot(of: source, root: "absent").files == [])
      #expect(try repository.listing(of: source).files.count == 7)
    }
  }

  @Test func theThreeSourcesAreThreeVersions() throws {
    let fixture = try GitFixture()
    let id = try fixture.commit("one", ["rules/a": "1", "rules/gone": "x"])
    try fixture.write("rules/a", "2")
    try fixture.git("add", "rules/a")
    try fixture.write("rules/a", "3")
    try fixture.write("rules/new", "untracked")
    try FileManager.default.removeItem(atPath: fixture.top + "/rules/gone")
    let repository = try fixture.open()
    func texts(_ source: SnapshotSource) throws -> [String: String] {
      try repository.snapshot(of: source, root: "rules").texts
    }
    #expect(try texts(.commit(id)) == ["a": "1", "gone": "x"])
    #expect(try texts(.staged) == ["a": "2", "gone": "x"])
    #expect(try texts(.workTree) == ["a": "3", "new": "untracked"])
    // What `git add` writes afterwards is seen by a repository that is already open.
    try fixture.git("add", "-A")
    #expect(try texts(.staged) == ["a": "3", "new": "untracked"])
  }

  @Test func theIntentToAddIsNotStaged() throws {
    let fixture = try GitFixture()
    try fixture.commit("one", ["a": "1"])
    try fixture.write("b", "2")
    try fixture.git("add", "-N", "b")
    let repository = try fixture.open()
    #expect(try repository.snapshot(of: .staged).texts == ["a": "1"])
    #expect(try repository.snapshot(of: .workTree).texts == ["a": "1", "b": "2"])
  }

  @Test func reportsSymlinksAndSubmodulesAndFollowsNeither() throws {
    let fixture = try GitFixture()
    try fixture.write("rules/a.yaml", "a")
    try fixture.link("rules/link.yaml", to: "a.yaml")
    try fixture.link("rules/folder", to: "../elsewhere")
    try fixture.write("elsewhere/b.yaml", "b")
    try fixture.git("init", "-q", "-b", "main", "rules/inner")
    try fixture.commit("inner", ["x": "1"], in: fixture.top + "/rules/inner")
    let id = try fixture.commit("one")
    let repository = try fixture.open()
    for source in [SnapshotSource.commit(id), .staged, .workTree] {
      let snapshot = try repository.snapshot(of: source, root: "", selecting: Self.policy)
      #expect(snapshot.texts == ["rules/a.yaml": "a"])
      #expect(
        snapshot.irregular == [
          IrregularEntry(path: "rules/folder", kind: .symlink),
          IrregularEntry(path: "rules/inner", kind: .submodule),
          IrregularEntry(path: "rules/link.yaml", kind: .symlink),
        ])
      for (path, kind) in [("rules/folder", EntryKind.symlink), ("rules/inner", .submodule)] {
        #expect(throws: GitStoreError.notAFolder(path: path, kind: kind), "\(source)") {
          try repository.snapshot(of: source, root: path + "/deeper")
        }
      }
      #expect(throws: GitStoreError.notAFolder(path: "rules/a.yaml", kind: .regular)) {
        try repository.snapshot(of: source, root: "rules/a.yaml")
      }
    }
  }

  @Test func reportsNamesThatCollideWhenCaseIsFolded() throws {
    let fixture = try GitFixture()
    try fixture.write("rules/cafe\u{301}", "6")
    let id = try fixture.commit(
      "one",
      [
        "rules/deny.yaml": "1", "rules/Deny.yaml": "2", "rules/sub/a": "3", "rules/SUB/b": "4",
        "rules/caf\u{E9}": "5", "Rules/x": "7", "rules/fine": "8",
      ])
    let repository = try fixture.open()
    for source in [SnapshotSource.commit(id), .staged, .workTree] {
      let listing = try repository.listing(of: source, selecting: Self.policy)
      #expect(
        listing.caseCollisions == [
          ["Rules", "rules"], ["rules/Deny.yaml", "rules/deny.yaml"], ["rules/SUB", "rules/sub"],
          ["rules/cafe\u{301}", "rules/caf\u{E9}"],
        ])
      #expect(listing.lookalikes == ["Rules"])
      #expect(listing.files.count == 7)
    }
  }

  @Test func aFolderThatOnlyLooksChosenIsReported() throws {
    let fixture = try GitFixture()
    let id = try fixture.commit("one", ["RULES/a": "1", "Precedent.yaml": "2", "other": "3"])
    let repository = try fixture.open()
    for source in [SnapshotSource.commit(id), .staged, .workTree] {
      let listing = try repository.listing(of: source, selecting: Self.policy)
      #expect(listing.lookalikes == ["Precedent.yaml", "RULES"])
      #expect(listing.files == [])
    }
  }

  @Test func reportsNamesThatAreNotUTF8() throws {
    let fixture = try GitFixture()
    let blob = try fixture.blob("x")
    let inner = try fixture.rawTree([("100644", [0x61, 0xFF], blob)])
    let root = try fixture.rawTree([
      ("40000", [0x66, 0xFE], inner), ("40000", Array("rules".utf8), inner),
    ])
    let id = try fixture.commit(tree: root)
    let repository = try fixture.open()
    let listing = try repository.listing(of: .commit(id))
    #expect(
      listing.irregular == [
        IrregularEntry(path: #"f\xFE"#, kind: .notUTF8),
        IrregularEntry(path: #"rules/a\xFF"#, kind: .notUTF8),
      ])
    try fixture.git("read-tree", root.hex)
    #expect(try repository.listing(of: .staged).irregular == listing.irregular)
    try fixture.git("checkout-index", "-a")
    #expect(try repository.listing(of: .workTree).irregular == listing.irregular)
  }

  @Test(arguments: [
    "..", ".", ".git", ".GIT", ".Git", "git~1", "a\\b", "..\\x", "a/b", "/etc", "../up", "a\nb",
    "\u{1B}[31m",
  ])
  func reportsNamesThatCouldLeaveTheRoot(name: String) throws {
    let fixture = try GitFixture()
    let blob = try fixture.blob("x")
    let bytes = Array(name.utf8)
    let folder = try fixture.rawTree([("100644", Array("inside".utf8), blob)])
    for (mode, target) in [("100644", blob), ("40000", folder), ("120000", blob)] {
      let rules = try fixture.rawTree([(mode, bytes, target)])
      let id = try fixture.commit(tree: fixture.rawTree([("40000", Array("rules".utf8), rules)]))
      let snapshot = try fixture.open().snapshot(of: .commit(id))
      #expect(snapshot.files == [])
      #expect(snapshot.irregular == [IrregularEntry(path: "rules/" + name, kind: .unsafeName)])
    }
  }

  @Test func reportsDuplicateNamesAndOddModesOfARawTree() throws {
    let fixture = try GitFixture()
    let blob = try fixture.blob("x")
    let a = Array("a".utf8)
    let twice = try fixture.commit(
      tree: fixture.rawTree([("100644", a, blob), ("100644", a, blob)]))
    let repository = try fixture.open()
    #expect(try repository.listing(of: .commit(twice)).caseCollisions == [["a", "a"]])
    let odd = try fixture.commit(
      tree: fixture.rawTree([("10644", a, blob), ("100664", [0x62], blob)]))
    let listing = try repository.listing(of: .commit(odd))
    #expect(listing.irregular == [IrregularEntry(path: "a", kind: .special)])
    #expect(listing.files.map(\.path) == ["b"])
  }

  @Test func doesNotReadWhatIsTooLarge() throws {
    let fixture = try GitFixture()
    let id = try fixture.commit(
      "one", ["rules/big": String(repeating: "x", count: 101), "rules/fits": "ok"])
    let repository = try fixture.open()
    var limits = SnapshotLimits()
    limits.fileByteCount = 100
    for source in [SnapshotSource.commit(id), .staged, .workTree] {
      let snapshot = try repository.snapshot(of: source, limits: limits)
      #expect(snapshot.oversized.map(\.path) == ["rules/big"])
      #expect(snapshot.oversized.map(\.byteCount) == [101])
      #expect(snapshot.texts == ["rules/fits": "ok"])
      let expected = GitStoreError.tooLarge(path: "rules/big", byteCount: 101, limit: 100)
      #expect(throws: expected) { try repository.file(at: "rules/big", in: source, limit: 100) }
    }
    limits.fileByteCount = 1000
    limits.totalByteCount = 102
    #expect(throws: GitStoreError.tooLarge(path: "rules", byteCount: 103, limit: 102)) {
      try repository.snapshot(of: .commit(id), root: "rules", limits: limits)
    }
  }

  @Test func boundsTreesThatAreLargeOnlyWhenUnfolded() throws {
    let fixture = try GitFixture()
    var tree = try fixture.rawTree([("100644", [0x66], fixture.blob("x"))])
    for _ in 0..<20 {
      tree = try fixture.rawTree([("40000", [0x61], tree), ("40000", [0x62], tree)])
    }
    let bomb = try fixture.commit(tree: tree)
    let repository = try fixture.open()
    var limits = SnapshotLimits()
    limits.entryCount = 1000
    #expect(throws: GitStoreError.tooManyEntries(root: "", limit: 1000)) {
      try repository.listing(of: .commit(bomb), limits: limits)
    }
    limits.depth = 10
    let error = #expect(throws: GitStoreError.self) {
      try repository.listing(of: .commit(bomb), limits: limits)
    }
    #expect(error == .tooDeep(path: "b/b/b/b/b/b/b/b/b/b/a", limit: 10))
  }

  @Test func readsOneFile() throws {
    let fixture = try GitFixture()
    let id = try fixture.commit("one", ["history/a.ndjson": "{}\n", "top": "t"])
    try fixture.link("history/link", to: "a.ndjson")
    try fixture.git("add", "-A")
    let repository = try fixture.open()
    for source in [SnapshotSource.commit(id), .staged, .workTree] {
      let file = try repository.file(at: "history/a.ndjson", in: source, limit: 100)
      #expect(file?.path == "history/a.ndjson")
      #expect(file?.bytes == Array("{}\n".utf8))
      #expect(try repository.file(at: "top", in: source, limit: 1)?.bytes == [0x74])
      for absent in ["history/none", "none/a", "top2"] {
        #expect(try repository.file(at: absent, in: source, limit: 100) == nil)
      }
      #expect(throws: GitStoreError.notAFile(path: "history", kind: .folder)) {
        try repository.file(at: "history", in: source, limit: 100)
      }
      for outside in ["../repo/top", "history/../top", ".git/HEAD", "/etc/passwd/../x"] {
        #expect(throws: GitStoreError.self) {
          try repository.file(at: outside, in: source, limit: 100)
        }
      }
    }
    for source in [SnapshotSource.staged, .workTree] {
      #expect(throws: GitStoreError.notAFile(path: "history/link", kind: .symlink)) {
        try repository.file(at: "history/link", in: source, limit: 100)
      }
    }
  }

  @Test func findsEveryFileOfAName() throws {
    let fixture = try GitFixture()
    let files = [
      "precedent.yaml": "", "a/b/precedent.yaml": "", "a/xprecedent.yaml": "",
      "a/precedent.yaml/x": "",
    ]
    let id = try fixture.commit("one", files)
    let repository = try fixture.open()
    for source in [SnapshotSource.commit(id), .staged, .workTree] {
      let found = try repository.paths(named: "precedent.yaml", in: source)
      #expect(found == ["a/b/precedent.yaml", "precedent.yaml"])
    }
  }

  @Test func namesTheTreeOfAFolder() throws {
    let fixture = try GitFixture()
    let id = try fixture.commit("one", ["a/b/c": "1"])
    let repository = try fixture.open()
    #expect(try repository.treeID(of: id, at: "") == fixture.id("HEAD^{tree}"))
    #expect(try repository.treeID(of: id, at: "a/b") == fixture.id("HEAD:a/b"))
    #expect(try repository.treeID(of: id, at: "a/x") == nil)
    #expect(throws: GitStoreError.notAFolder(path: "a/b/c", kind: .regular)) {
      try repository.treeID(of: id, at: "a/b/c/d")
    }
  }

  @Test func anUnmergedIndexIsNoVersion() throws {
    let fixture = try GitFixture()
    try fixture.commit("one", ["rules/a": "1", "b": "1"])
    try fixture.git("checkout", "-q", "-b", "side")
    try fixture.commit("side", ["rules/a": "2", "b": "2"])
    try fixture.git("checkout", "-q", "main")
    try fixture.commit("main", ["rules/a": "3", "b": "3"])
    #expect(try fixture.result(["merge", "side"], in: fixture.top).status == 1)
    let repository = try fixture.open()
    for source in [SnapshotSource.staged, .workTree] {
      #expect(throws: GitStoreError.unmergedIndex(paths: ["b", "rules/a"])) {
        try repository.snapshot(of: source)
      }
    }
    #expect(try repository.objectID(of: ":2:b") == fixture.blob("3"))
  }

  @Test(arguments: [
    (["update-index", "--split-index"], "git update-index --no-split-index"),
    (
      ["sparse-checkout", "set", "--sparse-index", "rules"],
      "git sparse-checkout reapply --no-sparse-index"
    ),
  ])
  func namesTheCommandForAnIndexThatCannotBeRead(command: [String], mend: String) throws {
    let fixture = try GitFixture()
    try fixture.commit("one", ["rules/a": "1", "other/deep/b": "1"])
    try fixture.run(command, in: fixture.top)
    let repository = try fixture.open()
    let error = #expect(throws: GitStoreError.self) { try repository.snapshot(of: .staged) }
    guard case .unreadableIndex(_, let found)? = error else {
      Issue.record("got \(String(describing: error))")
      return
    }
    #expect(found == mend)
    try fixture.run(mend.split(separator: " ").dropFirst().map(String.init), in: fixture.top)
    #expect(try repository.snapshot(of: .staged).files.count == 2)
  }

  @Test(arguments: ["not an index", "x", "DIRC", String(repeating: "garbage ", count: 100)])
  func aDamagedIndexSaysSo(bytes: String) throws {
    let fixture = try GitFixture()
    try fixture.commit("one", ["a": "1"])
    try fixture.write(".git/index", bytes)
    let repository = try fixture.open()
    let error = #expect(throws: GitStoreError.self) { try repository.snapshot(of: .staged) }
    #expect(error?.code == "git-unreadable-index")
    let message = try #require(error?.diagnostic.message)
    #expect(message.hasPrefix("the index cannot be read: "))
    #expect(!message.contains("exists"), "\(message)")
  }
}
