#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Paths of the file system, as texts.
enum FilePath {
  /// Drops slashes at the end, but never the root's own.
  static func withoutFinalSlash(_ path: String) -> String {
    var path = path[...]
    while path.utf8.count > 1, path.hasSuffix("/") { path = path.dropLast() }
    return String(path)
  }

  /// A directory relative to one around it, both resolved; empty if it is the same or not inside.
  static func below(_ top: String?, _ directory: String) -> String {
    guard let top = top.flatMap(resolved), let directory = resolved(directory) else { return "" }
    let start = top == "/" ? top : top + "/"
    return directory.hasPrefix(start) ? String(directory.dropFirst(start.count)) : ""
  }

  /// An absolute path relative to a directory around it, by its parts; what exists of it is resolved
  /// first. Nil if it is not inside.
  static func inside(_ top: String, _ path: String) -> String? {
    var existing = withoutDots(path)
    var rest: [Substring] = []
    while resolved(existing) == nil, let slash = existing.lastIndex(of: "/") {
      rest.insert(existing[existing.index(after: slash)...], at: 0)
      existing = slash == existing.startIndex ? "/" : String(existing[..<slash])
    }
    guard let top = resolved(top), let start = resolved(existing) else { return nil }
    let whole = ([start == "/" ? "" : start] + rest.map(String.init)).joined(separator: "/")
    if whole == top { return "" }
    let above = top == "/" ? top : top + "/"
    return whole.hasPrefix(above) ? String(whole.dropFirst(above.count)) : nil
  }

  /// An absolute path without `.`, `..` and empty parts.
  private static func withoutDots(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return "/" + parts.joined(separator: "/")
  }

  /// The nearest directory upwards that has a `.git`, be it a folder or a file.
  static func workTree(around directory: String) -> String? {
    var path = directory[...]
    while true {
      if unsafe access(path + "/.git", F_OK) == 0 { return path.isEmpty ? "/" : String(path) }
      guard let slash = path.lastIndex(of: "/") else { return nil }
      path = path[..<slash]
    }
  }

  /// The path without symlinks; nil if it does not exist.
  static func resolved(_ path: String) -> String? {
    guard let text = unsafe realpath(path, nil) else { return nil }
    defer { unsafe free(text) }
    return unsafe String(cString: text)
  }

  /// Where a linked work tree's shared directory is (gitrepository-layout(5), `commondir`).
  static func commonDirectory(of gitDirectory: String) -> String {
    let own = withoutFinalSlash(gitDirectory)
    guard let bytes = try? SmallFile.read(own + "/commondir", limit: 65536) else { return own }
    let path = String(decoding: bytes.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
    return path.hasPrefix("/") ? path : own + "/" + path
  }
}

/// The system's `read`, by a name that no method here has.
private func readPart(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer, _ count: Int) -> Int {
  unsafe read(descriptor, buffer, count)
}

/// Small files of git's own, read whole.
enum SmallFile {
  /// Why a file could not be read: the system's words.
  struct Failure: Error { let reason: String }

  /// The bytes of a file; nil if there is none.
  static func read(_ path: String, limit: Int) throws(Failure) -> [UInt8]? {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      if errno == ENOENT || errno == ENOTDIR { return nil }
      throw Failure(reason: SystemFailure.words(errno))
    }
    defer { close(descriptor) }
    return try readAll(descriptor, limit: limit)
  }

  /// Reads a descriptor to its end.
  static func readAll(_ descriptor: Int32, limit: Int) throws(Failure) -> [UInt8] {
    var all: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = unsafe readPart(descriptor, &part, part.count)
      if count < 0 {
        if errno == EINTR { continue }
        throw Failure(reason: SystemFailure.words(errno))
      }
      if count == 0 { return all }
      all.append(contentsOf: part.prefix(count))
      guard all.count <= limit else { throw Failure(reason: "it has more than \(limit) bytes") }
    }
  }
}

/// The system's words for an error number.
enum SystemFailure {
  static func words(_ number: Int32) -> String {
    guard let text = unsafe strerror(number) else { return "error \(number)" }
    return unsafe String(cString: text).lowercased()
  }
}

/// The file in which git lists where a shallow clone was cut (gitformat-shallow; shallow.txt).
enum ShallowFile {
  /// The commits whose parents are not there.
  static func boundary(in commonDirectory: String) throws(GitStoreError) -> Set<ObjectID> {
    let path = commonDirectory + "/shallow"
    let bytes: [UInt8]?
    do throws(SmallFile.Failure) {
      bytes = try SmallFile.read(path, limit: 64 << 20)
    } catch { throw .unreadableFile(path: path, reason: error.reason) }
    var ids: Set<ObjectID> = []
    for line in (bytes ?? []).split(separator: UInt8(ascii: "\n")) {
      guard let id = ObjectID(hex: String(decoding: line, as: UTF8.self)) else {
        throw .unreadableFile(path: path, reason: "a line of it is not an object id")
      }
      ids.insert(id)
    }
    return ids
  }
}
