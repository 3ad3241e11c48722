import TestSupport
import Testing

@testable import CEL

/// Which patterns can only match whole texts.
struct PatternAnchorsTests {
  @Test(arguments: [
    "^a$", "^$", "^a$|^b$", "^(a|b)$", "(^a$)", "(^a$|^b$)", "^(?:a|b)$",
    #"\Aa\z"#, #"\Aa$"#, "^[|]$", "^[]|]$", "^[^]|]$", #"^[\]|]$"#, "^[[:alpha:]|]$", #"^\|$"#,
    #"^\Qa|b\E$"#, #"^\Q$|\E$"#, "(?i)^a$", "^(?i)a$", "^(?i:a|b)$", "(?s)^a.?$", "^a{1,2}$",
    "^a{,1}$",
    "(?m)\\Aa\\z", "^(?m:a)a$", "(^a$)+", "(?P<x>^a)$",
    "((((^a))))$", "^a*?$", "(?-m)^a$", "(?m-m)^a$", "^a$|^b$|^$", #"^a\b$"#, #"^\p{Greek}$"#,
    #"^\x{10FFFF}$"#, "^[[:^digit:]]$", "^[a[:]$", "^(a|)$", "^(?m:^|b)$",
    "(?:)^a$(?:)",
  ])
  func holds(_ pattern: String) throws {
    #expect(PatternAnchors(pattern).verdict == .anchored)
    // Only then does it match nothing that has something around it.
    let compiled = try RegularExpression(pattern, memoryLimit: RegularExpression.memoryLimit)
    for text in ["a", "b", "a|b", "|", "$|", "]"] where compiled.matchesPart(of: text) {
      #expect(!compiled.matchesPart(of: "\u{1}\n" + text + "\n\u{1}"), "\(text)")
    }
  }

  @Test(arguments: [
    "", "a", "^a", "a$", "a|b", ".*", "(a)", "^", "$", #"\^a\$"#, "[^a$]", #"\Q^a$\E"#, "(?m)^a$",
    "(?m:^a$)", "(?im)^a$", "(?m)^(a|b)$", "(^a$)?", "(^a$)*", "(^a$){0,1}", "^?a$", "x^a$", "^a$x",
    "^a$b*", #"a\z"#, #"\Aa"#, "^(a|b)", "(a|b)$", "(?:^a)", "^a$\n",
  ])
  func doesNotHold(_ pattern: String) {
    #expect(PatternAnchors(pattern).verdict == .notAnchored)
  }

  @Test(arguments: [
    "^a|b$", "^a$|b", "a|^b$", "^a|^b", "a$|b$", "(^a|b)$", "^(a$|b)", "^a$|", "(^|,)a($|,)",
    #"\Aa|b\z"#, "(^a$|b)", "^((a$|b))", "(?m)^a$|^b$",
  ])
  func holdsForSomeAlternatives(_ pattern: String) {
    #expect(PatternAnchors(pattern).verdict == .looseAlternative)
  }

  /// Whatever stands in it, reading ends, and does not trap.
  @Test func readsWhatIsNoPattern() {
    for pattern in [
      "(", ")", "[", "[[:", "[^", "\\", "\\Q", "(?", "(?P<", "(?P", "{", "a{",
      "a{9999999999999999999}",
      "|", "*", "a**", "())(", "(?m", String(repeating: "(", count: 1_000),
    ] {
      _ = PatternAnchors(pattern).verdict
    }
  }

  /// What is called anchored never matches a text that something was put around.
  @Test(arguments: [1, 2, 3] as [UInt64])
  func isNeverWrongAboutRandomPatterns(_ seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    var anchoredCount = 0
    for _ in 0..<6_000 {
      let pattern = Self.randomPattern(&random)
      guard PatternAnchors(pattern).verdict == .anchored,
        let compiled = try? RegularExpression(pattern)
      else { continue }
      anchoredCount += 1
      // No pattern has an `x`, so none of these can match as a whole.
      for text in ["x\n\nx", "x\na\nx", "xax", "x\nb\nx", "xaa\n", "\nabx", "x|x", "x"] {
        #expect(!compiled.matchesPart(of: text), "\(pattern), seed \(seed)")
      }
    }
    #expect(anchoredCount > 50)
  }

  private static let pieces = [
    "^", "$", "^", "$", "a", "b", "|", "(", ")", "(?:", "(?m)", "(?m:", "(?-m)", "?", "*", "+",
    "{0,2}", "{1,2}", "[ab]", "[|^$]", "\\A", "\\z", "\\|", "\\Q|\\E", "\\b",
  ]

  private static func randomPattern(_ random: inout SeededRandom) -> String {
    var text = ""
    var depth = 0
    for _ in 0..<(2 + random.below(9)) {
      let piece = random.pick(pieces)
      if piece == ")" {
        if depth == 0 { continue }
        depth -= 1
      } else if piece.hasPrefix("("), piece != "(?m)", piece != "(?-m)" {
        depth += 1
      }
      text += piece
    }
    return text + String(repeating: ")", count: depth)
  }
}
