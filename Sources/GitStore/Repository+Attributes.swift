import CLibgit2

extension Repository {
  /// Whether ignore rules leave out a path (gitignore(5)); `ending` is `/` for a folder.
  func isIgnored(
    _ path: [UInt8], _ root: String, _ ending: String
  ) throws(GitStoreError) -> Bool {
    let start = root.isEmpty ? [] : Array(root.utf8) + [UInt8(ascii: "/")]
    // As C bytes: a name that is not UTF-8 must reach libgit2 unchanged.
    let whole = (start + path + Array(ending.utf8) + [0]).map(CChar.init(bitPattern:))
    var isIgnored: Int32 = 0
    do throws(LibraryFailure) {
      try handle.lend { repository throws(LibraryFailure) in
        _ = try unsafe LibraryFailure.check(
          git_ignore_path_is_ignored(&isIgnored, repository, whole))
      }
    } catch {
      throw .failed(
        doing: "reading the ignore rules for `\(EntryPath.text(path))`", reason: error.message)
    }
    return isIgnored != 0
  }

  /// Whether git would run a program over the file or change its encoding when adding it
  /// (gitattributes(5), `filter` and `working-tree-encoding`).
  func hasExternalFilter(_ path: String) throws(GitStoreError) -> Bool {
    for name in ["filter", "working-tree-encoding"] where try attribute(name, of: path) != nil {
      return true
    }
    return false
  }

  /// The value of an attribute; nil unless it has one of its own.
  private func attribute(_ name: String, of path: String) throws(GitStoreError) -> String? {
    do throws(LibraryFailure) {
      return try handle.lend { repository throws(LibraryFailure) in
        var value: UnsafePointer<CChar>?
        try unsafe LibraryFailure.check(git_attr_get(&value, repository, 0, path, name))
        guard unsafe git_attr_value(value) == GIT_ATTR_VALUE_STRING else { return nil }
        return unsafe value.map { unsafe String(cString: $0) }
      }
    } catch {
      throw .failed(doing: "reading the attributes of `\(path)`", reason: error.message)
    }
  }

  /// The bytes as git's built-in filters (line endings, ident) would commit them.
  func cleaned(_ bytes: [UInt8], path: String) throws(GitStoreError) -> [UInt8] {
    do throws(LibraryFailure) {
      return try handle.lend { repository throws(LibraryFailure) in
        var list: OpaquePointer?
        try unsafe LibraryFailure.check(
          git_filter_list_load(
            &list, repository, nil, path, GIT_FILTER_TO_ODB, GIT_FILTER_ALLOW_UNSAFE.rawValue))
        guard let made = unsafe list else { return bytes }
        let filters = try Handle<FilterListKind> {
          unsafe $0 = unsafe made
          return 0
        }
        return try filters.lend { filters throws(LibraryFailure) in
          try unsafe Self.apply(filters, to: bytes)
        }
      }
    } catch {
      throw .failed(doing: "converting the line endings of `\(path)`", reason: error.message)
    }
  }

  private static func apply(
    _ filters: OpaquePointer, to bytes: [UInt8]
  ) throws(LibraryFailure) -> [UInt8] {
    try CallBuffer.bytes { buffer in
      unsafe bytes.withUnsafeBufferPointer { input in
        unsafe input.withMemoryRebound(to: CChar.self) { text in
          unsafe git_filter_list_apply_to_buffer(buffer, filters, text.baseAddress, text.count)
        }
      }
    }
  }

  /// The id that bytes have as a blob.
  func blobID(of bytes: [UInt8], path: String) throws(GitStoreError) -> ObjectID {
    var oid = git_oid()
    do throws(LibraryFailure) {
      try unsafe LibraryFailure.check(git_odb_hash(&oid, bytes, bytes.count, GIT_OBJECT_BLOB))
    } catch { throw .failed(doing: "hashing `\(path)`", reason: error.message) }
    return ObjectID(oid)
  }
}
