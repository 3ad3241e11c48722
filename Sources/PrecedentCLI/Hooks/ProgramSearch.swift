import Glibc

/// Which program the hooks will run, looked for as they do.
struct ProgramSearch {
  /// The setting of git that names it.
  static let setting = "precedent.binary"

  let environment: CommandEnvironment

  /// Nil when there is none, so that the hooks would block.
  func program(configured: String?) -> String? {
    let name = configured ?? environment.variables["PRECEDENT"] ?? "precedent"
    if name.contains("/") { return Self.isExecutable(name) ? name : nil }
    return (environment.variables["PATH"] ?? "").split(separator: ":")
      .map { "\($0)/\(name)" }.first(where: Self.isExecutable)
  }

  private static func isExecutable(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
      && access(path, X_OK) == 0
  }
}
