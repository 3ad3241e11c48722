import CEL

/// Kinds of fields with all the values that they can have, or enough to stand for all.
extension SmallWorld {
  /// Three fields, of which everything is known.
  static let finite: [[@Sendable (String, Bool) -> Field]] = Array(
    repeating: [word, flag, number, nullable, list], count: 3)
  /// A text and a flag: what may be asked of texts has no end.
  static let texts: [[@Sendable (String, Bool) -> Field]] = [[text], [flag]]
  static let numbers: [[@Sendable (String, Bool) -> Field]] = [
    [wholeNumber, measure], [wholeNumber], [flag],
  ]

  private static func optional(_ values: [Value], _ isRequired: Bool) -> [Value?] {
    values.map { $0 } + (isRequired ? [] : [nil])
  }

  private static func word(_ name: String, _ isRequired: Bool) -> Field {
    Field(
      name: name,
      declaration: ObjectField(
        .string, isRequired: isRequired, facts: .values(["a", "b", "Cc"])),
      values: optional([.string("a"), .string("b"), .string("Cc")], isRequired),
      atoms: [
        "@ == \"a\"", "\"b\" == @", "@ != \"a\"", "@ != \"Cc\"", "@ in [\"a\", \"b\"]",
        "@ in [\"b\"]", "!(@ in [\"a\", \"z\"])", "@.startsWith(\"C\")", "size(@) > 1",
        "@.lowerAscii() == \"cc\"", "@ < \"b\"", "@ in []",
      ])
  }

  private static func flag(_ name: String, _ isRequired: Bool) -> Field {
    Field(
      name: name, declaration: ObjectField(.bool, isRequired: isRequired),
      values: optional([.bool(false), .bool(true)], isRequired),
      atoms: ["@", "!@", "@ == true", "@ != true"])
  }

  private static func number(_ name: String, _ isRequired: Bool) -> Field {
    Field(
      name: name,
      declaration: ObjectField(.int, isRequired: isRequired, facts: .range(0, 3)),
      values: optional((0...3).map { .int($0) }, isRequired),
      atoms: [
        "@ < 2", "@ <= 2", "@ > 0", "@ >= 3", "@ == 1", "@ != 2", "1 < @", "@ in [0, 3]",
        "@ + 1 > 2", "@ % 2 == 0", "6 / @ > 2",
      ])
  }

  private static func nullable(_ name: String, _ isRequired: Bool) -> Field {
    Field(
      name: name,
      declaration: ObjectField(.wrapper(.bool), isRequired: isRequired),
      values: optional([.null, .bool(false), .bool(true)], isRequired),
      atoms: ["@ == null", "@ != null", "@ == true", "@"])
  }

  private static func list(_ name: String, _ isRequired: Bool) -> Field {
    var facts = ValueFacts()
    facts.elementValues = [.string("a"), .string("b")]
    facts.sizes = 0...2
    return Field(
      name: name, declaration: ObjectField(.list(.string), isRequired: isRequired, facts: facts),
      values: optional(
        [[], ["a"], ["b"], ["a", "a"], ["a", "b"], ["b", "a"], ["b", "b"]].map { .list($0) },
        isRequired),
      atoms: [
        "\"a\" in @", "\"b\" in @", "size(@) > 0", "size(@) == 0", "@.exists(x, x == \"a\")",
        "@.all(x, x in [\"a\"])", "@.all(x, x != \"a\")", "size(@) >= 2", "@ == []",
      ])
  }

  // MARK: - Open kinds

  /// All words of up to four letters of three stand for all texts.
  private static func text(_ name: String, _ isRequired: Bool) -> Field {
    var words: [[String]] = [[""]]
    for _ in 0..<4 {
      words.append((words.last ?? []).flatMap { word in ["a", "b", "x"].map { word + $0 } })
    }
    return Field(
      name: name, declaration: ObjectField(.string, isRequired: isRequired),
      values: optional(words.joined().map { .string($0) }, isRequired),
      atoms: [
        "@ == \"a\"", "@ != \"ab\"", "@ in [\"a\", \"b\"]", "@.startsWith(\"a\")",
        "@.startsWith(\"ab\")", "@.endsWith(\"b\")", "@.contains(\"a\")", "@.contains(\"ba\")",
        "@.matches(\"^a*$\")", "@.matches(\"b\")", "@.matches(\"^(a|b)+$\")",
        "@.matches(\"^a?b$\")",
        "@.matches(\"^[^a]\")", "size(@) < 2", "size(@) == 3",
      ])
  }

  private static func wholeNumber(_ name: String, _ isRequired: Bool) -> Field {
    Field(
      name: name, declaration: ObjectField(.int, isRequired: isRequired),
      values: optional((-2...7).map { .int($0) }, isRequired),
      atoms: ["@ < 2", "@ <= 3", "@ > 0", "@ >= 4", "@ == 1", "@ != 2", "3 < @", "@ in [0, 5]"])
  }

  private static func measure(_ name: String, _ isRequired: Bool) -> Field {
    Field(
      name: name, declaration: ObjectField(.double, isRequired: isRequired),
      values: optional((-4...8).map { .double(Double($0) / 2) }, isRequired),
      atoms: ["@ < 2.0", "@ <= 1.0", "@ > 0.0", "@ == 1", "@ != 2.0", "@ in [0.0, 1.5]"])
  }
}
