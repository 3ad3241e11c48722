/// An entry of the cache, for people.
package struct KeptHistory: Sendable, Hashable {
  /// Of the entry: what names it in the folder.
  package let digest: String
  /// Nil for one that this program cannot use.
  package let description: EntryDescription?
  /// Of its file.
  package let byteCount: Int
  /// When it was last used, in seconds since 1970.
  package let lastUsed: Int
  /// How many things are kept beside it.
  package let attachmentCount: Int
  /// What those take.
  package let attachmentByteCount: Int

  /// How many columns it has; 0 where that cannot be told.
  package var columnCount: Int { description?.layout.paths.count ?? 0 }
}

extension CacheFolder {
  /// All entries, the last used first.
  package func histories() -> [KeptHistory] {
    let files = files()
    return files.filter(\.isEntry).sorted { ($0.lastUsed, $0.name) > ($1.lastUsed, $1.name) }
      .map { entry in
        let beside = files.filter { $0.entryName == entry.name && !$0.isEntry }
        return KeptHistory(
          digest: String(entry.name.prefix { $0 != "." }), description: description(of: entry),
          byteCount: entry.byteCount, lastUsed: entry.lastUsed.seconds,
          attachmentCount: beside.count,
          attachmentByteCount: beside.reduce(0) { $0 + $1.byteCount })
      }
  }

  private func description(of entry: CachedFile) -> EntryDescription? {
    do throws(HistoryError) {
      guard let file = try CacheFile.open(place(of: entry.name), .columns, marksUse: false) else {
        return nil
      }
      return try EntryTables(file).description
    } catch { return nil }
  }

  /// Removes entries with what is kept beside them, and leftovers of writers that are gone; nothing
  /// else that lies in the folder.
  /// - Parameter instant: only what was last used before, in seconds since 1970; everything if nil.
  /// - Returns: how many entries, and how many bytes with what was beside them.
  package func clear(
    usedBefore instant: Int?
  ) throws(CacheFailure) -> (entryCount: Int, byteCount: Int) {
    try locked { () throws(CacheFailure) in
      removeLeftOvers()
      let files = files()
      var removed = (entryCount: 0, byteCount: 0)
      for entry in files where entry.isEntry && entry.lastUsed.seconds < instant ?? .max {
        removed.entryCount += 1
        removed.byteCount += remove(entry, of: files)
      }
      let entries = Set(files.filter(\.isEntry).map(\.name))
      for file in files where !entries.contains(file.entryName ?? "") {
        removed.byteCount += remove(file, of: files)
      }
      return removed
    }
  }
}
