import Diagnostics
import Testing

@testable import GitStore

struct DiagnosticTests {
  static let id = ObjectID(hex: "0123456789012345678901234567890123456789")

  static func makeAll() throws -> [GitStoreError] {
    let id = try #require(id)
    return [
      .notARepository(path: "/x"), .absentFolder(path: "/x"), .unsafeOwnership(path: "/x"),
      .sha256Repository(path: "/x"),
      .unsupportedExtension(name: "reftable", path: "/x"),
      .unsupportedRepositoryVersion(7, path: "/x"),
      .bareRepository(path: "/x", lacking: .index), .unknownRevision("mian", nearest: "main"),
      .unknownRevision("x", nearest: nil), .malformedRevision("x", reason: "it is empty"),
      .ambiguousRevision("12ab"), .wrongKind(revision: "x", found: "blob", wanted: "commit"),
      .unbornBranch("refs/heads/main"), .noMergeBase("", "side"),
      .shallowHistory(neededFor: "`x~9`"),
      .missingObject(id, path: nil), .unfetchedObject(id, path: "rules/a", remote: "origin"),
      .corruptObject(id, path: "a", reason: "r"), .unmergedIndex(paths: ["a"]),
      .unmergedIndex(paths: ["a", "b", "c", "d", "e", "f"]),
      .unreadableIndex(reason: "r", mend: "git x"),
      .notAFolder(path: "a", kind: .symlink), .notAFile(path: "a", kind: .folder),
      .tooLarge(path: "a", byteCount: 3, limit: 2), .tooManyEntries(root: "", limit: 2),
      .tooDeep(path: "a/b", limit: 1), .unreadableFile(path: "a", reason: "r"),
      .failed(doing: "reading HEAD", reason: "r"),
    ]
  }

  @Test func everyErrorFollowsTheGrammar() throws {
    let errors = try Self.makeAll()
    for error in errors {
      let diagnostic = error.diagnostic
      #expect(diagnostic.code == error.code)
      #expect(diagnostic.code.hasPrefix("git-"))
      #expect(
        diagnostic.code.utf8.allSatisfy {
          $0 == 45 || (97...122).contains($0) || (48...57).contains($0)
        })
      #expect(diagnostic.severity == .error)
      #expect(!diagnostic.message.isEmpty && !diagnostic.message.hasSuffix("."))
      #expect(diagnostic.message.first?.isUppercase == false)
      #expect(!diagnostic.message.contains("\n"))
      #expect(diagnostic.help != nil, "\(error)")
      #expect(diagnostic.message.count { $0 == "`" } % 2 == 0)
    }
    #expect(Set(errors.map(\.code)).count == 25)
  }

  @Test func saysWhatToDoInWords() throws {
    let id = try #require(Self.id)
    func lines(_ error: GitStoreError) -> [String?] {
      [error.diagnostic.message, error.diagnostic.help]
    }
    #expect(
      lines(.unknownRevision("mian", nearest: "main"))
        == ["no revision is called `mian`", "did you mean `main`?"])
    #expect(
      lines(.unsafeOwnership(path: "/srv/p")) == [
        "the repository `/srv/p` belongs to somebody else",
        "if you trust it, run `git config --global --add safe.directory /srv/p`",
      ])
    #expect(
      lines(.unmergedIndex(paths: ["a", "b", "c", "d", "e", "f"])) == [
        "the index has 6 unmerged paths: `a`, `b`, `c`, `d`, `e` and 1 more",
        "resolve the conflicts and `git add` the files",
      ])
    #expect(
      lines(.unfetchedObject(id, path: "rules/a", remote: "up")) == [
        "the object `\(id)` at `rules/a` was left out of this partial clone",
        "get every object with `git fetch --refetch --no-filter up`",
      ])
    #expect(
      lines(.unsupportedRepositoryVersion(7, path: "/x")).last
        == "if it is a mistake: `git config --file .git/config core.repositoryFormatVersion 0`")
    #expect(
      lines(.unsupportedExtension(name: "reftable", path: "/x")).last
        == "if it is a mistake: `git config --file .git/config --unset extensions.reftable`")
    #expect(
      lines(.unsupportedExtension(name: "a b`$(id)", path: "/x")).last
        == "if it is a mistake, take it out of `.git/config`")
    for known in ["refstorage", "objectformat", "compatobjectformat", "relativeworktrees"] {
      #expect(
        lines(.unsupportedExtension(name: known, path: "/x")).last
          == "clone it with `git clone`, which gives a repository without the extension")
    }
    #expect(
      lines(.notAFolder(path: "a", kind: .unsafeName)).first
        == "`a` is an unsafe name, not a folder")
    #expect(
      lines(.notAFile(path: "a", kind: .symlink)).first == "`a` is a symlink, not a file")
    #expect(lines(.unbornBranch("refs/heads/main")).first == "the branch `main` has no commit yet")
    #expect(lines(.noMergeBase("", "s")).first == "`HEAD` and `s` have no common ancestor")
  }
}
