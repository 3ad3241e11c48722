extension Repository {
  /// What is in the chosen folders of a version, without contents: no blob is touched.
  ///
  /// A root that is not there gives an empty listing.
  /// - Throws: `notAFolder` when the root is a file, a symlink or a submodule; `tooManyEntries`,
  ///   `tooDeep`; for the index `unmergedIndex`; what reading objects throws.
  package func listing(
    of source: SnapshotSource, root: String = "", selecting selection: Selection = .everything,
    limits: SnapshotLimits = SnapshotLimits()
  ) throws(GitStoreError) -> TreeListing {
    let root = FilePath.withoutFinalSlash(root)
    if root.split(separator: "/").contains(where: { EntryPath.problem(Array($0.utf8)) != nil }) {
      throw .notAFolder(path: root, kind: .unsafeName)
    }
    var collector = EntryCollector(root: root, selection: selection, limits: limits)
    switch source {
    case .commit(let id): try collectTree(of: id, into: &collector)
    case .staged: try collectIndex(into: &collector)
    case .workTree: try collectWorkTree(into: &collector)
    }
    return collector.finished()
  }

  /// The chosen files of a version with their contents, and everything that is not plainly a file
  /// beside them: nothing is skipped in silence.
  /// - Throws: as `listing`, and `tooLarge` when all files together pass the limit.
  package func snapshot(
    of source: SnapshotSource, root: String = "", selecting selection: Selection = .everything,
    limits: SnapshotLimits = SnapshotLimits()
  ) throws(GitStoreError) -> TreeSnapshot {
    let listing = try listing(of: source, root: root, selecting: selection, limits: limits)
    let root = FilePath.withoutFinalSlash(root)
    var files: [NamedBytes] = []
    var oversized: [ListedFile] = []
    var total = 0
    for file in listing.files {
      switch try read(file, root: root, limit: limits.fileByteCount) {
      case .content(let content):
        total += content.bytes.count
        guard total <= limits.totalByteCount else {
          throw .tooLarge(path: root, byteCount: total, limit: limits.totalByteCount)
        }
        files.append(content)
      case .oversized(let byteCount):
        oversized.append(
          ListedFile(path: file.path, byteCount: byteCount, objectID: file.objectID))
      }
    }
    return TreeSnapshot(
      files: files, oversized: oversized, irregular: listing.irregular,
      caseCollisions: listing.caseCollisions, lookalikes: listing.lookalikes)
  }

  /// One file of a version; nil when there is none at the path.
  /// - Throws: `notAFile` for anything but a plain file, a symlink on the way included; `tooLarge`.
  package func file(
    at path: String, in source: SnapshotSource, limit: Int
  ) throws(GitStoreError) -> NamedBytes? {
    let parts = path.split(separator: "/", omittingEmptySubsequences: true)
    guard let name = parts.last else { throw .notAFile(path: path, kind: .folder) }
    let root = parts.dropLast().joined(separator: "/")
    let whole = parts.joined(separator: "/")
    let listing = try listing(of: source, root: root, selecting: .named([String(name)]))
    // By bytes: Swift's == takes composed and decomposed letters for the same.
    if let other = listing.irregular.first(where: { $0.path.utf8.elementsEqual(name.utf8) }) {
      throw .notAFile(path: whole, kind: other.kind)
    }
    guard let found = listing.files.first(where: { $0.path.utf8.elementsEqual(name.utf8) })
    else {
      let isEmpty = listing.files.isEmpty && listing.irregular.isEmpty
      if !isEmpty { throw .notAFile(path: whole, kind: .folder) }
      return nil
    }
    switch try read(found, root: root, limit: limit) {
    case .content(let content):
      return NamedBytes(path: whole, bytes: content.bytes, objectID: content.objectID)
    case .oversized(let byteCount):
      throw .tooLarge(path: whole, byteCount: byteCount, limit: limit)
    }
  }

  /// The folders' files of a name anywhere in a version, such as every `precedent.yaml`; sorted by
  /// bytes. Only plain files: a symlink of the name is not one.
  package func paths(
    named name: String, in source: SnapshotSource, limits: SnapshotLimits = SnapshotLimits()
  ) throws(GitStoreError) -> [String] {
    try listing(of: source, limits: limits).files.map(\.path)
      .filter { $0 == name || $0.hasSuffix("/" + name) }
  }

  /// What reading one file gave.
  enum ReadFile {
    case content(NamedBytes)
    case oversized(byteCount: Int)
  }

  private func read(
    _ file: ListedFile, root: String, limit: Int
  ) throws(GitStoreError) -> ReadFile {
    let whole = root.isEmpty ? file.path : root + "/" + file.path
    guard let id = file.objectID else {
      return try readWorkTreeFile(file, at: whole, limit: limit)
    }
    let byteCount = try byteCount(of: id, path: whole)
    guard byteCount <= limit else { return .oversized(byteCount: byteCount) }
    return .content(
      NamedBytes(path: file.path, bytes: try blobBytes(id, path: whole), objectID: id))
  }
}
