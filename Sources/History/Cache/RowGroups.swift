package import PolicyCore

/// The groups of a history, from the cache where it is kept there, else from its sources; then it
/// is
/// kept for the next time.
package struct RowGroups: ~Copyable {
  /// Where groups come from.
  package enum Origin: Sendable {
    case read
    case cached(CacheEntry)
  }

  /// Where groups come from.
  package let origin: Origin
  /// The stored size of all sources; nil when one of them is a stream or cannot be looked at.
  package let totalByteCount: Int?

  private var reader: ColumnReader?
  private var keeping: EntryKeeping?
  private var givenCount = 0

  /// Opens what is kept, or makes a reader of the sources; nothing else is read yet.
  /// - Parameter schemas: all of which must accept a record, for its row to be plain; at least one.
  package init(
    sources: [HistorySource], layout: ColumnLayout, schemas: [RequestSchema],
    settings: ColumnSettings
  ) {
    totalByteCount = HistoryReader(sources: sources).totalByteCount
    let search = settings.cache.flatMap {
      CacheSearch(
        sources: sources, layout: layout, schemas: schemas, settings: settings, cache: $0)
    }
    if let search, case .entry(let entry) = search.found, !search.cache.passesOver {
      origin = .cached(entry)
      return
    }
    origin = .read
    let layoutToRead = search?.layoutToRead ?? layout
    reader = ColumnReader(
      sources: sources, layout: layoutToRead, schemas: schemas, settings: settings)
    keeping = search.map { EntryKeeping($0, asked: layout) }
  }

  /// Stored bytes of the sources that were read so far, or that the groups given so far stand for.
  package var byteCount: Int {
    switch origin {
    case .cached(let entry):
      return entry.groupCount == 0
        ? entry.digest.byteCount : entry.digest.byteCount / entry.groupCount * givenCount
    case .read:
      switch reader {
      case .some(let reader): return reader.byteCount
      case .none: return 0
      }
    }
  }

  /// The next rows, in the order of the history; nil at the end.
  /// - Throws: `corruptCache` where the entry does not hold: then the history must be read.
  package mutating func next() async throws(HistoryError) -> RowGroup? {
    if case .cached(let entry) = origin {
      guard givenCount < entry.groupCount else { return nil }
      givenCount += 1
      return try entry.group(at: givenCount - 1)
    }
    guard let group = try await reader?.next() else {
      keeping?.isAtEnd = true
      return nil
    }
    keeping?.append(group)
    return keeping?.asked(of: group) ?? group
  }

  /// Reads what is left, without looking at the records in it, and tells the digest of everything.
  /// A
  /// history of which all groups were given away is kept.
  package consuming func finish() throws(HistoryError) -> HistoryDigest {
    if case .cached(let entry) = origin { return entry.digest }
    guard let reader = reader.take() else { return HistoryDigest(sourceDigests: [], byteCount: 0) }
    let digest = try reader.finish()
    keeping?.finish(digest)
    return digest
  }
}
