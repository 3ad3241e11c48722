import Diagnostics
import Testing

struct SuggestionTests {
  @Test(arguments: [("ownr", "owner"), ("efect", "effect"), ("tilte", "title")])
  func namesTheNearestKnownName(typed: String, meant: String) {
    #expect(Suggestion.nearest(to: typed, in: ["owner", "effect", "title", "when"]) == meant)
  }

  @Test(arguments: ["whatever", "x", ""])
  func suggestsNothingForAnUnrelatedName(typed: String) {
    #expect(Suggestion.nearest(to: typed, in: ["owner", "effect"]) == nil)
  }
}
