import Foundation

/// The root of this package.
package enum PackageFolder {
  /// Its absolute path.
  package static let path = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path
}

/// The data that developers share, which is no part of the repository; tests that need it are
/// skipped where it is absent.
package enum SharedData {
  /// `PRECEDENT_SHARED_DATA`, or `../shared/data` beside the package.
  private static let folder =
    ProcessInfo.processInfo.environment["PRECEDENT_SHARED_DATA"]
    ?? URL(filePath: PackageFolder.path).deletingLastPathComponent().path + "/shared/data"

  /// The path of a file or folder in it.
  package static func path(_ name: String) -> String { folder + "/" + name }

  /// Whether it has a file or folder.
  package static func has(_ name: String) -> Bool {
    FileManager.default.fileExists(atPath: path(name))
  }
}
