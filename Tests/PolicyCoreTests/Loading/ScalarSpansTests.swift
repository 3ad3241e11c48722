import Diagnostics
import TestSupport
import Testing

@testable import PolicyCore

/// Each row: a file whose only value holds a word once, and the word as written in the file.
struct SpanCase: CustomTestStringConvertible, Sendable {
  var name: String
  var style: ScalarStyle
  /// With `«` and `»` around the bytes that the word stands for.
  var marked: String
  var text: String
  var word: String

  var testDescription: String { name }
}

struct ScalarSpansTests {
  static let cases: [SpanCase] = [
    SpanCase(
      name: "plain", style: .plain, marked: "a: x «word» y\n", text: "x word y", word: "word"),
    SpanCase(
      name: "plain after wide letters", style: .plain, marked: "ä: é😀 «word»\n", text: "é😀 word",
      word: "word"),
    SpanCase(
      name: "plain in a flow", style: .plain, marked: "a: [ x, «word», y ]", text: "word",
      word: "word"),
    SpanCase(
      name: "plain on the second line", style: .plain, marked: "a: x\n   «word» y\n",
      text: "x word y", word: "word"),
    SpanCase(
      name: "plain, the fold itself", style: .plain, marked: "a: x  «\n» \t word\n", text: "x word",
      word: " "),
    SpanCase(
      name: "plain, an empty line between", style: .plain, marked: "a: x\n«\n»  word\n",
      text: "x\nword", word: "\n"),
    SpanCase(
      name: "plain with line breaks of Windows", style: .plain, marked: "a: x«\r\n»  word\r\n",
      text: "x word", word: " "),
    SpanCase(
      name: "plain before a comment", style: .plain, marked: "a: x «word» # word\n", text: "x word",
      word: "word"),
    SpanCase(
      name: "single quotes", style: .singleQuoted, marked: "a: 'x «word» y'\n", text: "x word y",
      word: "word"),
    SpanCase(
      name: "doubled quote", style: .singleQuoted, marked: "a: 'x«''»y'", text: "x'y", word: "'"),
    SpanCase(
      name: "after a doubled quote", style: .singleQuoted, marked: "a: 'x''y «word»'",
      text: "x'y word", word: "word"),
    SpanCase(
      name: "blanks at the ends", style: .singleQuoted, marked: "a: '  «word»  '", text: "  word  ",
      word: "word"),
    SpanCase(
      name: "single quotes on lines", style: .singleQuoted, marked: "a: 'x\n\n\n   «word»\n   '",
      text: "x\n\nword ", word: "word"),
    SpanCase(
      name: "double quotes", style: .doubleQuoted, marked: "a: \"x «word»\"", text: "x word",
      word: "word"),
    SpanCase(
      name: "named escape", style: .doubleQuoted, marked: "a: \"x«\\t»y\"", text: "x\ty", word: "\t"
    ),
    SpanCase(
      name: "escaped quote", style: .doubleQuoted, marked: "a: \"x«\\\"»y\"", text: "x\"y",
      word: "\""),
    SpanCase(
      name: "escape of two digits", style: .doubleQuoted, marked: "a: \"x«\\xe9»y\"", text: "xéy",
      word: "é"),
    SpanCase(
      name: "escape of four digits", style: .doubleQuoted, marked: "a: \"x«\\u6F22»y\"",
      text: "x漢y", word: "漢"),
    SpanCase(
      name: "escape of eight digits", style: .doubleQuoted, marked: "a: \"«\\U0001F600»y\"",
      text: "😀y", word: "😀"),
    SpanCase(
      name: "escapes of breaks", style: .doubleQuoted, marked: "a: \"x\\N\\L\\P\\_«word»\"",
      text: "x\u{85}\u{2028}\u{2029}\u{A0}word", word: "word"),
    SpanCase(
      name: "after an escaped line break", style: .doubleQuoted, marked: "a: \"x \\\n   «word»\"",
      text: "x word", word: "word"),
    SpanCase(
      name: "after an escaped line break and an empty line", style: .doubleQuoted,
      marked: "a: \"x\\\n\n   «word»\"", text: "x\nword", word: "word"),
    SpanCase(
      name: "escaped blank at a line's start", style: .doubleQuoted,
      marked: "a: \"x\n  \\  «word»\"", text: "x   word", word: "word"),
    SpanCase(
      name: "literal", style: .literal, marked: "a: |\n  x\n    «word»\n", text: "x\n  word\n",
      word: "word"),
    SpanCase(
      name: "literal's line break", style: .literal, marked: "a: |\n  x«\n»  y", text: "x\ny",
      word: "\n"),
    SpanCase(
      name: "literal of Windows", style: .literal, marked: "a: |\r\n  é\r\n  «word»\r\n",
      text: "é\nword\n", word: "word"),
    SpanCase(
      name: "literal, stripped", style: .literal, marked: "a: |- # note\n  x\n  «word»\n\n",
      text: "x\nword", word: "word"),
    SpanCase(
      name: "literal, kept", style: .literal, marked: "a: |+\n  «word»\n\n\n", text: "word\n\n\n",
      word: "word"),
    SpanCase(
      name: "literal after empty lines", style: .literal, marked: "a: |\n\n \n  «word»\n",
      text: "\n\nword\n", word: "word"),
    SpanCase(
      name: "literal with given indentation", style: .literal,
      marked: "a:\n  b: |2\n      «word»\n    y\n", text: "  word\ny\n", word: "word"),
    SpanCase(
      name: "literal in a list", style: .literal, marked: "- - |\n    x\n\n    «word»\n",
      text: "x\n\nword\n", word: "word"),
    SpanCase(
      name: "folded", style: .folded, marked: "a: >\n  x\n  «word»\n", text: "x word\n",
      word: "word"),
    SpanCase(
      name: "folded, the fold itself", style: .folded, marked: "a: >\n  x«\n»  y\n", text: "x y\n",
      word: " "),
    SpanCase(
      name: "folded with a deeper line", style: .folded, marked: "a: >\n  x\n    «word»\n  y\n",
      text: "x\n  word\ny\n", word: "word"),
    SpanCase(
      name: "folded with empty lines", style: .folded, marked: "a: >-\n  x\n\n\n  «word»\n",
      text: "x\n\nword", word: "word"),
    SpanCase(
      name: "after a byte order mark", style: .plain, marked: "\u{FEFF}a: «word»", text: "word",
      word: "word"),
  ]

  @Test(arguments: cases)
  func findsTheWordInTheFile(_ input: SpanCase) throws {
    let parts = input.marked.split(
      omittingEmptySubsequences: false, whereSeparator: { $0 == "«" || $0 == "»" })
    try #require(parts.count == 3)
    let start = parts[0].utf8.count
    let expected = start..<(start + parts[1].utf8.count)
    let bytes = Array(parts.joined().utf8)
    let scalar = try #require(scalars(in: bytes).first { $0.text == input.text })
    #expect(scalar.style == input.style)
    let spans = ScalarSpans(of: scalar.node, in: bytes)
    #expect(spans.isExact)
    let word = try #require(offset(of: input.word, in: input.text))
    #expect(spans.fileRange(of: word) == expected)
  }

  @Test
  func aProblemAtTheEndPointsBehindTheText() throws {
    let bytes = Array("a: 'x''y'\n".utf8)
    let scalar = try #require(scalars(in: bytes).first)
    #expect(ScalarSpans(of: scalar.node, in: bytes).fileRange(of: 3..<3) == 8..<8)
    let empty = Array("a: ''".utf8)
    let nothing = try #require(scalars(in: empty).first)
    #expect(ScalarSpans(of: nothing.node, in: empty).fileRange(of: 0..<0) == 4..<4)
  }

  /// libyaml is the oracle: where it reads a scalar, the second decoding must read the same text.
  @Test(arguments: [1, 2, 3, 4] as [UInt64])
  func decodesWhatTheYAMLLibraryDecodes(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    var seen: Set<ScalarStyle> = []
    for _ in 0..<3_000 {
      let text = randomYAML(&random)
      let bytes = Array(text.utf8)
      for scalar in scalars(in: bytes) {
        seen.insert(scalar.style)
        let spans = ScalarSpans(of: scalar.node, in: bytes)
        guard spans.isExact else {
          Issue.record("seed \(seed): \(text.debugDescription) is not decoded alike")
          return
        }
        let whole = spans.fileRange(of: 0..<scalar.text.utf8.count)
        guard whole.lowerBound >= scalar.node.range.lowerBound, whole.upperBound <= bytes.count
        else {
          Issue.record("seed \(seed): \(text.debugDescription) has a span outside of the scalar")
          return
        }
      }
    }
    #expect(seen == Set(ScalarStyle.allCases), "seed \(seed)")
  }

  // MARK: - Parts

  private struct Found {
    var node: DocumentNode
    var text: String
    var style: ScalarStyle
  }

  /// All values that are scalars.
  private func scalars(in bytes: [UInt8]) -> [Found] {
    let source = SourceFile(path: "test", bytes: bytes)
    return YAMLDocument(source, limits: .standard).root.map(scalars) ?? []
  }

  private func scalars(below node: DocumentNode) -> [Found] {
    switch node.content {
    case .scalar(let scalar): [Found(node: node, text: scalar.text, style: scalar.style)]
    case .list(let values): values.flatMap(scalars)
    case .mapping(let members): members.flatMap { scalars(below: $0.value) }
    case .refused: []
    }
  }

  private func offset(of word: String, in text: String) -> Range<Int>? {
    let text = Array(text.utf8)
    let word = Array(word.utf8)
    for start in 0...(text.count - word.count) where text[start...].starts(with: word) {
      return start..<(start + word.count)
    }
    return nil
  }

  private func randomYAML(_ random: inout SeededRandom) -> String {
    let starts = [
      "a: ", "a: '", "a: \"", "a: |\n  ", "a: >\n  ", "- >+\n ", "a:\n  b: |2-\n    ",
      "- a: >1\n    ",
    ]
    let pieces = [
      "x", "é", "😀", " ", "  ", "\t", "\n  ", "\n    ", "\n\n  ", "\r\n  ", "\r   ", "\\n", "\\\"",
      "''", "\\\n  ", "\\x41", "\\u00e9", "y z", "\u{85}  ", "\u{2028}  ", "#", ":", ",", "-",
      "\n   \n  ",
    ]
    var text = starts.randomElement(using: &random) ?? ""
    let quote = text.contains("'") ? "'" : text.contains("\"") ? "\"" : ""
    for _ in 0..<Int.random(in: 0...9, using: &random) {
      text += pieces.randomElement(using: &random) ?? ""
    }
    return text + quote + (Bool.random(using: &random) ? "\n" : "")
  }
}
