import Synchronization

/// Pieces that were read, to be walked together.
struct PieceBatch: Sendable {
  var pieces: [Piece] = []
  /// Why no more follow, if reading failed behind them.
  var failure: HistoryError?
  /// Whether the history ends with them.
  var isLast = false

  /// Whether nothing can be read behind them.
  var isEnd: Bool { isLast || failure != nil }
  /// Whether there is neither something to walk nor something to read.
  var isEmpty: Bool { pieces.isEmpty && isEnd }

  /// The end alone.
  var withoutPieces: PieceBatch { PieceBatch(failure: failure, isLast: isLast) }
}

/// Reads pieces, beside whoever walks them.
final class PieceQueue: Sendable {
  private let reader: Mutex<PieceReader>
  private let batchCount: Int

  init(sources: [HistorySource], settings: ColumnSettings) {
    batchCount = Self.batchCount(parallelism: settings.parallelism)
    let pool = BlockPool(
      byteCount: settings.pieceByteCount + 64, greatestFreeCount: batchCount * Self.heldBatchCount)
    reader = Mutex(
      PieceReader(
        sources: sources, limits: settings.limits, pool: pool,
        pieceByteCount: settings.pieceByteCount))
  }

  /// How many pieces are walked together.
  static func batchCount(parallelism: Int) -> Int {
    // Two for each walker: so nobody waits long for the last.
    parallelism > 1 ? parallelism * 2 : 1
  }

  /// Batches that are held at once: read, walked, and looked at.
  static let heldBatchCount = 3

  var byteCount: Int { reader.withLock { $0.byteCount } }

  func nextBatch() -> PieceBatch {
    reader.withLock { reader in
      var batch = PieceBatch()
      do throws(HistoryError) {
        while batch.pieces.count < batchCount {
          guard let piece = try reader.next() else {
            batch.isLast = true
            break
          }
          batch.pieces.append(piece)
        }
      } catch { batch.failure = error }
      return batch
    }
  }

  func finish() throws(HistoryError) -> HistoryDigest {
    try reader.withLock { reader throws(HistoryError) in try reader.finish() }
  }
}
