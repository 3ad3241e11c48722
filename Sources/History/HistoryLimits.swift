/// What a history may ask of the reader before it is refused.
package struct HistoryLimits: Sendable, Hashable {
  /// The longest line, without its line break; 1 byte to 1 GiB.
  package let lineByteCount: Int
  /// How deep objects and arrays may be nested, 1 to 512; a record itself is at depth 1.
  package let depth: Int
  /// How much is read at a time; 1 to 16 MiB.
  package let chunkByteCount: Int
  /// How many records with ids there may be; at least 1.
  package let recordCount: Int

  /// Makes limits; a number outside its range counts as the nearest in it.
  package init(
    lineByteCount: Int = 1 << 20, depth: Int = 64, chunkByteCount: Int = 1 << 18,
    recordCount: Int = .max
  ) {
    self.lineByteCount = min(max(lineByteCount, 1), Self.greatestLine)
    self.depth = min(max(depth, 1), Self.greatestDepth)
    self.chunkByteCount = min(max(chunkByteCount, 1), Self.greatestChunk)
    self.recordCount = max(recordCount, 1)
  }

  /// Lines to 1 MiB, 64 levels.
  package static let standard = HistoryLimits()

  /// Reading recurses once a level, so that the limit itself is limited.
  private static let greatestDepth = 512
  private static let greatestLine = 1 << 30
  private static let greatestChunk = 1 << 24
}

/// Whether records carry an identity of their own.
package enum RecordIdentity: Sendable, Hashable {
  /// Every record has a text `id` which is its own in the whole history.
  case required
  /// Any object is a record: foreign data, before it is mapped.
  case ignored
}
