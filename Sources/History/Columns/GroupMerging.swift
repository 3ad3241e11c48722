import CSimdjson
import PolicyCore

/// A piece after its walk.
struct WalkedPiece: Sendable {
  let source: Int
  /// Nil when there was no memory.
  let rows: WalkedRows?
  let block: LineBlock?
  /// Where its lines start in the block.
  var start = 0
  let entry: UnreadableReason?
}

/// Puts walked pieces in order: counts lines, and compares ids over the whole history.
struct GroupMerging: ~Copyable {
  private let sources: [HistorySource]
  private let limits: HistoryLimits
  private let identity: RecordIdentity
  private let columnCount: Int
  private let parsers: ParserPool
  private var ids = IDTable()
  private var source = 0
  /// Lines of the source before the next piece.
  private var lineBase = 0
  /// Lines of the sources before, each counted through all up to its end.
  private var lastLines: [Int] = []
  private var hasByteOrderMark = false

  init(sources: [HistorySource], settings: ColumnSettings, columnCount: Int) {
    self.sources = sources
    limits = settings.limits
    identity = settings.identity
    self.columnCount = columnCount
    parsers = ParserPool(depthLimit: settings.limits.depth)
  }

  func name(of source: Int) -> String {
    sources.indices.contains(source) ? sources[source].name : ""
  }

  /// The next rows; nil where all lines are blank.
  mutating func group(
    of rows: WalkedRows, in piece: WalkedPiece
  ) throws(HistoryError) -> RowGroup? {
    moveOn(to: piece.source)
    if lineBase == 0 { hasByteOrderMark = piece.start > 0 }
    if let entry = piece.entry {
      defer { lineBase += 1 }
      return group(of: .entry(columnCount: columnCount), in: piece, [:], entry)
    }
    defer { lineBase += rows.lineCount }
    guard !rows.isOdd.isEmpty else { return nil }
    var rows = rows
    let duplicates = try compareIDs(of: rows)
    for row in duplicates.keys { rows.isOdd[row] = true }
    return group(of: rows, in: piece, duplicates, nil)
  }

  private func group(
    of rows: WalkedRows, in piece: WalkedPiece, _ duplicates: [Int: RecordPlace],
    _ entry: UnreadableReason?
  ) -> RowGroup {
    let items = LineItems(
      block: piece.block, places: rows.places, file: name(of: source), lineBase: lineBase,
      hasByteOrderMark: hasByteOrderMark, duplicates: duplicates, entry: entry, parsers: parsers,
      limits: limits,
      identity: identity)
    return RowGroup(
      columns: rows.columns, times: rows.times, decidedAt: rows.decidedAt, waits: rows.waits,
      fates: rows.fates, isOdd: rows.isOdd, items: items)
  }

  private mutating func moveOn(to next: Int) {
    while source < next {
      lastLines.append((lastLines.last ?? 0) + lineBase)
      lineBase = 0
      source += 1
      hasByteOrderMark = false
    }
  }

  private mutating func compareIDs(of rows: WalkedRows) throws(HistoryError) -> [Int: RecordPlace] {
    if identity == .ignored { return [:] }
    let base = (lastLines.last ?? 0) + lineBase
    guard let lines = UInt32(exactly: base + rows.lineCount) else {
      throw .tooManyLines(path: name(of: source))
    }
    guard ids.hasRoom(for: rows.ids.count, limit: limits.recordCount) else {
      throw .tooManyRecords(path: name(of: source), limit: limits.recordCount)
    }
    guard let first = ids.insert(rows.ids, lineBase: lines - UInt32(rows.lineCount)) else {
      throw .outOfMemory(path: name(of: source))
    }
    var duplicates: [Int: RecordPlace] = [:]
    for (row, line) in first.enumerated() where line != 0 {
      duplicates[row] = place(ofLine: Int(line))
    }
    return duplicates
  }

  /// The place of a line that is counted through all sources.
  /// - Complexity: O(sources).
  private func place(ofLine line: Int) -> RecordPlace {
    let index = lastLines.firstIndex { $0 >= line } ?? lastLines.count
    let before = index == 0 ? 0 : lastLines[index - 1]
    return RecordPlace(file: name(of: index), lineNumber: line - before)
  }
}

extension WalkedRows {
  /// One odd row that stands for something unreadable; it has no columns' values.
  static func entry(columnCount: Int) -> WalkedRows {
    var rows = WalkedRows()
    rows.columns = Array(
      repeating: CodedColumn(codes: [0], values: [nil], family: 0), count: columnCount)
    rows.append(.init())
    rows.isOdd = [true]
    return rows
  }
}
