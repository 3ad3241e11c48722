import CSimdjson
import Synchronization

/// The lines of the sources of an entry, read again one by one.
final class StoredLines: Sendable {
  private struct OpenSource {
    let number: Int
    let file: CacheDescriptor
  }

  private let sources: [HistorySource]
  private let states: [FileState]
  private let file: CacheFile
  private let reading: LineReading
  private let memory = KeptLinesMemory()
  /// The source that was read last.
  private let open = Mutex<OpenSource?>(nil)

  /// What the parser asks for behind a line.
  static var padding: Int { csj_padding() }

  init(sources: [HistorySource], states: [FileState], file: CacheFile, reading: LineReading) {
    self.sources = sources
    self.states = states
    self.file = file
    self.reading = reading
  }

  /// The record of a line, or why there is none.
  /// - Throws: `changed` where the source is not what it was, `corruptCache`.
  func item(
    _ place: StoredPlace, in segment: LineSegment, duplicated: (source: Int, line: Int)?
  ) throws(HistoryError) -> HistoryItem {
    let line = LineReading.Line(
      place: try recordPlace(segment.source, segment.line + place.line),
      hasByteOrderMark: segment.hasByteOrderMark,
      duplicated: try duplicated.map { duplicated throws(HistoryError) in
        try recordPlace(duplicated.source, duplicated.line)
      })
    if let reason = segment.entry {
      return .unreadable(UnreadableRecord(place: line.place, reason: reason))
    }
    let range = 0..<place.length
    guard place.length <= reading.limits.lineByteCount else {
      return reading.item(of: [], range, as: line)
    }
    guard let kept = segment.lines else {
      let bytes = try bytes(of: segment.source, at: segment.offset + place.offset, place.length)
      return reading.item(of: bytes, range, as: line)
    }
    let text = try text(kept)
    let end = place.offset + place.length
    guard end <= kept.byteCount else { throw file.corrupt }
    return reading.item(of: text, place.offset..<end, as: line)
  }

  private func recordPlace(_ source: Int, _ line: Int) throws(HistoryError) -> RecordPlace {
    guard sources.indices.contains(source) else { throw file.corrupt }
    return RecordPlace(file: sources[source].name, lineNumber: line)
  }

  // MARK: - Files

  private func bytes(
    of number: Int, at offset: Int, _ count: Int
  ) throws(HistoryError) -> [UInt8] {
    let changed = HistoryError.changed(path: sources[number].name)
    guard let source = opened(number) else { throw changed }
    var isRead = false
    let padding = Self.padding
    let bytes = [UInt8](unsafeUninitializedCapacity: count + padding) { buffer, initialized in
      let room = UnsafeMutableRawBufferPointer(
        rebasing: UnsafeMutableRawBufferPointer(buffer)[..<count])
      isRead = source.read(into: room, at: offset)
      for index in (isRead ? count : 0)..<(count + padding) { buffer[index] = 0 }
      initialized = count + padding
    }
    // After the bytes: what they are is known only of a file that is still what it was.
    guard isRead, source.status == states[number] else { throw changed }
    return bytes
  }

  private func opened(_ number: Int) -> CacheDescriptor? {
    open.withLock { open in
      if let open, open.number == number { return open.file }
      guard case .file(let path, _) = sources[number],
        let file = CacheDescriptor.readingSource(path)
      else { return nil }
      open = OpenSource(number: number, file: file)
      return file
    }
  }

  // MARK: - Lines in the entry

  private func text(_ kept: (section: Int, byteCount: Int)) throws(HistoryError) -> [UInt8] {
    guard kept.byteCount <= Self.greatestTextByteCount else { throw file.corrupt }
    return try memory.text(of: kept.section) { () throws(HistoryError) in
      let compressed: Packed<UInt8> = try file.section(kept.section)
      let text = compressed.withElements {
        KeptLines.decompress($0, byteCount: kept.byteCount, padding: Self.padding)
      }
      guard let text else { throw file.corrupt }
      return text
    }
  }

  /// The longest line that there may be, and what stands before it.
  private static let greatestTextByteCount = (1 << 30) + (1 << 23)
}
