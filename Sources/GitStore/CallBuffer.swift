import CLibgit2

/// Buffers that libgit2 fills and takes back.
enum CallBuffer {
  /// The text a call gives; nil when it fails, for calls whose failure means "none".
  @safe static func text(_ call: (UnsafeMutablePointer<git_buf>) -> Int32) -> String? {
    (try? bytes(call)).map { String(decoding: $0, as: UTF8.self) }
  }

  /// The bytes a call gives.
  @safe static func bytes(
    _ call: (UnsafeMutablePointer<git_buf>) -> Int32
  ) throws(LibraryFailure) -> [UInt8] {
    var buffer = unsafe git_buf()
    defer { unsafe git_buf_dispose(&buffer) }
    try unsafe LibraryFailure.check(call(&buffer))
    return unsafe [UInt8](UnsafeRawBufferPointer(start: buffer.ptr, count: buffer.size))
  }
}

extension ObjectID {
  /// Copies an id of libgit2.
  init(_ oid: git_oid) {
    // INVARIANT: git_oid is 20 bytes (GIT_OID_RAWSZ of libgit2 1.5), which is what init(bytes:) takes.
    guard let id = unsafe withUnsafeBytes(of: oid, { unsafe ObjectID(bytes: $0) }) else {
      preconditionFailure("an id of libgit2 has another length than 20 bytes")
    }
    self = id
  }

  /// Copies an id that a call lends; nil for none.
  init?(_ pointer: UnsafePointer<git_oid>?) {
    guard let oid = unsafe pointer?.pointee else { return nil }
    self.init(oid)
  }

  /// The id as libgit2 takes it.
  var oid: git_oid {
    var made = git_oid()
    unsafe withUnsafeMutableBytes(of: &made) { unsafe $0.copyBytes(from: bytes) }
    return made
  }
}
