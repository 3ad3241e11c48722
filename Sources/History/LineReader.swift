import CSimdjson
import Crypto

/// Cuts one source into lines, in a window that never holds more than a line and a chunk.
struct LineReader: ~Copyable {
  /// What comes next in a source.
  enum Event {
    /// A line that is not blank, without its line break; valid until the next call.
    case line(UnsafeBufferPointer<UInt8>)
    case tooLong
    /// Everything from this line on is unread.
    case broken(UnreadableReason)
    case end
  }

  let name: String
  /// The 1-based number of the line last returned.
  private(set) var lineNumber = 0
  /// How many bytes of the line last returned were passed over at its start.
  private(set) var skippedByteCount = 0
  private let source: HistorySource
  private var stream: ContentStream
  private var window: ByteWindow
  private let limits: HistoryLimits
  private var isPassingOver = false
  private var isAtEnd = false

  init(_ source: HistorySource, limits: HistoryLimits) throws(HistoryError) {
    name = source.name
    self.source = source
    self.limits = limits
    stream = try ContentStream(source, chunkByteCount: limits.chunkByteCount)
    window = ByteWindow(padding: csj_padding())
  }

  /// Where the line last returned stands, as people are shown it.
  var place: RecordPlace { source.place(ofLine: lineNumber) }

  /// Stored bytes read so far.
  var byteCount: Int { stream.byteCount }

  /// How much memory the lines take; it does not shrink.
  var heldByteCount: Int { window.capacity }

  /// The next line that is not blank, or what there is instead of it.
  mutating func next() throws(HistoryError) -> Event {
    if lineNumber == 0, !isAtEnd, stream.isGitLFSPointer { return breakOff(.gitLFSPointer) }
    while true {
      if let length = window.lengthOfLine() {
        if let event = takeLine(length, breakLength: 1) { return event }
      } else if isAtEnd {
        return takeLastLine() ?? .end
      } else {
        passOverIfTooLong()
        do throws(StreamFault) { try fill() } catch {
          switch error {
          case .history(let error): throw error
          case .content(let reason): return breakOff(reason)
          }
        }
      }
    }
  }

  /// The next line that is in memory already; nil where the source would have to be read.
  mutating func nextBuffered() -> Event? {
    while let length = window.lengthOfLine() {
      if let event = takeLine(length, breakLength: 1) { return event }
    }
    return nil
  }

  /// The digest of all stored bytes; reads what is left of them.
  mutating func finish() throws(HistoryError) -> SHA256.Digest { try stream.finish() }

  /// A line that ends in the window, unless it is blank.
  private mutating func takeLine(_ length: Int, breakLength: Int) -> Event? {
    lineNumber += 1
    let line = window.take(length, andDrop: breakLength)
    if isPassingOver {
      isPassingOver = false
      return .tooLong
    }
    // RFC 8259 section 8.1: a reader may ignore a byte order mark at the start of a text.
    skippedByteCount = lineNumber == 1 ? JSONReader.lengthOfByteOrderMark(line) : 0
    let content = withoutBreak(UnsafeBufferPointer(rebasing: line.dropFirst(skippedByteCount)))
    if content.count > limits.lineByteCount { return .tooLong }
    return isBlank(content) ? nil : .line(content)
  }

  private mutating func takeLastLine() -> Event? {
    let isUnfinished = isPassingOver || window.count > 0
    return isUnfinished ? takeLine(window.count, breakLength: 0) : nil
  }

  /// Forgets what was read of a line that is already longer than the limit and its line break.
  private mutating func passOverIfTooLong() {
    let carriageReturnAndMark = 4
    guard isPassingOver || window.count > limits.lineByteCount + carriageReturnAndMark else {
      return
    }
    isPassingOver = true
    window.clear()
  }

  private mutating func fill() throws(StreamFault) {
    let room = window.makeRoom(limits.chunkByteCount)
    let count = try stream.read(into: room)
    window.append(count)
    isAtEnd = count == 0
  }

  /// The line that was being read is not trusted: it may have gone on.
  private mutating func breakOff(_ reason: UnreadableReason) -> Event {
    window.clear()
    isPassingOver = false
    isAtEnd = true
    lineNumber += 1
    return .broken(reason)
  }

  private func withoutBreak(_ line: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    guard line.last == UInt8(ascii: "\r") else { return line }
    return UnsafeBufferPointer(rebasing: line.dropLast())
  }

  private func isBlank(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
    line.allSatisfy {
      $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") || $0 == UInt8(ascii: "\r")
    }
  }
}
