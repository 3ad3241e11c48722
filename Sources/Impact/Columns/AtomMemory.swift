import CEL
import History
import PolicyCore

/// What atoms come to for values that have been met.
///
/// An atom is evaluated by the evaluator that decides, once for each distinct value of its column, or
/// tuple of its columns; one that reads the instant, for each row.
struct AtomMemory: Sendable {
  private let plan: ReplayPlan
  /// Atoms of one column, at most as many as a word has bits.
  private var banks: [AtomBank]
  /// Atoms of several columns, of none, or of the instant.
  private let others: [Int]
  private var tuples: [Int: [[UInt64]: Truth]] = [:]

  /// What came of an evaluation.
  enum Truth: UInt8 { case no, yes, error }

  init(_ plan: ReplayPlan) {
    self.plan = plan
    let simple = plan.atoms.indices.filter {
      plan.atoms[$0].columns.count == 1 && !plan.atoms[$0].readsInstant
    }
    others = plan.atoms.indices.filter { !simple.contains($0) }
    let byColumn = Dictionary(grouping: simple) { plan.atoms[$0].columns[0] }
    banks = byColumn.sorted { $0.key < $1.key }.flatMap { column, atoms in
      stride(from: 0, to: atoms.count, by: Bitmap.rowsPerWord).map { start in
        AtomBank(
          column: column, atoms: Array(atoms[start..<min(start + 64, atoms.count)]))
      }
    }
  }

  /// What every atom of the plan comes to in every row; of odd rows, anything.
  /// - Complexity: O(rows) for each column, and one evaluation for each distinct value.
  mutating func rows(of group: RowGroup) throws(HistoryError) -> [TruthRows] {
    let none = TruthRows(yes: Bitmap(rowCount: group.rowCount), errs: nil)
    var rows = [TruthRows](repeating: none, count: plan.atoms.count)
    for index in banks.indices {
      try banks[index].fill(&rows, from: group, plan)
    }
    for atom in others { rows[atom] = try tupleRows(of: atom, group) }
    return rows
  }

  private mutating func tupleRows(
    of place: Int, _ group: RowGroup
  ) throws(HistoryError) -> TruthRows {
    let atom = plan.atoms[place]
    let columns = try group.columns(atom.columns)
    let decidedAt = try group.decidedAt()
    var yes = Bitmap(rowCount: group.rowCount)
    var errs = Bitmap(rowCount: group.rowCount)
    var key = [UInt64](repeating: 0, count: columns.count)
    for row in 0..<group.rowCount where !group.isOdd(row) {
      for (part, column) in columns.enumerated() {
        key[part] = column.key(of: row)
      }
      let truth: Truth
      if !atom.readsInstant, let known = tuples[place]?[key] {
        truth = known
      } else {
        let values = columns.map { $0.value(of: row) }
        truth = atom.truth(atom.bindings(values, plan, decidedAt[row]))
        if !atom.readsInstant { tuples[place, default: [:]][key] = truth }
      }
      switch truth {
      case .no: break
      case .yes: yes[row] = true
      case .error: errs[row] = true
      }
    }
    return TruthRows(yes: yes, errs: errs.isEmpty ? nil : errs)
  }
}

/// Atoms that read one column: what all of them come to for a value is one word.
private struct AtomBank: Sendable {
  let column: Int
  let atoms: [Int]
  /// By family, then by code.
  private var masks: [Int: Masks] = [:]

  /// A bit for each atom.
  fileprivate struct Masks {
    var yes: [UInt64] = []
    var errs: [UInt64] = []
    var hasErrors = false
  }

  init(column: Int, atoms: [Int]) {
    self.column = column
    self.atoms = atoms
  }

  /// Sets the rows of its atoms.
  mutating func fill(
    _ rows: inout [TruthRows], from group: RowGroup, _ plan: ReplayPlan
  ) throws(HistoryError) {
    let column = try group.column(column)
    var known = masks.removeValue(forKey: column.family) ?? Masks()
    if let instant = group.decisions?.lowerBound {
      known.extend(to: column.values, atoms.map { plan.atoms[$0] }, plan, instant)
    }
    for (atom, bitmap) in zip(atoms, spread(known.yes, column.words)) { rows[atom].yes = bitmap }
    if known.hasErrors {
      for (atom, bitmap) in zip(atoms, spread(known.errs, column.words)) where !bitmap.isEmpty {
        rows[atom].errs = bitmap
      }
    }
    masks[column.family] = known
  }

  /// A bitmap for each atom.
  private func spread(_ masks: [UInt64], _ codes: [UInt32]) -> [Bitmap] {
    var bitmaps = [Bitmap](repeating: Bitmap(rowCount: codes.count), count: atoms.count)
    var block = [UInt64](repeating: 0, count: Bitmap.rowsPerWord)
    for word in 0..<((codes.count + 63) / 64) {
      let first = word * 64
      let count = min(64, codes.count - first)
      for row in 0..<count {
        let code = Int(codes[first + row])
        block[row] = code < masks.count ? masks[code] : 0
      }
      for row in count..<64 { block[row] = 0 }
      transpose(&block)
      for atom in atoms.indices { bitmaps[atom].words[word] = block[atom] }
    }
    return bitmaps
  }
}

extension AtomBank.Masks {
  /// Evaluates the atoms for values that have not been met.
  /// - Parameter instant: any; the atoms do not read it.
  fileprivate mutating func extend(
    to values: ColumnValues, _ atoms: [ReplayPlan.Atom], _ plan: ReplayPlan, _ instant: Timestamp
  ) {
    for code in yes.count..<max(values.count, yes.count) {
      let value = values[code]
      // What the atoms of one schema see of a value is the same for all of them.
      var seen: [String: Bindings] = [:]
      var (yesMask, errorMask): (UInt64, UInt64) = (0, 0)
      for (place, atom) in atoms.enumerated() {
        let bindings = seen[atom.schema.digest] ?? atom.bindings([value], plan, instant)
        seen[atom.schema.digest] = bindings
        switch atom.truth(bindings) {
        case .no: break
        case .yes: yesMask |= 1 << UInt64(place)
        case .error: errorMask |= 1 << UInt64(place)
        }
      }
      yes.append(yesMask)
      errs.append(errorMask)
      hasErrors = hasErrors || errorMask != 0
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

  fileprivate func truth(_ bindings: Bindings) -> AtomMemory.Truth {
    do throws(EvaluationError) {
      return try program.evaluateCondition(bindings) ? .yes : .no
    } catch {
      return .error
    }
  }
}
