/// The pieces that are on their way, in order; see `PiecePipeline`.
struct PieceLine: Sendable {
  var isClosed = false
  private let walkerCount: Int
  private var entries: [Entry] = []
  /// The number of the first.
  private var firstNumber = 0
  private var isReading = false
  /// Whether nothing is read any more, and why.
  private var end: PiecePipeline.Next?

  /// A piece, and what was walked of it.
  private struct Entry {
    /// What is still to be walked; nil where nothing is.
    var piece: Piece?
    var isWalking = false
    /// Walked, and not taken yet, the first first.
    var parts: [WalkedPiece] = []

    var isDone: Bool { piece == nil && parts.isEmpty }
  }

  init(walkerCount: Int = 1) { self.walkerCount = walkerCount }

  /// Two for each walker, so that nobody waits long for the last; and what waits to be taken.
  static func greatestCount(walkerCount: Int) -> Int { walkerCount == 1 ? 2 : walkerCount * 3 }

  /// Why reading ended early, if it did.
  var failure: HistoryError? {
    guard case .failure(let error) = end else { return nil }
    return error
  }

  /// What should be done next; nil where there is nothing right now.
  ///
  /// Reading goes first where many walk: it is done by one at a time.
  mutating func nextJob() -> PiecePipeline.Job? {
    if isClosed { return nil }
    return walkerCount == 1 ? walking() ?? reading() : reading() ?? walking()
  }

  mutating func add(_ piece: Result<Piece?, HistoryError>) {
    isReading = false
    switch piece {
    case .success(let piece?): entries.append(Entry(piece: piece))
    case .success(nil): end = .end
    case .failure(let error): end = .failure(error)
    }
  }

  mutating func add(_ walked: WalkedPiece, number: Int) {
    let index = number - firstNumber
    entries[index].isWalking = false
    entries[index].piece = walked.rest
    entries[index].parts.append(walked)
  }

  /// The next piece, or a part of it; nil where it was not walked yet.
  mutating func next() -> PiecePipeline.Next? {
    guard let first = entries.first else { return end }
    guard let part = first.parts.first else { return nil }
    entries[0].parts.removeFirst()
    if entries[0].isDone {
      entries.removeFirst()
      firstNumber += 1
    }
    return .piece(part)
  }

  private mutating func reading() -> PiecePipeline.Job? {
    guard !isReading, end == nil, entries.count < Self.greatestCount(walkerCount: walkerCount)
    else { return nil }
    isReading = true
    return .read
  }

  /// A walker takes the pieces that are its own in order, each to its end: a family only grows.
  private mutating func walking() -> PiecePipeline.Job? {
    var busy: Set<Int> = []
    for index in entries.indices {
      let number = firstNumber + index
      let walker = number % walkerCount
      guard let piece = entries[index].piece else { continue }
      guard busy.insert(walker).inserted, !entries[index].isWalking,
        entries[index].parts.count < Self.greatestPartCount
      else { continue }
      entries[index].isWalking = true
      return .walk(piece, number: number, walker: walker)
    }
    return nil
  }

  /// A piece of very short lines has many groups: they are not all made at once.
  private static let greatestPartCount = 2
}
