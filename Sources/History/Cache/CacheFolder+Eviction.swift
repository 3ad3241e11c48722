#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// One file of the cache.
struct CachedFile {
  let name: String
  let byteCount: Int
  /// By the clock of the file system.
  let lastUsed: FileState.Moment

  /// The name of the entry that it is, or that it is kept beside; nil for a file that is neither.
  var entryName: String? {
    let digest = name.prefix { $0 != "." }
    return CacheFolder.isDigest(digest) ? CacheFolder.entryName(String(digest)) : nil
  }

  var isEntry: Bool { entryName == name }
}

extension CacheFolder {
  /// The files of the cache, but for those that are being written; nothing else that lies there.
  func files() -> [CachedFile] {
    names().compactMap { name in
      guard Self.isOurs(name), let state = FileState(path: place(of: name)), state.isRegular else {
        return nil
      }
      return CachedFile(name: name, byteCount: state.byteCount, lastUsed: state.modified)
    }
  }

  /// Whether a name is one that the cache gives.
  private static func isOurs(_ name: String) -> Bool {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count >= 2, isDigest(parts[0]), "." + parts[1] == entrySuffix else { return false }
    switch parts.count {
    case 2: return true
    case 4: return isDigest(parts[2]) && "." + parts[3] == attachmentSuffix
    default: return false
    }
  }

  /// Removes what was not used for longest until the rest takes no more than so many bytes, and
  /// what
  /// was left over by writers that are gone.
  /// - Parameter spared: goes last.
  func evict(to greatestByteCount: Int, sparing spared: String) throws(CacheFailure) {
    try locked { () throws(CacheFailure) in
      removeLeftOvers()
      var files = files()
      var total = files.reduce(0) { $0 + $1.byteCount }
      files.sort { ($0.lastUsed, $0.name) < ($1.lastUsed, $1.name) }
      files = files.filter { $0.name != spared } + files.filter { $0.name == spared }
      for file in files where total > greatestByteCount {
        total -= remove(file, of: files)
      }
    }
  }

  /// Removes a file, and with an entry what is kept beside it; how many bytes that were.
  func remove(_ file: CachedFile, of files: [CachedFile]) -> Int {
    var byteCount = 0
    for other in files
    where other.name == file.name || (file.isEntry && other.entryName == file.name) {
      if unlink(place(of: other.name)) == 0 { byteCount += other.byteCount }
    }
    return byteCount
  }

  /// Removes what writers left that are gone.
  func removeLeftOvers() {
    for name in names() where name.hasSuffix(Self.temporarySuffix) {
      let isOurs = Self.isDigest(name.prefix { $0 != "." })
      if isOurs, isLeftOver(place(of: name)) { unlink(place(of: name)) }
    }
  }

  /// Removes an entry, and what is kept beside it.
  func removeEntry(at path: String) throws(CacheFailure) {
    try locked { () throws(CacheFailure) in
      let files = files()
      for file in files where place(of: file.name) == path { _ = remove(file, of: files) }
    }
  }
}

extension CacheEntry {
  /// What in it is not as in a new entry of the same history.
  func differences(from other: CacheFile) -> [String] {
    guard file.sectionCount == other.sectionCount else {
      return ["\(file.sectionCount) sections instead of \(other.sectionCount)"]
    }
    return (0..<file.sectionCount - 1).filter { !file.holds($0, as: other) }.map { "section \($0)" }
  }
}

extension CacheFile {
  /// Whether a section holds, and has the bytes of the same one of another file.
  fileprivate func holds(_ number: Int, as other: CacheFile) -> Bool {
    guard hasSame(number, as: other) else { return false }
    do throws(HistoryError) {
      let _: Packed<UInt8> = try section(number)
      return true
    } catch { return false }
  }
}
