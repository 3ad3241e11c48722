import CLibgit2

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What git makes of two commits by itself.
package struct AutomaticMerge: Sendable, Hashable {
  /// The objects at paths that merge without a conflict.
  package let files: [String: ObjectID]
  /// Paths where somebody has to decide.
  package let conflicts: Set<String>
}

extension Repository {
  /// Merges two commits in memory, as `git merge` does without options; nothing is written.
  /// - Parameter folder: only paths below it, relative to it; empty for all.
  /// - Complexity: O(files of both commits).
  package func automaticMerge(
    of first: ObjectID, _ second: ObjectID, below folder: String
  ) throws(GitStoreError) -> AutomaticMerge {
    let prefix = folder.isEmpty ? "" : folder + "/"
    let index: Handle<IndexHandleKind>
    do throws(LibraryFailure) {
      index = try mergedIndex(first, second)
    } catch {
      if error.isA(GIT_ENOTFOUND) { throw explained(error, first) }
      throw .failed(doing: "merging `\(first)` and `\(second)`", reason: error.message)
    }
    return index.lend { unsafe Self.merge(in: $0, below: prefix) }
  }

  private func mergedIndex(
    _ first: ObjectID, _ second: ObjectID
  ) throws(LibraryFailure) -> Handle<IndexHandleKind> {
    let ours = try commitObject(first)
    let theirs = try commitObject(second)
    return try handle.lend { repository throws(LibraryFailure) in
      try ours.lend { ours throws(LibraryFailure) in
        try theirs.lend { theirs throws(LibraryFailure) in
          try Handle<IndexHandleKind> {
            unsafe git_merge_commits(&$0, repository, ours, theirs, nil)
          }
        }
      }
    }
  }

  private func commitObject(
    _ id: ObjectID
  ) throws(LibraryFailure) -> Handle<ObjectHandleKind> {
    var oid = id.oid
    return try handle.lend { repository throws(LibraryFailure) in
      try Handle<ObjectHandleKind> {
        unsafe git_object_lookup(&$0, repository, &oid, GIT_OBJECT_COMMIT)
      }
    }
  }

  private static func merge(in index: OpaquePointer, below prefix: String) -> AutomaticMerge {
    var files: [String: ObjectID] = [:]
    var conflicts: Set<String> = []
    for position in unsafe 0..<git_index_entrycount(index) {
      guard let entry = unsafe git_index_get_byindex(index, position),
        let name = unsafe entry.pointee.path
      else { continue }
      let bytes = unsafe Array(UnsafeRawBufferPointer(start: name, count: strlen(name)))
      let path = EntryPath.text(bytes)
      guard path.hasPrefix(prefix) else { continue }
      let inside = String(path.dropFirst(prefix.count))
      if unsafe git_index_entry_stage(entry) == 0 {
        files[inside] = unsafe ObjectID(entry.pointee.id)
      } else {
        conflicts.insert(inside)
      }
    }
    return AutomaticMerge(files: files, conflicts: conflicts)
  }
}
