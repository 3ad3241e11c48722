/// Whether something is so; `unknown` is an answer, never a guess.
package enum Answer: String, Sendable, Hashable, Comparable, CaseIterable {
  case no, unknown, yes

  package static func < (left: Answer, right: Answer) -> Bool { left.rank < right.rank }

  private var rank: Int {
    switch self {
    case .no: 0
    case .unknown: 1
    case .yes: 2
    }
  }
}

/// Which way a part of a change leans by itself (docs/decisions/0014-what-a-change-means.md).
package struct Leaning: Sendable, Hashable {
  /// The word for both answers together.
  package enum Verdict: String, Sendable, Hashable, CaseIterable {
    case loosens, tightens, neither, both, unknown
  }

  /// Whether more is given, more easily, to more people, or for longer.
  package var loosens: Answer
  /// Whether less is given, or it is harder to get.
  package var tightens: Answer

  /// Both answers; nothing leans that is not said to.
  package init(loosens: Answer = .no, tightens: Answer = .no) {
    self.loosens = loosens
    self.tightens = tightens
  }

  /// Nothing gets looser or tighter.
  package static let neither = Leaning()
  /// It only loosens.
  package static let loosens = Leaning(loosens: .yes)
  /// It only tightens.
  package static let tightens = Leaning(tightens: .yes)
  /// Some things get looser and some tighter.
  package static let both = Leaning(loosens: .yes, tightens: .yes)
  /// Neither can be told.
  package static let unknown = Leaning(loosens: .unknown, tightens: .unknown)

  /// One word; `unknown` as soon as either answer is.
  package var verdict: Verdict {
    switch (loosens, tightens) {
    case (.no, .no): .neither
    case (.yes, .no): .loosens
    case (.no, .yes): .tightens
    case (.yes, .yes): .both
    case (.unknown, _), (_, .unknown): .unknown
    }
  }

  /// The way back.
  var reversed: Leaning { Leaning(loosens: tightens, tightens: loosens) }

  /// Two parts of one change: it leans wherever one of them does.
  static func + (left: Leaning, right: Leaning) -> Leaning {
    Leaning(
      loosens: max(left.loosens, right.loosens), tightens: max(left.tightens, right.tightens))
  }

  /// Loosens when something grew, tightens when it shrank.
  static func growing<Size: Comparable>(from before: Size, to after: Size) -> Leaning {
    after > before ? .loosens : after < before ? .tightens : .neither
  }
}

extension Sequence<Leaning> {
  /// All parts of one change.
  var sum: Leaning { reduce(.neither, +) }
}
extension Leaning {
  /// What it is if it is not known whether it happens at all.
  func when(_ answer: Answer) -> Leaning {
    Leaning(loosens: min(loosens, answer), tightens: min(tightens, answer))
  }
}
