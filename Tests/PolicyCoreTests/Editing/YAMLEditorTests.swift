import Testing

@testable import PolicyCore

struct YAMLEditorTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let before: String
    let after: String
    var lineNumber: Int

    init(_ name: String, _ before: String, _ after: String, line: Int) {
      testDescription = name
      self.before = before
      self.after = after
      lineNumber = line
    }
  }

  private static let certified = EditValue.Member(
    "certified", .flow(.init("on", .text("2026-11-21")), .init("by", .text("bob"))))

  private static func certify(_ text: String) throws(EditProblem) -> EditedFile {
    try YAMLEditor(PolicyFile(path: "rules/a.yaml", bytes: Array(text.utf8)))
      .edited(.set(certified, of: "a", in: "rules", after: "recertify"))
  }

  @Test(arguments: existing + added)
  func certifiesInTheLayoutThatIsThere(_ test: Case) throws {
    let edited = try Self.certify(test.before)
    #expect(String(decoding: edited.bytes, as: UTF8.self) == test.after)
    #expect(edited.lineNumber == test.lineNumber)
  }

  private static let existing = [
    Case(
      "in braces", "rules:\n  - id: a\n    certified: { on: 2026-01-01, by: al } # c\n",
      "rules:\n  - id: a\n    certified: { on: 2026-11-21, by: bob } # c\n", line: 3),
    Case(
      "in braces without blanks, by first",
      "rules:\n- id: a\n  certified: {by: al,on: 2026-01-01}\n",
      "rules:\n- id: a\n  certified: {by: bob,on: 2026-11-21}\n", line: 3),
    Case(
      "as a block",
      "rules:\n  - id: a\n    certified:\n      on: 2026-01-01 # day\n      by:   al\n",
      "rules:\n  - id: a\n    certified:\n      on: 2026-11-21 # day\n      by:   bob\n", line: 4),
    Case(
      "in quotes", "rules:\n  - id: a\n    certified: { on: '2026-01-01', by: \"al\" }\n",
      "rules:\n  - id: a\n    certified: { on: '2026-11-21', by: \"bob\" }\n", line: 3),
    Case(
      "only the day changes",
      "rules:\n  - id: a\n    certified:\n      by: 'bob'\n      on: 2026-01-01\n",
      "rules:\n  - id: a\n    certified:\n      by: 'bob'\n      on: 2026-11-21\n", line: 5),
    Case(
      "a block of text",
      "rules:\n  - id: a\n    certified:\n      by: |- # who\n        al\n\n      on: 2026-01-01\n",
      "rules:\n  - id: a\n    certified:\n      by: bob # who\n\n      on: 2026-11-21\n", line: 4),
    Case(
      "CR LF, no last line break",
      "rules:\r\n  - id: a\r\n    certified: { on: 2026-01-01, by: al }",
      "rules:\r\n  - id: a\r\n    certified: { on: 2026-11-21, by: bob }", line: 3),
    Case(
      "like JSON", #"{"rules":[{"id":"a","certified":{"on":"2026-01-01","by":"al"}}]}"#,
      #"{"rules":[{"id":"a","certified":{"on":"2026-11-21","by":"bob"}}]}"#, line: 1),
    Case(
      "the second entry, and text of many bytes",
      "rules:\n  - id: é\n    title: ü\n  - id: a\n    title: 日本\n    certified: { on: 1999-01-01, by: ö }\n",
      "rules:\n  - id: é\n    title: ü\n  - id: a\n    title: 日本\n    certified: { on: 2026-11-21, by: bob }\n",
      line: 6),
    Case(
      "behind a byte order mark",
      "\u{FEFF}rules:\n  - id: a\n    certified: {on: 1999-01-01, by: x}\n",
      "\u{FEFF}rules:\n  - id: a\n    certified: {on: 2026-11-21, by: bob}\n", line: 3),
  ]

  private static let added = [
    Case(
      "behind `recertify`", "rules:\n  - id: a\n    recertify: { every: 9d } # c\n    title: t\n",
      "rules:\n  - id: a\n    recertify: { every: 9d } # c\n"
        + "    certified: { on: 2026-11-21, by: bob }\n    title: t\n", line: 4),
    Case(
      "on the line of the dash", "rules:\n-   recertify: { every: 9d }\n    id: a\n",
      "rules:\n-   recertify: { every: 9d }\n    certified: { on: 2026-11-21, by: bob }\n    id: a\n",
      line: 3),
    Case(
      "a block beside a block",
      "rules:\n  - id: a\n    recertify:\n        every: 9d\n        # often\n    # next\n    title: t\n",
      "rules:\n  - id: a\n    recertify:\n        every: 9d\n        # often\n"
        + "    certified:\n        on: 2026-11-21\n        by: bob\n    # next\n    title: t\n",
      line: 6),
    Case(
      "at the end, no last line break", "rules:\n  - id: a\n    recertify: { every: 9d }",
      "rules:\n  - id: a\n    recertify: { every: 9d }\n    certified: { on: 2026-11-21, by: bob }",
      line: 4),
    Case(
      "at the end, no last line break, CR LF",
      "rules:\r\n  - id: a\r\n    recertify: { every: 9d }",
      "rules:\r\n  - id: a\r\n    recertify: { every: 9d }\r\n"
        + "    certified: { on: 2026-11-21, by: bob }", line: 4),
    Case(
      "CR LF", "rules:\r\n  - id: a\r\n    recertify: { every: 9d }\r\n    title: t\r\n",
      "rules:\r\n  - id: a\r\n    recertify: { every: 9d }\r\n"
        + "    certified: { on: 2026-11-21, by: bob }\r\n    title: t\r\n", line: 4),
    Case(
      "behind a text of many lines",
      "rules:\n  - id: a\n    recertify: {\n      every: 9d }\n\n  - id: b\n",
      "rules:\n  - id: a\n    recertify: {\n      every: 9d }\n"
        + "    certified: { on: 2026-11-21, by: bob }\n\n  - id: b\n", line: 5),
    Case(
      "last, behind a block of text",
      "rules:\n  - id: a\n    when: |\n      x\n      y\n\n\n  - id: b\n",
      "rules:\n  - id: a\n    when: |\n      x\n      y\n"
        + "    certified: { on: 2026-11-21, by: bob }\n\n\n  - id: b\n", line: 6),
    Case(
      "last, behind a text that keeps its blank lines",
      "rules:\n  - id: a\n    when: |+\n      x\n\n\n  - id: b\n",
      "rules:\n  - id: a\n    when: |+\n      x\n\n\n"
        + "    certified: { on: 2026-11-21, by: bob }\n  - id: b\n", line: 7),
    Case(
      "in braces", "rules:\n  - { id: a, recertify: { every: 9d }, }\n",
      "rules:\n  - { id: a, recertify: { every: 9d }, certified: { on: 2026-11-21, by: bob }, }\n",
      line: 2),
    Case(
      "in braces, quoted", "rules:\n  - { \"id\": a, \"recertify\": { every: 9d } }\n",
      "rules:\n  - { \"id\": a, \"recertify\": { every: 9d }, "
        + "\"certified\": { \"on\": \"2026-11-21\", \"by\": \"bob\" } }\n",
      line: 2),
    Case(
      "in braces over lines, with a comma and a comment",
      "rules:\n  - {\n      id: a, # one, two\n      recertify: { every: 9d } # three\n    }\n",
      "rules:\n  - {\n      id: a, # one, two\n      recertify: { every: 9d }, # three\n"
        + "      certified: { on: 2026-11-21, by: bob }\n    }\n", line: 5),
    Case(
      "in braces over lines that all end in commas",
      "rules:\n  - {\n      id: a,\n      recertify: { every: 9d }, # three\n    }\n",
      "rules:\n  - {\n      id: a,\n      recertify: { every: 9d }, # three\n"
        + "      certified: { on: 2026-11-21, by: bob },\n    }\n", line: 5),
  ]

  // MARK: - Appending

  private static let entry = EditValue.mapping(
    [.init("id", .text("x")), .init("lifts", .flow([.text("a")])), .init("when", .text("true"))],
    .block)

  @Test(arguments: appended)
  func appendsInTheLayoutThatIsThere(_ test: Case) throws {
    let edited = try YAMLEditor(PolicyFile(path: "e.yaml", bytes: Array(test.before.utf8)))
      .edited(.append(Self.entry, to: "exceptions"))
    #expect(String(decoding: edited.bytes, as: UTF8.self) == test.after)
    #expect(edited.lineNumber == test.lineNumber)
  }

  private static let written = "  - id: x\n    lifts: [ a ]\n    when: \"true\"\n"

  private static let appended = [
    Case("to a block", "exceptions:\n  - id: m\n", "exceptions:\n  - id: m\n" + written, line: 3),
    Case(
      "before the comments of the file", "exceptions:\n  - id: m\n    # of m\n\n# of the file\n",
      "exceptions:\n  - id: m\n    # of m\n" + written + "\n# of the file\n", line: 4),
    Case(
      "with blank lines between", "exceptions:\n  - id: k\n\n  # of m\n  - id: m\n",
      "exceptions:\n  - id: k\n\n  # of m\n  - id: m\n\n" + written, line: 7),
    Case(
      "not indented, no last line break", "exceptions:\n-   id: m",
      "exceptions:\n-   id: m\n-   id: x\n    lifts: [ a ]\n    when: \"true\"", line: 3),
    Case(
      "CR LF", "exceptions:\r\n- id: m\r\n",
      "exceptions:\r\n- id: m\r\n- id: x\r\n  lifts: [ a ]\r\n  when: \"true\"\r\n", line: 3),
    Case("to nothing", "exceptions: [] # none\n", "exceptions: # none\n" + written, line: 2),
    Case(
      "to nothing on a line of its own", "exceptions:\n  []\n",
      "exceptions:\n  [ { id: x, lifts: [ a ], when: \"true\" } ]\n", line: 2),
    Case(
      "to brackets", "exceptions: [ { id: m } ]\n",
      "exceptions: [ { id: m }, { id: x, lifts: [ a ], when: \"true\" } ]\n", line: 1),
    Case(
      "like JSON", #"{"exceptions":[{"id":"m"}]}"#,
      #"{"exceptions":[{"id":"m"}, { "id": "x", "lifts": [ "a" ], "when": "true" }]}"#, line: 1),
    Case(
      "before the end of the document", "---\nexceptions:\n  - id: m\n...\n",
      "---\nexceptions:\n  - id: m\n" + written + "...\n", line: 4),
    Case(
      "behind a comment that ends the file", "exceptions:\n  - id: m\n    # of m",
      "exceptions:\n  - id: m\n    # of m\n" + String(written.dropLast()), line: 4),
  ]

  // MARK: - Refusals

  @Test(arguments: [
    ("no such rule", "rules:\n  - id: b\n", EditProblem.noEntry(id: "a", path: "rules/a.yaml")),
    ("no YAML", "rules: [", .unreadable(path: "rules/a.yaml")),
    ("empty", "# nothing\n", .unreadable(path: "rules/a.yaml")),
    ("an anchor", "rules: &x\n  - id: a\n", .unreadable(path: "rules/a.yaml")),
  ])
  func refusesWhatItDoesNotFind(_ name: String, _ text: String, _ problem: EditProblem) {
    #expect(throws: problem) { try Self.certify(text) }
  }

  @Test(arguments: [
    "rules:\n  - id: a\n    certified: yesterday\n",
    "rules:\n  - id: a\n    certified: { on: 2026-01-01 }\n",
    "rules:\n  - id: a\n    certified:\n",
  ])
  func refusesWhatIsWrittenOtherwise(_ text: String) {
    #expect {
      try Self.certify(text)
    } throws: { error in
      guard case EditProblem.unknownLayout = error else { return false }
      return true
    }
  }

  @Test func refusesAValueWithAKeyTooMany() {
    let text = "rules:\n  - id: a\n    certified: { on: 2026-01-01, by: al, at: x }\n"
    #expect(throws: EditProblem.changesMore(path: "rules/a.yaml")) { try Self.certify(text) }
  }
}
