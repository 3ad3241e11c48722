import Glibc
import History

/// A way through the entries of a log, one by one.
///
/// It ends at the first damage: what stands behind one hangs on nothing.
package struct LogCursor: ~Copyable {
  private let scan: LogScan
  private let names: [String]
  private var opened = 0
  private var segment: SegmentReader?
  private var reader = JSONReader()
  /// How far the entries are good; the end once `next` has given nil.
  package private(set) var end: LogEnd

  /// Starts before the first entry.
  /// - Throws: what the system says.
  package init(_ scan: LogScan) throws(LogFailure) {
    self.scan = scan
    names = try scan.segmentNames()
    end = LogEnd(
      LogChain(scan.header),
      at: LogPlace(file: LogFolder.segmentName(startingAt: 0), lineNumber: 1, offset: 0))
  }

  /// The next entry and where it stands; nil at the end, and at a damage.
  package mutating func next() throws(LogFailure) -> (LogEntry, LogPlace)? {
    guard end.damage == nil else { return nil }
    while true {
      if let line = try segment?.next() { return try take(line) }
      guard opened < names.count else { return nil }
      try openSegment()
      if end.damage != nil { return nil }
    }
  }

  /// Goes on behind an entry that is known to be there.
  mutating func skip(to start: SummaryEnd) throws(LogFailure) {
    opened = names.count { !start.place.file.utf8.lexicographicallyPrecedes($0.utf8) }
    segment = try SegmentReader(
      path: scan.path(ofSegment: start.place.file), offset: start.place.offset)
    end = LogEnd(start.chain, at: start.place)
  }

  private mutating func openSegment() throws(LogFailure) {
    let name = names[opened]
    opened += 1
    segment = try SegmentReader(path: scan.path(ofSegment: name))
    end.place = LogPlace(file: name, lineNumber: 1, offset: 0)
    if name != LogFolder.segmentName(startingAt: end.size) { end.note(.wrongSegment) }
  }

  /// Whether a line is what a crash leaves: one without an end, or with a hole of zeros where a page
  /// did not reach the disk. All else was done by somebody, also to the last byte of an entry.
  private mutating func isLeftByCrash(_ line: SegmentReader.Line) -> Bool {
    if line.isWhole { return line.bytes.contains(0) }
    return LogEntry(reading: Array(line.bytes.dropLast()), by: &reader) == nil
  }

  private mutating func take(
    _ line: SegmentReader.Line
  ) throws(LogFailure) -> (LogEntry, LogPlace)? {
    guard line.isWhole, let entry = LogEntry(reading: line.bytes, by: &reader) else {
      let isLeft = isLeftByCrash(line)
      let isFollowed = try segment?.hasEntryAhead(&reader) ?? false
      end.note(
        line.isWhole ? .notAnEntry : .torn,
        isTail: isLeft && opened == names.count && !isFollowed)
      return nil
    }
    if let kind = end.add(entry, line.bytes) {
      end.note(kind)
      return nil
    }
    let place = end.place
    end.place.lineNumber += 1
    end.place.offset += line.bytes.count + 1
    return (entry, place)
  }
}
