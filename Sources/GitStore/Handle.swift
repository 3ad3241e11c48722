import CLibgit2

/// A kind of object that libgit2 hands out and wants back.
protocol HandleKind {
  /// Gives the object back.
  static func free(_ pointer: OpaquePointer)
}

/// The one owner of an object of libgit2: frees it at the end, lends it for a call in between.
@safe struct Handle<Kind: HandleKind>: ~Copyable {
  private let pointer: OpaquePointer

  /// Takes what a call of libgit2 hands out.
  /// - Throws: the failure of the call, with its words taken before anything else can change them.
  @safe init(_ make: (inout OpaquePointer?) -> Int32) throws(LibraryFailure) {
    var made: OpaquePointer?
    try unsafe LibraryFailure.check(make(&made))
    guard let made = unsafe made else { throw LibraryFailure.nothingMade }
    unsafe pointer = unsafe made
  }

  deinit { unsafe Kind.free(pointer) }

  /// Lends the object for one call; it must not be kept.
  @safe borrowing func lend<Result: ~Copyable, Failure: Error>(
    _ body: (OpaquePointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try unsafe body(pointer)
  }
}

/// A call of libgit2 that failed: code, area and words, taken at the call.
struct LibraryFailure: Error, Equatable {
  let code: Int32
  let area: UInt32
  let message: String

  /// A call that says it succeeded and hands out nothing.
  static let nothingMade = LibraryFailure(
    code: GIT_ERROR.rawValue, area: GIT_ERROR_INTERNAL.rawValue, message: "nothing was made")

  /// Throws unless the code is a success (git2/errors.h: negative codes are failures).
  @discardableResult
  static func check(_ code: Int32) throws(LibraryFailure) -> Int32 {
    guard code < 0 else { return code }
    guard let last = unsafe git_error_last() else {
      throw LibraryFailure(
        code: code, area: GIT_ERROR_NONE.rawValue, message: "no reason given (code \(code))")
    }
    let message = unsafe last.pointee.message.map { unsafe String(cString: $0) } ?? ""
    let area = unsafe last.pointee.klass
    throw LibraryFailure(
      code: code, area: UInt32(bitPattern: area), message: oneLine(message))
  }

  /// Whether it failed in a certain way.
  func isA(_ code: git_error_code) -> Bool { self.code == code.rawValue }

  private static func oneLine(_ message: String) -> String {
    String(message.map { $0.isNewline ? " " : $0 })
  }
}

enum RepositoryKind: HandleKind {
  static func free(_ pointer: OpaquePointer) {
    unsafe git_repository_free(pointer)
    // The use that `Library.keptForRepository` began.
    git_libgit2_shutdown()
  }
}

enum ObjectHandleKind: HandleKind {
  static func free(_ pointer: OpaquePointer) { unsafe git_object_free(pointer) }
}

enum ReferenceHandleKind: HandleKind {
  static func free(_ pointer: OpaquePointer) { unsafe git_reference_free(pointer) }
}

enum IndexHandleKind: HandleKind {
  static func free(_ pointer: OpaquePointer) { unsafe git_index_free(pointer) }
}

enum ObjectDatabaseKind: HandleKind {
  static func free(_ pointer: OpaquePointer) { unsafe git_odb_free(pointer) }
}

enum ReflogKind: HandleKind {
  static func free(_ pointer: OpaquePointer) { unsafe git_reflog_free(pointer) }
}

enum ConfigurationKind: HandleKind {
  static func free(_ pointer: OpaquePointer) { unsafe git_config_free(pointer) }
}

enum FilterListKind: HandleKind {
  static func free(_ pointer: OpaquePointer) { unsafe git_filter_list_free(pointer) }
}
