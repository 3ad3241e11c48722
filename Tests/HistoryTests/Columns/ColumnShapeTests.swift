import History
import PolicyCore
import TestSupport
import Testing

/// Objects whose members come like those before, and objects that break with them.
struct ColumnShapeTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let name: String
    /// How many rows must be plain.
    let plain: Int
    /// Lines, without the `id` that each has first.
    let rests: [String]
    var testDescription: String { name }

    init(_ name: String, plain: Int, _ rests: String...) {
      self.init(name, plain: plain, rests)
    }

    init(_ name: String, plain: Int, _ rests: [String]) {
      self.name = name
      self.plain = plain
      self.rests = rests
    }
  }

  private static let usual =
    #""time":"2026-03-01T10:00:00Z","subject":{"id":"s","type":"human"},"action":"grant","#
    + #""resource":{"id":"d","environment":"prod"}"#

  private static func line(subject: String, resource: String = #"{"id":"d"}"#) -> String {
    #""time":"2026-03-01T10:00:00Z","subject":\#(subject),"action":"grant","#
      + #""resource":\#(resource)"#
  }

  private static let long = String(repeating: "n", count: 20)
  private static let longer = String(repeating: "n", count: 40)

  static let cases = [
    Case("one shape", plain: 3, usual, usual, usual),
    Case("a member twice", plain: 1, usual, usual + #","time":"2026-03-01T10:00:00Z""#),
    Case(
      "a member twice, the second like one before", plain: 2, usual,
      line(subject: #"{"id":"s","x":1}"#), line(subject: #"{"id":"s","x":1,"id":"s"}"#)),
    Case(
      "a hidden member twice", plain: 2, line(subject: #"{"id":"s","x":1,"y":2}"#),
      line(subject: #"{"id":"s","y":1}"#), line(subject: #"{"id":"s","y":1,"y":2}"#)),
    Case("a member missing", plain: 2, usual, usual, line(subject: #"{"type":"human"}"#)),
    Case("a member too many", plain: 1, usual, usual + #","extra":1"#),
    Case(
      "the front of a shape", plain: 2, line(subject: #"{"id":"s","type":"a","x":1}"#),
      line(subject: #"{"id":"s","type":"a"}"#), line(subject: "{}")),
    Case(
      "names that start alike", plain: 3, line(subject: #"{"id":"s","x":1}"#),
      line(subject: #"{"id":"s","xx":1}"#), line(subject: #"{"id":"s","x":2,"xx":1}"#)),
    Case(
      "properties", plain: 4, line(subject: #"{"id":"s","properties":{"type":"a"}}"#),
      line(subject: #"{"id":"s","properties":{"type":"b"},"x":1}"#),
      line(subject: #"{"id":"s","properties":{}}"#),
      line(subject: #"{"id":"s","properties":{},"type":"c"}"#)),
    Case(
      "properties that clash after some that did not", plain: 2,
      line(subject: #"{"id":"s","type":"a"}"#),
      line(subject: #"{"id":"s","properties":{"type":"a"}}"#),
      line(subject: #"{"id":"s","type":"a","properties":{"type":"a"}}"#),
      line(subject: #"{"id":"s","properties":{"type":"a"},"type":"a"}"#),
      line(subject: #"{"id":"s","properties":[]}"#)),
    Case(
      "white space of several kinds", plain: 4, usual,
      usual.replacing(",", with: ", ").replacing(":{", with: ": {"),
      usual.replacing(",", with: " ,\t").replacing("}", with: " }"),
      usual.replacing(":\"", with: " :  \"")),
    Case(
      "more white space than before", plain: 3, line(subject: #"{"id": "s", "type": "a"}"#),
      line(subject: #"{"id":  "s",  "type":  "a" }"#), line(subject: #"{ "id": "s" }"#)),
    Case(
      "long names", plain: 2,
      line(subject: #"{"id":"s","\#(String(repeating: "n", count: 70))":"a"}"#),
      line(subject: #"{"id":"s","\#(String(repeating: "n", count: 70))":"b"}"#),
      line(
        subject:
          #"{"id":"s","\#(String(repeating: "n", count: 70))":1,"\#(String(repeating: "n", count: 70))":2}"#
      )),
    Case(
      "names that differ at their ends", plain: 4,
      line(subject: #"{"id":"s","\#(long)a":1,"\#(long)b":2}"#),
      line(subject: #"{"id":"s","\#(long)a":1,"\#(long)a":2}"#),
      line(subject: #"{"id":"s","\#(longer)a":1,"\#(longer)b":2}"#),
      line(subject: #"{"id":"s","\#(longer)b":1,"\#(longer)b":2}"#),
      line(subject: #"{"id":"s","typa":1,"typb":2}"#),
      line(subject: #"{"id":"s","typa":1,"typa":2}"#), usual),
    Case(
      "names of every length", plain: 60,
      (1...30).flatMap { count in
        [
          line(subject: #"{"id":"s","\#(String(repeating: "n", count: count))":"a"}"#),
          line(subject: #"{"id":"s","\#(String(repeating: "n", count: count))":"b"}"#),
        ]
      }),
    Case(
      "an escape behind lines without", plain: 3, usual, line(subject: #"{"id":"\u0073","x":"a"}"#),
      line(subject: #"{"id":"s","x":"\n"}"#), line(subject: #"{"id":"s","x":"\q"}"#),
      line(subject: #"{"id":"s","\u0078":1}"#)),
    Case(
      "other kinds than before", plain: 4, line(subject: #"{"id":"s","x":"a"}"#),
      line(subject: #"{"id":"s","x":{"y":[1,2]}}"#), line(subject: #"{"id":"s","x":null}"#),
      line(subject: #"{"id":"s","x":[]}"#), line(subject: #"{"id":"s","x":nul}"#),
      line(subject: #"{"id":["s"]}"#), line(subject: #"{"id":"s","type":{}}"#)),
    Case(
      "a line that breaks off in a known shape", plain: 2, usual,
      #""time":"2026-03-01T10:00:00Z","subject":{"id":"s","type":"#, usual,
      #""time":"2026-03-01T10:00:00Z","subject":{"id":"s","type":"human"},"#),
  ]

  @Test(arguments: cases)
  func saysWhatTheSlowReadingSays(_ example: Case) async {
    let lines = example.rests.enumerated().map { #"{"id":"r\#($0)",\#($1)}"# }
    for repetitions in [1, 3] {
      let many = (0..<repetitions).flatMap { round in
        lines.map { $0.replacing(#"{"id":"r"#, with: #"{"id":"\#(round)r"#) }
      }
      let reading = await expectSameColumns([.text(many.joined(separator: "\n"))])
      #expect(reading.plainCount == example.plain * repetitions)
    }
  }

  /// Behind the last token of a window stands no value, not even white space.
  @Test(arguments: ["", "   ", "\n", " \t\n", "\r\n"])
  func saysTheSameOfALineCutAnywhere(_ end: String) async {
    let line = #"{"id":"b",\#(Self.usual),"context":{"role":"r","x":[1,"a"]}}"#
    let first = line.replacing(#""id":"b""#, with: #""id":"a""#)
    for count in 0...line.utf8.count {
      let cut = String(decoding: line.utf8.prefix(count), as: UTF8.self)
      await expectSameColumns(
        [.text(first + "\n" + cut + end)], .usual, [.standard], ColumnSettings(), "cut at \(count)")
    }
  }

  /// More orders than are kept.
  @Test func readsMembersInManyOrders() async {
    var random = SeededRandom(seed: 7)
    let lines = (0..<3000).map { number in
      var members = (0..<12).map { #""n\#($0)":"v""# } + [#""id":"s""#]
      members.shuffle(using: &random)
      return #"{"id":"\#(number)",\#(Self.line(subject: "{\(members.joined(separator: ","))}"))}"#
    }
    let reading = await expectSameColumns([.text(lines.joined(separator: "\n"))])
    #expect(reading.plainCount == 3000)
  }

  /// Depth counts the same in an object that is known.
  @Test(arguments: 1...6)
  func limitsTheDepthOfKnownShapes(depth: Int) async {
    let lines = (0..<3).flatMap { round in
      [#"{"id":"s"}"#, #"{"id":"s","properties":{"x":{"y":1}}}"#, #"{"id":"s","x":{"y":[1]}}"#]
        .enumerated().map { #"{"id":"\#(round)-\#($0)",\#(Self.line(subject: $1))}"# }
    }
    var settings = ColumnSettings()
    settings.limits = HistoryLimits(depth: depth)
    await expectSameColumns(
      [.text(lines.joined(separator: "\n"))], .usual, [.standard], settings, "depth \(depth)")
  }
}
