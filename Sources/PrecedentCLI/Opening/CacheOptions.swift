import ArgumentParser
import CEL
import Diagnostics
import History
import Synchronization

/// Where what was read of histories is kept for the next run, if it is.
struct CacheOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Keep what was read in this folder; the user's own cache if left out.", valueName: "folder"),
    completion: .directory)
  var cache: String?

  @Flag(
    name: .customLong("no-cache"),
    help: "Read the history though it is kept, and keep nothing of it.")
  var isWithoutCache = false

  @Flag(
    name: .customLong("verify-cache"),
    help: "Read the history though it is kept, and compare; what differs is replaced.")
  var isVerified = false

  func validate() throws {
    if isWithoutCache, cache != nil || isVerified {
      throw ValidationError("--no-cache is of no use with --cache and --verify-cache")
    }
  }

  /// Nil where nothing is kept.
  func cache(in environment: CommandEnvironment) throws -> HistoryCache? {
    guard !isWithoutCache, let folder = Self.folder(givenAs: cache, in: environment) else {
      return nil
    }
    var found = HistoryCache(folder: folder) { _ in }
    found.isVerified = isVerified
    if let size = environment.variables["PRECEDENT_CACHE_SIZE"], !size.isEmpty {
      guard let byteCount = Self.byteCount(size) else {
        throw ValidationError(
          "PRECEDENT_CACHE_SIZE is a number of bytes, or one with K, M, G or T, such as 4G")
      }
      found.greatestByteCount = byteCount
    }
    return found
  }

  /// `--cache`, PRECEDENT_CACHE, XDG_CACHE_HOME (an absolute path, XDG Base Directory Specification
  /// 0.8), and `.cache` at home, in this order; nil where none says.
  static func folder(givenAs path: String?, in environment: CommandEnvironment) -> String? {
    func variable(_ name: String) -> String? {
      environment.variables[name].flatMap { $0.isEmpty ? nil : $0 }
    }
    if let path = path ?? variable("PRECEDENT_CACHE") { return environment.absolutePath(path) }
    if let base = variable("XDG_CACHE_HOME"), base.hasPrefix("/") { return base + "/precedent" }
    guard let home = variable("HOME"), home.hasPrefix("/") else { return nil }
    return home + "/.cache/precedent"
  }

  /// A number with a unit of 1,024, its square, and so on.
  private static func byteCount(_ text: String) -> Int? {
    let units: [Character: Int] = ["K": 10, "M": 20, "G": 30, "T": 40]
    let shift = text.last.flatMap { units[$0] }
    guard let count = Int(shift == nil ? text[...] : text.dropLast()), count >= 0 else {
      return nil
    }
    let (byteCount, overflows) = count.multipliedReportingOverflow(by: 1 << (shift ?? 0))
    return overflows ? nil : byteCount
  }
}

/// What was said of the cache while something else was written to the terminal.
final class CacheNotes: Sendable {
  private let notes = Mutex<[Diagnostic]>([])

  /// The cache, which says it here.
  func collecting(_ cache: HistoryCache?) -> HistoryCache? {
    var cache = cache
    cache?.note = { [self] note in notes.withLock { $0.append(note) } }
    return cache
  }

  /// Says it on the error output.
  func write(to environment: CommandEnvironment) throws(WriteFailure) {
    for note in notes.withLock({ $0 }) { try environment.warn(note) }
  }
}
