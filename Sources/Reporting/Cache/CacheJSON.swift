import CEL
package import PolicyCore

/// What the cache holds as `precedent.cache/v1`; the schema is `PublishedSchemas.cache`.
package struct CacheJSON: Sendable {
  /// The name and version of the format.
  package static let schemaName = "precedent.cache/v1"

  /// Makes a renderer.
  package init() {}

  /// The document, with a final line feed.
  package func render(_ report: CacheReport) -> String {
    JSONReport.text(.object(document(report)))
  }

  /// The document as a value.
  package func document(_ report: CacheReport) -> JSONObject {
    [
      "schema": .string(Self.schemaName),
      "folder": .string(report.folder),
      "bytes": .count(report.byteCount),
      "entries": .array(report.entries.map { .object(entry($0)) }),
    ]
  }

  private func entry(_ entry: CacheReport.Entry) -> JSONObject {
    [
      "id": .string(entry.digest),
      "bytes": .count(entry.byteCount),
      "lastUsed": .instant(entry.lastUsed),
      "usable": .bool(entry.content != nil),
      "sources": .array((entry.content?.sourceByteCounts ?? []).map { .count($0) }),
      "records": entry.content.map { .count($0.rowCount) } ?? .null,
      "columns": entry.content.map { .count($0.columnCount) } ?? .null,
      "readAt": entry.content.map { .instant($0.readAt) } ?? .null,
      "versions": .object([
        "files": .count(entry.attachmentCount), "bytes": .count(entry.attachmentByteCount),
      ]),
    ]
  }
}
