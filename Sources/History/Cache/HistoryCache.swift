package import Diagnostics

/// Where histories are kept in columns, and how much of them.
package struct HistoryCache: Sendable {
  /// The folder; it is made when something is first kept.
  package var folder: String
  /// What all files of the cache may take together; those that were not used for longest go first.
  package var greatestByteCount = 4 << 30
  /// Histories below are not kept: reading them takes no longer than finding them.
  package var leastHistoryByteCount = 4 << 20
  /// Whether a history that is kept is read all the same, and compared.
  package var isVerified = false
  /// Whether what is kept is not used, but replaced.
  package var isReplaced = false
  /// Told what a user may want to know, and a run goes on after.
  package var note: @Sendable (Diagnostic) -> Void

  /// Whether a history is read though it is kept.
  var passesOver: Bool { isVerified || isReplaced }

  /// The most columns of an entry: more are not added to those that it has.
  static let greatestColumnCount = 128

  /// Makes a cache with the usual bounds; nothing is opened yet.
  package init(folder: String, note: @escaping @Sendable (Diagnostic) -> Void) {
    self.folder = folder
    self.note = note
  }

  /// Removes an entry that does not hold, and says so.
  package func removeDamaged(_ path: String) {
    do throws(CacheFailure) {
      try CacheFolder.open(folder, isMade: false)?.removeEntry(at: path)
      note(CacheMessages.damaged(path))
    } catch { note(error.diagnostic) }
  }
}

/// What is said of the cache.
enum CacheMessages {
  static func damaged(_ path: String) -> Diagnostic {
    Diagnostic(
      code: "cache-damaged", severity: .note,
      message: "`\(path)` is not what was kept there; the history is read again")
  }

  static var agrees: Diagnostic {
    Diagnostic(
      code: "cache-agrees", severity: .note, message: "the cache agrees with the history")
  }

  static func differs(_ parts: [String]) -> Diagnostic {
    Diagnostic(
      code: "cache-differs", severity: .warning,
      message: "the cache did not agree with the history, and was replaced",
      notes: parts)
  }

  static var nothingToVerify: Diagnostic {
    Diagnostic(
      code: "cache-agrees", severity: .note,
      message: "the cache has nothing of this history to compare")
  }
}
