import CEL
import Testing

struct LiteralTests {
  static let literals: [Example<Value>] = [
    Example("null", .null),
    Example("true", .bool(true)),
    Example(" \t\r\n\u{0C}false // a comment", .bool(false)),
    Example("// first\n7", .int(7)),
    Example("-9223372036854775808", .int(.min)),
    Example("9223372036854775807", .int(.max)),
    Example("- 5", .int(-5)),
    Example("--5", .int(5)),
    Example("0xFf", .int(255)),
    Example("-0x8000000000000000", .int(.min)),
    Example("18446744073709551615u", .uint(.max)),
    Example("0x10U", .uint(16)),
    Example("1e3", .double(1000)),
    Example("1.5E-1", .double(0.15)),
    Example(".5", .double(0.5)),
    Example("-0.0", .double(-0.0)),
    Example(#""a'b""#, .string("a'b")),
    Example(#"'a"b'"#, .string("a\"b")),
    Example(#""\a\b\f\n\r\t\v\\\"\'\`\?""#, .string("\u{7}\u{8}\u{C}\n\r\t\u{B}\\\"'`?")),
    Example(#""\x41\u00e9\U0001F600\101""#, .string("A\u{E9}\u{1F600}A")),
    Example(#""\xff\377""#, .string("\u{FF}\u{FF}")),
    Example(#"r"\d\n""#, .string(#"\d\n"#)),
    Example("\"\"\"a\n\"b\"\"\"", .string("a\n\"b")),
    Example("r'''\\ '\n'''", .string("\\ '\n")),
    Example(#"b"\xff\377é""#, .bytes([0xFF, 0xFF, 0xC3, 0xA9])),
    Example(#"bR'\x'"#, .bytes(Array(#"\x"#.utf8))),
    Example("[1, 2, ]", .list([.int(1), .int(2)])),
    Example("{'a': 1, }", .map([("a", .int(1))])),
  ]

  @Test(arguments: literals)
  func readsLiteral(_ example: Example<Value>) throws {
    let value = try evaluated(example.source)
    #expect(value.isIdentical(to: example.outcome), "\(value)")
  }

  @Test(arguments: [
    "«1x»", "«0x»", "«0xg»", "«12ab»", "1 + «0b1»", "«9223372036854775808»",
    "«-9223372036854775809»", "«18446744073709551616u»", "«-1u»", "«1e999»", "«\"abc»",
    "«'abc»\n«'»", "«'''abc'»", "«\"»\n«\"»", #""«\q»""#, #""«\x4»g""#, #""«\u12»""#,
    #""«\ud800»""#,
    #""«\U00110000»""#, #""«\4»00""#, #""«\3»80""#, #"b"«\u»0041""#, #""«\é»""#, "a.«`»",
    "a.«`b»\u{0}`",
    "«@»", "1 «=» 2", "a «&» b", "«“»a«”»", "«#» «$»",
  ])
  func refusesMalformedToken(_ marked: String) {
    let source = MarkedSource(marked)
    let found = problems(source.text, Environment(variables: ["a", "b"]))
    #expect(found.map(\.span) == source.spans)
    #expect(found.allSatisfy { $0.code == "cel-syntax" })
  }

  @Test(arguments: [
    Example("1 = 1", "use `==` to compare"), Example("true & true", "use `&&`"),
    Example("true and true", "use `&&`"), Example("true or true", "use `||`"),
    Example("not", nil),
    Example("\"\\d\"", "write `\\\\` for a backslash, or a raw string: r\"...\""),
  ])
  func helpsWithAFamiliarSlip(_ example: Example<String?>) {
    #expect(problems(example.source).first?.help == example.outcome)
  }
}
