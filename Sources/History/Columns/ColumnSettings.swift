/// How a history is read into columns.
package struct ColumnSettings: Sendable {
  /// What lines may ask for.
  package var limits = HistoryLimits.standard
  /// Whether records have ids of their own.
  package var identity = RecordIdentity.required
  /// The most rows of a group; at least 1.
  package var rowsPerGroup = 1 << 16
  /// How many walk at once, each with families of its own; at least 1.
  package var parallelism = 1
  /// Of the hashes that keep ids and values apart: whoever does not know it cannot make a history that
  /// is slow to read.
  package var key: (UInt64, UInt64) = (0x5072_6563_6564_656E, 0x7420_636F_6C75_6D6E)
  /// How many bytes of lines are walked at a time; 1 to 1 GiB. A group has no more of them: what they
  /// come to stays in the cache of a core.
  package var pieceByteCount = 1 << 23
  /// A family that holds more values ends with its group.
  package var valuesPerFamily = 1 << 18

  /// Where what was read is kept for the next time; nil to keep nothing.
  package var cache: HistoryCache?

  /// Makes the settings for one core.
  package init() {}
}
