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
