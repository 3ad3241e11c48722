#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// An open directory: what is below it is reached through it, so that no path is followed twice
/// and no symlink ever.
struct Directory: ~Copyable {
  /// What stands at a name.
  struct Status {
    let kind: EntryKind
    let byteCount: Int
  }

  private let descriptor: Int32
  /// Below the work tree's top, for messages.
  private let path: String

  /// Opens the top of a work tree; symlinks on the way to it are the user's own.
  init(path: String) throws(GitStoreError) {
    self.path = ""
    descriptor = unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Self.failure(path) }
  }

  /// Opens a folder of another; fails for a symlink.
  init(_ name: [UInt8], in parent: borrowing Directory) throws(GitStoreError) {
    let flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC
    path = parent.shown(name)
    descriptor = unsafe openat(parent.descriptor, name.map(CChar.init(bitPattern:)) + [0], flags)
    guard descriptor >= 0 else { throw Self.failure(path) }
  }

  deinit { close(descriptor) }

  /// What stands at a name, not followed; nil for nothing.
  borrowing func status(of name: [UInt8]) throws(GitStoreError) -> Status? {
    var status = stat()
    let path = name.map(CChar.init(bitPattern:)) + [0]
    guard unsafe fstatat(descriptor, path, &status, AT_SYMLINK_NOFOLLOW) == 0 else {
      if errno == ENOENT || errno == ENOTDIR { return nil }
      throw Self.failure(shown(name))
    }
    return Status(kind: Self.kind(status), byteCount: Int(status.st_size))
  }

  /// The names in it but `.` and `..`, sorted by bytes.
  borrowing func names() throws(GitStoreError) -> [[UInt8]] {
    let copy = unsafe openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard copy >= 0, let stream = unsafe fdopendir(copy) else { throw Self.failure(path) }
    defer { unsafe closedir(stream) }
    var names: [[UInt8]] = []
    errno = 0
    while let entry = unsafe readdir(stream) {
      let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) {
        unsafe Array($0.prefix { $0 != 0 })
      }
      if name != [UInt8(ascii: ".")], name != [UInt8(ascii: "."), UInt8(ascii: ".")] {
        names.append(name)
      }
      errno = 0
    }
    guard errno == 0 else { throw Self.failure(path) }
    return names.sorted { $0.lexicographicallyPrecedes($1) }
  }

  /// The bytes of a plain file; nil if it is something else by now, or longer than the limit.
  borrowing func read(_ name: [UInt8], limit: Int) throws(GitStoreError) -> [UInt8]? {
    // O_NONBLOCK: a pipe that took the file's place must not make us wait.
    let flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC
    let file = unsafe openat(descriptor, name.map(CChar.init(bitPattern:)) + [0], flags)
    guard file >= 0 else { throw Self.failure(shown(name)) }
    defer { close(file) }
    var status = stat()
    guard unsafe fstat(file, &status) == 0 else { throw Self.failure(shown(name)) }
    let kind = Self.kind(status)
    guard kind == .regular || kind == .executable, status.st_size <= limit else { return nil }
    do throws(SmallFile.Failure) {
      return try SmallFile.readAll(file, limit: limit)
    } catch { throw .unreadableFile(path: shown(name), reason: error.reason) }
  }

  private borrowing func shown(_ name: [UInt8]) -> String {
    path.isEmpty ? EntryPath.text(name) : path + "/" + EntryPath.text(name)
  }

  /// The failure of the system call just made.
  private static func failure(_ path: String) -> GitStoreError {
    .unreadableFile(path: path, reason: SystemFailure.words(errno))
  }

  private static func kind(_ status: stat) -> EntryKind {
    switch status.st_mode & S_IFMT {
    case S_IFREG: status.st_mode & 0o100 == 0 ? .regular : .executable
    case S_IFDIR: .folder
    case S_IFLNK: .symlink
    default: .special
    }
  }
}
