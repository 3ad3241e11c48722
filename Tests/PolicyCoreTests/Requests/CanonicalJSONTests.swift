import PolicyCore
import Testing

/// RFC 8785 and the digests over it.
struct CanonicalJSONTests {
  @Test(
    arguments: [
      (["b": 1, "a": 2], #"{"a":2,"b":1}"#),
      ([], "[]"), ([:], "{}"), ([1, [true, false]], "[1,[true,false]]"),
      // As UTF-16, a surrogate (D83D) sorts before FB33; as UTF-8, after it.
      (
        ["\u{FB33}": 1, "\u{1F600}": 2, "\u{E000}": 3],
        "{\"\u{1F600}\":2,\"\u{E000}\":3,\"\u{FB33}\":1}"
      ),
      (
        ["\u{20AC}": 1, "\r": 2, "1": 3, "\u{80}": 4, "\u{F6}": 5],
        "{\"\\r\":2,\"1\":3,\"\u{80}\":4,\"\u{F6}\":5,\"\u{20AC}\":1}"
      ),
      (["ab": 1, "a": 2, "": 3], #"{"":3,"a":2,"ab":1}"#),
      (["z": ["b": 1, "a": 2]], #"{"z":{"a":2,"b":1}}"#),
      ("\u{8}\u{9}\u{A}\u{C}\u{D}\"\\/", #""\b\t\n\f\r\"\\/""#),
      ("\u{0}\u{1F}\u{7F}", "\"\\u0000\\u001f\u{7F}\""),
      ("e\u{301}\u{2028}\u{212A}", "\"e\u{301}\u{2028}\u{212A}\""),
    ] as [(JSONValue, String)])
  func writesTheCanonicalForm(_ value: JSONValue, _ text: String) {
    #expect(value.canonicalBytes == Array(text.utf8))
  }

  @Test func keepsTheOrderOfMembersForPeople() {
    let value: JSONValue = ["b": 1, "a": [["x": true], []], "c": [:]]
    #expect(value.lineText == #"{"b":1,"a":[{"x":true},[]],"c":{}}"#)
    #expect(
      value.prettyText == """
        {
          "b": 1,
          "a": [
            {
              "x": true
            },
            []
          ],
          "c": {}
        }

        """)
  }

  /// Digests are stored: these were computed by another implementation and must never change.
  @Test(
    arguments: [
      (
        ["b": [true, .null, "x"], "a": 1],
        "eca8cfb31ab74533e1eb2f4c74d2d55dfe3c79ac704787e54be8647ea7777eb1"
      ),
      (TestRequest.document, "3998192331cb1930283e32d6a5bb0741e44d4b396e427c4c9e3553ccb24dddb7"),
    ] as [(JSONObject, String)])
  func digestsNeverChange(_ document: JSONObject, _ digest: String) {
    #expect(Digest.sha256(of: document) == digest)
  }

  @Test func theOrderOfMembersDoesNotReachTheDigest() {
    let one: JSONObject = ["a": ["x": 1, "y": 2], "b": 0]
    let two: JSONObject = ["b": 0, "a": ["y": 2, "x": 1]]
    #expect(Digest.sha256(of: one) == Digest.sha256(of: two))
  }

  @Test func theOrderOfElementsDoes() {
    #expect(Digest.sha256(of: ["a": [1, 2]]) != Digest.sha256(of: ["a": [2, 1]]))
  }

  @Test func filesCannotTradeBytesWithTheirNames() {
    let one = PolicyFile(path: "ab", bytes: Array("c".utf8))
    let two = PolicyFile(path: "a", bytes: Array("bc".utf8))
    #expect(Digest.sha256(of: [one]) != Digest.sha256(of: [two]))
    #expect(Digest.sha256(of: [one, two]) == Digest.sha256(of: [two, one]))
  }
}
