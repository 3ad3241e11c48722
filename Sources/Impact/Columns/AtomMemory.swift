import CEL
import History
import PolicyCore

/// What atoms come to for values that have been met.
///
/// An atom is evaluated by the evaluator that decides, once for each distinct value of its column, or
/// tuple of its columns; one that reads the instant, for each row.
struct AtomMemory: Sendable {
  private let plan: ReplayPlan
  private var sources: [AtomSource]
  /// Those that read the instant.
  private let timed: [Int]

  /// - Parameter atoms: places in the plan.
  init(_ plan: ReplayPlan, atoms: [Int]) {
    self.plan = plan
    timed = atoms.filter { plan.atoms[$0].readsInstant }
    let others = atoms.filter { !plan.atoms[$0].readsInstant }
    sources = Dictionary(grouping: others) { plan.atoms[$0].columns }
      .sorted { $0.key.lexicographicallyPrecedes($1.key) }
      .map { AtomSource(columns: $0.key, atoms: $0.value) }
  }

  /// What the atoms come to in every row, by their places; of odd rows, anything.
  /// - Complexity: O(rows) for each column, and one evaluation for each distinct value.
  mutating func rows(of group: RowGroup) throws(HistoryError) -> [Int: TruthRows] {
    var rows: [Int: TruthRows] = [:]
    for index in sources.indices { try sources[index].add(to: &rows, group, plan) }
    for atom in timed { rows[atom] = try timedRows(of: plan.atoms[atom], group) }
    return rows
  }

  private func timedRows(
    of atom: ReplayPlan.Atom, _ group: RowGroup
  ) throws(HistoryError) -> TruthRows {
    let columns = try group.columns(atom.columns)
    let decidedAt = try group.decidedAt()
    var yes = Bitmap(rowCount: group.rowCount)
    var errs = Bitmap(rowCount: group.rowCount)
    for row in 0..<group.rowCount where !group.isOdd(row) {
      let values = columns.map { $0.value(of: row) }
      switch atom.truth(atom.bindings(values, plan, decidedAt[row])) {
      case .no: break
      case .yes: yes[row] = true
      case .error: errs[row] = true
      }
    }
    return TruthRows(yes: yes, errs: errs.isEmpty ? nil : errs)
  }
}

/// Atoms that read the same columns.
private struct AtomSource: Sendable {
  private let columns: [Int]
  private let atoms: [Int]
  private var tuples: TupleCodes
  private var truths = RecentFamilies<ValueTruths>()

  init(columns: [Int], atoms: [Int]) {
    self.columns = columns
    self.atoms = atoms
    tuples = TupleCodes(columns: columns)
  }

  mutating func add(
    to rows: inout [Int: TruthRows], _ group: RowGroup, _ plan: ReplayPlan
  ) throws(HistoryError) {
    guard let instant = group.decisions?.lowerBound else {
      for atom in atoms { rows[atom] = .none(rowCount: group.rowCount) }
      return
    }
    let judging = AtomJudging(atoms: atoms.map { plan.atoms[$0] }, plan: plan, instant: instant)
    let found: [TruthRows]
    switch columns.count {
    case 0:
      var truths = ValueTruths(atomCount: atoms.count)
      truths.append(judging.judge([]))
      let zeros = CodedColumn.Codes.bytes(Packed([UInt8](repeating: 0, count: group.rowCount)))
      found = truths.rows(of: zeros, rowCount: group.rowCount)
    case 1:
      let column = try group.column(columns[0])
      let truths = known(column.family, column.values.count) { code in
        judging.judge([column.values[code]])
      }
      found = truths.rows(of: column.codes, rowCount: group.rowCount)
    default:
      found = try tupleRows(of: group, judging)
    }
    for (atom, truth) in zip(atoms, found) { rows[atom] = truth }
  }

  private mutating func tupleRows(
    of group: RowGroup, _ judging: AtomJudging
  ) throws(HistoryError) -> [TruthRows] {
    let codes = try tuples.codes(of: group)
    let tuples = tuples
    let truths = try known(tuples.family, tuples.count) { tuple throws(HistoryError) in
      judging.judge(try tuples.values(of: tuple, in: group))
    }
    return truths.rows(of: .words(Packed(codes)), rowCount: group.rowCount)
  }

  /// What the atoms come to for so many values of a family.
  private mutating func known<Failure: Error>(
    _ family: Int, _ count: Int, _ judge: (Int) throws(Failure) -> [ValueTruths.Truth]
  ) throws(Failure) -> ValueTruths {
    var known = truths.take(family) ?? ValueTruths(atomCount: atoms.count)
    while known.count < count { known.append(try judge(known.count)) }
    truths.put(known, for: family)
    return known
  }
}

/// Evaluates atoms that read the same columns, and not the instant.
private struct AtomJudging {
  let atoms: [ReplayPlan.Atom]
  let plan: ReplayPlan
  /// Any.
  let instant: Timestamp

  /// What they come to for values of their columns.
  func judge(_ values: [JSONValue?]) -> [ValueTruths.Truth] {
    // What the atoms of one schema see of values is the same for all of them.
    var seen: (schema: String, bindings: Bindings)?
    return atoms.map { atom in
      if let seen, seen.schema == atom.schema.digest { return atom.truth(seen.bindings) }
      let bindings = atom.bindings(values, plan, instant)
      seen = (atom.schema.digest, bindings)
      return atom.truth(bindings)
    }
  }
}

extension ReplayPlan.Atom {
  /// What it sees of values of its columns.
  fileprivate func bindings(
    _ values: [JSONValue?], _ plan: ReplayPlan, _ instant: Timestamp
  ) -> Bindings {
    let fields = zip(columns, values).map { (path: plan.layout.paths[$0], value: $1) }
    return FieldSelection(fields, schema: schema).bindings(now: instant)
  }

  fileprivate func truth(_ bindings: Bindings) -> ValueTruths.Truth {
    do throws(EvaluationError) {
      return try program.evaluateCondition(bindings) ? .yes : .no
    } catch {
      return .error
    }
  }
}
