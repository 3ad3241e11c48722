import Foundation
import Testing

@testable import GitStore

struct WorkTreeTests {
  /// What git itself would commit: an oracle made with another index.
  private func added(_ fixture: GitFixture) throws -> [String: ObjectID] {
    let index = ["GIT_INDEX_FILE": fixture.folder + "/oracle-index"]
    try? FileManager.default.removeItem(atPath: fixture.folder + "/oracle-index")
    try FileManager.default.copyItem(
      atPath: fixture.top + "/.git/index", toPath: fixture.folder + "/oracle-index")
    try fixture.git("add", "-A", with: index)
    var found: [String: ObjectID] = [:]
    for line in try fixture.git("ls-files", "-s", with: index).split(separator: "\n") {
      let parts = line.split(separator: "\t", maxSplits: 1)
      found[String(parts[1])] = ObjectID(hex: String(parts[0].split(separator: " ")[1]))
    }
    return found
  }

  private func read(_ repository: borrowing Repository) throws -> [String: ObjectID] {
    let snapshot = try repository.snapshot(of: .workTree)
    return Dictionary(snapshot.files.map { ($0.path, $0.objectID) }, uniquingKeysWith: { $1 })
  }

  @Test func isWhatGitAddWouldCommit() throws {
    let fixture = try GitFixture()
    try fixture.commit("one", ["kept/a": "1", "build/tracked": "1", "gone": "1", "c": "1"])
    try fixture.write(".gitignore", "build/\n*.log\n!keep.log\n/only-top\n")
    try fixture.write("kept/.gitignore", "*.tmp\n")
    try fixture.write(".git/info/exclude", "excluded\n")
    for path in [
      "build/untracked", "x.log", "keep.log", "kept/y.log", "kept/b.tmp", "kept/new", "only-top",
      "kept/only-top", "excluded", "kept/deep/er/file", "build2/x", "kept/.hidden",
    ] { try fixture.write(path, path) }
    try fixture.write("build/tracked", "changed")
    try FileManager.default.removeItem(atPath: fixture.top + "/gone")
    #expect(try read(fixture.open()) == added(fixture))
  }

  @Test func appliesThePersonalIgnoreFile() throws {
    let fixture = try GitFixture()
    let home = fixture.folder + "/home"
    try fixture.write(".config/git/ignore", "*.mine\n", in: home)
    try fixture.commit("one", ["a": "1"])
    try fixture.write("b.mine", "x")
    let mine = try fixture.open { $0.home = home }
    #expect(try mine.snapshot(of: .workTree).texts == ["a": "1"])
    let other = try fixture.open()
    #expect(try other.snapshot(of: .workTree).texts == ["a": "1", "b.mine": "x"])
    try fixture.write("b.excluded", "x")
    try fixture.write("excludes", "*.excluded\n", in: home)
    try fixture.write(".gitconfig", "[core]\n excludesFile = ~/excludes\n", in: home)
    let configured = try fixture.open { $0.home = home }
    #expect(try configured.snapshot(of: .workTree).texts == ["a": "1", "b.mine": "x"])
  }

  @Test(arguments: ["input", "true", "false"])
  func convertsLineEndingsAsGitAddDoes(autocrlf: String) throws {
    let fixture = try GitFixture()
    try fixture.git("config", "core.autocrlf", autocrlf)
    try fixture.git("config", "core.safecrlf", "false")
    try fixture.write(
      ".gitattributes",
      "*.text text\n*.crlf text eol=crlf\n*.raw -text\n*.ident ident\n*.auto text=auto\n")
    for name in ["a.text", "a.crlf", "a.raw", "a.plain", "a.auto"] {
      try fixture.write(name, "one\r\ntwo\r\n")
    }
    try fixture.write("binary.plain", [0, 13, 10, 0])
    try fixture.write("a.ident", "$Id: something $\n")
    try fixture.write("lf.crlf", "one\ntwo\n")
    try fixture.write("mixed.text", "one\r\ntwo\nthree\r")
    #expect(try read(fixture.open()) == added(fixtureWithIndex(fixture)))
    try fixture.commit("all")
    #expect(try read(fixture.open()) == added(fixture))
  }

  private func fixtureWithIndex(_ fixture: GitFixture) throws -> GitFixture {
    try fixture.git("read-tree", "--empty")
    return fixture
  }

  @Test func reportsFilesThatAProgramWouldRewrite() throws {
    let fixture = try GitFixture()
    try fixture.git("config", "filter.lfs.clean", "touch '\(fixture.folder)/ran'; cat")
    try fixture.write(
      ".gitattributes", "*.big filter=lfs\n*.wide working-tree-encoding=UTF-16\n*.no -filter\n")
    for name in ["a.big", "a.wide", "a.no", "a.plain"] { try fixture.write(name, "x") }
    let snapshot = try fixture.open().snapshot(of: .workTree)
    #expect(snapshot.files.map(\.path) == [".gitattributes", "a.no", "a.plain"])
    #expect(
      snapshot.irregular == [
        IrregularEntry(path: "a.big", kind: .filtered),
        IrregularEntry(path: "a.wide", kind: .filtered),
      ])
    #expect(!FileManager.default.fileExists(atPath: fixture.folder + "/ran"))
  }

  @Test func neverFollowsALinkOutOfTheRoot() throws {
    let fixture = try GitFixture()
    try fixture.write("secret/passwd", "root", in: fixture.folder)
    try fixture.link("rules", to: "../secret")
    try fixture.link("file", to: "/etc/passwd")
    try fixture.link("loop", to: "loop")
    let repository = try fixture.open()
    let snapshot = try repository.snapshot(of: .workTree)
    #expect(snapshot.files == [])
    #expect(snapshot.irregular.map(\.path) == ["file", "loop", "rules"])
    #expect(snapshot.irregular.allSatisfy { $0.kind == .symlink })
    #expect(throws: GitStoreError.notAFolder(path: "rules", kind: .symlink)) {
      try repository.file(at: "rules/passwd", in: .workTree, limit: 100)
    }
  }

  @Test func aTrackedFileThatBecameALinkOrAFolderIsSeenAsItIs() throws {
    let fixture = try GitFixture()
    try fixture.commit("one", ["a": "1", "b": "1", "c/d": "1"])
    for path in ["a", "b", "c"] {
      try FileManager.default.removeItem(atPath: fixture.top + "/" + path)
    }
    try fixture.link("a", to: "/etc/passwd")
    try fixture.write("b/inside", "2")
    try fixture.write("c", "3")
    let snapshot = try fixture.open().snapshot(of: .workTree)
    #expect(snapshot.texts == ["b/inside": "2", "c": "3"])
    #expect(snapshot.irregular == [IrregularEntry(path: "a", kind: .symlink)])
  }

  @Test func reportsPipesWithoutWaitingForThem() throws {
    let fixture = try GitFixture()
    try fixture.write("rules/a", "1")
    #expect(mkfifo(fixture.top + "/rules/pipe", 0o600) == 0)
    let snapshot = try fixture.open().snapshot(of: .workTree)
    #expect(snapshot.texts == ["rules/a": "1"])
    #expect(snapshot.irregular == [IrregularEntry(path: "rules/pipe", kind: .special)])
  }

  @Test func keepsWhatASparseCheckoutLeftOut() throws {
    let fixture = try GitFixture()
    try fixture.commit("one", ["rules/a": "1", "other/b": "2"])
    try fixture.git("sparse-checkout", "set", "--no-sparse-index", "rules")
    #expect(!FileManager.default.fileExists(atPath: fixture.top + "/other/b"))
    try fixture.write("rules/a", "changed")
    let repository = try fixture.open()
    #expect(try repository.snapshot(of: .workTree).texts == ["rules/a": "changed", "other/b": "2"])
    try fixture.write("other/b", "on disk all the same")
    let again = try repository.snapshot(of: .workTree)
    #expect(again.texts == ["rules/a": "changed", "other/b": "on disk all the same"])
    #expect(again.caseCollisions == [])
  }

  @Test func executableFilesAreFiles() throws {
    let fixture = try GitFixture()
    try fixture.write("run", "x")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: fixture.top + "/run")
    let id = try fixture.commit("one")
    let repository = try fixture.open()
    for source in [SnapshotSource.commit(id), .staged, .workTree] {
      #expect(try repository.snapshot(of: source).texts == ["run": "x"])
    }
  }
}
