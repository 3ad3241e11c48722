import Diagnostics
import Foundation
import Testing

@testable import GitStore

struct RevisionErrorTests {
  @Test(
    arguments: [
      ("mian", "main"), ("releas/1.0", "release/1.0"), ("refs/heads/mian", "refs/heads/main"),
      ("HAED", "HEAD"), ("v1.O", "v1.0"), ("mian~2", "main"), ("zzzzzzzzzz", nil), ("+", nil),
    ] as [(String, String?)])
  func suggestsTheNearestName(revision: String, nearest: String?) throws {
    let fixture = try GitFixture()
    try fixture.commit("one")
    try fixture.git("branch", "release/1.0")
    try fixture.git("tag", "v1.0")
    let repository = try fixture.open()
    #expect(throws: GitStoreError.unknownRevision(revision, nearest: nearest)) {
      try repository.commitID(of: revision)
    }
  }

  @Test(arguments: [
    "", "main\0", "\0", String(repeating: "a", count: 5000),
    "HEAD" + String(repeating: "~", count: 4093),
  ])
  func refusesMalformedRevisions(revision: String) throws {
    let fixture = try GitFixture()
    try fixture.commit("one")
    let repository = try fixture.open()
    let error = #expect(throws: GitStoreError.self) { try repository.commitID(of: revision) }
    #expect(error?.code == "git-malformed-revision")
  }

  @Test(arguments: [
    "main\n", "\nmain", "main\r\nHEAD", "--help", "-n1", "$(id)", "`id`", "../../etc/passwd",
    "HEAD^{",
    "HEAD~18446744073709551617", "HEAD~2147483648", "HEAD~-1", "HEAD^999999999999",
    "HEAD@{-1}", "@{-5}", "HEAD^{/[}", ":/[", ":/*", ":", "::", ":9:a", "HEAD::", "~", "^", "@{",
    "{}",
    "refs/../HEAD", "refs/heads/../../HEAD", "\u{202E}main", "main ", " main", "ma in", ".", "..a",
    "HEAD.lock", "0000000000000000000000000000000000000000",
    "ffffffffffffffffffffffffffffffffffffffff",
    "HEAD@{yesterday", "main^{foo}", "HEAD:../..", String(repeating: "HEAD^{}", count: 500) + "x",
  ])
  func refusesHostileRevisions(revision: String) throws {
    let fixture = try GitFixture()
    try fixture.commit("one", ["a": "1"])
    let repository = try fixture.open()
    let error = #expect(throws: GitStoreError.self) { try repository.commitID(of: revision) }
    #expect(error?.code == "git-unknown-revision")
  }

  @Test func namesTheKindFound() throws {
    let fixture = try GitFixture()
    try fixture.commit("one", ["a": "1"])
    try fixture.git("tag", "-a", "-m", "x", "blob-tag", "HEAD:a")
    let repository = try fixture.open()
    for (revision, found) in [("HEAD^{tree}", "tree"), ("HEAD:a", "blob"), ("blob-tag", "tag")] {
      let expected = GitStoreError.wrongKind(revision: revision, found: found, wanted: "commit")
      #expect(throws: expected) { try repository.commitID(of: revision) }
    }
    let blob = GitStoreError.wrongKind(revision: "HEAD:a", found: "blob", wanted: "tree")
    #expect(throws: blob) { try repository.treeID(of: "HEAD:a") }
    #expect(try repository.treeID(of: "HEAD") == fixture.id("HEAD^{tree}"))
  }

  @Test func saysThatAShortIDIsAmbiguous() throws {
    let fixture = try GitFixture()
    try fixture.commit("one")
    // More than 16^2 blobs: two of them share two digits, and some share four.
    let stream = (0..<2000).map { "blob\ndata <<E\n\($0)\nE\n" }.joined()
    try fixture.git("fast-import", "--quiet", input: Array(stream.utf8))
    let ids = try fixture.git("cat-file", "--batch-all-objects", "--batch-check=%(objectname)")
      .split(separator: "\n").map { $0.prefix(4) }
    let twice = try #require(zip(ids, ids.dropFirst()).first { $0.0 == $0.1 })
    let short = String(twice.0)
    let repository = try fixture.open()
    #expect(throws: GitStoreError.ambiguousRevision(short)) {
      try repository.objectID(of: short)
    }
    // git takes fewer than four digits for no abbreviation (git-config(1), `core.abbrev`).
    for few in [short.prefix(1), short.prefix(2), short.prefix(3)] {
      for revision in [String(few), few + "~1", few + "^{tree}"] {
        #expect(throws: GitStoreError.unknownRevision(revision, nearest: nil)) {
          try repository.objectID(of: revision)
        }
      }
    }
  }

  @Test func aWholeObjectIDThatIsNotThereIsToBeFetched() throws {
    let fixture = try GitFixture()
    try fixture.commit("one")
    let repository = try fixture.open()
    let id = String(repeating: "12ab", count: 10)
    for revision in [id, id + "~1", id.uppercased()] {
      let error = #expect(throws: GitStoreError.self) { try repository.commitID(of: revision) }
      #expect(error?.code == "git-unknown-revision")
      #expect(error?.diagnostic.help == "get it with `git fetch`")
    }
  }

  @Test func anUnbornBranchAsksForAFirstCommit() throws {
    let fixture = try GitFixture()
    let repository = try fixture.open()
    #expect(try repository.head() == .unborn("refs/heads/main"))
    for revision in ["HEAD", "@", "HEAD~1", "@^{tree}", "HEAD:a"] {
      #expect(throws: GitStoreError.unbornBranch("refs/heads/main"), "\(revision)") {
        try repository.commitID(of: revision)
      }
    }
    #expect(throws: GitStoreError.unbornBranch("refs/heads/main")) { try repository.range("..") }
    #expect(throws: GitStoreError.unknownRevision("other", nearest: nil)) {
      try repository.commitID(of: "other")
    }
    #expect(try repository.snapshot(of: .staged).files == [])
    try fixture.write("a", "1")
    #expect(try repository.snapshot(of: .workTree).texts == ["a": "1"])
  }

  @Test func readsReferencesByTheirFullNameOnly() throws {
    let fixture = try GitFixture()
    let first = try fixture.commit("one")
    try fixture.git("tag", "-a", "-m", "x", "heavy")
    let second = try fixture.commit("two")
    // A tag that shadows the branch for `git rev-parse main`.
    try fixture.git("update-ref", "refs/tags/main", first.hex)
    try fixture.git("update-ref", "refs/tags/refs/heads/main", first.hex)
    let repository = try fixture.open()
    #expect(try repository.commitID(ofReference: "refs/heads/main") == second)
    #expect(try repository.commitID(ofReference: "refs/tags/heavy") == first)
    for name in ["main", "heads/main", "refs/heads/none", "", "refs/heads/main\0", "HEAD~1", "-"] {
      #expect(try repository.commitID(ofReference: name) == nil)
    }
    try fixture.write(".git/refs/heads/broken", "not an id\n")
    #expect(throws: GitStoreError.self) {
      try repository.commitID(ofReference: "refs/heads/broken")
    }
    try fixture.write(".git/refs/heads/broken", String(repeating: "1", count: 40) + "\n")
    #expect(throws: GitStoreError.self) {
      try repository.commitID(ofReference: "refs/heads/broken")
    }
    #expect(try repository.referenceNames().contains("refs/tags/heavy"))
  }

  @Test func knowsHeadAndTheRemotesDefaultBranch() throws {
    let fixture = try GitFixture()
    let id = try fixture.commit("one")
    try fixture.git("clone", "-q", ".", "../clone")
    let clone = fixture.folder + "/clone"
    let cloned = try fixture.open(clone)
    #expect(try cloned.defaultBranch() == "refs/remotes/origin/main")
    #expect(try cloned.defaultBranch(ofRemote: "other") == nil)
    #expect(try cloned.head() == .branch("refs/heads/main"))
    try fixture.git("checkout", "-q", "--detach", in: clone)
    #expect(try cloned.head() == .detached(id))
    #expect(try fixture.open().defaultBranch() == nil)
  }

  @Test(arguments: [
    ("https://user:token@example.com/a.git", "https://example.com/a.git"),
    ("https://token@example.com/a.git", "https://example.com/a.git"),
    ("https://example.com/a.git?private_token=x#y", "https://example.com/a.git"),
    ("https://u:p@ss@example.com:8443/a@b.git", "https://example.com:8443/a@b.git"),
    ("ssh://git@example.com/a.git", "ssh://git@example.com/a.git"),
    ("ssh://git:secret@example.com/a.git", "ssh://git@example.com/a.git"),
    ("git+ssh://git:s@example.com/a", "git+ssh://git@example.com/a"),
    ("HTTPS://u:p@EXAMPLE.com/a", "HTTPS://EXAMPLE.com/a"), ("https://:p@h/a", "https://h/a"),
    ("git@example.com:team/a.git", "git@example.com:team/a.git"), ("/srv/a.git", "/srv/a.git"),
    ("../a.git", "../a.git"), ("file:///srv/a.git", "file:///srv/a.git"),
    ("https://u:p@example.com", "https://example.com"), ("https://", "https://"),
  ])
  func addressesHoldNoSecrets(address: String, expected: String) throws {
    let fixture = try GitFixture()
    try fixture.git("config", "remote.origin.url", address)
    #expect(try fixture.open().address() == expected)
    #expect(try fixture.open().address(ofRemote: "none") == nil)
  }
}
