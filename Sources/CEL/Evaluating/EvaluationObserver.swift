/// Watches an evaluation.
///
/// The evaluator is specialised for each observer, so that watching costs nothing where nobody
/// does.
protocol EvaluationObserver: Sendable {
  /// Whether the functions below do anything.
  static var isInterested: Bool { get }

  /// A node has a value.
  mutating func note(_ value: Value, of id: PlanID)

  /// A node has none.
  mutating func note(_ fault: Fault, of id: PlanID)
}

/// Nobody watches.
struct NoObserver: EvaluationObserver {
  static var isInterested: Bool { false }

  func note(_ value: Value, of id: PlanID) {}

  func note(_ fault: Fault, of id: PlanID) {}
}

/// What work is charged at.
enum EvaluationCost {
  /// How many bytes or so are read for one unit of work.
  static let bytesPerUnit = 8
}
