import Diagnostics
import PolicyCore
import Testing

struct PolicyLoaderTests {
  @Test(arguments: LoadingCases.all)
  func findsExactlyWhatIsMarked(_ input: LoadingCase) {
    let marked = MarkedPolicy(replacing: input.files, irregular: input.irregular)
    let loaded = PolicyLoader().load(marked.tree)
    let found = loaded.diagnostics.map(MarkedPolicy.expectation)
    let whole = input.wholeFiles.map { line in
      let parts = line.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
      return MarkedPolicy.Expectation(path: parts[0], range: 0..<0, code: parts[1])
    }
    let expected = marked.expectations + whole
    #expect(
      found.sorted { $0.description < $1.description }
        == expected.sorted { $0.description < $1.description },
      "\(loaded.diagnostics.map { "\($0.code): \($0.message)" })")
    #expect((loaded.policy == nil) == !expected.isEmpty)
  }

  @Test(arguments: LoadingCases.all)
  func wordsItsMessagesAlike(_ input: LoadingCase) {
    let marked = MarkedPolicy(replacing: input.files, irregular: input.irregular)
    for diagnostic in PolicyLoader().load(marked.tree).diagnostics {
      expectGrammar(of: diagnostic)
    }
  }

  @Test
  func loadsTheSoundPolicy() throws {
    let loaded = PolicyLoader().load(MarkedPolicy().tree)
    #expect(loaded.diagnostics.isEmpty)
    let policy = try #require(loaded.policy)
    #expect(policy.rules.map(\.id) == ["staging-readers"])
    #expect(policy.settings.gates.map(\.id) == ["replayable", "evidence"])
    #expect(policy.directory.people(named: "security") == ["alice", "bob"])
    #expect(loaded.sources.map(\.path) == MarkedPolicy.sound.keys.sorted())
  }

  @Test
  func digestCoversWhatDecides() throws {
    func digest(_ files: [String: String]) throws -> String {
      try #require(PolicyLoader().load(MarkedPolicy(replacing: files).tree).policy).digest
    }
    let plain = try digest([:])
    #expect(try digest(["tests/a.yaml": "tests: []\n", "history/a.ndjson": "{}"]) == plain)
    #expect(try digest(["rules/README.md": "note"]) == plain)
    #expect(try digest(["rules/a.yaml": "rules: []\n"]) != plain)
    #expect(try digest(["schema/request.schema.json": "{}"]) != plain)
    #expect(try digest(["precedent.yaml": "name: other\n"]) != plain)
    #expect(try digest(["directory/b.yaml": "teams: []\n"]) != plain)
  }

  @Test
  func refusesAFileOfTenMegabytes() throws {
    let comment = Array(repeating: UInt8(ascii: "#"), count: 10_485_760)
    var tree = MarkedPolicy().tree
    tree.files.append(PolicyFile(path: "rules/large.yaml", bytes: comment))
    let loaded = PolicyLoader().load(tree)
    #expect(loaded.policy == nil)
    #expect(loaded.diagnostics.map(\.code) == ["file-too-large"])
    #expect(
      loaded.diagnostics.first?.message
        == "`rules/large.yaml` has 10485760 bytes; at most 1048576 are read")
  }

  @Test
  func refusesALineOfManyBytes() {
    let text = "rules: []\n# " + String(repeating: "a", count: 100_000) + "\n"
    let loaded = PolicyLoader().load(MarkedPolicy(replacing: ["rules/a.yaml": text]).tree)
    #expect(loaded.diagnostics.map(\.code) == ["line-too-long"])
    #expect(loaded.diagnostics.first?.location?.lineNumber == 2)
  }

  @Test
  func refusesAConditionNestedTenThousandDeep() {
    let deep =
      String(repeating: "(", count: 10_000) + "true" + String(repeating: ")", count: 10_000)
    let files = [
      "rules/deep.yaml": LoadingCase.rule("effect: approve")
        .replacing("'true'", with: deep)
    ]
    let loaded = PolicyLoader().load(MarkedPolicy(replacing: files).tree)
    #expect(loaded.policy == nil)
    #expect(loaded.diagnostics.map(\.code) == ["cel-limit"])
    #expect(loaded.diagnostics.first?.location?.path == "rules/deep.yaml")
  }

  @Test
  func refusesATreeWithoutSettings() {
    let tree = PolicyTree(files: MarkedPolicy().files.filter { $0.path != "precedent.yaml" })
    let loaded = PolicyLoader().load(tree)
    #expect(loaded.policy == nil)
    #expect(loaded.diagnostics.map(\.code) == ["no-precedent-yaml"])
    #expect(loaded.diagnostics.first?.help?.contains("`precedent init`") == true)
  }

  @Test
  func settingsThatAreNoFileAreNotTakenForMissing() {
    let others = MarkedPolicy().files.filter { $0.path != "precedent.yaml" }
    let link = PolicyTree(
      files: others, irregular: [.init(path: "precedent.yaml", kind: "a symlink")])
    let folder = PolicyTree(files: others + [PolicyFile(path: "precedent.yaml/a", bytes: [])])
    for (tree, kind) in [(link, "a symlink"), (folder, "a folder")] {
      let loaded = PolicyLoader().load(tree)
      #expect(loaded.policy == nil)
      #expect(loaded.diagnostics.map(\.code) == ["irregular-file"])
      #expect(loaded.diagnostics.map(\.message) == ["`precedent.yaml` is \(kind), not a file"])
    }
  }

  @Test
  func saysThatAFileStandsInThePlaceOfAFolder() {
    let rules = PolicyFile(path: "rules", bytes: Array("rules: []\n".utf8))
    let settings = PolicyFile(path: "precedent.yaml", bytes: Array("name: a\n".utf8))
    let file = PolicyLoader().load(PolicyTree(files: [settings, rules]))
    #expect(file.diagnostics.map(\.message) == ["`rules` is a file, not a folder"])
    let link = PolicyLoader().load(
      PolicyTree(files: [settings], irregular: [.init(path: "rules", kind: "a symlink")]))
    #expect(link.diagnostics.map(\.message) == ["`rules` is a symlink, not a folder"])
  }

  @Test
  func namesSettingsUnderAnotherName() {
    var tree = PolicyTree(files: MarkedPolicy().files.filter { $0.path != "precedent.yaml" })
    tree.files.append(PolicyFile(path: "precedent.yml", bytes: []))
    let loaded = PolicyLoader().load(tree)
    #expect(loaded.diagnostics.first?.help == "rename `precedent.yml` to `precedent.yaml`")
  }

  @Test
  func refusesWhatIsNotUTF8() {
    var tree = MarkedPolicy().tree
    let bytes = Array("rules: [] # é".utf8.dropLast()) + Array("\n".utf8)
    tree.files.append(PolicyFile(path: "rules/latin.yaml", bytes: bytes))
    let loaded = PolicyLoader().load(tree)
    #expect(loaded.diagnostics.map(\.code) == ["not-utf8"])
    #expect(loaded.diagnostics.first?.location?.utf8Range == 12..<13)
  }

  @Test
  func boundsValuesFilesAndDiagnostics() {
    var limits = LoadingLimits()
    limits.nodeCount = 100
    limits.fileCount = 3
    limits.diagnosticCount = 5
    let loader = PolicyLoader(limits: limits)
    let many = "rules: [" + String(repeating: "a,", count: 100) + "]"
    func codes(_ files: [String: String]) -> [String] {
      loader.load(PolicyTree(files: MarkedPolicy(replacing: files).files)).diagnostics.map(\.code)
    }
    #expect(codes([:]).isEmpty)
    #expect(codes(["rules/staging.yaml": many]) == ["too-many-values"])
    #expect(codes(["rules/a.yaml": "rules: []"]) == ["too-many-files"])
    let wrong = "rules: [" + String(repeating: "a,", count: 20) + "]"
    #expect(
      codes(["rules/staging.yaml": wrong])
        == Array(repeating: "wrong-type", count: 5) + ["too-many-problems"])
  }
}

/// The grammar of messages: lower case, no final period, one line, no empty help.
func expectGrammar(of diagnostic: Diagnostic) {
  let texts =
    [diagnostic.message] + diagnostic.labels.map(\.text) + diagnostic.notes
    + [diagnostic.help].compactMap(\.self)
  for text in texts {
    #expect(!text.isEmpty && !text.hasSuffix(".") && !text.contains(where: \.isNewline), "\(text)")
    #expect(text.first?.isUppercase == false, "\(text)")
    #expect(text.split(separator: "`", omittingEmptySubsequences: false).count % 2 == 1, "\(text)")
  }
}
