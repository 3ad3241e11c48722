import Diagnostics
import CEL
import TestSupport
import Testing

/// What is printed reads back as the same tree, with no parentheses more than that needs.
struct PrinterTests {
  /// Sources and how they are printed.
  @Test(arguments: [
    Example("a&&b", "a && b"), Example("(a&&b)&&c", "(a && b) && c"),
    Example("a&&(b&&c)", "a && (b && c)"), Example("((a&&b&&c))", "a && b && c"),
    Example("a||b&&c", "a || b && c"), Example("(a||b)&&c", "(a || b) && c"),
    Example("a||(b||c)", "a || (b || c)"), Example("(a && b) || c", "a && b || c"),
    Example("!(a&&b)", "!(a && b)"), Example("!((a))", "!a"), Example("!!a", "!!a"),
    Example("!(!a)", "!!a"), Example("!(-a)", "!(-a)"), Example("-(!a)", "-(!a)"),
    Example("--a", "--a"), Example("-(-(a))", "--a"), Example("-a.b", "-a.b"),
    Example("(-a).b", "(-a).b"), Example("!a.b", "!a.b"), Example("(!a).b", "(!a).b"),
    Example("-1", "-1"), Example("-(1)", "-(1)"), Example("--1", "--1"),
    Example("--(1)", "--(1)"), Example("-(-1)", "--1"), Example("!(-1)", "!(-1)"),
    Example("-1.a", "-1.a"), Example("(-1).a", "-1.a"), Example("-(1.a)", "-(1.a)"),
    Example("-(1).a", "-(1.a)"), Example("--1.a", "--1.a"), Example("-((-1).a)", "--1.a"),
    Example("!(-1).a", "!(-1).a"), Example("!(-1)[0].a()", "!(-1)[0].a()"),
    Example("!(-1).a.b", "!(-1).a.b"), Example("-(1u)", "-(1u)"), Example("-(1.5)", "-(1.5)"),
    Example("-1.5", "-1.5"), Example("-0.0", "-0.0"), Example("-0", "0"), Example("-(0)", "-(0)"),
    Example("1- -1", "1 - -1"), Example("1-(-a)", "1 - -a"), Example("0x10", "16"),
    Example("-9223372036854775808", "-9223372036854775808"),
    Example("9223372036854775807", "9223372036854775807"),
    Example("18446744073709551615u", "18446744073709551615u"),
    Example("a-(b-c)", "a - (b - c)"), Example("(a-b)-c", "a - b - c"),
    Example("a*(b+c)", "a * (b + c)"), Example("(a*b)+c", "a * b + c"),
    Example("a/(b*c)", "a / (b * c)"), Example("(a==b)==c", "a == b == c"),
    Example("a==(b==c)", "a == (b == c)"), Example("a in(b in c)", "a in (b in c)"),
    Example("(a<b)in c", "a < b in c"), Example("(a + b)[0]", "(a + b)[0]"),
    Example("a?b:c", "a ? b : c"), Example("a?b:(c?d:e)", "a ? b : c ? d : e"),
    Example("(a?b:c)?d:e", "(a ? b : c) ? d : e"), Example("a?(b?c:d):e", "a ? (b ? c : d) : e"),
    Example("(a?b:c)||d", "(a ? b : c) || d"), Example("a||b?c:d", "a || b ? c : d"),
    Example("(a ? b : c).d", "(a ? b : c).d"), Example("[(a?b:c)]", "[a ? b : c]"),
    Example("{(a?b:c):(d?e:f),}", "{a ? b : c: d ? e : f}"), Example("{}", "{}"),
    Example("[1,2,]", "[1, 2]"), Example("[?a,b]", "[?a, b]"), Example("{?a:b}", "{?a: b}"),
    Example("[?.a]", "[?.a]"), Example("a[?0]", "a[?0]"), Example("a.?b.c", "a.?b.c"),
    Example("a.?`b-c`", "a.?`b-c`"), Example("a.`b-c`.d", "a.`b-c`.d"), Example("a.`b`", "a.b"),
    Example("a.`in`", "a.`in`"), Example("a.`1`", "a.`1`"), Example("a.`true`", "a.`true`"),
    Example("a.if", "a.if"), Example("a.for(1)", "a.for(1)"), Example("a[\"b\"]", "a[\"b\"]"),
    Example(".a", ".a"), Example("-.a", "-.a"), Example(".a.b(.c)", ".a.b(.c)"),
    Example(".f(1)", "f(1)"), Example("cel.bind(x,1,x+1)", "cel.bind(x, 1, x + 1)"),
    Example("has(a.b)", "has(a.b)"), Example("a.all(x,x>1)", "a.all(x, x > 1)"),
    Example("a // or not\n || b", "a || b"), Example("null==true", "null == true"),
    Example("(1).a", "1.a"), Example("1.e5.a", "1.e5.a"),
    Example("1e3", "1000.0"), Example("1e300", "1e+300"), Example("5e-324", "5e-324"),
    Example(".5", "0.5"), Example("1.7976931348623157e308", "1.7976931348623157e+308"),
    Example("'it\\'s'", "\"it's\""), Example("'a\"b'", #""a\"b""#), Example(#"r'\d'"#, #""\\d""#),
    Example("'''a\nb'''", #""a\nb""#), Example("\"\"\"a\"b\"\"\"", #""a\"b""#),
    Example(#"'\u0000\x1b\t\r'"#, #""\u0000\u001b\t\r""#), Example("'é😀'", "\"é😀\""),
    Example("'a\u{202E}b\u{200B}'", #""a\u202eb\u200b""#), Example("'\u{E0041}'", #""\U000e0041""#),
    Example("'\u{301}e\u{301}'", "\"\\u0301e\u{301}\""), Example("'\u{A0} '", #""\u00a0 ""#),
    Example("b'a\\xff\"\\n'", #"b"a\xff\"\x0a""#), Example("br'\\'", #"b"\\""#),
    Example("b'é'", #"b"\xc3\xa9""#), Example("'`'", "\"`\""), Example("''", "\"\""),
  ])
  func printsOneLineWithTheParenthesesThatAreNeeded(_ example: Example<String>) throws {
    #expect(try Syntax.parse(example.source).printed == example.outcome)
    expectRoundTrip(example.source)
  }

  @Test func printsEveryPartOfACondition() throws {
    let syntax = try Syntax.parse("(a || b) && -(1) in [c ? d : e]")
    let parts = syntax.parts(of: syntax.root).map { syntax.printed($0) }
    #expect(
      parts == [
        "a", "b", "a || b", "1", "-(1)", "c", "d", "e", "c ? d : e", "[c ? d : e]",
        "-(1) in [c ? d : e]", "(a || b) && -(1) in [c ? d : e]",
      ])
  }

  @Test func escapesWhatCannotBeSeen() throws {
    let dense: [ClosedRange<UInt32>] = [
      0...0x33FF, 0xD780...0xE040, 0xF8E0...0xF920, 0xFB00...0xFFFF, 0x1D100...0x1D1FF,
      0x1F000...0x1F0FF, 0xE0000...0xE0200, 0x10FF00...0x10FFFF,
    ]
    let sparse = stride(from: UInt32(0x3400), through: 0x10FFFF, by: 89)
    let scalars = (dense.flatMap { Array($0) } + sparse).compactMap(Unicode.Scalar.init)
    // In pieces: escapes make the printed source several times longer.
    for start in stride(from: 0, to: scalars.count, by: 2_000) {
      let piece = scalars[start..<min(start + 2_000, scalars.count)]
      let escaped = piece.map { "\\U" + padded($0.value) }.joined()
      let syntax = try Syntax.parse("\"\(escaped)\"")
      let printed = syntax.printed
      #expect(try Syntax.parse(printed).hasSameTree(as: syntax), "from \(start)")
      #expect(!printed.unicodeScalars.contains { Self.isHidden($0) }, "from \(start)")
    }
  }

  private func padded(_ value: UInt32) -> String {
    let text = String(value, radix: 16)
    return String(repeating: "0", count: 8 - text.utf8.count) + text
  }

  /// The best known of the characters that move or hide text, written down apart from the printer.
  private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    let ranges: [ClosedRange<UInt32>] = [
      0...0x1F, 0x7F...0xA0, 0xAD...0xAD, 0x61C...0x61C, 0x115F...0x1160, 0x2000...0x200F,
      0x2028...0x202F, 0x205F...0x206F, 0x2800...0x2800, 0x3000...0x3000, 0xE000...0xF8FF,
      0xFE00...0xFE0F, 0xFEFF...0xFEFF, 0xFFF0...0xFFFB, 0xE0000...0x10FFFF,
    ]
    return ranges.contains { $0.contains(scalar.value) }
  }

  @Test(arguments: [1, 2, 3, 4] as [UInt64])
  func printsWordsInAnyOrderThatParse(_ seed: UInt64) {
    var random = SeededRandom(seed: seed)
    var parsed = 0
    for _ in 0..<4_000 {
      let count = random.below(12) + 1
      let source = (0..<count).map { _ in random.pick(RandomConditionTests.words) }.joined()
      guard (try? Syntax.parse(source)) != nil else { continue }
      parsed += 1
      expectRoundTrip(source, "seed \(seed)")
    }
    #expect(parsed > 100, "too few of the random sources are conditions")
  }

  @Test(arguments: [5, 6, 7] as [UInt64])
  func printsRandomTrees(_ seed: UInt64) {
    var random = RandomSource(seed: seed)
    var parsed = 0
    for _ in 0..<600 {
      let source = random.expression(depth: 5)
      guard (try? Syntax.parse(source)) != nil else { continue }
      parsed += 1
      expectRoundTrip(source, "seed \(seed)")
    }
    #expect(parsed > 500, "too few of the random sources are conditions")
  }

  @Test func printsTheDeepestTree() {
    let depth = Limits.standard.depth - 2
    for (open, close) in [("(a + ", ")"), ("[", "]"), ("f(", ")"), ("(true ? a : ", ")")] {
      let source =
        String(repeating: open, count: depth / 2) + "a" + String(repeating: close, count: depth / 2)
      expectRoundTrip(source)
    }
    expectRoundTrip(String(repeating: "!", count: depth) + "a")
    expectRoundTrip("a" + String(repeating: ".b", count: depth))
  }

  @Test(.enabled("the conformance tests are not here") { ConformanceCase.file != nil })
  func printsEveryExpressionOfTheConformanceTests() throws {
    let cases = try ConformanceCase.load(try #require(ConformanceCase.file))
    let sources = cases.map(\.expression).filter { (try? Syntax.parse($0)) != nil }
    #expect(sources.count > 1_000)
    for source in sources { expectRoundTrip(source) }
  }
}

/// Prints a source that parses: the same tree, one line, nothing to leave out, and stable.
func expectRoundTrip(_ source: String, _ comment: String = "") {
  var limits = Limits.standard
  limits.sourceByteCount = 1_000_000
  guard let syntax = try? Syntax.parse(source) else {
    Issue.record("does not parse: \(source)")
    return
  }
  let printed = syntax.printed
  guard let again = try? Syntax.parse(printed, limits: limits) else {
    Issue.record("\(comment) does not parse: \(printed), from \(source)")
    return
  }
  #expect(again.hasSameTree(as: syntax), "\(comment) \(printed), from \(source)")
  #expect(again.printed.utf8.elementsEqual(printed.utf8), "\(comment)")
  #expect(!printed.utf8.contains { $0 < 0x20 }, "\(comment)")
  for shorter in withoutOnePairOfParentheses(printed) {
    guard let other = try? Syntax.parse(shorter, limits: limits) else { continue }
    #expect(!other.hasSameTree(as: syntax), "\(comment) \(printed) could be \(shorter)")
  }
}

/// A printed condition without one of its pairs of grouping parentheses, for each of them.
private func withoutOnePairOfParentheses(_ printed: String) -> [String] {
  let bytes = Array(printed.utf8)
  var open: [Int] = []
  var results: [String] = []
  var quote: UInt8?
  var index = 0
  while index < bytes.count {
    let byte = bytes[index]
    if let current = quote {
      if byte == UInt8(ascii: "\\"), current == UInt8(ascii: "\"") { index += 1 }
      if byte == current { quote = nil }
    } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "`") {
      quote = byte
    } else if byte == UInt8(ascii: "(") {
      open.append(index)
    } else if byte == UInt8(ascii: ")"), let start = open.popLast(), !isCall(bytes, start) {
      let inner = bytes[..<start] + [0x20] + bytes[(start + 1)..<index] + [0x20]
      results.append(String(decoding: inner + bytes[(index + 1)...], as: UTF8.self))
    }
    index += 1
  }
  return results
}

/// Whether a name stands directly before an opening parenthesis.
private func isCall(_ bytes: [UInt8], _ index: Int) -> Bool {
  guard index > 0 else { return false }
  return Unicode.Scalar(bytes[index - 1]).properties.isAlphabetic
    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[index - 1])
    || bytes[index - 1] == UInt8(ascii: "_")
}

/// Conditions of random shape, with parentheses wherever they are allowed.
private struct RandomSource {
  private var random: SeededRandom

  init(seed: UInt64) { random = SeededRandom(seed: seed) }

  private static let atoms = [
    "a", ".b", "1", "-1", "2u", "0.5", "-0.0", "1e30", "true", "null", "'x'", "\"\\\"\"",
    "b'\\xff'",
    "r'\\'", "'\\u0000'", "if_", "a.`b-c`", "a.if",
  ]
  private static let infixes = [
    "&&", "||", "==", "!=", "<", "<=", ">", ">=", " in ", "+", "-", "*", "/", "%",
  ]

  mutating func expression(depth: Int) -> String {
    guard depth > 0, !random.chance(15) else { return random.pick(Self.atoms) }
    let bare = bare(depth: depth - 1)
    return random.chance(25) ? "(\(bare))" : bare
  }

  private mutating func bare(depth: Int) -> String {
    let inner = expression(depth: depth)
    switch random.below(12) {
    case 0...3:
      return grouped(inner) + random.pick(Self.infixes) + grouped(expression(depth: depth))
    case 4: return "!(\(inner))"
    case 5: return "-(\(inner))"
    case 6: return "(\(inner)) ? \(grouped(expression(depth: depth))) : \(expression(depth: depth))"
    case 7: return "(\(inner))" + random.pick([".f", ".?g", ".`h i`", "[0]", "[?a]", ".f(1, a)"])
    case 8: return "f(\(inner), \(expression(depth: depth)))"
    case 9: return "[\(inner), ?\(expression(depth: depth))]"
    case 10: return "{\(inner): \(expression(depth: depth)), ?a: 1}"
    default: return random.pick(["--", "!!", "-", "!"]) + "(\(inner))"
    }
  }

  private mutating func grouped(_ source: String) -> String {
    random.chance(70) ? "(\(source))" : source
  }
}
