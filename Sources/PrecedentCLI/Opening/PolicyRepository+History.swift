import GitStore
import History
import Impact
import PolicyCore

extension PolicyRepository {
  /// Larger blobs are refused: a blob is read as a whole.
  private static let greatestHistoryByteCount = 2 << 30

  /// The histories that a version's settings name, sorted by path.
  func histories(of version: PolicyVersion, policy: Policy) throws -> [HistorySource] {
    guard let root = version.root else { return [] }
    return try historyPaths(of: version, policy: policy).map(\.path).compactMap { path in
      let whole = root.isEmpty ? path : root + "/" + path
      let file = try repository.file(
        at: whole, in: version.source, limit: Self.greatestHistoryByteCount)
      return file.map { .bytes($0.bytes, name: path) }
    }
  }

  /// Histories of the old version that the new one does not merely append to.
  func rewrittenHistories(
    _ versions: ComparedVersions, before: Policy, after: Policy
  ) throws -> [LoweredSafeguard] {
    guard let oldRoot = versions.before.root, versions.after.root == oldRoot else { return [] }
    let new = try historyPaths(of: versions.after, policy: after)
    return try historyPaths(of: versions.before, policy: before).compactMap { old in
      guard let now = new.first(where: { $0.path == old.path }) else {
        return LoweredSafeguard(kind: .history, name: old.path, change: "was removed")
      }
      if let id = now.objectID, id == old.objectID { return nil }
      let whole = oldRoot.isEmpty ? old.path : oldRoot + "/" + old.path
      let isAppended = try appends(at: whole, versions)
      return isAppended
        ? nil : LoweredSafeguard(kind: .history, name: old.path, change: "was rewritten")
    }
  }

  private func appends(at path: String, _ versions: ComparedVersions) throws -> Bool {
    let limit = Self.greatestHistoryByteCount
    let old = try repository.file(at: path, in: versions.before.source, limit: limit)
    let new = try repository.file(at: path, in: versions.after.source, limit: limit)
    return (new?.bytes ?? []).starts(with: old?.bytes ?? [])
  }

  /// What stands in a history folder and is no history is an error, as evidence must not vanish by
  /// being renamed.
  func historyPaths(of version: PolicyVersion, policy: Policy) throws -> [ListedFile] {
    guard let root = version.root else { return [] }
    let places = policy.settings.history
    let tops = Set(places.compactMap { $0.split(separator: "/").first.map(String.init) })
    let listing = try repository.listing(of: version.source, root: root, selecting: .named(tops))
    if let entry = listing.irregular.first(where: { Self.isBelow(places, $0.path) }) {
      throw HistoryError.unexpectedFile(path: entry.path, kind: .notRegular)
    }
    return try listing.files.filter { file in
      guard Self.isBelow(places, file.path) else { return false }
      if HistoryFiles.suffixes.contains(where: { file.path.hasSuffix($0) }) { return true }
      let name = file.path.split(separator: "/").last ?? ""
      guard name == "README.md" || name == ".gitkeep" else {
        throw HistoryError.unexpectedFile(path: file.path, kind: .unknownSuffix)
      }
      return false
    }
  }

  private static func isBelow(_ places: [String], _ path: String) -> Bool {
    places.contains { place in
      path == place || path.hasPrefix(place.hasSuffix("/") ? place : place + "/")
    }
  }
}
