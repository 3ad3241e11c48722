package import CEL

/// A part of a log by its own time; what has no start or end goes as far as the log.
package struct LogPeriod: Sendable, Hashable {
  /// Inclusive.
  package var since: Timestamp?
  /// Exclusive.
  package var until: Timestamp?

  /// Makes a period; all of a log unless told otherwise.
  package init(since: Timestamp? = nil, until: Timestamp? = nil) {
    self.since = since
    self.until = until
  }

  /// Whether an entry that was recorded then is of the period.
  package func contains(_ instant: Timestamp) -> Bool {
    if let since, instant < since { return false }
    if let until, instant >= until { return false }
    return true
  }
}
