import History
import PolicyCore
import Testing

/// Columns against the slow reading, line by line.
struct ColumnReaderTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let name: String
    /// How many rows must be plain.
    let plain: Int
    let text: String
    var testDescription: String { name }

    init(_ name: String, plain: Int, _ lines: String...) {
      self.name = name
      self.plain = plain
      text = lines.joined(separator: "\n")
    }
  }

  private static func line(
    id: String = "r", time: String = "2026-03-01T10:00:00Z",
    subject: String = #"{"id":"s"}"#, action: String = #""grant""#,
    resource: String = #"{"id":"d"}"#, rest: String = ""
  ) -> String {
    #"{"id":"\#(id)","time":"\#(time)","subject":\#(subject),"action":\#(action),"#
      + #""resource":\#(resource)\#(rest)}"#
  }

  static let cases = [
    Case("nothing", plain: 0),
    Case("blank lines", plain: 1, "", "  ", "\t\r", line(), ""),
    Case("a byte order mark", plain: 2, "\u{FEFF}" + line(id: "a"), line(id: "b")),
    Case("a broken line behind a byte order mark", plain: 0, "\u{FEFF}{bad"),
    Case("a byte order mark inside", plain: 1, line(id: "a"), "\u{FEFF}" + line(id: "b")),
    Case("carriage returns", plain: 2, line(id: "a") + "\r", line(id: "b") + "\r"),
    Case(
      "white space", plain: 1,
      #" { "id" : "r" , "time":"2026-03-01T10:00:00Z" ,"#
        + #""subject" : { "id":"s" , "groups" : [ "a" , "b" ] } ,"action": "grant","resource" :{"id":"d"} } "#
    ),
    Case("an object as action", plain: 1, line(action: #"{"name":"grant"}"#)),
    Case(
      "an action with properties", plain: 1, line(action: #"{"name":"grant","properties":{"x":1}}"#)
    ),
    Case(
      "a name in the action's properties", plain: 1,
      line(action: #"{"properties":{"name":"grant"}}"#)),
    Case("an action of another kind", plain: 0, line(action: "7")),
    Case(
      "AuthZEN properties", plain: 1,
      line(
        subject: #"{"id":"s","properties":{"type":"human","groups":["x"]}}"#,
        resource: #"{"properties":{"environment":"prod"},"id":"d"}"#)),
    Case(
      "properties that clash", plain: 0,
      line(subject: #"{"id":"s","type":"a","properties":{"type":"b"}}"#)),
    Case(
      "hidden properties that clash", plain: 0,
      line(subject: #"{"id":"s","x":1,"properties":{"x":2}}"#)),
    Case(
      "properties inside of properties", plain: 0,
      line(subject: #"{"id":"s","properties":{"properties":{}}}"#)),
    Case("properties that are no object", plain: 0, line(subject: #"{"id":"s","properties":[]}"#)),
    Case(
      "properties deeper down are kept", plain: 1,
      line(subject: #"{"id":"s","x":{"properties":1}}"#)),
    Case("a name with an escape", plain: 0, line(subject: #"{"\u0069d":"s"}"#)),
    Case(
      "a value with an escape", plain: 1, line(subject: #"{"id":"\u0073\n","type":"\ud83d\ude00"}"#)
    ),
    Case(
      "an escape in a hidden value", plain: 1,
      line(subject: #"{"id":"s","x":"a\\\"\/\b\f\n\r\t\u00e9"}"#)),
    Case(
      "bad escapes in hidden values", plain: 0,
      line(subject: #"{"id":"s","x":"\ud800"}"#), line(subject: #"{"id":"s","x":"\udc00"}"#),
      line(subject: #"{"id":"s","x":"\ud800\u0041"}"#), line(subject: #"{"id":"s","x":"\q"}"#),
      line(subject: #"{"id":"s","x":"\u12g4"}"#), line(subject: #"{"id":"s","x":"\u123"}"#)),
    Case(
      "bad escapes in read values", plain: 0,
      line(subject: #"{"id":"\ud800"}"#), line(subject: #"{"id":"s","groups":["\udc00"]}"#)),
    Case(
      "numbers", plain: 6,
      line(id: "a", rest: #","context":{"x":0}"#), line(id: "b", rest: #","context":{"x":-0.5}"#),
      line(id: "c", rest: #","context":{"x":1.0}"#),
      line(id: "d", rest: #","context":{"x":[1,2.25,-3]}"#),
      line(id: "e", rest: #","context":{"x":123456789012345}"#),
      line(id: "f", rest: #","context":{"x":-0}"#)),
    Case(
      "odd numbers", plain: 0,
      line(id: "a", rest: #","context":{"x":1e3}"#), line(id: "b", rest: #","context":{"x":01}"#),
      line(id: "c", rest: #","context":{"x":9007199254740993}"#),
      line(id: "d", rest: #","context":{"x":1.}"#),
      line(id: "e", rest: #","context":{"x":-}"#), line(id: "f", rest: #","context":{"x":1e999}"#),
      line(id: "g", rest: #","context":{"x":12"a"}"#), line(id: "h", rest: #","context":{"x":+1}"#)),
    Case(
      "words", plain: 1, line(id: "a", rest: #","context":{"x":[true,false,null]}"#),
      line(id: "b", rest: #","context":{"x":True}"#), line(id: "c", rest: #","context":{"x":nul}"#)),
    Case("null where it is not listed", plain: 0, line(rest: #","context":{"role":null}"#)),
    Case(
      "duplicate names", plain: 0, line(rest: #","id":"r""#),
      line(rest: #","context":{"x":1,"x":2}"#),
      line(rest: #","context":{"y":{"a":{"b":1,"b":1}}}"#),
      line(rest: #","context":{"role":"a","role":"b"}"#)),
    Case(
      "duplicate names among many", plain: 1,
      line(
        id: "a", rest: #","context":{\#((0..<20).map { "\"n\($0)\":1" }.joined(separator: ","))}"#),
      line(
        id: "b",
        rest: #","context":{\#((0..<20).map { "\"n\($0 % 19)\":1" }.joined(separator: ","))}"#)),
    Case("an undeclared top-level member", plain: 0, line(rest: #","extra":1"#)),
    Case(
      "missing members", plain: 0, #"{"id":"a"}"#, "{}", line(subject: "{}"),
      line(resource: #"{"x":1}"#)),
    Case("no identity", plain: 0, #"{"time":"x"}"#, #"{"id":7}"#, #"{"id":null}"#),
    Case("no objects", plain: 0, "[]", "1", "\"a\"", "null", "[{}]"),
    Case(
      "approvals and outcome", plain: 3,
      line(
        id: "a",
        rest:
          #","approvals":[{"by":"x","verdict":"approve","at":"2026-03-01T12:00:00Z","reason":"ok","onBehalfOf":"y"},{"at":"2026-03-01T11:00:00.5+00:00","by":"x","verdict":"deny"}]"#
      ),
      line(
        id: "b",
        rest:
          #","outcome":{"status":"denied","at":"2026-03-02T10:00:00Z","by":"policy","policyCommit":"c"}"#
      ),
      line(
        id: "c",
        rest:
          #","approvals":[],"outcome":{"at":"2026-03-02T10:00:00Z","status":"approved","by":"a"}"#)),
    Case(
      "an approval bound to a digest", plain: 0,
      line(
        rest:
          #","approvals":[{"by":"x","verdict":"approve","at":"2026-03-01T12:00:00Z","requestSha256":"0"}]"#
      )),
    Case(
      "bad approvals and outcomes", plain: 0,
      line(id: "a", rest: #","approvals":{}"#), line(id: "b", rest: #","approvals":[1]"#),
      line(
        id: "c", rest: #","approvals":[{"by":"x","verdict":"yes","at":"2026-03-01T12:00:00Z"}]"#),
      line(id: "d", rest: #","approvals":[{"by":"x","verdict":"deny"}]"#),
      line(id: "e", rest: #","approvals":null"#), line(id: "f", rest: #","outcome":null"#),
      line(id: "g", rest: #","outcome":{"status":"lost"}"#),
      line(id: "h", rest: #","outcome":{"status":"denied","x":1}"#),
      line(id: "i", rest: #","outcome":{"status":"denied","at":"soon"}"#),
      line(id: "j", rest: #","outcome":{}"#),
      line(id: "k", rest: #","outcome":{"status":"denied","by":null}"#)),
    Case(
      "policy with an escape is policy", plain: 0,
      line(rest: #","outcome":{"status":"denied","by":"pol\u0069cy"}"#)),
    Case(
      "instants", plain: 8,
      line(id: "a", time: "2026-03-01t10:00:00z"),
      line(id: "b", time: "2026-03-01T10:00:00.123456789Z"),
      line(id: "c", time: "2026-03-01T10:00:00+02:00"),
      line(id: "d", time: "2026-03-01T10:00:00.5-23:59"),
      line(id: "e", time: "2024-02-29T23:59:59Z"), line(id: "f", time: "0001-01-01T00:00:00Z"),
      line(id: "g", time: "9999-12-31T23:59:59Z"), line(id: "h", time: "1969-12-31T23:59:59.9Z")),
    Case(
      "no instants", plain: 0,
      line(id: "a", time: "2026-03-01"), line(id: "b", time: "2026-03-01T10:00:00"),
      line(id: "c", time: "2026-02-29T10:00:00Z"), line(id: "d", time: "2026-03-01T24:00:00Z"),
      line(id: "e", time: "2026-03-01T10:00:60Z"), line(id: "f", time: "2026-03-01 10:00:00Z"),
      line(id: "g", time: "2026-03-01T10:00:00.Z"),
      line(id: "h", time: "2026-03-01T10:00:00.1234567890Z"),
      line(id: "i", time: "0000-12-31T23:00:00Z"), line(id: "j", time: "0001-01-01T00:00:00+01:00"),
      line(id: "k", time: "9999-12-31T23:59:59-00:01"), line(id: "l", time: "2026-13-01T10:00:00Z"),
      line(id: "m", time: "2026-00-01T10:00:00Z"), line(id: "n", time: "2026-03-01T10:00:00Z "),
      line(id: "o", time: "2026-03-01T10:00:00+0200"),
      line(id: "p", time: "2026-03-01T10:00:00+24:00"),
      line(id: "q", time: "2026\\u002d03-01T10:00:00Z"), line(id: "r", time: "٢026-03-01T10:00:00Z")
    ),
    Case(
      "the same id again", plain: 2, line(id: "a"), line(id: "b"), line(id: "a"), #"{"id":"b"}"#,
      line(id: "\\u0061")),
    Case(
      "the id of an odd row again", plain: 0, #"{"id":"é"}"#, line(id: "é"), #"{"id":"\u00e9"}"#),
    Case("an empty id", plain: 1, line(id: ""), line(id: "")),
    Case(
      "a record over two lines", plain: 1, #"{"id":"a","#, #""time":"2026-03-01T10:00:00Z"}"#,
      line()),
    Case("two records on a line", plain: 1, line(id: "a") + line(id: "b"), line(id: "c")),
    Case("an open text", plain: 2, line(id: "a"), #"{"id":"b"#, #"","x":1}"#, line(id: "c")),
    Case(
      "an escaped quote outside of a text", plain: 1, line(id: "a", rest: #","context":{"x":1\"}"#),
      line(id: "b")),
    Case("a backslash at the end of a line", plain: 1, "{\"id\":\"a\\", line(id: "b")),
    Case(
      "control characters", plain: 1, line(id: "a\tb"), "\u{0}", "\u{C}", line(id: "c"), "{\u{B}}"),
    Case(
      "broken objects", plain: 0, "{", "}", #"{"a"}"#, #"{"a":}"#, #"{"a":1,}"#, #"{,}"#,
      #"{"a":1 "b":2}"#,
      #"{"a":[1,]}"#, #"{"a":[1 2]}"#, #"{"a":[}"#, #"{1:2}"#, #"{"a"::1}"#, #"{"a":1}}"#,
      #"{"id":"a"]"#),
    Case(
      "names are compared by bytes", plain: 1,
      line(id: "e\u{301}", subject: #"{"id":"s","\#("e\u{301}")":1,"\#("\u{e9}")":2}"#)),
    Case(
      "too deep", plain: 1,
      line(
        id: "a",
        rest: #","context":{"x":"# + String(repeating: "[", count: 62)
          + String(repeating: "]", count: 62) + "}"),
      line(
        id: "b",
        rest: #","context":{"x":"# + String(repeating: "[", count: 63)
          + String(repeating: "]", count: 63) + "}"),
      line(
        id: "c",
        rest: #","context":{"x":"# + String(repeating: "{\"a\":", count: 63) + "1"
          + String(repeating: "}", count: 63) + "}")),
    Case(
      "many lines that stay open", plain: 1,
      Array(repeating: #"{"a":[{},"#, count: 400).joined(separator: "\n"), line()),
    Case("a pointer", plain: 0, "version https://git-lfs.github.com/spec/v1", line()),
  ]

  @Test(arguments: cases)
  func saysWhatTheSlowReadingSays(_ test: Case) async {
    let reading = await expectSameColumns([.text(test.text)])
    #expect(reading.plainCount == test.plain)
    let ended = await expectSameColumns([.text(test.text + "\n")])
    #expect(ended.plainCount == test.plain)
  }

  @Test(arguments: cases)
  func readsTheSameInPiecesOfAnySize(_ test: Case) async {
    var settings = ColumnSettings()
    for (byteCount, rows, parallelism) in [(1, 1, 1), (7, 3, 3), (300, 2, 2), (4096, 1 << 16, 4)] {
      settings.pieceByteCount = byteCount
      settings.rowsPerGroup = rows
      settings.parallelism = parallelism
      settings.valuesPerFamily = byteCount % 5
      settings.limits = HistoryLimits(chunkByteCount: byteCount * 2)
      let comment: Comment = "\(byteCount) bytes, \(rows) rows, \(parallelism) walkers"
      await expectSameColumns(
        [.text(test.text, name: "a"), .text(test.text, name: "b")], .usual, [.standard], settings,
        comment)
    }
  }

  @Test func longLinesAreEntriesHoweverTheyAreCut() async {
    let lines = (0..<40).map { index in
      Self.line(
        id: "\(index)", rest: #","context":{"x":"\#(String(repeating: "x", count: index * 5))"}"#)
    }
    var settings = ColumnSettings()
    for limit in [1, 130, 160, 200, 304, 305] {
      for piece in [1, 50, 200, 10_000] {
        settings.limits = HistoryLimits(lineByteCount: limit, chunkByteCount: piece)
        settings.pieceByteCount = piece
        for lineBreak in ["\n", "\r\n"] {
          await expectSameColumns(
            [.text("\u{FEFF}" + lines.joined(separator: lineBreak))], .usual, [.standard], settings,
            "limit \(limit), piece \(piece)")
        }
      }
    }
  }

  @Test func everySchemaMustAccept() async {
    var strict = SchemaNode(types: [.object])
    strict.properties["context"] = SchemaNode(
      types: [.object], properties: ["n": SchemaNode(types: [.integer])], required: ["n"],
      additional: .forbidden)
    let schemas = [RequestSchema.standard, RequestSchema(strict)]
    let text = [
      #","context":{"n":1}"#, #","context":{"n":1.0}"#, #","context":{"n":1,"m":2}"#, "",
      #","context":{"n":"1"}"#, #","context":{"n":2}"#, #","context":{}"#,
    ]
    .enumerated().map { Self.line(id: "\($0)", rest: $1) }.joined(separator: "\n")
    let reading = await expectSameColumns([.text(text)], .usual, schemas)
    // `context` may be absent, as the schema does not ask for it.
    #expect(reading.plainCount == 3)
  }

  @Test func ignoresIdentityWhereItIsTold() async {
    var settings = ColumnSettings()
    settings.identity = .ignored
    let text = [Self.line(id: "a"), Self.line(id: "a"), "{}", "{\"id\":1}"].joined(separator: "\n")
    let reading = await expectSameColumns([.text(text)], .usual, [.standard], settings)
    #expect(reading.plainCount == 2)
  }

  @Test func namesTheFileOfAnEarlierID() async {
    let texts = [
      [Self.line(id: "a")], [Self.line(id: "b"), Self.line(id: "a")], [Self.line(id: "b")],
    ]
    let sources = texts.enumerated().map { index, lines in
      HistorySource.text("\n" + lines.joined(separator: "\n"), name: "\(index)")
    }
    let reading = await expectSameColumns(sources)
    #expect(reading.plainCount == 2)
  }

  @Test func errorsComeBehindTheRowsBefore() async {
    let absent = HistorySource.file(path: "/no/such/file", name: "f")
    for parallelism in [1, 2] {
      var settings = ColumnSettings()
      settings.parallelism = parallelism
      let reading = await expectSameColumns(
        [.text(Self.line()), absent], .usual, [.standard], settings)
      #expect(reading.rows.count == 1)
      #expect(reading.error != nil)
    }
  }

  @Test func groupsOutliveTheirReaderAndAreReadByMany() async throws {
    let text = (0..<200).map { Self.line(id: "\($0)") }.joined(separator: "\n")
    let oracle = OracleHistory([.text(text)], .usual, [.standard])
    var groups: [RowGroup] = []
    do {
      var settings = ColumnSettings()
      settings.pieceByteCount = 4000
      let reader = ColumnReader(
        sources: [.text(text)], layout: .usual, schemas: [.standard], settings: settings)
      _ = try await reader.read { while let group = try await $0.next() { groups.append(group) } }
    }
    let kept = groups
    let readings = await withTaskGroup(of: [HistoryItem].self) { tasks in
      for _ in 0..<20 {
        tasks.addTask {
          kept.flatMap { group in (0..<group.rowCount).compactMap { try? group.item(at: $0) } }
        }
      }
      return await tasks.reduce(into: []) { $0.append($1) }
    }
    for reading in readings { #expect(reading == oracle.rows.map(\.item)) }
    #expect(groups.count > 1)
  }

  @Test func familiesKeepWhatTheirCodesStandFor() async throws {
    let lines = (0..<3000).map { index in
      Self.line(id: "\(index)", subject: #"{"id":"s\#(index % 700)","type":"t\#(index % 3)"}"#)
    }
    for limit in [0, 100, 1 << 18] {
      var settings = ColumnSettings()
      settings.pieceByteCount = 20_000
      settings.parallelism = 3
      settings.valuesPerFamily = limit
      let reader = ColumnReader(
        sources: [.text(lines.joined(separator: "\n"))], layout: .usual, schemas: [.standard],
        settings: settings)
      var known: [Int: [Int: [JSONValue?]]] = [:]
      _ = try await reader.read { groups in
        while let group = try await groups.next() {
          for column in ColumnLayout.usual.paths.indices {
            let coded = try group.column(column)
            let values = (0..<coded.values.count).map { coded.values[$0] }
            let before = known[column, default: [:]][coded.family] ?? []
            #expect(Array(values.prefix(before.count)) == before)
            known[column, default: [:]][coded.family] = values
          }
        }
      }
    }
  }
}
