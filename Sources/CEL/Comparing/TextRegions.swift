/// Regions of texts.
struct TextRegions {
  private let asked: Distinctions
  private let lengths: ClosedRange<Int>?
  private let words: FreshWords

  init(_ asked: Distinctions, lengths: ClosedRange<Int>?, words: FreshWords) {
    self.asked = asked
    self.lengths = lengths
    self.words = words
  }

  /// Nil where they would not tell all apart.
  var regions: [Region]? {
    let constants = asked.constants.compactMap { constant -> String? in
      if case .string(let text) = constant { text } else { nil }
    }.sorted { $0.precedesInUTF8($1) }
    let exact = constants.filter(fits).map { Region(content: .value(.string($0)), isExact: true) }
    let others: [String]
    if asked.isOrdered {
      guard asked.patterns.isEmpty else { return nil }
      // The text that follows directly on another one is that with a zero behind it.
      others = [""] + constants.map { $0 + "\u{0}" }
    } else if asked.patterns.isEmpty, fits(words.other) {
      others = [words.other]
    } else {
      guard let search = TextSearch(asked.patterns, apartFrom: constants, lengths: lengths) else {
        return nil
      }
      others = search.examples()
    }
    let known = Set(constants.map(UTF8Text.init))
    return exact
      + others.filter { !known.contains(UTF8Text($0)) }
      .map { Region(content: .value(.string($0)), isExact: false) }
  }

  private func fits(_ text: String) -> Bool {
    lengths?.contains(text.unicodeScalars.count) ?? true
  }
}
