import Impact

extension Phrase {
  /// Which way a change leans; what may be looser stands out.
  init(leaning: Leaning, isWhole: Bool) {
    let words: Phrase =
      switch (leaning.loosens, leaning.tightens) {
      case (.no, .no): "neither loosens nor tightens"
      case (.yes, .no): "loosens"
      case (.no, .yes): "tightens"
      case (.yes, .yes): "loosens and tightens"
      case (.unknown, .no): "may loosen"
      case (.no, .unknown): "may tighten"
      case (.yes, .unknown): "loosens, and may tighten"
      case (.unknown, .yes): "tightens, and may loosen"
      case (.unknown, .unknown): "may loosen or tighten"
      }
    let subject: Phrase = isWhole ? "The change " : ""
    self = subject + words.inked(Self.ink(leaning))
  }

  private static func ink(_ leaning: Leaning) -> Ink {
    switch leaning.loosens {
    case .yes: .bad
    case .unknown: .caution
    case .no: leaning.tightens == .no ? .faint : .good
    }
  }
}

extension Words {
  /// A heading over changes of one kind.
  init(_ kind: MeaningChange.Kind) {
    switch kind {
    case .rule: self.init("Rules")
    case .exception: self.init("Exceptions")
    case .team: self.init("Teams")
    case .member: self.init("Members")
    case .delegation: self.init("Delegations")
    case .invariant: self.init("Invariants")
    case .setting: self.init("Settings")
    case .gate: self.init("Gates")
    case .field: self.init("Fields of a request")
    }
  }

  /// `one` to `ten`, then digits.
  static func spelled(_ number: String?) -> Words? {
    switch number {
    case "1": Words("one")
    case "2": Words("two")
    case "3": Words("three")
    case "4": Words("four")
    case "5": Words("five")
    default: number.flatMap { Int($0) }.map { .ordinal($0) }
    }
  }
}
