import PolicyCore
import Testing

@testable import History

/// Who does what when with pieces that are on their way.
struct PieceLineTests {
  private static let piece = Piece(source: 0, content: .entry(.gitLFSPointer))

  private static func walked(rest: Bool = false) -> WalkedPiece {
    var rows = WalkedRows()
    let block = LineBlock([], fileOffset: nil, pool: BlockPool(byteCount: 0, greatestFreeCount: 0))
    if rest { rows.rest = 0..<0 }
    return WalkedPiece(source: 0, rows: rows, block: block, entry: nil)
  }

  /// Jobs as words.
  private static func word(_ job: PiecePipeline.Job?) -> String {
    switch job {
    case .read: "read"
    case .walk(_, let number, let walker): "walk \(number) by \(walker)"
    case nil: "nothing"
    }
  }

  private static func line(walkers: Int, pieces: Int) -> PieceLine {
    var line = PieceLine(walkerCount: walkers)
    for _ in 0..<pieces { line.add(.success(piece)) }
    return line
  }

  @Test func oneWalkerWalksBeforeMoreIsRead() {
    var line = Self.line(walkers: 1, pieces: 1)
    #expect(Self.word(line.nextJob()) == "walk 0 by 0")
    #expect(Self.word(line.nextJob()) == "read")
    #expect(Self.word(line.nextJob()) == "nothing")
  }

  @Test func manyReadFirstOneAtATime() {
    var line = Self.line(walkers: 2, pieces: 3)
    let words = (0..<4).map { _ in Self.word(line.nextJob()) }
    #expect(words == ["read", "walk 0 by 0", "walk 1 by 1", "nothing"])
  }

  @Test func nobodyReadsFarAhead() {
    var line = Self.line(walkers: 2, pieces: PieceLine.greatestCount(walkerCount: 2))
    #expect(Self.word(line.nextJob()) == "walk 0 by 0")
    line.add(Self.walked(), number: 0)
    #expect(Self.word(line.nextJob()) == "walk 1 by 1")
    #expect(line.next() != nil)
    #expect(Self.word(line.nextJob()) == "read")
  }

  /// Or codes would come to a family in another order than groups are given away.
  @Test func aWalkerTakesItsPiecesInOrderEachToItsEnd() {
    var line = Self.line(walkers: 2, pieces: 6)
    #expect(Self.word(line.nextJob()) == "walk 0 by 0")
    #expect(Self.word(line.nextJob()) == "walk 1 by 1")
    #expect(Self.word(line.nextJob()) == "nothing")
    line.add(Self.walked(), number: 1)
    #expect(Self.word(line.nextJob()) == "walk 3 by 1")
    line.add(Self.walked(rest: true), number: 0)
    #expect(Self.word(line.nextJob()) == "walk 0 by 0")
    line.add(Self.walked(rest: true), number: 0)
    #expect(Self.word(line.nextJob()) == "nothing", "two parts wait to be taken")
    #expect(line.next() != nil)
    #expect(Self.word(line.nextJob()) == "walk 0 by 0")
    line.add(Self.walked(), number: 0)
    #expect(Self.word(line.nextJob()) == "walk 2 by 0")
  }

  @Test func givesPartsInOrderAndThenTheEnd() {
    var line = Self.line(walkers: 2, pieces: 2)
    #expect(line.next() == nil)
    _ = (line.nextJob(), line.nextJob(), line.nextJob())
    line.add(.failure(.tooManyLines(path: "f")))
    line.add(Self.walked(), number: 1)
    #expect(line.next() == nil, "the first is not walked yet")
    line.add(Self.walked(), number: 0)
    #expect(line.next() != nil)
    #expect(line.next() != nil)
    #expect(Self.word(line.nextJob()) == "nothing")
    guard case .failure(let error) = line.next() else {
      Issue.record("there is no failure at the end")
      return
    }
    #expect(error == .tooManyLines(path: "f"))
    #expect(line.failure == error)
  }

  @Test func aClosedLineHasNoJobs() {
    var line = Self.line(walkers: 2, pieces: 2)
    line.isClosed = true
    #expect(Self.word(line.nextJob()) == "nothing")
  }
}
