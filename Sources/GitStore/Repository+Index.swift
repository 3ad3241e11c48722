import CLibgit2

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Entries of the index as values.
enum IndexReader {
  /// One entry that is part of the next commit.
  struct Entry {
    let path: [UInt8]
    let mode: UInt32
    let id: ObjectID
    /// A sparse checkout left it out of the work tree.
    let isSkipped: Bool
  }

  /// Why an index could not be read, and the git command that writes it in a form libgit2 reads.
  static func explained(_ failure: LibraryFailure) -> GitStoreError {
    let mends = [
      ("'link'", "git update-index --no-split-index"),
      ("'sdir'", "git sparse-checkout reapply --no-sparse-index"),
      ("checksum", "git -c index.skipHash=false update-index --force-write-index"),
    ]
    let mend = mends.first { failure.message.contains($0.0) }?.1
    // What libgit2 says of an index without a header that it knows.
    let isGarbage = failure.message.contains("no longer exists")
    return .unreadableIndex(
      reason: isGarbage ? "it is damaged, or no index at all" : failure.message,
      mend: mend ?? "git read-tree HEAD")
  }
}

extension Repository {
  /// The entries of the index, intent-to-add left out as `git write-tree` does.
  /// - Throws: `bareRepository`, `unmergedIndex`, `unreadableIndex`.
  func indexEntries() throws(GitStoreError) -> [IndexReader.Entry] {
    if workTree == nil, !hasOwnIndexFile {
      throw .bareRepository(path: gitDirectory, lacking: .index)
    }
    let index: Handle<IndexHandleKind>
    do throws(LibraryFailure) {
      index = try readIndex()
    } catch { throw IndexReader.explained(error) }
    return try index.lend { pointer throws(GitStoreError) in try unsafe Self.entries(of: pointer) }
  }

  /// The index as it is on disk now.
  func readIndex() throws(LibraryFailure) -> Handle<IndexHandleKind> {
    let index = try handle.lend { repository throws(LibraryFailure) in
      try Handle<IndexHandleKind> { unsafe git_repository_index(&$0, repository) }
    }
    // Another process may have written it since it was opened.
    try index.lend { pointer throws(LibraryFailure) in
      _ = try unsafe LibraryFailure.check(git_index_read(pointer, 0))
    }
    return index
  }

  private static func entries(
    of index: OpaquePointer
  ) throws(GitStoreError) -> [IndexReader.Entry] {
    var entries: [IndexReader.Entry] = []
    var unmerged: Set<String> = []
    for position in unsafe 0..<git_index_entrycount(index) {
      guard let entry = unsafe git_index_get_byindex(index, position),
        let name = unsafe entry.pointee.path
      else { continue }
      let path = unsafe Array(UnsafeRawBufferPointer(start: name, count: strlen(name)))
      if unsafe git_index_entry_stage(entry) != 0 {
        unmerged.insert(EntryPath.text(path))
        continue
      }
      let flags = unsafe UInt32(entry.pointee.flags_extended)
      if flags & GIT_INDEX_ENTRY_INTENT_TO_ADD.rawValue != 0 { continue }
      unsafe entries.append(
        IndexReader.Entry(
          path: path, mode: entry.pointee.mode, id: ObjectID(entry.pointee.id),
          isSkipped: flags & GIT_INDEX_ENTRY_SKIP_WORKTREE.rawValue != 0))
    }
    if !unmerged.isEmpty { throw .unmergedIndex(paths: unmerged.sorted { $0.precedes($1) }) }
    return entries
  }

  /// The entries below a folder, with their paths relative to it.
  /// - Throws: `notAFolder` when the folder or one above it is an entry itself.
  func indexEntries(below root: String) throws(GitStoreError) -> [IndexReader.Entry] {
    let entries = try indexEntries()
    guard !root.isEmpty else { return entries }
    let start = Array(root.utf8) + [UInt8(ascii: "/")]
    var inside: [IndexReader.Entry] = []
    for entry in entries {
      if start.starts(with: entry.path + [UInt8(ascii: "/")]) {
        throw .notAFolder(
          path: EntryPath.text(entry.path), kind: EntryCollector.Mode.kind(entry.mode))
      }
      guard entry.path.starts(with: start) else { continue }
      inside.append(
        IndexReader.Entry(
          path: Array(entry.path.dropFirst(start.count)), mode: entry.mode, id: entry.id,
          isSkipped: entry.isSkipped))
    }
    return inside
  }

  /// Walks the index below the collector's root.
  func collectIndex(into collector: inout EntryCollector) throws(GitStoreError) {
    var folders = FolderMemory()
    for entry in try indexEntries(below: collector.root) {
      guard collector.wants(EntryPath.firstName(entry.path)) else { continue }
      try collector.visit()
      guard try folders.areEntered(above: entry.path, collector: &collector) else { continue }
      collector.add(entry.path, EntryCollector.Mode.kind(entry.mode), id: entry.id)
    }
  }
}

/// The folders that a flat list of paths was seen to go through.
struct FolderMemory {
  private var entered: [[UInt8]: Bool] = [:]

  /// Whether every folder above a path may be entered; each is asked about once.
  mutating func areEntered(
    above path: [UInt8], collector: inout EntryCollector
  ) throws(GitStoreError) -> Bool {
    for end in path.indices where path[end] == UInt8(ascii: "/") {
      let folder = Array(path[..<end])
      let known = entered[folder]
      let isEntered = if let known { known } else { try collector.enters(folder) }
      entered[folder] = isEntered
      if !isEntered { return false }
    }
    return true
  }
}

extension EntryPath {
  /// The part before the first `/`.
  static func firstName(_ path: [UInt8]) -> [UInt8] {
    Array(path.prefix { $0 != UInt8(ascii: "/") })
  }
}
