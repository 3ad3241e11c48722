import CSimdjson
package import PolicyCore
import Synchronization

/// Recorded requests of many sources, as columns.
///
/// Says of every line what `HistoryReader` and `RecordReader` say, in the same order, much faster
/// where most records are of one shape. A group holds the bytes of its lines: it should be let go of
/// once it was looked at. After an error every further call throws the same error.
package struct ColumnReader: ~Copyable {
  /// The stored size of all sources; nil when one of them is a stream or cannot be looked at.
  package let totalByteCount: Int?

  private let settings: ColumnSettings
  private let plan: ColumnPlan
  private let pieces: PieceQueue
  private var walkers: [WalkerSlot] = []
  private var merging: GroupMerging
  /// Read, but not walked yet.
  private var ahead = PieceBatch()
  /// Walked, but not given away yet; the first comes last.
  private var walked: [WalkedPiece] = []
  private var failure: HistoryError?

  /// Makes a reader; nothing is opened yet.
  /// - Parameter schemas: all of which must accept a record, for its row to be plain; at least one.
  package init(
    sources: [HistorySource], layout: ColumnLayout, schemas: [RequestSchema],
    settings: ColumnSettings = ColumnSettings()
  ) {
    self.settings = settings
    plan = ColumnPlanMaking.plan(layout: layout, schemas: schemas)
    pieces = PieceQueue(sources: sources, settings: settings)
    merging = GroupMerging(
      sources: sources, settings: settings, columnCount: layout.paths.count)
    totalByteCount = HistorySource.storedByteCount(of: sources)
  }

  /// Stored (compressed) bytes read so far, of all sources; reading is ahead of the groups.
  package var byteCount: Int { pieces.byteCount }

  /// The next rows, in the order of the history; nil at the end.
  package mutating func next() async throws(HistoryError) -> RowGroup? {
    if let failure { throw failure }
    do throws(HistoryError) { return try await advance() } catch {
      failure = error
      throw error
    }
  }

  /// Reads what is left, without looking at the records in it, and tells the digest of everything.
  package consuming func finish() throws(HistoryError) -> HistoryDigest {
    if let failure = failure ?? ahead.failure { throw failure }
    return try pieces.finish()
  }

  // MARK: - Order

  private mutating func advance() async throws(HistoryError) -> RowGroup? {
    while true {
      if let piece = walked.popLast() {
        if let group = try merge(piece) { return group }
      } else if !ahead.isEmpty {
        try await walkAhead()
      } else if let error = ahead.failure {
        throw error
      } else {
        return nil
      }
    }
  }

  private mutating func merge(_ piece: WalkedPiece) throws(HistoryError) -> RowGroup? {
    guard let rows = piece.rows else { throw outOfMemory(piece.source) }
    let group = try merging.group(of: rows, in: piece)
    // The lines for which there was no room come next, before what was walked beside them.
    if let rest = rows.rest, let block = piece.block {
      walked.append(try walker(0).walk(Piece(source: piece.source, content: .lines(block, rest))))
    }
    return group
  }

  private func outOfMemory(_ source: Int) -> HistoryError {
    .outOfMemory(path: merging.name(of: source))
  }

  // MARK: - Walking

  /// Walks what was read, while what comes next is being read.
  private mutating func walkAhead() async throws(HistoryError) {
    let batch = ahead
    _ = try walker(settings.parallelism - 1)
    let (walkers, pieces) = (walkers, pieces)
    if walkers.count == 1 {
      walked = batch.pieces.reversed().map { walkers[0].walk($0) }
      ahead = batch.isEnd ? batch.withoutPieces : pieces.nextBatch()
      return
    }
    let results = await withTaskGroup(of: Work.self, returning: [Work].self) { group in
      if !batch.isEnd { group.addTask { .read(pieces.nextBatch()) } }
      for number in walkers.indices {
        let share = stride(from: number, to: batch.pieces.count, by: walkers.count)
        group.addTask {
          .walked(
            share.map { IndexedPiece(index: $0, piece: walkers[number].walk(batch.pieces[$0])) })
        }
      }
      var results: [Work] = []
      for await result in group { results.append(result) }
      return results
    }
    take(results, after: batch)
  }

  private mutating func take(_ results: [Work], after batch: PieceBatch) {
    ahead = batch.withoutPieces
    var found: [IndexedPiece] = []
    for result in results {
      switch result {
      case .read(let batch): ahead = batch
      case .walked(let pieces): found += pieces
      }
    }
    walked = found.sorted { $0.index > $1.index }.map(\.piece)
  }

  /// Made when they are first needed.
  private mutating func walker(_ number: Int) throws(HistoryError) -> WalkerSlot {
    while walkers.count <= number {
      guard let slot = WalkerSlot.make(plan, settings: settings, number: walkers.count) else {
        throw outOfMemory(0)
      }
      walkers.append(slot)
    }
    return walkers[number]
  }

  private enum Work: Sendable {
    case read(PieceBatch)
    case walked([IndexedPiece])
  }

  private struct IndexedPiece: Sendable {
    let index: Int
    let piece: WalkedPiece
  }
}

/// A walker that one task at a time uses.
final class WalkerSlot: Sendable {
  private let walker: Mutex<ColumnWalker>

  private init(_ walker: consuming sending ColumnWalker) { self.walker = Mutex(walker) }

  static func make(_ plan: ColumnPlan, settings: ColumnSettings, number: Int) -> WalkerSlot? {
    guard let walker = ColumnWalker.make(plan, settings: settings, number: number) else {
      return nil
    }
    return WalkerSlot(walker)
  }

  func walk(_ piece: Piece) -> WalkedPiece {
    switch piece.content {
    case .entry(let reason):
      return WalkedPiece(source: piece.source, rows: WalkedRows(), block: nil, entry: reason)
    case .lines(let block, let range):
      let rows = walker.withLock { $0.walk(block.bytes, range) }
      return WalkedPiece(
        source: piece.source, rows: rows, block: block, start: range.lowerBound, entry: nil)
    }
  }
}
