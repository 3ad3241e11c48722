import TestSupport
import Testing

@testable import GitStore

/// Revisions, with `git rev-parse` as the oracle.
///
/// Left out, for libgit2 does not know them: `@{push}`, and `!-` in `^{/...}` and `:/...`.
struct RevisionOracleTests {
  /// A history with branches, tags of both kinds, a merge, a stash, an upstream and packed refs.
  static func makeHistory() throws -> GitFixture {
    let fixture = try GitFixture()
    try fixture.commit("first: fix the door", ["a.txt": "1", "rules/r.yaml": "one"])
    try fixture.git("tag", "light")
    try fixture.commit("second", ["a.txt": "2"])
    try fixture.git("tag", "-a", "-m", "heavy tag", "heavy")
    try fixture.git("tag", "-a", "-m", "tag of a tag", "nested", "heavy")
    try fixture.git("tag", "tree-tag", "HEAD^{tree}")
    try fixture.git("checkout", "-q", "-b", "topic/side", "HEAD~1")
    try fixture.commit("side: fix the window", ["b.txt": "side"])
    try fixture.git("checkout", "-q", "main")
    try fixture.git("merge", "-q", "--no-ff", "-m", "merge side", "topic/side")
    try fixture.git("pack-refs", "--all")
    try fixture.commit("after (merge)", ["a.txt": "3"])
    try fixture.git("branch", "both", "HEAD~1")
    try fixture.git("branch", "odd@", "HEAD~1")
    try fixture.git("branch", "a@b", "HEAD~1")
    try fixture.git("tag", "both", "HEAD~2")
    try fixture.git("clone", "-q", "--bare", ".", "../origin.git")
    try fixture.git("remote", "add", "origin", "../origin.git")
    try fixture.git("fetch", "-q", "origin")
    try fixture.git("remote", "set-head", "origin", "main")
    try fixture.git("branch", "-q", "--set-upstream-to=origin/main", "main")
    try fixture.write("a.txt", "stashed")
    try fixture.git("stash")
    try fixture.write("a.txt", "staged")
    try fixture.git("add", "a.txt")
    return fixture
  }

  static let expressions = [
    "HEAD", "@", "main", "heads/main", "refs/heads/main", "light", "heavy", "nested", "tree-tag",
    "tags/heavy", "HEAD~", "HEAD~1", "HEAD~2", "HEAD^", "HEAD^1", "HEAD~1^2", "HEAD~1^2~1",
    "HEAD^0",
    "HEAD~0", "HEAD~1^1^", "HEAD^{}", "heavy^{}", "heavy^{commit}", "nested^{commit}",
    "nested^{tag}", "heavy^{tree}", "heavy^{object}", "HEAD^{tree}", "HEAD:", "HEAD:rules",
    "HEAD:rules/r.yaml", "HEAD:a.txt", ":a.txt", ":0:a.txt", "HEAD~3:a.txt", "topic/side",
    "origin/main", "origin", "remotes/origin/main", "main@{upstream}", "@{u}", "main@{u}~1",
    "@{upstream}^", "stash", "stash@{0}", "stash@{0}^2", "refs/stash", "HEAD@{0}", "HEAD@{1}",
    "main@{0}", "main@{1}", "@{0}", "@{1}", "@{-1}", "both", "HEAD^{/side}", "HEAD^{/fix}",
    "main^{/second}", ":/second", ":/fix the", ":/^after", ":/side", "light-0-g", "HEAD^3",
    "HEAD~99",
    "nope", "HEAD^{blob}", "HEAD:nope", ":nope", "heavy~1", "nested~1^{tree}", "HEAD^^", "HEAD^^^",
    "HEAD^{/nothing like it}", ":/nothing like it", "HEAD^{commit}~1", "HEAD^{", "HEAD@{", "HEAD~x",
    "HEAD^-1", "HEAD@{2}", "HEAD@{3}~1", "HEAD@{99}", ":2:a.txt", ":rules", "HEAD:./a.txt",
    "HEAD:../x", "^HEAD", "-x", "--all", "main:rules/", "main:./a.txt", ":/(merge)", "FETCH_HEAD",
    "ORIG_HEAD", "HEAD@{2026-01-01}", "a.txt", "main..",
    "HEAD^{/!!x}", "@~1", "@^", "@^{tree}", "heads/both", "tags/both", "odd@", "nope@", "HEAD@",
    "main~1@", "@@",
    "main@^{tree}", "a@b", "odd@~1", "odd@^{tree}", "HEAD:a@", "@@{1}", "@@{u}",
    "HEAD:a.txt^{object}",
  ]

  @Test func agreesWithGit() throws {
    let fixture = try Self.makeHistory()
    let repository = try fixture.open()
    var expressions = Self.expressions
    let head = try fixture.id("HEAD").hex
    expressions += [
      head, head.uppercased(), String(head.prefix(7)), String(head.prefix(4)) + "^{tree}",
    ]
    expressions += ["light-1-g" + head.prefix(8), "x-dirty-3-g" + head.prefix(10), head + "~1"]
    for expression in expressions {
      let found = try? repository.objectID(of: expression)
      #expect(try found == Self.oracle(expression, in: fixture.top, fixture), "\(expression)")
    }
  }

  @Test(arguments: [1, 2] as [UInt64])
  func agreesWithGitOnRandomRevisions(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let fixture = try Self.makeHistory()
    let repository = try fixture.open()
    let starts = [
      "HEAD", "@", "main", "heavy", "nested", "stash", "both", "topic/side", "light", "x", "",
    ]
    let ends = [
      "~", "~1", "~2", "^", "^2", "^0", "^{}", "^{commit}", "^{tree}", "^{tag}", "^{object}",
      "^{/e}",
      "@{1}", ":", ":a.txt", ":rules", "{", "~0", "^{blob}", "^3", "@", "..", "/",
    ]
    for _ in 0..<120 {
      var expression = starts[random.below(starts.count)]
      for _ in 0..<random.below(4) { expression += ends[random.below(ends.count)] }
      if Self.hasTailThatGitIgnores(expression) { continue }
      let found = try? repository.objectID(of: expression)
      let expected = try Self.oracle(expression, in: fixture.top, fixture)
      #expect(found == expected, "seed \(seed): \(expression)")
    }
  }

  /// Of what follows the last `^{}` git only looks whether it ends in a brace: `HEAD^{}any}` is HEAD.
  /// Here it names nothing.
  private static func hasTailThatGitIgnores(_ expression: String) -> Bool {
    guard let last = expression.ranges(of: "^{").last else { return false }
    let tail = expression[last.upperBound...]
    return tail.hasPrefix("}") && tail.hasSuffix("}") && tail != "}"
  }

  @Test(arguments: ["HEAD^{}any}", "HEAD^{}@{1}", "light^{/e}^{}@{1}"])
  func refusesATailThatGitIgnores(expression: String) throws {
    let fixture = try Self.makeHistory()
    #expect(try Self.oracle(expression, in: fixture.top, fixture) != nil)
    let repository = try fixture.open()
    #expect(throws: GitStoreError.self) { try repository.objectID(of: expression) }
  }

  @Test(arguments: [
    "HEAD:./r.yaml", "HEAD:../a.txt", "HEAD:../../a.txt", "HEAD:.", "HEAD:..", ":./r.yaml",
    ":../a.txt",
    ":0:./r.yaml", "HEAD:a.txt", "HEAD:./../rules/r.yaml",
  ])
  func agreesWithGitInASubfolder(expression: String) throws {
    let fixture = try Self.makeHistory()
    let repository = try fixture.open(fixture.top + "/rules")
    #expect(repository.prefix == "rules")
    let found = try? repository.objectID(of: expression)
    #expect(try found == Self.oracle(expression, in: fixture.top + "/rules", fixture))
  }

  private static func oracle(
    _ expression: String, in directory: String, _ fixture: GitFixture
  ) throws -> ObjectID? {
    let oracle = try fixture.result(
      [
        "-c", "core.warnAmbiguousRefs=no", "rev-parse", "--verify", "-q", "--end-of-options",
        expression,
      ], in: directory)
    return oracle.status == 0 ? ObjectID(hex: oracle.output) : nil
  }
}
