import TestSupport
import Testing

@testable import GitStore

struct HistoryTests {
  @Test func readsWhatACommitSays() throws {
    let fixture = try GitFixture()
    let first = try fixture.commit("one", ["a": "1"])
    let message = "Tighten the rule\nfor production\n\nBecause.\n\nReviewed-by: Cy\n"
    let second = try fixture.commit(message, ["a": "2"])
    let commit = try fixture.open().commit(second)
    #expect(commit.id == second)
    #expect(commit.parents == [first])
    #expect(try commit.tree == fixture.id("HEAD^{tree}"))
    #expect(commit.subject == "Tighten the rule for production")
    #expect(commit.message == message)
    #expect(commit.trailers == [Trailer(key: "Reviewed-by", value: "Cy")])
    let expected = Signature(
      name: "Ada", email: "ada@example.com", secondsSinceEpoch: 1_767_225_720, offsetMinutes: 60)
    #expect(commit.author == expected)
    #expect(commit.committer.name == "Bo")
  }

  @Test func readsMessagesInOtherEncodings() throws {
    let fixture = try GitFixture()
    try fixture.run(
      ["-c", "i18n.commitEncoding=ISO-8859-1", "commit", "-q", "--allow-empty", "-F", "-"],
      in: fixture.top, input: Array("caf".utf8) + [0xE9])
    let repository = try fixture.open()
    #expect(try repository.commit(repository.commitID(of: "HEAD")).subject == "café")
    let tree = try fixture.git("mktree")
    let head = "tree \(tree)\nauthor A <a> 1 +0000\ncommitter B <b> 2 -0130\n\n"
    let raw = try fixture.git(
      "hash-object", "-t", "commit", "-w", "--stdin", input: Array(head.utf8) + [0x61, 0xFF, 0x62])
    let commit = try repository.commit(#require(ObjectID(hex: raw)))
    #expect(commit.subject == "a\u{FFFD}b")
    #expect(commit.committer.offsetMinutes == -90)
  }

  @Test func walksNewestFirstAndAlongFirstParents() throws {
    let fixture = try RevisionOracleTests.makeHistory()
    let repository = try fixture.open()
    let head = try fixture.id("main")
    for (arguments, parents) in [([], ParentChoice.all), (["--first-parent"], .first)] {
      let expected = try fixture.run(["rev-list", "main"] + arguments, in: fixture.top)
      let walk = try repository.commits(from: [head], parents: parents, limit: 100)
      #expect(walk.ids.map(\.hex).joined(separator: "\n") == expected)
      #expect(!walk.isLimited)
      #expect(walk.cutAt == [])
    }
    let limited = try repository.commits(from: [head], limit: 2)
    #expect(limited.ids.count == 2)
    #expect(limited.isLimited)
    #expect(try repository.commits(from: [], limit: 5).ids == [])
    #expect(try repository.commits(from: [head], limit: 0).ids == [])
  }

  /// Random histories with clocks that also run backwards; `git rev-list` and `git merge-base` are
  /// the oracle.
  @Test(arguments: [11, 12, 13] as [UInt64])
  func agreesWithGitOnRandomHistories(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let fixture = try GitFixture()
    var ids: [ObjectID] = []
    for number in 0..<30 {
      let parentCount = min(ids.count, [0, 1, 1, 1, 2, 2, 3][random.below(7)])
      var parents: [ObjectID] = []
      for _ in 0..<parentCount {
        let parent = ids[max(0, ids.count - 1 - random.below(8))]
        if !parents.contains(parent) { parents.append(parent) }
      }
      let minute = number * 10 + random.below(60) - 30
      ids.append(try fixture.bareCommit("c\(number)", parents: parents, minute: minute))
    }
    let repository = try fixture.open()
    for _ in 0..<25 {
      let a = ids[random.below(ids.count)]
      let b = ids[random.below(ids.count)]
      let range = try fixture.git("rev-list", "\(a)..\(b)").split(separator: "\n").map(String.init)
      let walk = try repository.commits(from: [b], excluding: [a], limit: 100)
      #expect(walk.ids.map(\.hex).sorted() == range.sorted(), "seed \(seed): \(a)..\(b)")
      let bases = try fixture.result(["merge-base", "--all", a.hex, b.hex], in: fixture.top)
      let expected = bases.output.split(separator: "\n").map(String.init)
      let found = try repository.mergeBases(a, b).map(\.hex)
      #expect(found.sorted() == expected.sorted(), "seed \(seed): bases of \(a) and \(b)")
      let best = try fixture.result(["merge-base", a.hex, b.hex], in: fixture.top)
      #expect(found.first == best.output.split(separator: "\n").first.map(String.init))
      let ancestor = try fixture.result(
        ["merge-base", "--is-ancestor", a.hex, b.hex], in: fixture.top)
      #expect(try repository.isAncestor(a, of: b) == (ancestor.status == 0))
    }
  }

  @Test func crossedMergesHaveTwoBasesAndTheRangeSaysSo() throws {
    let fixture = try GitFixture()
    let root = try fixture.bareCommit("root", minute: 0)
    let left = try fixture.bareCommit("left", parents: [root], minute: 1)
    let right = try fixture.bareCommit("right", parents: [root], minute: 2)
    let a = try fixture.bareCommit("a", parents: [left, right], minute: 3)
    let b = try fixture.bareCommit("b", parents: [right, left], minute: 4)
    let repository = try fixture.open()
    let range = try repository.range("\(a)...\(b)")
    #expect(range.from == right && range.to == b)
    #expect(range.mergeBases == [right, left])
    #expect(range.fromName == "\(a)" && range.toName == "\(b)")
    let plain = try repository.range("\(a)..\(b)")
    #expect(plain.from == a && plain.to == b && plain.mergeBases.isEmpty)
  }

  @Test func unrelatedHistoriesHaveNoMergeBase() throws {
    let fixture = try GitFixture()
    let a = try fixture.commit("one")
    let b = try fixture.bareCommit("other", minute: 0)
    let repository = try fixture.open()
    #expect(try repository.mergeBases(a, b) == [])
    #expect(throws: GitStoreError.noMergeBase("", b.hex)) { try repository.range("...\(b)") }
    #expect(try repository.isAncestor(a, of: b) == false)
  }

  @Test(arguments: [
    ("HEAD~1..HEAD", "HEAD~1", "HEAD"), ("HEAD~1..", "HEAD~1", "HEAD"),
    ("..HEAD~1", "HEAD", "HEAD~1"),
    ("..", "HEAD", "HEAD"), ("HEAD~1...HEAD", "HEAD~1", "HEAD"), ("...", "HEAD", "HEAD"),
    ("HEAD...HEAD~1", "HEAD~1", "HEAD~1"), ("HEAD^{/o..}..HEAD", "HEAD~1", "HEAD"),
    ("v1.0..", "HEAD~1", "HEAD"),
  ])
  func readsRanges(text: String, from: String, to: String) throws {
    let fixture = try GitFixture()
    try fixture.commit("one")
    try fixture.git("tag", "v1.0")
    try fixture.commit("two")
    let range = try fixture.open().range(text)
    #expect(try range.from == fixture.id(from))
    #expect(try range.to == fixture.id(to))
    #expect(Repository.isRange(text))
  }

  @Test(arguments: ["HEAD", "", "a.b", ":/a..b", "HEAD:a..b", "HEAD^{/a..b}", "HEAD@{a..b"])
  func takesNoOtherTextForARange(text: String) throws {
    let fixture = try GitFixture()
    try fixture.commit("one")
    let repository = try fixture.open()
    #expect(!Repository.isRange(text))
    let error = #expect(throws: GitStoreError.self) { try repository.range(text) }
    #expect(error?.code == "git-malformed-revision")
  }

  @Test func aRangeOfAnUnknownEndNamesIt() throws {
    let fixture = try GitFixture()
    try fixture.commit("one")
    let repository = try fixture.open()
    #expect(throws: GitStoreError.unknownRevision("mian", nearest: "main")) {
      try repository.range("mian..HEAD")
    }
    #expect(throws: GitStoreError.unknownRevision(".HEAD", nearest: "HEAD")) {
      try repository.range("....HEAD")
    }
  }
}
