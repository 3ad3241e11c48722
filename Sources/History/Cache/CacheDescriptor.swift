#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// What a file system says of a file: what tells one content of a file from another.
struct FileState: Sendable, Hashable {
  /// When, as the file system says it.
  struct Moment: Sendable, Hashable, Comparable {
    let seconds: Int
    let nanoseconds: Int

    static func < (left: Moment, right: Moment) -> Bool {
      (left.seconds, left.nanoseconds) < (right.seconds, right.nanoseconds)
    }
  }

  let device: UInt64
  let inode: UInt64
  let byteCount: Int
  let modified: Moment
  let changed: Moment
  private let mode: mode_t
  private let owner: uid_t

  /// Follows a symbolic link; nil when there is no such file.
  init?(path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    self.init(status)
  }

  fileprivate init?(descriptor: Int32) {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return nil }
    self.init(status)
  }

  private init(_ status: stat) {
    device = UInt64(status.st_dev)
    inode = UInt64(status.st_ino)
    byteCount = Int(status.st_size)
    modified = Moment(seconds: status.st_mtim.tv_sec, nanoseconds: status.st_mtim.tv_nsec)
    changed = Moment(seconds: status.st_ctim.tv_sec, nanoseconds: status.st_ctim.tv_nsec)
    mode = status.st_mode
    owner = status.st_uid
  }

  var isRegular: Bool { mode & S_IFMT == S_IFREG }
  /// Whether it is a regular file that nobody else may write to.
  var isOwn: Bool { isRegular && isPrivate }
  /// Whether it is a folder that nobody else may write to.
  var isOwnFolder: Bool { mode & S_IFMT == S_IFDIR && isPrivate }

  private var isPrivate: Bool { owner == geteuid() && mode & (S_IWGRP | S_IWOTH) == 0 }
}

/// An open file of the cache, or of a history; closed when nobody holds it any more.
final class CacheDescriptor: Sendable {
  private let number: Int32

  private init(_ number: Int32) { self.number = number }

  deinit { close(number) }

  /// Opens a file itself, never one that a link names.
  static func reading(_ path: String) -> CacheDescriptor? {
    opening(path, O_RDONLY | O_NOFOLLOW)
  }

  /// Opens a file of a history, which may be a link.
  static func readingSource(_ path: String) -> CacheDescriptor? {
    opening(path, O_RDONLY | O_NOCTTY)
  }

  /// Makes a file for its owner alone; fails where there is one.
  static func making(_ path: String) -> CacheDescriptor? {
    opening(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW)
  }

  /// Opens a file for its owner alone, or makes it.
  static func openingOrMaking(_ path: String) -> CacheDescriptor? {
    opening(path, O_RDWR | O_CREAT | O_NOFOLLOW)
  }

  private static func opening(_ path: String, _ flags: Int32) -> CacheDescriptor? {
    let ownerOnly: mode_t = 0o600
    let number = open(path, flags | O_CLOEXEC, ownerOnly)
    return number >= 0 ? CacheDescriptor(number) : nil
  }

  var status: FileState? { FileState(descriptor: number) }

  func mapped(byteCount: Int) -> MappedFile? {
    MappedFile.make(fileDescriptor: number, byteCount: byteCount)
  }

  /// Waits until nobody else holds the file, but no longer than a second: who holds it may be
  /// stopped.
  func lock() -> Bool {
    for _ in 0..<Self.attemptCount {
      if lockIfFree() { return true }
      guard errno == EWOULDBLOCK || errno == EINTR else { return false }
      usleep(Self.microsecondsBetweenAttempts)
    }
    return false
  }

  private static let attemptCount = 1000
  private static let microsecondsBetweenAttempts: UInt32 = 1000

  /// Whether nobody else holds the file, which this now does.
  func lockIfFree() -> Bool { flock(number, LOCK_EX | LOCK_NB) == 0 }

  /// Makes it the last one used; for order only, so that failing does not matter.
  func markUsed() { _ = futimens(number, nil) }

  /// Writes all bytes, from an offset on; the system's text where that does not work.
  func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) -> String? {
    var done = 0
    while done < bytes.count {
      guard let base = bytes.baseAddress else { break }
      let count = retried { pwrite(number, base + done, bytes.count - done, off_t(offset + done)) }
      if count < 0 { return systemMessage(errno) }
      done += count
    }
    return nil
  }

  /// Puts everything on disk; the system's text where that does not work.
  func synchronize() -> String? { fsync(number) == 0 ? nil : systemMessage(errno) }

  /// Fills a buffer from an offset on; false where there are not so many bytes.
  func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) -> Bool {
    var done = 0
    while done < buffer.count {
      guard let base = buffer.baseAddress else { break }
      let count = retried { pread(number, base + done, buffer.count - done, off_t(offset + done)) }
      if count <= 0 { return false }
      done += count
    }
    return true
  }
}

private func retried<Count: SignedInteger>(_ call: () -> Count) -> Count {
  while true {
    let result = call()
    if result >= 0 || errno != EINTR { return result }
  }
}
