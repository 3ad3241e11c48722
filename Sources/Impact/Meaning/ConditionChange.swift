/// How a condition differs from the one before.
package struct ConditionChange: Sendable, Hashable {
  /// One side: requests for which only one of the two holds.
  package struct Side: Sendable, Hashable {
    /// Whether there are such requests.
    package var answer: Answer
    /// What makes the difference, of different kinds of requests; empty unless the answer is yes.
    package var reasons: [Reason]

    /// There are none.
    package static let none = Side(answer: .no, reasons: [])
    /// It cannot be told.
    package static let unknown = Side(answer: .unknown, reasons: [])
  }

  /// What holds for requests for which only one condition does.
  package struct Reason: Sendable, Hashable {
    /// In CEL.
    package var because: String
    /// In words, as of the reading of a condition.
    package var inWords: String
  }

  /// As one line of CEL.
  package var before: String
  /// As one line of CEL.
  package var after: String
  /// Requests for which only the new condition holds.
  package var gains: Side
  /// Requests for which only the old one held.
  package var losses: Side

  /// Whether both hold for the same requests.
  package var isEqual: Bool { gains.answer == .no && losses.answer == .no }
}
