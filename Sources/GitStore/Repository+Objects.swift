import CLibgit2

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Repository {
  /// What a call that looks up an object means when it fails.
  func explained(
    _ failure: LibraryFailure, _ id: ObjectID, path: String? = nil
  ) -> GitStoreError {
    guard failure.isA(GIT_ENOTFOUND) else {
      return .corruptObject(id, path: path, reason: failure.message)
    }
    if let promisorRemote { return .unfetchedObject(id, path: path, remote: promisorRemote) }
    return .missingObject(id, path: path)
  }

  /// Looks up an object of a kind and lends it.
  @safe func withObject<Result>(
    _ id: ObjectID, _ kind: git_object_t, path: String? = nil,
    _ body: (OpaquePointer) throws(GitStoreError) -> Result
  ) throws(GitStoreError) -> Result {
    var oid = id.oid
    let object: Handle<ObjectHandleKind>
    do throws(LibraryFailure) {
      object = try handle.lend { repository throws(LibraryFailure) in
        try Handle { unsafe git_object_lookup(&$0, repository, &oid, kind) }
      }
    } catch { throw explained(error, id, path: path) }
    return try object.lend { pointer throws(GitStoreError) in try unsafe body(pointer) }
  }

  /// The size of an object, without reading it where the database can tell.
  func byteCount(of id: ObjectID, path: String) throws(GitStoreError) -> Int {
    var oid = id.oid
    var size = 0
    var kind = GIT_OBJECT_ANY
    do throws(LibraryFailure) {
      try handle.lend { repository throws(LibraryFailure) in
        let database = try Handle<ObjectDatabaseKind> { unsafe git_repository_odb(&$0, repository) }
        try database.lend { odb throws(LibraryFailure) in
          _ = try unsafe LibraryFailure.check(git_odb_read_header(&size, &kind, odb, &oid))
        }
      }
    } catch { throw explained(error, id, path: path) }
    return size
  }

  /// The bytes of a blob.
  func blobBytes(_ id: ObjectID, path: String) throws(GitStoreError) -> [UInt8] {
    try withObject(id, GIT_OBJECT_BLOB, path: path) { blob throws(GitStoreError) in
      unsafe [UInt8](
        UnsafeRawBufferPointer(
          start: git_blob_rawcontent(blob), count: Int(git_blob_rawsize(blob))))
    }
  }

  /// One entry of a tree, as it stands there: nothing about the name is checked yet.
  struct TreeEntry {
    let name: [UInt8]
    let mode: UInt32
    let id: ObjectID
  }

  /// The entries of a tree, in its order.
  func treeEntries(_ id: ObjectID, path: String) throws(GitStoreError) -> [TreeEntry] {
    try withObject(id, GIT_OBJECT_TREE, path: path) { tree throws(GitStoreError) in
      unsafe (0..<git_tree_entrycount(tree)).compactMap { index in
        guard let entry = unsafe git_tree_entry_byindex(tree, index),
          let name = unsafe git_tree_entry_name(entry),
          let id = unsafe ObjectID(git_tree_entry_id(entry))
        else { return nil }
        let bytes = unsafe Array(UnsafeRawBufferPointer(start: name, count: strlen(name)))
        // Not git_tree_entry_filemode, which maps odd modes to usual ones.
        return unsafe TreeEntry(
          name: bytes, mode: git_tree_entry_filemode_raw(entry).rawValue, id: id)
      }
    }
  }
}
