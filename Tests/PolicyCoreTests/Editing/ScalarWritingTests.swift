import Diagnostics
import TestSupport
import Testing

@testable import PolicyCore

struct ScalarWritingTests {
  @Test(arguments: [
    ("bob@example.com", ScalarStyle.plain, "bob@example.com"), ("true", .plain, "\"true\""),
    ("No", .plain, "\"No\""), ("1.10", .plain, "\"1.10\""), ("", .plain, "\"\""),
    ("a: b", .plain, "\"a: b\""), ("a #b", .plain, "\"a #b\""), ("- a", .plain, "\"- a\""),
    ("it's", .singleQuoted, "'it''s'"), ("say \"hi\"\\", .doubleQuoted, #""say \"hi\"\\""#),
    ("a\nb", .singleQuoted, #""a\nb""#), ("\u{202E}x", .plain, #""\u202Ex""#),
    ("\u{7}\u{85}", .plain, #""\x07\x85""#), ("team-a:", .plain, "\"team-a:\""),
  ])
  func writesAScalar(_ text: String, _ style: ScalarStyle, _ written: String) {
    #expect(ScalarWriting.text(text, as: style, isInFlow: false) == written)
  }

  /// Read back by libyaml, everything is what was written.
  @Test func whatIsWrittenIsReadBack() throws {
    let alphabet: [Unicode.Scalar] = [
      "a", "Z", "0", "-", " ", "'", "\"", "\\", ":", "#", ",", "[", "]", "{", "}", "&", "*", "!",
      "|", ">", "%", "@", "`", "?", "\n", "\t", "\r", "é", "日", "😀", "\u{85}", "\u{2028}",
      "\u{FEFF}", "\u{202E}", "\u{0}", "\u{7F}", "~", "=", "<", ".", "/",
    ]
    var random = SeededRandom(seed: 20_261_121)
    for _ in 0..<20_000 {
      var text = ""
      for _ in 0..<Int.random(in: 0...6, using: &random) {
        text.unicodeScalars.append(alphabet.randomElement(using: &random) ?? "a")
      }
      let style = ScalarStyle.allCases.randomElement(using: &random) ?? .plain
      let inBlock = ScalarWriting.text(text, as: style, isInFlow: false)
      let inFlow = ScalarWriting.text(text, as: style, isInFlow: true)
      let file = SourceFile(
        path: "f", text: "block: \(inBlock)\nflow: [ \(inFlow), { k: \(inFlow) } ]\n")
      let document = YAMLDocument(file, limits: .standard)
      let root = try #require(document.root, "seed 20261121: \(text.debugDescription)")
      let value = EditValue.mapping(
        [
          .init("block", .text(text)),
          .init("flow", .flow([.text(text), .flow(.init("k", .text(text)))])),
        ], .block)
      #expect(root.says(value), "seed 20261121: \(text.debugDescription) as \(inBlock)")
    }
  }
}
