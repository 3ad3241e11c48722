extension Program {
  /// Evaluates the condition and takes down what came of each part.
  ///
  /// The outcome is that of `evaluate`. This is for single requests that somebody asks about: it
  /// costs several times as much.
  package func trace(_ bindings: Bindings) -> Trace {
    var evaluator = Evaluator(plan, bindings, TraceRecorder())
    let note: TraceRecorder.Note
    do throws(Fault) {
      note = .value(try evaluator.evaluateCondition(plan.root))
    } catch {
      note = .fault(error)
    }
    return TraceReading(plan: plan, syntax: syntax, notes: evaluator.observer.notes).trace(note)
  }
}

/// Makes a trace of what was taken down.
private struct TraceReading {
  let plan: Plan
  let syntax: Syntax
  let notes: [PlanID: TraceRecorder.Note]

  func trace(_ note: TraceRecorder.Note) -> Trace {
    var outcomes: [Syntax.NodeID: TracedOutcome] = [:]
    // Of several nodes of one expression the last is the one that stands for all of it.
    for (id, note) in notes.sorted(by: { $0.key < $1.key }) {
      outcomes[plan.tables.origins[Int(id)]] = outcome(note)
    }
    return Trace(
      outcome: outcome(note), reasons: reasons(plan.root), fields: fields(), outcomes: outcomes)
  }

  private func outcome(_ note: TraceRecorder.Note) -> TracedOutcome {
    switch note {
    case .value(let value): .value(value)
    case .fault(let fault): .failure(fault.error(plan.tables, syntax))
    }
  }

  // MARK: - Reasons

  /// - Complexity: recursion is as deep as the condition, which is limited.
  private func reasons(_ id: PlanID) -> [Syntax.NodeID] {
    switch plan.tables.nodes[Int(id)] {
    case .not(let operand): return reasons(operand)
    case .logical(let logical, let range):
      let operands = range.indices.map { plan.tables.operands[$0] }
      let decisive = logical == .or
      switch truth(id) {
      case decisive?: return operands.first { truth($0) == decisive }.map(reasons) ?? []
      case .some: return operands.flatMap(reasons)
      case nil: return operands.filter { truth($0) == nil }.flatMap(reasons)
      }
    default: return [plan.tables.origins[Int(id)]]
    }
  }

  /// Nil where it has none: it failed, or is no bool.
  private func truth(_ id: PlanID) -> Bool? {
    guard case .value(.bool(let truth))? = notes[id] else { return nil }
    return truth
  }

  // MARK: - Fields

  private func fields() -> [TracedField] {
    let links = Set(plan.tables.nodes.compactMap(\.selectedOperand))
    let read = notes.keys.compactMap { id in links.contains(id) ? nil : field(id) }
    var seen: Set<[UTF8Text]> = []
    return read.sorted { start($0) < start($1) }
      .filter { seen.insert($0.path.map(UTF8Text.init)).inserted }
  }

  private func start(_ field: TracedField) -> (Int, Int) {
    let span = syntax.span(field.expression)
    return (span.lowerBound, span.upperBound)
  }

  private func field(_ id: PlanID) -> TracedField? {
    guard let note = notes[id] else { return nil }
    let expression = plan.tables.origins[Int(id)]
    if case .has(let operand, let name) = plan.tables.nodes[Int(id)] {
      guard let path = plan.tables.path(operand) else { return nil }
      return TracedField(
        path: path + [plan.tables.names[Int(name)]], finding: presence(note),
        expression: expression)
    }
    guard let path = plan.tables.path(id) else { return nil }
    return TracedField(path: path, finding: finding(note), expression: expression)
  }

  private func presence(_ note: TraceRecorder.Note) -> TracedField.Finding {
    guard case .value(.bool(let isThere)) = note else { return finding(note) }
    return isThere ? .present : .absent
  }

  private func finding(_ note: TraceRecorder.Note) -> TracedField.Finding {
    switch outcome(note) {
    case .value(let value): .value(value)
    case .failure(let error): .failure(error)
    }
  }
}

extension PlanNode {
  /// What a field is selected from: a link of a longer path.
  fileprivate var selectedOperand: PlanID? {
    switch self {
    case .select(let operand, _), .has(let operand, _): operand
    case .field(_, let general): general
    default: nil
    }
  }
}
