package import PolicyCore

/// The groups of a history, from the cache where it is kept there, else from its sources; then it is
/// kept for the next time.
package struct RowGroups: ~Copyable {
  /// Where groups come from.
  package enum Origin: Sendable {
    case read
    case cached(CacheEntry)
  }

  /// A group, and how far reading is.
  package struct Given: Sendable {
    /// The next rows.
    package let group: RowGroup
    /// Stored bytes of the sources that were read so far, or that the groups given so far stand for.
    package let byteCount: Int
  }

  /// Where groups come from.
  package let origin: Origin
  /// The stored size of all sources; nil when one of them is a stream or cannot be looked at.
  package let totalByteCount: Int?

  private let sources: [HistorySource]
  private let layout: ColumnLayout
  private let schemas: [RequestSchema]
  private let settings: ColumnSettings
  private let search: CacheSearch?

  /// Opens what is kept, or makes a reader of the sources; nothing else is read yet.
  /// - Parameter schemas: all of which must accept a record, for its row to be plain; at least one.
  package init(
    sources: [HistorySource], layout: ColumnLayout, schemas: [RequestSchema],
    settings: ColumnSettings
  ) {
    self.sources = sources
    self.layout = layout
    self.schemas = schemas
    self.settings = settings
    totalByteCount = HistorySource.storedByteCount(of: sources)
    search = settings.cache.flatMap {
      CacheSearch(
        sources: sources, layout: layout, schemas: schemas, settings: settings, cache: $0)
    }
    if let search, case .entry(let entry) = search.found, !search.cache.passesOver {
      origin = .cached(entry)
    } else {
      origin = .read
    }
  }

  /// Gives all groups away, in the order of the history, and tells the digest of everything. A history
  /// of which all groups were given away is kept.
  /// - Parameter body: asks for the next group; nil at the end.
  /// - Throws: what the body throws, and `HistoryError`; `corruptCache` where the entry does not hold:
  ///   then the history must be read.
  package consuming func read<Result: Sendable>(
    _ body: (_ next: () async throws -> Given?) async throws -> Result
  ) async throws -> (result: Result, digest: HistoryDigest) {
    switch origin {
    case .cached(let entry): (try await Self.read(entry, body), entry.digest)
    case .read: try await readSources(body)
    }
  }

  private static func read<Result: Sendable>(
    _ entry: CacheEntry, _ body: (_ next: () async throws -> Given?) async throws -> Result
  ) async throws -> Result {
    var count = 0
    return try await body {
      guard count < entry.groupCount else { return nil }
      count += 1
      return Given(
        group: try entry.group(at: count - 1),
        byteCount: entry.digest.byteCount / entry.groupCount * count)
    }
  }

  private consuming func readSources<Result: Sendable>(
    _ body: (_ next: () async throws -> Given?) async throws -> Result
  ) async throws -> (result: Result, digest: HistoryDigest) {
    let reader = ColumnReader(
      sources: sources, layout: search?.layoutToRead ?? layout, schemas: schemas,
      settings: settings)
    var keeping = search.map { EntryKeeping($0, asked: layout) }
    let (result, digest) = try await reader.read { groups in
      try await body {
        guard let group = try await groups.next() else {
          keeping?.isAtEnd = true
          return nil
        }
        keeping?.append(group)
        return Given(group: keeping?.asked(of: group) ?? group, byteCount: groups.byteCount)
      }
    }
    keeping?.finish(digest)
    return (result, digest)
  }
}
