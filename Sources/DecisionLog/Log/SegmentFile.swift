import Glibc

/// The segment that a log is written to; what was written is on disk when a call returns.
struct SegmentFile: ~Copyable {
  private let path: String
  private let descriptor: Int32
  /// Up to where everything is on disk, in bytes.
  private(set) var byteCount: Int

  /// Opens a segment, or makes it, and cuts off what stands behind `byteCount`.
  init(at path: String, byteCount: Int) throws(LogFailure) {
    let mode: mode_t = 0o600
    descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, mode)
    self.path = path
    self.byteCount = byteCount
    guard descriptor >= 0 else { throw .ofSystem(path) }
    try cut()
    try Self.synchronizeFolder(of: path)
  }

  deinit { close(descriptor) }

  /// Appends bytes, all or none.
  /// - Throws: `system` when they are not there; `unusable` when that is not known.
  mutating func append(_ bytes: [UInt8]) throws(LogFailure) {
    do throws(LogFailure) {
      try write(bytes)
    } catch {
      // Nobody was told of what has been written.
      do throws(LogFailure) { try cut() } catch { throw .unusable }
      throw error
    }
    // After a failed fsync a second one may succeed and mean nothing: the pages are marked clean.
    guard fdatasync(descriptor) == 0 else { throw .unusable }
    byteCount += bytes.count
  }

  private func write(_ bytes: [UInt8]) throws(LogFailure) {
    var written = 0
    while written < bytes.count {
      let count = bytes[written...].withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress, $0.count)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw .ofSystem(path) }
      written += count
    }
  }

  private func cut() throws(LogFailure) {
    guard ftruncate(descriptor, off_t(byteCount)) == 0, fsync(descriptor) == 0 else {
      throw .ofSystem(path)
    }
  }

  /// A new name is on disk when its folder is.
  static func synchronizeFolder(of path: String) throws(LogFailure) {
    let end = path.utf8.lastIndex(of: UInt8(ascii: "/")) ?? path.startIndex
    let folder = String(path[..<end])
    let descriptor = open(folder.isEmpty ? "/" : folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .ofSystem(folder) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw .ofSystem(folder) }
  }
}

/// The right to write to a log, which one process at a time has.
struct LogLock: ~Copyable {
  private let descriptor: Int32

  init(_ folder: LogFolder) throws(LogFailure) {
    let mode: mode_t = 0o600
    descriptor = open(folder.lock, O_RDWR | O_CREAT | O_CLOEXEC, mode)
    guard descriptor >= 0 else { throw .ofSystem(folder.lock) }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      throw errno == EWOULDBLOCK ? .locked(folder: folder.path) : .ofSystem(folder.lock)
    }
  }

  // The system gives it back, also after a crash.
  deinit { close(descriptor) }
}
