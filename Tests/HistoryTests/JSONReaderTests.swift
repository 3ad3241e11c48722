import PolicyCore
import Testing

@testable import History

struct JSONReaderTests {
  struct Valid: CustomTestStringConvertible, Sendable {
    let text: String
    let value: JSONValue
    var testDescription: String { text }

    init(_ text: String, _ value: JSONValue) {
      self.text = text
      self.value = value
    }
  }

  static let valid: [Valid] = [
    Valid("null", .null),
    Valid(" \r\n\t true \n", .bool(true)),
    Valid("false", .bool(false)),
    Valid("0", .integer(0)),
    Valid("-0", .integer(0)),
    Valid("-0.0", .integer(0)),
    Valid("1.0", .integer(1)),
    Valid("1e3", .integer(1000)),
    Valid("1.5E+1", .integer(15)),
    Valid("0.5", .double(0.5)),
    Valid("-2.25e-1", .double(-0.225)),
    Valid("1e-400", .integer(0)),
    Valid("9007199254740991", .integer(JSONValue.greatestInteger)),
    Valid("-9007199254740991", .integer(-JSONValue.greatestInteger)),
    Valid("9007199254740991.0", .integer(JSONValue.greatestInteger)),
    Valid("9.007199254740991e15", .integer(JSONValue.greatestInteger)),
    Valid("4503599627370495.5", .double(4_503_599_627_370_495.5)),
    Valid(#""""#, .string("")),
    Valid(#""a\"\\\/\b\f\n\r\t""#, .string("a\"\\/\u{8}\u{c}\n\r\t")),
    Valid(#""\u0041\u00e9\uFFFF""#, .string("Aé\u{FFFF}")),
    Valid(#""\ud83d\ude00 😀""#, .string("😀 😀")),
    Valid(#""\ud800\udc00\udbff\udfff""#, .string("\u{10000}\u{10FFFF}")),
    Valid(#""\ud7ff\ue000 \ufeff""#, .string("\u{D7FF}\u{E000} \u{FEFF}")),
    Valid(#""\u0000""#, .string("\u{0}")),
    Valid("\"\u{D7FF}\u{E000}\u{7F}\"", .string("\u{D7FF}\u{E000}\u{7F}")),
    Valid("[]", .array([])),
    Valid(
      "[1,[2,[]],{}]", .array([.integer(1), .array([.integer(2), .array([])]), .object([:])])),
    Valid(
      #"{"b":1,"a":{"b":2},"":[{"b":3},{"b":4}]}"#,
      .object([
        "b": .integer(1), "a": .object(["b": .integer(2)]),
        "": .array([.object(["b": .integer(3)]), .object(["b": .integer(4)])]),
      ])),
    Valid(
      #"{"a":1,"A":2,"á":3,"a\u0301":4}"#,
      .object(
        JSONObject([
          .init("a", .integer(1)), .init("A", .integer(2)), .init("\u{E1}", .integer(3)),
          .init("a\u{301}", .integer(4)),
        ]))),
  ]

  @Test(arguments: valid)
  func readsValues(_ valid: Valid) throws {
    #expect(try JSONReader.read(Array(valid.text.utf8)) == valid.value)
  }

  @Test func keepsTheOrderOfMembers() throws {
    let names = (0..<40).map { "name\(($0 * 7) % 40)" }
    let text = "{" + names.map { "\"\($0)\":0" }.joined(separator: ",") + "}"
    let object = try #require(try JSONReader.read(Array(text.utf8)).object)
    #expect(object.members.map(\.name) == names)
  }

  @Test func skipsAByteOrderMarkAtTheStart() throws {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    #expect(try JSONReader.read(mark + Array("[1]".utf8)) == .array([.integer(1)]))
    #expect(throws: JSONError(.syntax, utf8Offset: 4)) {
      try JSONReader.read(mark + Array("[x]".utf8))
    }
    #expect(throws: JSONError(.byteOrderMark, utf8Offset: 3)) {
      try JSONReader.read(mark + mark + Array("[1]".utf8))
    }
  }

  struct Refused: CustomTestStringConvertible, Sendable {
    let bytes: [UInt8]
    let fault: JSONFault
    let offset: Int?
    var testDescription: String { "\(String(decoding: bytes, as: UTF8.self)) \(fault.code)" }

    init(_ text: String, _ fault: JSONFault, _ offset: Int?) {
      self.init(bytes: Array(text.utf8), fault, offset)
    }

    init(bytes: [UInt8], _ fault: JSONFault, _ offset: Int?) {
      self.bytes = bytes
      self.fault = fault
      self.offset = offset
    }
  }

  static let refused: [Refused] = [
    Refused("", .empty, nil), Refused(" \n", .empty, nil),
    Refused("{", .endsEarly, 1), Refused("}", .syntax, 0), Refused("[1,]", .syntax, 3),
    Refused("[,1]", .syntax, 1), Refused("[1 2]", .syntax, 3), Refused("[1}", .syntax, 2),
    Refused(#"{"a":1,}"#, .syntax, 7), Refused(#"{"a" 1}"#, .syntax, 5),
    Refused(#"{"a":1 "b":2}"#, .syntax, 7), Refused("{a:1}", .syntax, 1),
    Refused("{1:1}", .syntax, 1), Refused(#"{"a":}"#, .syntax, 5), Refused("{'a':1}", .syntax, 1),
    Refused("[01]", .syntax, 2), Refused("[+1]", .syntax, 1), Refused("[.5]", .syntax, 1),
    Refused("[1.]", .syntax, 3), Refused("[1e]", .syntax, 3), Refused("[-]", .syntax, 2),
    Refused("[0x1]", .syntax, 2), Refused("[NaN]", .syntax, 1), Refused("[Infinity]", .syntax, 1),
    Refused("[tru]", .syntax, 4), Refused("[truex]", .syntax, 5), Refused("[nul", .endsEarly, 4),
    Refused("[1, \n ", .endsEarly, 3),
    Refused("{\"a\":\n\n", .endsEarly, 5), Refused("\"a ", .endsEarly, 2),
    Refused("-", .endsEarly, 1),
    Refused("[True]", .syntax, 1), Refused("// c\n1", .syntax, 0),
    Refused("[1]/**/", .trailingContent, 3),
    Refused(#"["abc"#, .endsEarly, 5), Refused(#"["a\"#, .endsEarly, 4),
    Refused(#"["\u12"#, .endsEarly, 6), Refused(#"["a\x"]"#, .syntax, 4),
    Refused(#"["\u12G4"]"#, .syntax, 6), Refused("[\"a\u{1}\"]", .syntax, 3),
    Refused("[\"a\nb\"]", .syntax, 3), Refused("[\"a\tb\"]", .syntax, 3),
    Refused("\u{A0}1", .syntax, 0),
    Refused("{}{}", .trailingContent, 2), Refused("{} x", .trailingContent, 3),
    Refused("1 2", .trailingContent, 2), Refused("null,", .trailingContent, 4),
    Refused("[\u{0}]", .nulByte, 1), Refused("{}\u{0}", .nulByte, 2),
    Refused("{}\u{FEFF}", .byteOrderMark, 2),
    Refused(#"{"a":1,"a":1}"#, .duplicateName, 7),
    Refused(#"{"x":[{"k":1,"b":2,"k":3}]}"#, .duplicateName, 19),
    Refused(#"{"a":1,"\u0061":2}"#, .duplicateName, 7),
    Refused(#"{"":1,"":2}"#, .duplicateName, 6),
    Refused(#"{"\ud83d\ude00":1,"😀":2}"#, .duplicateName, 18),
    Refused(#"["\ud800"]"#, .loneSurrogate, 2), Refused(#"["\udc00"]"#, .loneSurrogate, 2),
    Refused(#"["a\ud800b"]"#, .loneSurrogate, 3), Refused(#"["\ud800\u0041"]"#, .loneSurrogate, 2),
    Refused(#"["\ud800\ud800\udc00"]"#, .loneSurrogate, 2),
    Refused(#"["\udfff\udbff"]"#, .loneSurrogate, 2), Refused(#"{"\udfff":1}"#, .loneSurrogate, 2),
    Refused("[9007199254740992]", .integerOutOfRange, 1),
    Refused("[-9007199254740992]", .integerOutOfRange, 1),
    Refused("[9223372036854775808]", .integerOutOfRange, 1),
    Refused("[18446744073709551616]", .integerOutOfRange, 1),
    Refused("[" + String(repeating: "9", count: 400) + "]", .integerOutOfRange, 1),
    Refused("[9007199254740992.0]", .integerOutOfRange, 1),
    Refused("[1e16]", .integerOutOfRange, 1), Refused("[-1e300]", .integerOutOfRange, 1),
    Refused("[1e400]", .numberOutOfRange, 1), Refused("[-1.5e999]", .numberOutOfRange, 1),
    Refused(bytes: [0x22, 0xFF, 0x22], .invalidUTF8, 1),
    Refused(bytes: [0x22, 0xC0, 0x80, 0x22], .invalidUTF8, 1),
    Refused(bytes: [0x22, 0xE0, 0x80, 0x80, 0x22], .invalidUTF8, 1),
    Refused(bytes: [0x22, 0xED, 0xA0, 0x80, 0x22], .invalidUTF8, 1),
    Refused(bytes: [0x22, 0xED, 0xBF, 0xBF, 0x22], .invalidUTF8, 1),
    Refused(bytes: [0x22, 0xF0, 0x80, 0x80, 0x80, 0x22], .invalidUTF8, 1),
    Refused(bytes: [0x22, 0xF4, 0x90, 0x80, 0x80, 0x22], .invalidUTF8, 1),
    Refused(bytes: [0x22, 0xF5, 0x80, 0x80, 0x80, 0x22], .invalidUTF8, 1),
    Refused(bytes: [0x22, 0x41, 0x80, 0x22], .invalidUTF8, 2),
    Refused(bytes: [0x22, 0x41, 0xE2, 0x82, 0x22], .invalidUTF8, 2),
    Refused(bytes: [0x22, 0xE2, 0x82], .invalidUTF8, 1),
    Refused(bytes: [0x5B, 0xFE, 0x5D], .invalidUTF8, 1),
    Refused(bytes: [0xFF, 0xFE, 0x7B, 0x00], .invalidUTF8, 0),
  ]

  @Test(arguments: refused)
  func refusesWithReasonAndOffset(_ refused: Refused) {
    #expect(throws: JSONError(refused.fault, utf8Offset: refused.offset)) {
      try JSONReader.read(refused.bytes)
    }
  }

  @Test func refusesDuplicatesAmongManyNames() throws {
    let names = (0..<2000).map { "\"n\($0)\":0" }.joined(separator: ",")
    #expect(try JSONReader.read(Array("{\(names)}".utf8)).object?.members.count == 2000)
    let offset = 1 + names.utf8.count + 1
    #expect(throws: JSONError(.duplicateName, utf8Offset: offset)) {
      try JSONReader.read(Array("{\(names),\"n7\":0}".utf8))
    }
  }

  @Test(arguments: ["[", #"{"a":"#])
  func limitsDepth(_ opening: String) throws {
    func nested(_ depth: Int) -> [UInt8] {
      let closing = opening == "[" ? "]" : "}"
      let innermost = opening == "[" ? "" : "0"
      return Array(
        (String(repeating: opening, count: depth) + innermost
          + String(repeating: closing, count: depth)).utf8)
    }
    _ = try JSONReader.read(nested(64))
    let offset = opening.utf8.count * 64
    for depth in [65, 66, 1023, 1025, 100_000] {
      #expect(throws: JSONError(.tooDeep(limit: 64), utf8Offset: offset)) {
        try JSONReader.read(nested(depth))
      }
    }
  }

  @Test func reusesItsBuffersAfterARefusal() throws {
    var reader = JSONReader(depthLimit: 3)
    for _ in 0..<3 {
      #expect(throws: JSONError(.tooDeep(limit: 3), utf8Offset: 3)) {
        try reader.read(Array("[[[[]]]]".utf8))
      }
      #expect(throws: JSONError(.duplicateName, utf8Offset: 7)) {
        try reader.read(Array(#"{"a":1,"a":2}"#.utf8))
      }
      #expect(try reader.read(Array(#"{"a":"b"}"#.utf8)) == .object(["a": .string("b")]))
    }
  }
}
