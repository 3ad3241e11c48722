/// What happens to the requests that a condition matches when another one takes its place.
package struct ConditionDifference: Sendable {
  /// The new condition matches and the old one does not.
  package let gains: Possibility
  /// The old condition matches and the new one does not.
  package let losses: Possibility

  /// How the new condition stands to the old one.
  package enum Relation: Sendable, Hashable {
    case equal
    /// It matches all that the old one does, and more.
    case wider
    /// It matches only what the old one does, and less.
    case narrower
    case both
    /// Nobody can tell.
    case unknown
  }

  /// How the new condition stands to the old one; unknown when gains or losses are.
  package var relation: Relation {
    switch (gains, losses) {
    case (.unknown, _), (_, .unknown): .unknown
    case (.never, .never): .equal
    case (.witnessed, .never): .wider
    case (.never, .witnessed): .narrower
    case (.witnessed, .witnessed): .both
    }
  }
}

/// Whether something happens for some request.
package enum Possibility: Sendable {
  /// It is proved that it does not.
  case never
  /// It does for these, at least one; both conditions were evaluated for each.
  case witnessed([ConditionWitness])
  /// Nobody can tell.
  case unknown

  /// The requests for which it does.
  package var witnesses: [ConditionWitness] {
    switch self {
    case .witnessed(let witnesses): witnesses
    case .never, .unknown: []
    }
  }
}

/// What a condition that errs amounts to.
package enum ErrorMeaning: Sendable, Hashable {
  /// As in `approve` and exceptions, and wherever it must hold.
  case noMatch
  /// As in `review` and `deny`, which fail closed.
  case match
}

/// A request for which two conditions differ, as far as they read it.
package struct ConditionWitness: Sendable {
  /// The fields that the conditions read, sorted by path.
  package let fields: [WitnessField]
  /// What holds there and makes the difference, as one line of CEL.
  package let because: String
}

/// One field of a witness.
package struct WitnessField: Sendable {
  /// A variable, then the names of fields.
  package let path: [String]
  /// Nil where the field is absent.
  package let value: Value?
}
