import PolicyCore

/// Keeps a history while it is read. Whatever goes wrong with that ends the keeping, not the
/// reading.
struct EntryKeeping: ~Copyable {
  /// Whether all groups were given away.
  var isAtEnd = false
  private let search: CacheSearch
  private var writer: EntryWriter?
  /// Of each column that is asked for, which of those that are read it is; nil where they are the
  /// same.
  private let places: [Int]?

  init(_ search: CacheSearch, asked: ColumnLayout) {
    self.search = search
    let paths = search.layoutToRead.paths
    places = paths == asked.paths ? nil : asked.paths.compactMap { paths.firstIndex(of: $0) }
    writer = Self.writer(search)
  }

  /// Nil where the history cannot be kept.
  private static func writer(_ search: CacheSearch) -> EntryWriter? {
    do throws(CacheFailure) {
      guard let folder = try CacheFolder.open(search.cache.folder, isMade: true) else { return nil }
      let writer = try EntryWriter.make(
        in: folder, for: search.key, sources: search.sources, layout: search.layoutToRead,
        settings: search.settings, greatestByteCount: search.cache.greatestByteCount)
      guard writer.isTrustworthy else { return nil }
      return consume writer
    } catch {
      search.cache.note(error.diagnostic)
      return nil
    }
  }

  /// Adds rows that were just read.
  mutating func append(_ group: RowGroup) {
    do throws(CacheFailure) { try writer?.append(group) } catch { giveUp(error) }
  }

  /// The rows with the columns that are asked for only; nil where those are all.
  func asked(of group: RowGroup) -> RowGroup? {
    places.map { places in
      RowGroup(
        oddRows: group.oddRows, rowCount: group.rowCount, times: group.times,
        decisions: group.decisions, parts: AskedColumns(parts: group.parts, places: places))
    }
  }

  /// Gives the entry its name, if it is of what the sources still are.
  mutating func finish(_ digest: HistoryDigest) {
    guard isAtEnd, digest.byteCount == search.key.byteCount, writer != nil else { return }
    do throws(CacheFailure) {
      try writer?.complete(digest)
      guard isUnchanged else { return writer = nil }
      if search.cache.isVerified { compare() }
      try writer?.rename()
      guard let folder = try CacheFolder.open(search.cache.folder, isMade: false) else { return }
      try folder.evict(
        to: search.cache.greatestByteCount, sparing: CacheFolder.entryName(search.key.digest))
    } catch { giveUp(error) }
  }

  private var isUnchanged: Bool {
    CacheKey(sources: search.sources, schemas: search.schemas, settings: search.settings)
      == search.key
  }

  private mutating func giveUp(_ failure: CacheFailure) {
    writer = nil
    search.cache.note(failure.diagnostic)
  }

  private func compare() {
    guard case .entry(let entry) = search.found else {
      return search.cache.note(CacheMessages.nothingToVerify)
    }
    let path: String? =
      switch writer {
      case .some(let writer): writer.path
      case .none: nil
      }
    do throws(HistoryError) {
      guard let path, let file = try CacheFile.open(path, .columns) else { return }
      let different = entry.differences(from: file)
      search.cache.note(
        different.isEmpty ? CacheMessages.agrees : CacheMessages.differs(different))
    } catch { search.cache.note(error.diagnostic) }
  }
}

/// Some of the columns of rows.
private struct AskedColumns: RowParts {
  let parts: any RowParts
  let places: [Int]

  func column(_ index: Int) throws(HistoryError) -> CodedColumn { try parts.column(places[index]) }
  func time() throws(HistoryError) -> Instants { try parts.time() }
  func decidedAt() throws(HistoryError) -> Instants { try parts.decidedAt() }
  func waits() throws(HistoryError) -> Packed<Int64> { try parts.waits() }
  func fates() throws(HistoryError) -> Packed<UInt8> { try parts.fates() }
  func item(at row: Int) throws(HistoryError) -> HistoryItem { try parts.item(at: row) }
  func id(at row: Int) throws(HistoryError) -> String { try parts.id(at: row) }
}
