import Glibc

/// A file that is there whole or not at all: written beside its place, then renamed.
struct WholeFile: ~Copyable {
  private let path: String
  /// Where the file is, with links followed: a link stays a link.
  private let place: String
  private let temporaryPath: String
  private let descriptor: Int32

  /// Starts a file; whatever is at the path stays until `finish`.
  init(at path: String) throws(WriteFailure) {
    self.path = path
    place = Self.resolved(path)
    var template = Array((place + ".XXXXXX").utf8CString)
    descriptor = mkstemp(&template)
    temporaryPath = String(
      decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    guard descriptor >= 0 else { throw .ofSystem(path) }
  }

  deinit {
    // Does nothing once the file has been renamed.
    unlink(temporaryPath)
    close(descriptor)
  }

  func write(_ text: String) throws(WriteFailure) { try write(Array(text.utf8)) }

  func write(_ bytes: [UInt8]) throws(WriteFailure) {
    try DescriptorWriter(descriptor: descriptor, path: path).write(bytes)
  }

  /// Puts the file into its place, on disk.
  /// - Parameter permissions: of the file that it takes the place of; those of a new one if nil.
  consuming func finish(permissions: mode_t? = nil) throws(WriteFailure) {
    let readableByAll: mode_t = 0o644
    let mode = permissions ?? (readableByAll & ~Self.creationMask)
    guard fsync(descriptor) == 0, fchmod(descriptor, mode) == 0,
      rename(temporaryPath, place) == 0
    else { throw .ofSystem(path) }
  }

  /// The path itself where there is nothing yet.
  private static func resolved(_ path: String) -> String {
    guard let found = realpath(path, nil) else { return path }
    defer { free(found) }
    return String(cString: found)
  }

  /// What the user's umask takes away from new files; it can only be read by setting it.
  private static var creationMask: mode_t {
    let mask = umask(0o077)
    umask(mask)
    return mask
  }
}

/// A device, pipe or socket that has a name: it is written to, as a file in its place would not be
/// what the user asked for, and would take `/dev/null` from everybody.
struct SpecialFile: ~Copyable {
  private let path: String
  private let descriptor: Int32

  /// Nil for a file, a folder, and where there is nothing.
  init?(at path: String) throws(WriteFailure) {
    var status = stat()
    guard stat(path, &status) == 0, ![S_IFREG, S_IFDIR].contains(status.st_mode & S_IFMT) else {
      return nil
    }
    descriptor = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY)
    self.path = path
    guard descriptor >= 0 else { throw .ofSystem(path) }
  }

  deinit { close(descriptor) }

  func write(_ text: String) throws(WriteFailure) {
    try DescriptorWriter(descriptor: descriptor, path: path).write(Array(text.utf8))
  }
}
