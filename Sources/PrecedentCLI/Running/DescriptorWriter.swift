import Glibc

/// Writes all of some bytes to an open descriptor, which it does not close.
struct DescriptorWriter: Sendable {
  let descriptor: Int32
  /// What people are shown.
  let path: String

  func write(_ bytes: [UInt8]) throws(WriteFailure) {
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
}

extension WriteFailure {
  /// What the system says about the call that just failed.
  static func ofSystem(_ path: String) -> WriteFailure {
    let code = errno
    return WriteFailure(
      path: path, reason: String(cString: strerror(code)), isReaderGone: code == EPIPE)
  }
}
