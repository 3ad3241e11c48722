import CSimdjson
import Synchronization

/// Reads pieces, beside whoever walks them.
final class PieceQueue: Sendable {
  private let reader: Mutex<PieceReader>
  /// Asked for while somebody reads.
  private let readByteCount = Atomic(0)

  init(sources: [HistorySource], settings: ColumnSettings) {
    let count = PieceLine.greatestCount(walkerCount: settings.parallelism)
    let pool = BlockPool(
      byteCount: settings.pieceByteCount + csj_padding(),
      greatestFreeCount: count + settings.parallelism)
    reader = Mutex(
      PieceReader(
        sources: sources, limits: settings.limits, pool: pool,
        pieceByteCount: settings.pieceByteCount))
  }

  /// Stored bytes read so far, of all sources.
  var byteCount: Int { readByteCount.load(ordering: .relaxed) }

  /// How many pieces are held at once: those on their way, and those whose groups are looked at.
  static func heldCount(parallelism: Int) -> Int {
    PieceLine.greatestCount(walkerCount: parallelism) + parallelism + 1
  }

  /// The next piece; nil at the end.
  func next() -> Result<Piece?, HistoryError> {
    reader.withLock { reader in
      defer { readByteCount.store(reader.byteCount, ordering: .relaxed) }
      do throws(HistoryError) { return .success(try reader.next()) } catch {
        return .failure(error)
      }
    }
  }

  func finish() throws(HistoryError) -> HistoryDigest {
    try reader.withLock { reader throws(HistoryError) in try reader.finish() }
  }
}
