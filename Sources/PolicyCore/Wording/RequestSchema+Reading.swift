package import CEL

extension RequestSchema {
  /// Reads conditions on requests of this schema in English.
  ///
  /// Made anew each time, which costs about as much as looking at every field of the schema.
  package var reading: EnglishReading {
    EnglishReading(
      vocabulary: EnglishVocabulary(
        nouns: RequestNouns(self).nouns,
        groups: [
          "team": EnglishVocabulary.Group(
            member: "a member of the team", members: "the members of the team")
        ],
        clock: [Self.instantVariable]))
  }
}

extension Condition {
  /// When it holds, as a clause without a capital letter or a final period: `the action is ...`.
  package func inWords(_ reading: EnglishReading) -> String { reading.words(for: program.syntax) }
}

extension Policy {
  /// When the rules that matched apply, in words; long ones are cut, and what was cut is counted.
  package func readings(of decision: Decision) -> [ID: String] {
    readings(of: decision.matched.compactMap { rule($0.rule) })
  }

  /// When each rule applies, in the same words, for who explains many decisions.
  package var readings: [ID: String] { readings(of: rules) }

  private func readings(of rules: [Rule]) -> [ID: String] {
    let reading = schema.reading
    let pairs = rules.map { ($0.id, Self.shortened($0.condition.inWords(reading))) }
    return Dictionary(pairs) { first, _ in first }
  }

  /// At a space, so that no word is cut in two.
  private static func shortened(_ words: String) -> String {
    let longest = 600
    guard words.unicodeScalars.count > longest else { return words }
    let start = words.unicodeScalars.prefix(longest)
    let end = start.lastIndex(of: " ") ?? start.endIndex
    let shown = words.unicodeScalars[..<end]
    return "\(String(shown)) … (+\(words.unicodeScalars.count - shown.count) characters)"
  }
}
