/// What a history may ask of the reader before it is refused.
package struct HistoryLimits: Sendable, Hashable {
  /// The longest line, without its line break.
  package var lineByteCount: Int
  /// How deep objects and arrays may be nested; a record itself is at depth 1.
  package var depth: Int
  /// How much is read at a time; at least 1.
  package var chunkByteCount: Int

  /// Makes limits; a number below 1 counts as 1.
  package init(
    lineByteCount: Int = 1 << 20, depth: Int = 64, chunkByteCount: Int = 1 << 18
  ) {
    self.lineByteCount = max(lineByteCount, 1)
    self.depth = min(max(depth, 1), Self.greatestDepth)
    self.chunkByteCount = max(chunkByteCount, 1)
  }

  /// Lines to 1 MiB, 64 levels.
  package static let standard = HistoryLimits()

  /// Reading recurses once a level, so that the limit itself is limited.
  private static let greatestDepth = 512
}

/// Whether records carry an identity of their own.
package enum RecordIdentity: Sendable, Hashable {
  /// Every record has a text `id` which is its own in the whole history.
  case required
  /// Any object is a record: foreign data, before it is mapped.
  case ignored
}
