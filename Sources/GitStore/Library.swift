import CLibgit2
import Synchronization

/// libgit2's options belong to the process: this lock makes setting them and opening one step.
/// It guards the C library's state and holds none of its own.
private let gate = Mutex(())

/// One use of libgit2, which counts its users: begun by `init`, ended by `deinit`.
struct Library: ~Copyable {
  /// Extensions of the repository format that change nothing for a reader, beyond those libgit2
  /// knows itself (git's Documentation/technical/repository-version).
  static let harmlessExtensions = [
    "noop", "noop-v1", "partialclone", "preciousobjects", "worktreeconfig", "relativeworktrees",
  ]

  init() { git_libgit2_init() }

  deinit { git_libgit2_shutdown() }

  /// Begins the use that ends when the repository's handle is freed, so that nothing of the
  /// repository outlives the library.
  borrowing func keptForRepository() { git_libgit2_init() }

  /// Does something that needs libgit2 and no repository.
  borrowing func during<Result>(_ body: () -> Result) -> Result { body() }

  /// Opens something while libgit2's options are those of the environment.
  ///
  /// libgit2 looks for configuration where its process-wide search paths say. Machine-wide paths are
  /// emptied (GitStore adds that file itself, or not), the personal ones follow the environment: they
  /// are also what `~` means inside of configuration files. See docs/decisions/0003.
  borrowing func configured<Result: ~Copyable, Failure: Error>(
    by environment: GitEnvironment, _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try gate.withLock { _ throws(Failure) -> Result in
      setSearchPath(GIT_CONFIG_LEVEL_PROGRAMDATA, to: "")
      setSearchPath(GIT_CONFIG_LEVEL_SYSTEM, to: "")
      setSearchPath(GIT_CONFIG_LEVEL_XDG, to: environment.personalDirectory ?? "")
      setSearchPath(GIT_CONFIG_LEVEL_GLOBAL, to: environment.home ?? "")
      setExtensions()
      return try body()
    }
  }

  /// Does something without libgit2's check of who owns a repository; only inside `configured`.
  borrowing func withoutOwnerCheck<Result: ~Copyable, Failure: Error>(
    _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    _ = precedent_git_set_owner_validation(0)
    defer { _ = precedent_git_set_owner_validation(1) }
    return try body()
  }

  /// Writes only what differs: other threads may be reading the path that stays.
  private borrowing func setSearchPath(_ level: git_config_level_t, to path: String) {
    var buffer = unsafe git_buf()
    defer { unsafe git_buf_dispose(&buffer) }
    let isKnown = unsafe precedent_git_get_search_path(level, &buffer) == 0
    if isKnown, let current = unsafe buffer.ptr, unsafe String(cString: current) == path { return }
    _ = unsafe precedent_git_set_search_path(level, path)
  }

  private borrowing func setExtensions() {
    var names: [UnsafePointer<CChar>?] = unsafe []
    func set(_ rest: ArraySlice<String>) {
      guard let first = rest.first else {
        _ = unsafe precedent_git_set_extensions(&names, names.count)
        return
      }
      unsafe first.withCString { name in
        unsafe names.append(name)
        set(rest.dropFirst())
      }
    }
    set(Self.harmlessExtensions[...])
  }
}
