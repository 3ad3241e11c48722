import CLibgit2

extension Repository {
  /// Walks the work tree below the collector's root: what `git add -A` would commit.
  func collectWorkTree(into collector: inout EntryCollector) throws(GitStoreError) {
    let tracked = TrackedPaths(try indexEntries(below: try requireWorkTree(for: collector.root)))
    let parts = collector.root.split(separator: "/").map { Array($0.utf8) }
    try withFolder(parts) { folder throws(GitStoreError) in
      try collect(folder, [], tracked, into: &collector)
    }
    for entry in tracked.skipped where !collector.holds(entry.path) {
      guard collector.wants(EntryPath.firstName(entry.path)) else { continue }
      collector.add(entry.path, EntryCollector.Mode.kind(entry.mode), id: entry.id)
    }
  }

  /// Reads one file of the work tree through git's built-in filters.
  func readWorkTreeFile(
    _ file: ListedFile, at path: String, limit: Int
  ) throws(GitStoreError) -> ReadFile {
    if let byteCount = file.byteCount, byteCount > limit {
      return .oversized(byteCount: byteCount)
    }
    let parts = path.split(separator: "/").map { Array($0.utf8) }
    var bytes: [UInt8]?
    try withFolder(parts.dropLast()) { folder throws(GitStoreError) in
      bytes = try folder.read(parts.last ?? [], limit: limit)
    }
    guard let bytes else {
      throw .unreadableFile(path: path, reason: "it changed while it was read")
    }
    let clean = try cleaned(bytes, path: path)
    return .content(
      NamedBytes(path: file.path, bytes: clean, objectID: try blobID(of: clean, path: path)))
  }

  private func requireWorkTree(for root: String) throws(GitStoreError) -> String {
    if workTree == nil { throw .bareRepository(path: gitDirectory, lacking: .workTree) }
    return root
  }

  /// Goes down to a folder, through folders only; does nothing when it is not there.
  /// - Throws: `notAFolder` for a symlink, a file, or another repository on the way.
  private func withFolder(
    _ parts: some Collection<[UInt8]>,
    _ body: (borrowing Directory) throws(GitStoreError) -> Void
  ) throws(GitStoreError) {
    guard let workTree else { throw .bareRepository(path: gitDirectory, lacking: .workTree) }
    var folder = try Directory(path: workTree)
    var path: [UInt8] = []
    for part in parts {
      path += path.isEmpty ? part : [UInt8(ascii: "/")] + part
      guard let status = try folder.status(of: part) else { return }
      guard status.kind == .folder else {
        throw .notAFolder(path: EntryPath.text(path), kind: status.kind)
      }
      folder = try Directory(part, in: folder)
      if try folder.holdsRepository() {
        throw .notAFolder(path: EntryPath.text(path), kind: .submodule)
      }
    }
    try body(folder)
  }

  private func collect(
    _ folder: borrowing Directory, _ path: [UInt8], _ tracked: TrackedPaths,
    into collector: inout EntryCollector
  ) throws(GitStoreError) {
    for name in try folder.names() {
      if path.isEmpty {
        // The repository itself, which git never adds.
        if collector.root.isEmpty, name.elementsEqual(".git".utf8) { continue }
        guard collector.wants(name) else { continue }
      }
      let entry = path.isEmpty ? name : path + [UInt8(ascii: "/")] + name
      guard let status = try folder.status(of: name) else { continue }
      try collector.visit()
      if status.kind == .folder {
        try collectFolder(name, in: folder, entry, tracked, into: &collector)
      } else {
        if !tracked.files.contains(entry), try isIgnored(entry, collector.root, "") { continue }
        try add(entry, status, into: &collector)
      }
    }
  }

  private func collectFolder(
    _ name: [UInt8], in parent: borrowing Directory, _ path: [UInt8], _ tracked: TrackedPaths,
    into collector: inout EntryCollector
  ) throws(GitStoreError) {
    if !tracked.folders.contains(path), try isIgnored(path, collector.root, "/") { return }
    let folder = try Directory(name, in: parent)
    let holdsRepository = try folder.holdsRepository()
    if holdsRepository || tracked.submodules.contains(path) {
      collector.add(path, .submodule, id: nil)
    } else if try collector.enters(path) {
      try collect(folder, path, tracked, into: &collector)
    }
  }

  private func add(
    _ path: [UInt8], _ status: Directory.Status, into collector: inout EntryCollector
  ) throws(GitStoreError) {
    var kind = status.kind
    if kind == .regular || kind == .executable, EntryPath.problem(path) == nil,
      try hasExternalFilter(whole(path, collector.root))
    {
      kind = .filtered
    }
    collector.add(path, kind, id: nil, byteCount: status.byteCount)
  }

  private func whole(_ path: [UInt8], _ root: String) -> String {
    (root.isEmpty ? "" : root + "/") + String(decoding: path, as: UTF8.self)
  }
}

/// What the index says of the work tree.
private struct TrackedPaths {
  private(set) var files: Set<[UInt8]> = []
  private(set) var submodules: Set<[UInt8]> = []
  /// Every folder with a tracked file somewhere in it.
  private(set) var folders: Set<[UInt8]> = []
  /// What a sparse checkout left out: `git add -A` keeps it as it is in the index, unless it is on
  /// disk all the same.
  private(set) var skipped: [IndexReader.Entry] = []

  init(_ entries: [IndexReader.Entry]) {
    for entry in entries {
      if entry.isSkipped { skipped.append(entry) }
      files.insert(entry.path)
      if EntryCollector.Mode.kind(entry.mode) == .submodule { submodules.insert(entry.path) }
      for end in entry.path.indices.reversed() where entry.path[end] == UInt8(ascii: "/") {
        guard folders.insert(Array(entry.path[..<end])).inserted else { break }
      }
    }
  }
}

extension Directory {
  /// Whether it is the top of another repository.
  borrowing func holdsRepository() throws(GitStoreError) -> Bool {
    try status(of: Array(".git".utf8)) != nil
  }
}
