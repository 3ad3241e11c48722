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
  let parsers: ParserPool
  let limits: HistoryLimits
  let identity: RecordIdentity

  func item(at row: Int) -> HistoryItem {
    if let entry { return unreadable(entry, row) }
    let place = places[row]
    guard place.length <= limits.lineByteCount else {
      return unreadable(.lineTooLong(limit: limits.lineByteCount), row)
    }
    let value: JSONValue
    do throws(JSONError) { value = try parse(place.range) } catch {
      let skipped = hasByteOrderMark && self.place(of: row).lineNumber == 1 ? 3 : 0
      return unreadable(.json(error.fault), row, column: error.utf8Offset.map { $0 + 1 + skipped })
    }
    guard case .object(let object) = value else { return unreadable(.notAnObject, row) }
    if let reason = reason(object, row) { return unreadable(reason, row) }
    return .record(RawRecord(place: self.place(of: row), value: object))
  }

  func id(at row: Int) -> String {
    guard let block else { return "" }
    return String(decoding: block.bytes[places[row].idRange], as: UTF8.self)
  }

  private func reason(_ object: JSONObject, _ row: Int) -> UnreadableReason? {
    if identity == .ignored { return nil }
    guard let id = object["id"] else { return .missingID }
    guard id.string != nil else { return .idNotText }
    return duplicates[row].map { .duplicateID(first: $0) }
  }

  private func parse(_ range: Range<Int>) throws(JSONError) -> JSONValue {
    guard let block else { throw JSONError(.empty, utf8Offset: nil) }
    return try parsers.parse(block, range).get()
  }

  private func place(of row: Int) -> RecordPlace {
    let line = entry == nil ? Int(places[row].line) : 1
    return RecordPlace(file: file, lineNumber: lineBase + line)
  }

  private func unreadable(
    _ reason: UnreadableReason, _ row: Int, column: Int? = nil
  ) -> HistoryItem {
    .unreadable(UnreadableRecord(place: place(of: row), reason: reason, column: column))
  }
}
