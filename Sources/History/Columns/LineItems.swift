import CSimdjson
import PolicyCore

/// The lines of a group, to be read again one by one.
struct LineItems: RowItems {
  /// Nil where the group is one entry that is no line.
  let block: LineBlock?
  let places: [LinePlace]
  let file: String
  /// The lines of the file before those of the group.
  let lineBase: Int
  /// Whether line 1 stands behind a byte order mark.
  let hasByteOrderMark: Bool
  /// Where rows have the id of another record: the place of that.
  let duplicates: [Int: RecordPlace]
  /// What there is instead of a line.
  let entry: UnreadableReason?
  let lines: LineReading

  func item(at row: Int) -> HistoryItem {
    if let entry { return .unreadable(UnreadableRecord(place: place(of: row), reason: entry)) }
    let place = places[row]
    return lines.item(
      of: block?.bytes ?? [], place.range,
      as: LineReading.Line(
        place: self.place(of: row), hasByteOrderMark: hasByteOrderMark,
        duplicated: duplicates[row]))
  }

  func id(at row: Int) -> String {
    guard let block else { return "" }
    return String(decoding: block.bytes[places[row].idRange], as: UTF8.self)
  }

  private func place(of row: Int) -> RecordPlace {
    let line = entry == nil ? Int(places[row].line) : 1
    return RecordPlace(file: file, lineNumber: lineBase + line)
  }
}

/// Reads single lines as `HistoryReader` reads them.
struct LineReading: Sendable {
  /// What is known of a line besides its bytes.
  struct Line {
    let place: RecordPlace
    /// Whether line 1 of its file stands behind a byte order mark.
    let hasByteOrderMark: Bool
    /// The place of the record whose id it has, too.
    let duplicated: RecordPlace?
  }

  let parsers: ParserPool
  let limits: HistoryLimits
  let identity: RecordIdentity

  init(limits: HistoryLimits, identity: RecordIdentity) {
    parsers = ParserPool(depthLimit: limits.depth)
    self.limits = limits
    self.identity = identity
  }

  /// The record of a line without its break, or why there is none. Of a line that is too long, no
  /// byte is looked at.
  /// - Precondition: as many bytes as the parser asks for stand behind it.
  func item(of bytes: [UInt8], _ range: Range<Int>, as line: Line) -> HistoryItem {
    guard range.count <= limits.lineByteCount else {
      return unreadable(.lineTooLong(limit: limits.lineByteCount), line)
    }
    let value: JSONValue
    do throws(JSONError) { value = try parsers.parse(bytes, range).get() } catch {
      let skipped = line.hasByteOrderMark && line.place.lineNumber == 1 ? 3 : 0
      return unreadable(.json(error.fault), line, column: error.utf8Offset.map { $0 + 1 + skipped })
    }
    guard case .object(let object) = value else { return unreadable(.notAnObject, line) }
    if let reason = reason(object, line) { return unreadable(reason, line) }
    return .record(RawRecord(place: line.place, value: object))
  }

  private func reason(_ object: JSONObject, _ line: Line) -> UnreadableReason? {
    if identity == .ignored { return nil }
    guard let id = object["id"] else { return .missingID }
    guard id.string != nil else { return .idNotText }
    return line.duplicated.map { .duplicateID(first: $0) }
  }

  private func unreadable(
    _ reason: UnreadableReason, _ line: Line, column: Int? = nil
  ) -> HistoryItem {
    .unreadable(UnreadableRecord(place: line.place, reason: reason, column: column))
  }
}
