import PolicyCore
import Testing

struct IDTests {
  @Test(arguments: ["a", "A9", "0", "a.b_c@d:e/f+g-h", String(repeating: "x", count: 128)])
  func acceptsANameOfAPolicy(_ text: String) { #expect(ID.isValid(text)) }

  @Test(arguments: [
    "", " ", "a b", "-a", ".a", "/a", "@a", "a\n", "\u{212A}im", "é", "a\u{301}", "a\0", "a#b",
    "a\u{200B}", String(repeating: "x", count: 129),
  ])
  func refusesWhatIsNoName(_ text: String) { #expect(!ID.isValid(text)) }

  @Test(arguments: [("K", "\u{212A}"), ("\u{E9}", "e\u{301}"), (";", "\u{37E}"), ("a", "A")])
  func isOneOfItsBytesOnly(_ left: String, _ right: String) {
    #expect(ID(left) != ID(right))
    #expect(Set([ID(left), ID(right)]).count == 2)
  }

  @Test func sortsByUTF8() {
    let sorted: [ID] = ["B", "a", "b", "\u{FB33}", "\u{1F600}"]
    #expect(sorted.shuffled().sorted() == sorted)
  }
}
