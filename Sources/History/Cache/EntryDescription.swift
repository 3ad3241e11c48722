import PolicyCore

/// What an entry says of itself.
package struct EntryDescription: Sendable, Hashable {
  /// As `FileState.stored`, for each source.
  let sources: [JSONValue]
  /// Columns in the order in which they are stored.
  package let layout: ColumnLayout
  /// Of what was read.
  package let digest: HistoryDigest
  /// Odd ones too.
  package let rowCount: Int
  /// When reading began, in seconds since 1970.
  package let readAt: Int

  init(
    sources: [JSONValue], layout: ColumnLayout, digest: HistoryDigest, rowCount: Int, readAt: Int
  ) {
    self.sources = sources
    self.layout = layout
    self.digest = digest
    self.rowCount = rowCount
    self.readAt = readAt
  }

  /// Stored bytes of each source.
  package var sourceByteCounts: [Int] {
    sources.map { source in
      guard case .integer(let count) = source["bytes"] else { return 0 }
      return Int(count)
    }
  }

  var bytes: [UInt8] {
    let paths = layout.paths.map { JSONValue.array($0.names.map { .string($0) }) }
    let value = JSONValue.object([
      "sources": .array(sources), "paths": .array(paths), "sha256": .string(digest.sha256),
      "bytes": .integer(Int64(digest.byteCount)), "rows": .integer(Int64(rowCount)),
      "readAt": .integer(Int64(readAt)),
    ])
    return Array(value.lineText.utf8)
  }

  /// Nil for what is no description.
  init?(_ bytes: [UInt8]) {
    let value: JSONValue
    do throws(JSONError) { value = try JSONReader.read(bytes) } catch { return nil }
    guard let sources = value["sources"]?.array, let paths = value["paths"]?.array,
      let sha256 = value["sha256"]?.string, CacheFolder.isDigest(sha256),
      let byteCount = value.count("bytes"), let rowCount = value.count("rows"),
      let readAt = value.count("readAt")
    else { return nil }
    let layout = ColumnLayout(
      paths.map { FieldPath(($0.array ?? []).compactMap(\.string)) })
    guard layout.paths.count == paths.count else { return nil }
    self.init(
      sources: sources, layout: layout,
      digest: HistoryDigest(sha256: sha256, byteCount: byteCount), rowCount: rowCount,
      readAt: readAt)
  }
}

extension JSONValue {
  /// A member that is a number of things.
  fileprivate func count(_ name: String) -> Int? {
    guard case .integer(let count) = self[name], count >= 0 else { return nil }
    return Int(count)
  }
}
