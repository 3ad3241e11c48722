import CSimdjson
import Crypto
import PolicyCore

/// Some whole lines of one source, or what there is instead of one.
struct Piece: Sendable {
  /// What came.
  enum Content: Sendable {
    /// Lines in a range of a block; the first of them may be the first of the source, behind its byte
    /// order mark.
    case lines(LineBlock, Range<Int>)
    /// One line, or the rest of the source, that is unreadable.
    case entry(UnreadableReason)
  }

  /// Which of the sources.
  let source: Int
  let content: Content
}

/// Cuts sources into pieces of whole lines, in memory that does not grow with them.
///
/// Says of every line what `LineReader` would say.
struct PieceReader: ~Copyable {
  private let sources: [HistorySource]
  private let limits: HistoryLimits
  private let pool: BlockPool
  private let pieceByteCount: Int
  private var stream: ContentStream?
  private var openedCount = 0
  private var digests: [SHA256.Digest] = []
  private var finishedByteCount = 0
  /// Bytes of lines read so far, of the source that is open.
  private var contentByteCount = 0
  /// What was read of a line that goes on.
  private var carried: [UInt8] = []
  private var isAtStart = true
  /// Whether the stream has nothing more to give.
  private var isExhausted = true
  private var isPassingOver = false
  private var broken: UnreadableReason?

  init(sources: [HistorySource], limits: HistoryLimits, pool: BlockPool, pieceByteCount: Int) {
    self.sources = sources
    self.limits = limits
    self.pool = pool
    self.pieceByteCount = pieceByteCount
  }

  /// Stored bytes read so far, of all sources.
  var byteCount: Int { finishedByteCount + storedByteCount }

  /// The next piece; nil at the end.
  mutating func next() throws(HistoryError) -> Piece? {
    while true {
      if isPassingOver {
        if let reason = try passOver() { return piece(.entry(reason)) }
      } else if !isExhausted || !carried.isEmpty {
        if let content = try fill() { return piece(content) }
      } else if let reason = broken {
        broken = nil
        return piece(.entry(reason))
      } else {
        try close()
        guard try open() else { return nil }
      }
    }
  }

  /// Reads what is left, without looking at it.
  mutating func finish() throws(HistoryError) -> HistoryDigest {
    repeat { try close() } while try open()
    return HistoryDigest(sourceDigests: digests, byteCount: finishedByteCount)
  }

  private func piece(_ content: Piece.Content) -> Piece {
    Piece(source: openedCount - 1, content: content)
  }

  private var storedByteCount: Int {
    switch stream {
    case .some(let stream): stream.byteCount
    case .none: 0
    }
  }

  private mutating func open() throws(HistoryError) -> Bool {
    guard openedCount < sources.count else { return false }
    stream = try ContentStream(sources[openedCount], chunkByteCount: limits.chunkByteCount)
    openedCount += 1
    contentByteCount = 0
    isAtStart = true
    isExhausted = isGitLFSPointer
    broken = isExhausted ? .gitLFSPointer : nil
    return true
  }

  private var isGitLFSPointer: Bool {
    switch stream {
    case .some(let stream): stream.isGitLFSPointer
    case .none: false
    }
  }

  /// Whether the source is stored as it is read.
  private var isPlain: Bool {
    switch stream {
    case .some(let stream): stream.isPlain
    case .none: false
    }
  }

  private mutating func close() throws(HistoryError) {
    guard let digest = try stream?.finish() else { return }
    digests.append(digest)
    finishedByteCount += storedByteCount
    stream = nil
  }

  // MARK: - Lines

  /// Reads on until a block is full, or the source ends; nil where no line ended in it.
  private mutating func fill() throws(HistoryError) -> Piece.Content? {
    let padding = csj_padding()
    let room = max(pieceByteCount, carried.count * 2)
    var block = pool.make(atLeast: room + padding)
    let limit = min(block.count - padding, max(room, carried.count + 1))
    block.replaceSubrange(0..<carried.count, with: carried)
    let offset = contentByteCount - carried.count
    let count = try read(into: &block, carried.count..<limit)
    let isWhole = isExhausted && broken == nil
    let end = isWhole ? count : endOfLines(in: block, count)
    let start = isAtStart && end > 0 ? JSONReader.lengthOfByteOrderMark(block[..<end]) : 0
    if end == 0 && !isExhausted && count > limits.lineByteCount + Self.breakAndMark {
      isPassingOver = true
      carried = []
      isAtStart = false
    } else {
      carried = isExhausted ? [] : Array(block[end..<count])
      isAtStart = isAtStart && end == 0
    }
    // The walk asks for a line break behind the last line.
    if end > 0, block[end - 1] != UInt8(ascii: "\n") { block[end] = UInt8(ascii: "\n") }
    let lines = LineBlock(block, fileOffset: isPlain ? offset : nil, pool: pool)
    return start < end ? .lines(lines, start..<end) : nil
  }

  /// A carriage return before the line break, and a byte order mark at the start.
  private static let breakAndMark = 4

  /// Passes over a line that is longer than the limit; nil where the source ends in a fault first.
  private mutating func passOver() throws(HistoryError) -> UnreadableReason? {
    var block = pool.make(atLeast: pieceByteCount + csj_padding())
    while true {
      let count = try read(into: &block, 0..<pieceByteCount)
      let found = block[..<count].firstIndex(of: UInt8(ascii: "\n"))
      guard found != nil || isExhausted else { continue }
      isPassingOver = false
      if let found {
        carried = Array(block[(found + 1)..<count])
      } else if broken != nil {
        return nil
      }
      return .lineTooLong(limit: limits.lineByteCount)
    }
  }

  /// Fills a range of a block; less only at the end of the source. The end of what was filled.
  private mutating func read(
    into block: inout [UInt8], _ range: Range<Int>
  ) throws(HistoryError) -> Int {
    var end = range.lowerBound
    while end < range.upperBound, !isExhausted {
      do throws(StreamFault) {
        let count = try readOnce(into: &block, end..<range.upperBound)
        if count == 0 {
          isExhausted = true
          return end
        }
        end += count
        contentByteCount += count
      } catch {
        switch error {
        case .history(let error): throw error
        case .content(let reason):
          broken = reason
          isExhausted = true
          return end
        }
      }
    }
    return end
  }

  private mutating func readOnce(
    into block: inout [UInt8], _ range: Range<Int>
  ) throws(StreamFault) -> Int {
    var outcome: Result<Int, StreamFault> = .success(0)
    block.withUnsafeMutableBytes { bytes in
      let room = UnsafeMutableRawBufferPointer(rebasing: bytes[range])
      do throws(StreamFault) {
        outcome = .success(try stream?.read(into: room) ?? 0)
      } catch { outcome = .failure(error) }
    }
    return try outcome.get()
  }

  /// Behind the last line break.
  private func endOfLines(in block: [UInt8], _ count: Int) -> Int {
    block.withUnsafeBufferPointer { bytes in
      (bytes[..<count].lastIndex(of: UInt8(ascii: "\n")) ?? -1) + 1
    }
  }
}
