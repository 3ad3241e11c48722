import CEL
import CSimdjson
import PolicyCore

/// Writes an entry while its history is read: groups as they fill, what they refer to at the end.
struct EntryWriter: ~Copyable {
  private var file: CacheFileWriter
  private let key: CacheKey
  private let layout: ColumnLayout
  private let valuesPerFamily: Int
  private let lineLimit: Int
  private let sourceNumbers: [String: Int]
  private var filling = GroupFilling()
  /// Lines of the last segment, which cannot be read from a file.
  private var keptLines: [UInt8] = []
  private var columns: [ColumnCoding]
  /// For each column, the number of the dictionary that it fills.
  private var families: [Int]
  private var familyTable: [StoredFamily?]
  private var groups: [Int64] = []
  private var rowCount = 0

  /// Begins an entry.
  /// - Throws: `notKeepable` where a source may just be written to.
  static func make(
    in folder: CacheFolder, for key: CacheKey, sources: [HistorySource], layout: ColumnLayout,
    settings: ColumnSettings, greatestByteCount: Int
  ) throws(CacheFailure) -> EntryWriter {
    let file = try CacheFileWriter.make(
      in: folder, named: CacheFolder.entryName(key.digest), greatestByteCount: greatestByteCount)
    return EntryWriter(file, key, sources, layout, settings)
  }

  private init(
    _ file: consuming CacheFileWriter, _ key: CacheKey, _ sources: [HistorySource],
    _ layout: ColumnLayout, _ settings: ColumnSettings
  ) {
    self.file = file
    self.key = key
    self.layout = layout
    valuesPerFamily = settings.valuesPerFamily
    lineLimit = settings.limits.lineByteCount
    var numbers: [String: Int] = [:]
    for (number, source) in sources.enumerated() { numbers[source.name] = number }
    sourceNumbers = numbers
    columns = layout.paths.map { _ in ColumnCoding() }
    families = Array(layout.paths.indices)
    familyTable = layout.paths.map { _ in nil }
  }

  /// Whether what was read at this time may be kept; see `CacheKey.isOlder`.
  var isTrustworthy: Bool { key.isOlder(than: file.begun) }

  /// Where the entry stands until it is finished.
  var path: String { file.path }

  /// Adds the rows of a group that was just read.
  mutating func append(_ group: RowGroup) throws(CacheFailure) {
    guard let parts = group.parts as? ReadRows, let items = parts.items as? LineItems else {
      throw .notKeepable
    }
    var start = 0
    while start < group.rowCount {
      let room = GroupFilling.greatestRowCount - filling.rowCount
      let end = min(group.rowCount, start + room)
      for index in columns.indices {
        guard columns[index].append(parts.columns[index], start..<end, of: group) else {
          throw .notKeepable
        }
      }
      try append(group, parts, items, start..<end)
      if filling.rowCount == GroupFilling.greatestRowCount { try endGroup() }
      start = end
    }
  }

  /// Completes the entry under the name that it has while it is written.
  mutating func complete(_ digest: HistoryDigest) throws(CacheFailure) {
    if filling.rowCount > 0 { try endGroup() }
    for column in columns.indices { try endFamily(of: column) }
    let description = EntryDescription(
      sources: key.sources.map(\.stored), layout: layout, digest: digest, rowCount: rowCount,
      readAt: file.begun.seconds)
    try file.append(familyTable.flatMap { $0?.words ?? [] })
    try file.append(groups)
    try file.append(description.bytes)
    try file.complete(.columns)
  }

  /// Puts the complete entry in its place.
  mutating func rename() throws(CacheFailure) {
    try file.rename(to: CacheFolder.entryName(key.digest))
  }

  // MARK: - Rows

  private mutating func append(
    _ group: RowGroup, _ parts: ReadRows, _ items: LineItems, _ rows: Range<Int>
  ) throws(CacheFailure) {
    guard let source = sourceNumbers[items.file] else { throw .notKeepable }
    for row in rows {
      let line = items.entry == nil ? Int(items.places[row].line) : 1
      try append(row, ofLine: items.lineBase + line, source: source, items)
      guard fill(row, isOdd: group.isOdd(row), parts, items) else { throw .notKeepable }
      if let duplicated = items.duplicates[row] { try markDuplicate(duplicated) }
    }
  }

  private mutating func fill(
    _ row: Int, isOdd: Bool, _ parts: ReadRows, _ items: LineItems
  ) -> Bool {
    guard !isOdd, let bytes = items.block?.bytes else {
      return filling.append(nil, id: UnsafeBufferPointer(start: nil, count: 0)[...])
    }
    let read = ReadRow(
      time: parts.times.parts(of: row), decidedAt: parts.decisions.parts(of: row),
      wait: parts.waitSeconds[row], fate: parts.fateValues[row])
    return bytes.withUnsafeBufferPointer { bytes in
      filling.append(read, id: bytes[items.places[row].idRange])
    }
  }

  private mutating func markDuplicate(_ place: RecordPlace) throws(CacheFailure) {
    guard let source = sourceNumbers[place.file].flatMap({ UInt32(exactly: $0) }),
      let line = UInt32(exactly: place.lineNumber)
    else { throw .notKeepable }
    filling.markDuplicate(source: source, line: line)
  }

  // MARK: - Lines

  /// Adds the place of a row, from where its segment counts.
  private mutating func append(
    _ row: Int, ofLine line: Int, source: Int, _ items: LineItems
  ) throws(CacheFailure) {
    let place = items.entry == nil ? items.places[row] : LinePlace.none
    let fileOffset = items.block?.fileOffset.map { $0 + Int(place.offset) }
    let continued = filling.segments.last.flatMap {
      $0.source == source && items.entry == nil && $0.entry == nil
        && keptLines.count < Self.keptByteCount
        && filling.rowCount - $0.firstRow < Self.greatestSegmentRowCount
        ? distance(from: $0, to: fileOffset, line) : nil
    }
    if continued == nil {
      try endSegment()
      var segment = LineSegment(firstRow: filling.rowCount, source: source)
      segment.offset = fileOffset ?? 0
      segment.line = line
      segment.hasByteOrderMark = items.hasByteOrderMark
      segment.entry = items.entry
      filling.segments.append(segment)
    }
    let start = continued ?? (offset: 0, line: 0)
    filling.append(place: start.offset, place.length, start.line)
    if fileOffset == nil, let block = items.block, place.length <= lineLimit {
      keptLines += block.bytes[place.range]
    }
  }

  /// What a segment of lines that are kept takes: it is decompressed for one of them.
  private static let keptByteCount = 1 << 22
  private static let greatestSegmentRowCount = 1 << 13

  private func distance(
    from segment: LineSegment, to fileOffset: Int?, _ line: Int
  ) -> (offset: UInt32, line: UInt32)? {
    let offset = fileOffset.map { $0 - segment.offset } ?? keptLines.count
    guard let offset = UInt32(exactly: offset), let line = UInt32(exactly: line - segment.line)
    else { return nil }
    return (offset, line)
  }

  private mutating func endSegment() throws(CacheFailure) {
    guard !keptLines.isEmpty, let last = filling.segments.indices.last else { return }
    guard let compressed = KeptLines.compress(keptLines) else { throw .notKeepable }
    filling.segments[last].lines = (try file.append(compressed), keptLines.count)
    keptLines.removeAll(keepingCapacity: true)
  }

  // MARK: - Groups

  private mutating func endGroup() throws(CacheFailure) {
    try endSegment()
    let first = try file.append(Self.packed(filling.oddRows))
    try append(filling.times)
    try append(filling.decisions)
    try file.append(filling.waits)
    try file.append(filling.fates)
    try file.append(filling.idEnds)
    try file.append(filling.ids)
    try file.append(filling.places)
    var segments: [Int64] = []
    for segment in filling.segments {
      guard let words = segment.words else { throw .notKeepable }
      segments += words
    }
    try file.append(segments)
    try file.append(filling.duplicates)
    for column in columns.indices { try file.append(columns[column].sectionBytes()) }
    groups +=
      StoredGroup(
        rowCount: filling.rowCount, firstSection: first, times: filling.range(of: filling.times),
        decisions: filling.range(of: filling.decisions), families: families
      ).words
    rowCount += filling.rowCount
    filling = GroupFilling()
    try beginColumns()
  }

  /// No bits where no row is odd.
  private static func packed(_ oddRows: [UInt64]) -> [UInt64] {
    oddRows.contains { $0 != 0 } ? oddRows : []
  }

  private mutating func append(_ instants: InstantFilling) throws(CacheFailure) {
    try file.append(instants.seconds)
    try file.append(instants.fractions)
  }

  private mutating func beginColumns() throws(CacheFailure) {
    for column in columns.indices {
      columns[column].beginGroup()
      guard columns[column].isFull(valuesPerFamily) else { continue }
      try endFamily(of: column)
      columns[column] = ColumnCoding()
      families[column] = familyTable.count
      familyTable.append(nil)
    }
  }

  private mutating func endFamily(of column: Int) throws(CacheFailure) {
    let coding = columns[column]
    familyTable[families[column]] = StoredFamily(
      endsSection: try file.append(coding.ends), bytesSection: try file.append(coding.bytes),
      valueCount: coding.ends.count)
  }
}

extension LinePlace {
  /// Of what is no line.
  fileprivate static let none = LinePlace()
}

extension Instants {
  fileprivate func parts(of row: Int) -> (seconds: Int64, nanoseconds: Int32) {
    (seconds[row], nanoseconds?[row] ?? 0)
  }
}
