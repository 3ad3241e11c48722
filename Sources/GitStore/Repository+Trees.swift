import CLibgit2

extension Repository {
  /// The tree at a folder of a commit, for a stamp; nil when there is no such folder.
  /// - Throws: `notAFolder` when something else is there.
  package func treeID(of commit: ObjectID, at folder: String) throws(GitStoreError) -> ObjectID? {
    var tree = try treeID(of: commit)
    var path = ""
    for part in folder.split(separator: "/") {
      let entry = try treeEntries(tree, path: path).first { $0.name.elementsEqual(part.utf8) }
      path += path.isEmpty ? String(part) : "/" + part
      guard let entry else { return nil }
      let kind = EntryCollector.Mode.kind(entry.mode)
      guard kind == .folder else { throw .notAFolder(path: path, kind: kind) }
      tree = entry.id
    }
    return tree
  }

  /// The tree of all files of a commit, without reading what else it says.
  func treeID(of commit: ObjectID) throws(GitStoreError) -> ObjectID {
    let found = try withObject(commit, GIT_OBJECT_COMMIT) { pointer throws(GitStoreError) in
      unsafe ObjectID(git_commit_tree_id(pointer))
    }
    guard let found else { throw .corruptObject(commit, path: nil, reason: "it has no tree") }
    return found
  }

  /// The objects that a folder of a commit has under some names; what is not there is left out.
  /// - Throws: `notAFolder` when something else is in the folder's place.
  package func entries(
    of commit: ObjectID, at folder: String, named names: Set<String>
  ) throws(GitStoreError) -> [String: ObjectID] {
    guard let tree = try treeID(of: commit, at: folder) else { return [:] }
    var found: [String: ObjectID] = [:]
    for entry in try treeEntries(tree, path: folder) {
      let name = String(decoding: entry.name, as: UTF8.self)
      if names.contains(name) { found[name] = entry.id }
    }
    return found
  }

  /// The object at a path of a commit, whatever it is; nil when there is none.
  package func objectID(at path: String, of commit: ObjectID) throws(GitStoreError) -> ObjectID? {
    var found = try treeID(of: commit)
    var isFolder = true
    for part in path.split(separator: "/") {
      guard isFolder,
        let entry = try treeEntries(found, path: path).first(where: {
          $0.name.elementsEqual(part.utf8)
        })
      else { return nil }
      found = entry.id
      isFolder = EntryCollector.Mode.kind(entry.mode) == .folder
    }
    return found
  }

  /// Walks the trees below the collector's root, and only those it wants.
  func collectTree(of commit: ObjectID, into collector: inout EntryCollector) throws(GitStoreError)
  {
    guard let top = try treeID(of: commit, at: collector.root) else { return }
    var waiting: [(tree: ObjectID, path: [UInt8])] = [(top, [])]
    while let folder = waiting.popLast() {
      let shown = EntryPath.text(folder.path)
      for entry in try treeEntries(folder.tree, path: shown) {
        if folder.path.isEmpty, !collector.wants(entry.name) { continue }
        try collector.visit()
        let path = folder.path.isEmpty ? entry.name : folder.path + [UInt8(ascii: "/")] + entry.name
        let kind = EntryCollector.Mode.kind(entry.mode)
        if entry.name.contains(UInt8(ascii: "/")) {
          collector.report(path, .unsafeName)
        } else if kind != .folder {
          collector.add(path, kind, id: entry.id)
        } else if try collector.enters(path) {
          waiting.append((entry.id, path))
        }
      }
    }
  }
}
