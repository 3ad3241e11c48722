package import Diagnostics

/// Why the cache could not be used or written; no reason for a command to fail.
package enum CacheFailure: Error, Sendable, Hashable {
  /// The folder belongs to somebody else, others may write to it, or it is no folder.
  case unsafeFolder(path: String)
  /// `reason` is the system's text.
  case cannotWrite(path: String, reason: String)
  /// What was to be kept is larger than the whole cache may be, in bytes.
  case tooLarge(limit: Int)
  /// Something that the form of the cache has no room for.
  case notKeepable

  /// The failure as something to show, which is no error.
  package var diagnostic: Diagnostic {
    Diagnostic(
      code: "cache-unusable", severity: .note, message: "nothing is kept for the next run: \(why)",
      help: help)
  }

  private var why: String {
    switch self {
    case .unsafeFolder(let path): "`\(path)` is not a folder that is yours alone"
    case .cannotWrite(let path, let reason): "cannot write to `\(path)`: \(reason)"
    case .tooLarge(let limit): "it would be larger than the \(limit) bytes of the cache"
    case .notKeepable: "the history has more than the form of the cache can hold"
    }
  }

  private var help: String? {
    switch self {
    case .unsafeFolder: "name another folder with --cache, or none with --no-cache"
    case .cannotWrite: "make room, name another folder with --cache, or none with --no-cache"
    case .tooLarge: "set PRECEDENT_CACHE_SIZE, or use --no-cache"
    case .notKeepable: "use --no-cache"
    }
  }
}
