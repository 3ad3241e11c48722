/// The rows of a history, group by group, in its order.
///
/// A group holds the bytes of its lines: it should be let go of once it was looked at. After an error
/// every further call throws the same error.
package struct ColumnGroups: ~Copyable {
  private let queue: PieceQueue
  private let pipeline: PiecePipeline
  private var merging: GroupMerging
  private var failure: HistoryError?

  init(_ queue: PieceQueue, _ pipeline: PiecePipeline, _ merging: consuming GroupMerging) {
    self.queue = queue
    self.pipeline = pipeline
    self.merging = merging
  }

  /// Stored (compressed) bytes read so far, of all sources; reading is ahead of the groups.
  package var byteCount: Int { queue.byteCount }

  /// The next rows, in the order of the history; nil at the end.
  package mutating func next() async throws(HistoryError) -> RowGroup? {
    if let failure { throw failure }
    do throws(HistoryError) { return try await advance() } catch {
      failure = error
      throw error
    }
  }

  private mutating func advance() async throws(HistoryError) -> RowGroup? {
    while true {
      switch await pipeline.next() {
      case .piece(let piece): if let group = try group(of: piece) { return group }
      case .failure(let error): throw error
      case .end: return nil
      }
    }
  }

  private mutating func group(of piece: WalkedPiece) throws(HistoryError) -> RowGroup? {
    guard let rows = piece.rows else {
      throw .outOfMemory(path: merging.name(of: piece.source))
    }
    return try merging.group(of: rows, in: piece)
  }
}
