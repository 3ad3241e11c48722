import Glibc

/// A file that is there whole or not at all: written beside its place, then renamed.
struct WholeFile: ~Copyable {
  private let path: String
  private let temporaryPath: String
  private let descriptor: Int32

  /// Starts a file; whatever is at the path stays until `finish`.
  init(at path: String) throws(WriteFailure) {
    var template = Array((path + ".XXXXXX").utf8CString)
    descriptor = mkstemp(&template)
    self.path = path
    temporaryPath = String(
      decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    guard descriptor >= 0 else { throw Self.failure(path) }
  }

  deinit {
    // Does nothing once the file has been renamed.
    unlink(temporaryPath)
    close(descriptor)
  }

  func write(_ text: String) throws(WriteFailure) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw Self.failure(path) }
      rest = rest.dropFirst(count)
    }
  }

  /// Puts the file into its place, on disk.
  consuming func finish() throws(WriteFailure) {
    let readableByAll: mode_t = 0o644
    guard fsync(descriptor) == 0, fchmod(descriptor, readableByAll & ~Self.creationMask) == 0,
      rename(temporaryPath, path) == 0
    else { throw Self.failure(path) }
  }

  /// What the user's umask takes away from new files; it can only be read by setting it.
  private static var creationMask: mode_t {
    let mask = umask(0o077)
    umask(mask)
    return mask
  }

  private static func failure(_ path: String) -> WriteFailure {
    WriteFailure(path: path, reason: String(cString: strerror(errno)))
  }
}
