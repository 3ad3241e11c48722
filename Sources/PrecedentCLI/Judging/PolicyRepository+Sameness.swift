import GitStore
import PolicyCore

extension PolicyRepository {
  /// Whether two versions have the same files in the same policy folder, tests and histories
  /// included, or both no policy. Nothing is read but names and ids.
  func hasSamePolicyFiles(_ first: SnapshotSource, _ second: SnapshotSource) throws -> Bool {
    guard let root = try root(in: first) else { return try self.root(in: second) == nil }
    guard try self.root(in: second) == root else { return false }
    let names = Selection.named(Self.folders.union([Self.historyFolder]))
    return try repository.listing(of: first, root: root, selecting: names)
      == repository.listing(of: second, root: root, selecting: names)
  }

  /// Whether two commits have the same policy, also where histories are in other folders.
  func hasSamePolicy(_ first: ObjectID, _ second: ObjectID) throws -> Bool {
    guard try hasSamePolicyFiles(.commit(first), .commit(second)) else { return false }
    let version = try load(.commit(first), named: first.hex)
    guard let policy = version.loaded?.policy else { return true }
    let other = try load(.commit(second), named: second.hex)
    return try historyPaths(of: version, policy: policy) == historyPaths(of: other, policy: policy)
  }
}
