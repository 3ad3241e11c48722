package import CEL

/// What the cache holds.
package struct CacheReport: Sendable, Hashable {
  /// A history that is kept.
  package struct Entry: Sendable, Hashable {
    /// What names it in the folder.
    package var digest: String
    /// What was read of it; nil where this version cannot use what is there.
    package var content: Content?
    /// Of its file.
    package var byteCount: Int
    /// When it was last used.
    package var lastUsed: Timestamp
    /// Results that are kept beside it.
    package var attachmentCount: Int
    /// What those take.
    package var attachmentByteCount: Int

    /// Makes an entry.
    package init(
      digest: String, content: Content?, byteCount: Int, lastUsed: Timestamp,
      attachmentCount: Int, attachmentByteCount: Int
    ) {
      self.digest = digest
      self.content = content
      self.byteCount = byteCount
      self.lastUsed = lastUsed
      self.attachmentCount = attachmentCount
      self.attachmentByteCount = attachmentByteCount
    }
  }

  /// What was read of a history.
  package struct Content: Sendable, Hashable {
    /// Stored bytes of each of its files.
    package var sourceByteCounts: [Int]
    /// How many records.
    package var rowCount: Int
    /// How many fields of each.
    package var columnCount: Int
    /// When it was read.
    package var readAt: Timestamp

    /// Makes the content.
    package init(
      sourceByteCounts: [Int], rowCount: Int, columnCount: Int, readAt: Timestamp
    ) {
      self.sourceByteCounts = sourceByteCounts
      self.rowCount = rowCount
      self.columnCount = columnCount
      self.readAt = readAt
    }
  }

  /// Where it is.
  package var folder: String
  /// The last used first.
  package var entries: [Entry]

  /// Makes a report.
  package init(folder: String, entries: [Entry]) {
    self.folder = folder
    self.entries = entries
  }

  /// What everything takes.
  package var byteCount: Int {
    entries.reduce(0) { $0 + $1.byteCount + $1.attachmentByteCount }
  }
}
