package import Diagnostics

/// Why a history cannot be read at all.
///
/// A record that cannot be read is no error but an ``UnreadableRecord``.
package enum HistoryError: Error, Sendable, Hashable {
  /// `reason` is the system's text.
  case cannotOpen(path: String, reason: String)
  case readFailed(path: String, reason: String)
  /// Something in a history folder that is not a history, and would be left out silently.
  case unexpectedFile(path: String, kind: UnexpectedFile)
  case outOfMemory(path: String)
  /// More lines than places are kept for, 2^32-1.
  case tooManyLines(path: String)
  /// Something in the cache is not what was written there: to be removed, and read anew.
  case corruptCache(path: String)
  /// A file is not any more what it was when the history was read.
  case changed(path: String)
  /// More records than the memory that is allowed has room to keep apart.
  case tooManyRecords(path: String, limit: Int)
  /// The task that reads was cancelled.
  case interrupted(path: String)

  /// What does not belong in a history folder.
  package enum UnexpectedFile: Sendable, Hashable {
    case unknownSuffix, hidden, notRegular, nameNotUTF8
  }

  /// The error as something to show.
  package var diagnostic: Diagnostic {
    Diagnostic(code: code, message: message, location: .file(path), help: help)
  }

  /// The same error about the same file, under the path that people are shown.
  func showing(_ shown: (String) -> String) -> HistoryError {
    switch self {
    case .cannotOpen(let path, let reason): .cannotOpen(path: shown(path), reason: reason)
    case .readFailed(let path, let reason): .readFailed(path: shown(path), reason: reason)
    case .unexpectedFile(let path, let kind): .unexpectedFile(path: shown(path), kind: kind)
    case .outOfMemory(let path): .outOfMemory(path: shown(path))
    case .tooManyLines(let path): .tooManyLines(path: shown(path))
    case .corruptCache: self
    case .changed(let path): .changed(path: shown(path))
    case .tooManyRecords(let path, let limit): .tooManyRecords(path: shown(path), limit: limit)
    case .interrupted(let path): .interrupted(path: shown(path))
    }
  }

  private var path: String {
    switch self {
    case .cannotOpen(let path, _), .readFailed(let path, _), .unexpectedFile(let path, _),
      .outOfMemory(let path), .tooManyLines(let path), .corruptCache(let path),
      .changed(let path), .tooManyRecords(let path, _), .interrupted(let path):
      path
    }
  }

  private var code: String {
    switch self {
    case .cannotOpen: "history-cannot-open"
    case .readFailed: "history-read-failed"
    case .unexpectedFile: "history-unexpected-file"
    case .outOfMemory: "history-out-of-memory"
    case .tooManyLines: "history-too-many-lines"
    case .corruptCache: "cache-damaged"
    case .changed: "history-changed"
    case .tooManyRecords: "history-memory"
    case .interrupted: "interrupted"
    }
  }

  private var message: String {
    switch self {
    case .cannotOpen(let path, let reason): "cannot open `\(path)`: \(reason)"
    case .readFailed(let path, let reason): "cannot read `\(path)`: \(reason)"
    case .unexpectedFile(let path, .unknownSuffix): "`\(path)` is not a history file"
    case .unexpectedFile(let path, .hidden): "`\(path)` is hidden in a history folder"
    case .unexpectedFile(let path, .notRegular): "`\(path)` is not a regular file"
    case .unexpectedFile(let path, .nameNotUTF8): "a file name in `\(path)` is not valid UTF-8"
    case .outOfMemory(let path): "no memory left to read `\(path)`"
    case .tooManyLines(let path): "more than 4294967295 lines up to `\(path)`"
    case .corruptCache(let path): "`\(path)` is not what was kept there"
    case .changed(let path): "`\(path)` was changed while it was used"
    case .tooManyRecords(_, let limit):
      "the memory that is allowed keeps the ids of \(limit) records apart, and there are more"
    case .interrupted(let path): "the reading of `\(path)` was stopped"
    }
  }

  private var help: String? {
    switch self {
    case .cannotOpen: "check the path and its permissions"
    case .readFailed: "check the disk or the pipe, and run again"
    case .unexpectedFile(_, .unknownSuffix), .unexpectedFile(_, .hidden):
      "move it elsewhere, or name it `*.ndjson`, `*.jsonl`, or either with `.gz` or `.zst`"
    case .unexpectedFile(_, .notRegular): "put the file itself there: links are not followed"
    case .unexpectedFile(_, .nameNotUTF8): "rename the file"
    case .outOfMemory: "use a smaller line limit"
    case .tooManyLines: "split the history"
    case .corruptCache: "remove it with `precedent cache clear`, or use --no-cache"
    case .changed: "wait until nobody writes to it, and run again"
    case .tooManyRecords:
      "raise `--memory` (twice as much keeps twice as many apart), or cut the history"
    case .interrupted: nil
    }
  }
}
