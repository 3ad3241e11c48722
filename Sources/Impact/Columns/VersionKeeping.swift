import Diagnostics
import History
import PolicyCore

/// What a version comes to by itself, where it can be kept beside a history in the cache.
struct VersionKeeping {
  private let entry: CacheEntry
  private let name: String
  let base: ColumnReplay.Base

  /// - Returns: nil where nothing can be kept.
  /// - Throws: `corruptCache`.
  init?(of terms: Simulation.Terms, in origin: RowGroups.Origin) throws(HistoryError) {
    // At another instant the same version comes to something else.
    guard case .cached(let entry) = origin, terms.policyAt == nil, terms.from.hasPolicy,
      !terms.from.policySHA256.isEmpty
    else { return nil }
    self.entry = entry
    name = Digest.sha256(Array("precedent.version/v1\n\(terms.from.policySHA256)\n".utf8))
    guard let file = entry.attachment(named: name), let version = try KeptVersion(file),
      try version.fits(entry)
    else {
      base = .judged(VersionRecording())
      return
    }
    base = .kept(version)
  }

  /// Keeps what was taken down; what goes wrong is noted, and nothing else happens.
  func keep(noting note: ((Diagnostic) -> Void)?) {
    guard case .judged(let recording?) = base,
      let sections = recording.sections(groupCount: entry.groupCount)
    else { return }
    do throws(CacheFailure) {
      try entry.attach(named: name, sections: sections)
    } catch { note?(error.diagnostic) }
  }
}
