#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The kind and size of a file, without opening it.
struct FileStatus {
  /// What a path names.
  enum Kind { case regular, directory, other }

  let kind: Kind
  let byteCount: Int

  /// Follows a symbolic link; nil when there is no such file.
  init?(path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    self.init(status)
  }

  /// Does not follow a symbolic link, which is `.other`.
  init?(linkPath path: String) {
    var status = stat()
    guard lstat(path, &status) == 0 else { return nil }
    self.init(status)
  }

  private init(_ status: stat) {
    switch status.st_mode & S_IFMT {
    case S_IFREG: kind = .regular
    case S_IFDIR: kind = .directory
    default: kind = .other
    }
    byteCount = Int(status.st_size)
  }
}
