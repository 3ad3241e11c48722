package import CEL

/// Why a log cannot be opened or written.
package enum LogFailure: Error, Sendable, Hashable {
  /// The folder has no `log.json`.
  case noLog(folder: String)
  /// `log.json` is not what a log writes there.
  case badHeader(folder: String)
  /// The folder has a log of another name or kind.
  case otherLog(folder: String, found: LogHeader)
  /// Somebody else is writing.
  case locked(folder: String)
  /// The system said no.
  case system(path: String, reason: String)
  /// An entry that was acknowledged is not as it was written.
  case damaged(LogDamage)
  /// The clock says earlier than the last entry, by more than a clock is corrected.
  case clockWentBack(last: Timestamp, now: Timestamp)
  /// Another request with this id has been decided before.
  case otherRequest(id: String, index: Int)
  /// The commit of a decision is not a later one of the protected ref.
  case commitWentBack(last: String, now: String)
  /// Whether a commit follows another cannot be told.
  case commitsNotCompared(last: String, now: String, reason: String)
  /// A write failed before, and what is on the disk is not known: open the log again.
  case unusable
}

/// Where a log is not what was written.
package struct LogDamage: Sendable, Hashable {
  /// What is wrong.
  package enum Kind: Sendable, Hashable {
    /// The line is no entry, or not in the form in which entries are written.
    case notAnEntry
    /// The entry does not name the one before it: something was changed, removed or put in there.
    case brokenChain
    /// The entry has another place than its line.
    case wrongIndex(Int)
    /// It was recorded before the entry before it.
    case clockWentBack
    /// The file is not named for the entry it starts with.
    case wrongSegment
    /// The last line has no end.
    case torn
    /// It is not there, or another one: what was acknowledged was taken out, changed or lost.
    case notAsAcknowledged
  }

  /// What is wrong.
  package var kind: Kind
  /// The file, relative to the log's folder.
  package var file: String
  /// 1-based.
  package var lineNumber: Int
  /// The place that the entry has, or would have.
  package var index: Int

  /// Makes a damage.
  package init(_ kind: Kind, file: String, lineNumber: Int, index: Int) {
    self.kind = kind
    self.file = file
    self.lineNumber = lineNumber
    self.index = index
  }
}

extension LogDamage.Kind {
  /// As the end of a sentence about the entry.
  package var words: String {
    switch self {
    case .notAnEntry: "is not in the form in which entries are written"
    case .brokenChain: "does not follow the one before it: something was changed, removed or put in"
    case .wrongIndex(let index): "calls itself \(index)"
    case .clockWentBack: "was recorded before the one before it"
    case .wrongSegment: "does not start the file that is named for it"
    case .torn: "has no end"
    case .notAsAcknowledged: "is not there as it was acknowledged"
    }
  }
}
