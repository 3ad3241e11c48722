/// Finds the files of a name anywhere in many commits.
///
/// A folder that was searched is not searched again in any commit that has it: between two commits
/// only what changed is read.
package struct NameSearch: Sendable {
  private let name: String
  private let limits: SnapshotLimits
  /// Of each tree that was searched, the paths below it; most hold none.
  private var known: [ObjectID: [String]] = [:]
  private var visited = 0

  /// Makes a search that has seen nothing yet.
  package init(named name: String, limits: SnapshotLimits = SnapshotLimits()) {
    self.name = name
    self.limits = limits
  }

  /// The paths of the files, sorted by their bytes; as `Repository.paths(named:in:)` finds them.
  /// - Throws: `tooManyEntries`, `tooDeep`, and what reading objects throws.
  package mutating func paths(
    in commit: ObjectID, of repository: borrowing Repository
  ) throws(GitStoreError) -> [String] {
    visited = 0
    let tree = try repository.treeID(of: commit)
    return try paths(below: tree, at: "", depth: 0, repository).sorted { $0.precedes($1) }
  }

  private mutating func paths(
    below tree: ObjectID, at folder: String, depth: Int, _ repository: borrowing Repository
  ) throws(GitStoreError) -> [String] {
    if let found = known[tree] { return found }
    guard depth <= limits.depth else { throw .tooDeep(path: folder, limit: limits.depth) }
    var found: [String] = []
    for entry in try repository.treeEntries(tree, path: folder) {
      visited += 1
      guard visited <= limits.entryCount else {
        throw .tooManyEntries(root: "", limit: limits.entryCount)
      }
      guard EntryPath.problem(entry.name) == nil, !entry.name.contains(UInt8(ascii: "/")) else {
        continue
      }
      let text = EntryPath.text(entry.name)
      switch EntryCollector.Mode.kind(entry.mode) {
      case .folder:
        let path = folder.isEmpty ? text : folder + "/" + text
        found += try paths(below: entry.id, at: path, depth: depth + 1, repository)
          .map { text + "/" + $0 }
      case .regular, .executable: if text == name { found.append(text) }
      case .symlink, .submodule, .special, .notUTF8, .unsafeName, .filtered: break
      }
    }
    known[tree] = found
    return found
  }
}
