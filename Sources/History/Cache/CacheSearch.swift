import PolicyCore

/// What the cache has for a history, and what should be read for it.
struct CacheSearch {
  let cache: HistoryCache
  let key: CacheKey
  let sources: [HistorySource]
  let schemas: [RequestSchema]
  let settings: ColumnSettings
  let found: CacheEntry.Found?
  /// What is asked for, and what else an entry has that takes it in.
  let layoutToRead: ColumnLayout

  /// Nil where nothing is kept of such a history.
  init?(
    sources: [HistorySource], layout: ColumnLayout, schemas: [RequestSchema],
    settings: ColumnSettings, cache: HistoryCache
  ) {
    guard let key = CacheKey(sources: sources, schemas: schemas, settings: settings),
      key.byteCount >= cache.leastHistoryByteCount
    else { return nil }
    self.cache = cache
    self.key = key
    self.sources = sources
    self.schemas = schemas
    self.settings = settings
    do throws(CacheFailure) {
      guard let folder = try CacheFolder.open(cache.folder, isMade: false) else {
        found = nil
        layoutToRead = layout
        return
      }
      found = Self.entry(in: folder, key, sources, layout, settings, cache)
      layoutToRead = Self.layout(layout, found)
    } catch {
      cache.note(error.diagnostic)
      return nil
    }
  }

  private static func entry(
    in folder: CacheFolder, _ key: CacheKey, _ sources: [HistorySource], _ layout: ColumnLayout,
    _ settings: ColumnSettings, _ cache: HistoryCache
  ) -> CacheEntry.Found? {
    do throws(HistoryError) {
      return try CacheEntry.open(
        in: folder, for: key, sources: sources, layout: layout, settings: settings,
        greatestByteCount: cache.greatestByteCount)
    } catch {
      cache.removeDamaged(folder.place(of: CacheFolder.entryName(key.digest)))
      return nil
    }
  }

  private static func layout(_ asked: ColumnLayout, _ found: CacheEntry.Found?) -> ColumnLayout {
    let stored: ColumnLayout
    switch found {
    case .entry(let entry): stored = entry.description.layout
    case .lacksColumns(let layout): stored = layout
    case .outdated, nil: return asked
    }
    let union = ColumnLayout(stored.paths + asked.paths)
    return union.paths.count <= HistoryCache.greatestColumnCount ? union : asked
  }
}
