import Synchronization

/// Pieces on their way: read in order by one at a time, walked by many, and given away in order.
///
/// What is on its way is bounded: nobody reads on before the first pieces were taken.
final class PiecePipeline: Sendable {
  /// What there is to do.
  enum Job: Sendable {
    case read
    /// Some lines of the piece with a number, by the walker with another.
    case walk(Piece, number: Int, walker: Int)
  }

  /// What comes next for whoever takes pieces.
  enum Next: Sendable {
    case piece(WalkedPiece)
    case failure(HistoryError)
    case end
  }

  private struct State {
    var pieces = PieceLine()
    /// How often it has changed.
    var changeCount = 0
    var waiting: [CheckedContinuation<Void, Never>] = []
  }

  private let state: Mutex<State>

  /// - Parameter walkerCount: how many walkers there are; at least 1.
  init(walkerCount: Int) {
    state = Mutex(State(pieces: PieceLine(walkerCount: walkerCount)))
  }

  /// What should be done next, once there is something; nil when nothing will be.
  func nextJob() async -> Job? {
    await found { pieces in
      if let job = pieces.nextJob() { return .some(.some(job)) }
      return pieces.isClosed ? .some(nil) : nil
    }
  }

  /// Adds what was read; nil at the end.
  func add(_ piece: Result<Piece?, HistoryError>) { change { $0.add(piece) } }

  /// Adds what came of a job.
  func add(_ walked: WalkedPiece, number: Int) { change { $0.add(walked, number: number) } }

  /// The next piece, or a part of it, once it was walked.
  func next() async -> Next {
    let next = await found { $0.next() }
    change { _ in }
    return next
  }

  /// Why reading ended early, if it did.
  var failure: HistoryError? { state.withLock { $0.pieces.failure } }

  /// Lets everybody go.
  func close() { change { $0.isClosed = true } }

  private func change(_ body: (inout PieceLine) -> Void) {
    let waiting = state.withLock { state in
      body(&state.pieces)
      state.changeCount += 1
      defer { state.waiting = [] }
      return state.waiting
    }
    for continuation in waiting { continuation.resume() }
  }

  private func found<Found: Sendable>(_ look: @Sendable (inout PieceLine) -> Found?) async -> Found
  {
    while true {
      let (found, changeCount) = state.withLock { (look(&$0.pieces), $0.changeCount) }
      if let found { return found }
      await withCheckedContinuation { continuation in
        let isLate = state.withLock { state in
          let isLate = state.changeCount != changeCount
          if !isLate { state.waiting.append(continuation) }
          return isLate
        }
        if isLate { continuation.resume() }
      }
    }
  }
}
