import CEL
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

  /// The lines for which there was no room.
  var rest: Piece? {
    guard let rest = rows?.rest, let block else { return nil }
    return Piece(source: source, content: .lines(block, rest))
  }
}

/// Puts walked pieces in order: counts lines, and compares ids over the whole history.
struct GroupMerging: ~Copyable {
  private let sources: [HistorySource]
  private let identity: RecordIdentity
  /// With more records they cannot be kept apart.
  private let recordLimit: Int
  private let columnCount: Int
  private let lines: LineReading
  private var ids = IDTable()
  private var source = 0
  /// Lines of the source before the next piece.
  private var lineBase = 0
  /// Lines of the sources before, each counted through all up to its end.
  private var lastLines: [Int] = []
  private var hasByteOrderMark = false

  init(sources: [HistorySource], settings: ColumnSettings, columnCount: Int) {
    self.sources = sources
    identity = settings.identity
    recordLimit = settings.limits.recordCount
    self.columnCount = columnCount
    lines = LineReading(limits: settings.limits, identity: settings.identity)
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
      hasByteOrderMark: hasByteOrderMark, duplicates: duplicates, entry: entry, lines: lines)
    return RowGroup(
      ReadRows(
        columns: rows.columns, times: Instants(rows.times), decisions: Instants(rows.decidedAt),
        waitSeconds: Packed(rows.waits), fateValues: Packed(rows.fates), items: items),
      isOdd: rows.isOdd)
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
    guard ids.hasRoom(for: rows.ids.count, limit: recordLimit) else {
      throw .tooManyRecords(path: name(of: source), limit: recordLimit)
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
