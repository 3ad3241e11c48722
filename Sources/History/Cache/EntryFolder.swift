/// Where an entry is, and what is kept beside it.
struct EntryFolder: Sendable {
  let folder: CacheFolder
  /// The entry's file in the folder.
  let name: String
  /// Of the whole cache.
  let greatestByteCount: Int

  /// A file that was kept for an entry with this content; what cannot be used is removed.
  func attachment(named digest: String, of identity: String) -> CacheFile? {
    guard CacheFolder.isDigest(digest) else { return nil }
    let path = folder.place(of: CacheFolder.attachmentName(digest, of: name))
    do throws(HistoryError) {
      guard let file = try CacheFile.open(path, .attachment) else { return nil }
      let owner: Packed<UInt8> = try file.section(file.sectionCount - 1)
      if owner.withElements({ $0.elementsEqual(identity.utf8) }) { return file }
    } catch {}
    folder.remove(path)
    return nil
  }

  func attach(
    named digest: String, sections: [[UInt8]], to identity: String
  ) throws(CacheFailure) {
    guard CacheFolder.isDigest(digest) else { throw .notKeepable }
    let attached = CacheFolder.attachmentName(digest, of: name)
    var writer = try CacheFileWriter.make(
      in: folder, named: attached, greatestByteCount: greatestByteCount)
    for section in sections { try writer.append(section) }
    try writer.append(Array(identity.utf8))
    try writer.complete(.attachment)
    try writer.rename(to: attached)
    try folder.evict(to: greatestByteCount, sparing: attached)
  }
}
