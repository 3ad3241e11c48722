/// Takes down what comes of every node.
struct TraceRecorder: EvaluationObserver {
  enum Note: Sendable {
    case value(Value)
    case fault(Fault)
  }

  static var isInterested: Bool { true }

  /// By the number of the node; of several evaluations, the last.
  private(set) var notes: [PlanID: Note] = [:]

  mutating func note(_ value: Value, of id: PlanID) { notes[id] = .value(value) }

  mutating func note(_ fault: Fault, of id: PlanID) { notes[id] = .fault(fault) }
}
