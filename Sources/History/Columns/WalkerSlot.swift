import Synchronization

/// A walker that one task at a time uses; made when it is first needed.
final class WalkerSlot: Sendable {
  private let walker = Mutex<ColumnWalker?>(nil)
  private let plan: ColumnPlan
  private let settings: ColumnSettings
  private let number: Int

  init(_ plan: ColumnPlan, settings: ColumnSettings, number: Int) {
    self.plan = plan
    self.settings = settings
    self.number = number
  }

  func walk(_ piece: Piece) -> WalkedPiece {
    switch piece.content {
    case .entry(let reason):
      return WalkedPiece(source: piece.source, rows: WalkedRows(), block: nil, entry: reason)
    case .lines(let block, let range):
      return WalkedPiece(
        source: piece.source, rows: walk(block, range), block: block, start: range.lowerBound,
        entry: nil)
    }
  }

  private func walk(_ block: LineBlock, _ range: Range<Int>) -> WalkedRows? {
    walker.withLock { walker in
      if walker == nil {
        walker = ColumnWalker.make(plan, settings: settings, number: number)
      }
      return walker?.walk(block.bytes, range)
    }
  }
}
