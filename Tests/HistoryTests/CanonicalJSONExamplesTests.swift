import History
import PolicyCore
import Testing

/// The examples of RFC 8785, read and written again; its numbers are in `ECMAScriptNumberTests`.
struct CanonicalJSONExamplesTests {
  struct Example: Sendable, CustomTestStringConvertible {
    let section: String
    let text: String
    let canonical: String
    var testDescription: String { section }
  }

  /// `1E30` is left out of the numbers: integers of that size are no request's.
  static let examples = [
    Example(
      section: "3.2.2 and 3.2.4",
      text: #"""
        {
          "numbers": [333333333.33333329, 4.50, 2e-3, 0.000000000000000000000000001],
          "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
          "literals": [null, true, false]
        }
        """#,
      canonical:
        #"{"literals":[null,true,false],"numbers":[333333333.3333333,4.5,0.002,1e-27],"#
        + #""string":"€$\u000f\nA'B\"\\\\\"/"}"#),
    Example(
      section: "3.2.3",
      text: #"""
        {
          "\u20ac": "Euro Sign",
          "\r": "Carriage Return",
          "\ufb33": "Hebrew Letter Dalet With Dagesh",
          "1": "One",
          "\ud83d\ude00": "Emoji: Grinning Face",
          "\u0080": "Control",
          "\u00f6": "Latin Small Letter O With Diaeresis"
        }
        """#,
      canonical: #"{"\r":"Carriage Return","1":"One",""# + "\u{80}" + #"":"Control","#
        + #""ö":"Latin Small Letter O With Diaeresis","€":"Euro Sign","#
        + #""😀":"Emoji: Grinning Face",""# + "\u{FB33}" + #"":"Hebrew Letter Dalet With Dagesh"}"#),
  ]

  @Test(arguments: examples)
  func writesTheExampleOfTheRFC(_ example: Example) throws {
    let value = try JSONReader.read(Array(example.text.utf8))
    #expect(value.canonicalBytes == Array(example.canonical.utf8))
  }

  /// Section 3.2.4 gives the bytes of the first.
  @Test func writesTheBytesOfTheRFC() throws {
    let value = try JSONReader.read(Array(Self.examples[0].text.utf8))
    let start: [UInt8] = [
      0x7B, 0x22, 0x6C, 0x69, 0x74, 0x65, 0x72, 0x61, 0x6C, 0x73, 0x22, 0x3A, 0x5B, 0x6E, 0x75,
      0x6C,
      0x6C, 0x2C, 0x74, 0x72,
    ]
    let end: [UInt8] = [
      0x67, 0x22, 0x3A, 0x22, 0xE2, 0x82, 0xAC, 0x24, 0x5C, 0x75, 0x30, 0x30, 0x30, 0x66, 0x5C,
      0x6E,
      0x41, 0x27, 0x42, 0x5C, 0x22, 0x5C, 0x5C, 0x5C, 0x5C, 0x5C, 0x22, 0x2F, 0x22, 0x7D,
    ]
    #expect(value.canonicalBytes.starts(with: start))
    #expect(value.canonicalBytes.suffix(end.count).elementsEqual(end))
  }
}
