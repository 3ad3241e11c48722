import CEL
import Impact
import PolicyCore

/// A piece of one line of a report, in no format yet.
///
/// Literals are our own words. Every string that is interpolated counts as coming from outside and
/// is made harmless by whichever renderer writes it: one cannot forget to.
struct Phrase: Sendable, Hashable, ExpressibleByStringInterpolation {
  struct Piece: Sendable, Hashable {
    var text: String
    var isFromOutside: Bool
    var ink: Ink
    /// So many scalars of it are shown.
    var limit = OutsideText.longestShown
    /// Between two backticks where there is no markup that says so.
    var isInBackticks = false
  }

  private(set) var pieces: [Piece] = []

  init(stringLiteral value: String) { append(value, isFromOutside: false) }
  init(stringInterpolation: Interpolation) { pieces = stringInterpolation.phrase.pieces }
  init(_ words: Words) { append(words.text, isFromOutside: false) }

  init(_ piece: Piece) { pieces = [piece] }

  /// A string from outside alone.
  init(outside text: String) { append(text, isFromOutside: true) }

  /// A sentence of ours around what users wrote, which may well be longer than a string of theirs.
  init(sentence text: String) {
    pieces = [Piece(text: text, isFromOutside: true, ink: .plain, limit: Self.longestSentence)]
  }

  /// The longest sentence around strings from outside that is shown whole.
  static let longestSentence = 1_000

  /// Phrases with a separator between them.
  init(_ phrases: some Sequence<Phrase>, separator: Phrase) {
    for (index, phrase) in phrases.enumerated() {
      if index > 0 { pieces += separator.pieces }
      pieces += phrase.pieces
    }
  }

  /// The same phrase; what has no ink yet gets this one.
  func inked(_ ink: Ink) -> Phrase {
    var phrase = self
    for index in phrase.pieces.indices where phrase.pieces[index].ink == .plain {
      phrase.pieces[index].ink = ink
    }
    return phrase
  }

  var isEmpty: Bool { pieces.allSatisfy(\.text.isEmpty) }

  static func + (left: Phrase, right: Phrase) -> Phrase {
    var sum = left
    sum.pieces += right.pieces
    return sum
  }

  /// An empty string from outside is kept: a renderer may say that it is empty.
  fileprivate mutating func append(_ text: String, isFromOutside: Bool) {
    guard isFromOutside || !text.isEmpty else { return }
    pieces.append(Piece(text: text, isFromOutside: isFromOutside, ink: .plain))
  }

  struct Interpolation: StringInterpolationProtocol {
    fileprivate var phrase: Phrase = ""

    init(literalCapacity: Int, interpolationCount: Int) {}

    mutating func appendLiteral(_ literal: String) { phrase.append(literal, isFromOutside: false) }
    mutating func appendInterpolation(_ outside: String) {
      phrase.append(outside, isFromOutside: true)
    }
    mutating func appendInterpolation(_ id: ID) { phrase.append(id.text, isFromOutside: true) }
    mutating func appendInterpolation(_ words: Words) {
      phrase.append(words.text, isFromOutside: false)
    }
    mutating func appendInterpolation(_ number: Int) { appendInterpolation(Words.number(number)) }
    mutating func appendInterpolation(_ instant: Timestamp) { appendInterpolation(Words(instant)) }
    mutating func appendInterpolation(_ step: TierAndStatus) {
      appendInterpolation(Words.name(step.tier))
      appendLiteral("/")
      appendInterpolation(Words.name(step.status))
    }
    mutating func appendInterpolation(_ inner: Phrase) { phrase = phrase + inner }
  }
}

extension [Phrase] {
  /// `a`, `a and b`, `a, b and c`.
  var joinedWithAnd: Phrase {
    guard let last, count > 1 else { return first ?? "" }
    return Phrase(dropLast(), separator: ", ") + " and " + last
  }
}
