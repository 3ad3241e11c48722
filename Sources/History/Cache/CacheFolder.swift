#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The folder of the cache, which is for its owner alone.
///
/// Entries are named by the digest of what they are kept for; what is kept beside an entry has its
/// name, and then its own. Whoever adds or removes files holds the lock.
package struct CacheFolder: Sendable, Hashable {
  /// Where it is.
  package let path: String

  private init(path: String) { self.path = path }

  /// Opens the folder.
  /// - Parameter isMade: whether it is made, with the folders above it, where it is not there.
  /// - Returns: nil where it is not there.
  /// - Throws: `unsafeFolder`, `cannotWrite`.
  package static func open(_ path: String, isMade: Bool) throws(CacheFailure) -> CacheFolder? {
    if isMade { try make(path) }
    guard let state = FileState(path: path) else {
      if isMade { throw .cannotWrite(path: path, reason: systemMessage(errno)) }
      return nil
    }
    guard state.isOwnFolder else { throw .unsafeFolder(path: path) }
    return CacheFolder(path: path)
  }

  private static func make(_ path: String) throws(CacheFailure) {
    let ownerOnly: mode_t = 0o700
    var made = path.hasPrefix("/") ? "/" : ""
    for name in path.split(separator: "/") {
      made += name + "/"
      if mkdir(made, ownerOnly) != 0, errno != EEXIST, FileState(path: made) == nil {
        throw .cannotWrite(path: path, reason: systemMessage(errno))
      }
    }
  }

  // MARK: - Names

  /// The end of the name of an entry.
  static let entrySuffix = ".columns"
  /// The end of the name of what is kept beside an entry.
  static let attachmentSuffix = ".kept"
  static let temporarySuffix = ".part"
  private static let lockName = "lock"
  private static let digestLength = 64

  /// Whether it is a digest: names are never made of anything else.
  static func isDigest(_ text: some StringProtocol) -> Bool {
    text.utf8.count == digestLength
      && text.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
  }

  static func entryName(_ digest: String) -> String { digest + entrySuffix }

  static func attachmentName(_ digest: String, of entry: String) -> String {
    "\(entry).\(digest)\(attachmentSuffix)"
  }

  /// Where a file is.
  func place(of name: String) -> String { "\(path)/\(name)" }

  // MARK: - Files

  /// Makes a file that is locked while it is written, so that nobody takes it for a leftover.
  func makeTemporary(
    for name: String
  ) throws(CacheFailure) -> (file: CacheDescriptor, path: String) {
    try locked { () throws(CacheFailure) in
      for number in 0..<Self.greatestWriterCount {
        let path = place(of: "\(name).\(number)\(Self.temporarySuffix)")
        if let file = CacheDescriptor.making(path) {
          guard file.lockIfFree() else { continue }
          return (file, path)
        }
        guard errno == EEXIST else {
          throw .cannotWrite(path: self.path, reason: systemMessage(errno))
        }
        if isLeftOver(path) { unlink(path) }
      }
      throw .cannotWrite(path: self.path, reason: systemMessage(EEXIST))
    }
  }

  private static let greatestWriterCount = 64

  /// Whether nobody writes to a temporary file any more.
  func isLeftOver(_ path: String) -> Bool {
    CacheDescriptor.reading(path)?.lockIfFree() ?? false
  }

  func rename(_ temporaryPath: String, to name: String) throws(CacheFailure) {
    #if canImport(Glibc)
      let result = Glibc.rename(temporaryPath, place(of: name))
    #else
      let result = Musl.rename(temporaryPath, place(of: name))
    #endif
    guard result == 0 else { throw .cannotWrite(path: path, reason: systemMessage(errno)) }
  }

  /// Removes a file, if it is there.
  func remove(_ path: String) { unlink(path) }

  /// Does something while nobody else adds or removes files.
  func locked<Result>(
    _ body: () throws(CacheFailure) -> Result
  ) throws(CacheFailure) -> Result {
    guard let lock = CacheDescriptor.openingOrMaking(place(of: Self.lockName)), lock.lock() else {
      throw .cannotWrite(path: path, reason: systemMessage(errno))
    }
    return try withExtendedLifetime(lock) { () throws(CacheFailure) in try body() }
  }

  /// The names of all files in it.
  func names() -> [String] {
    guard let folder = opendir(path) else { return [] }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { name in
        name.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) {
          String(cString: $0)
        }
      }
      names.append(name)
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}
