import Foundation

/// Folders that are installed beside the program.
enum InstalledFolder {
  /// Looks for `NAME` and `share/precedent/NAME` in every folder above the program: a build tree has
  /// the first, an installation the second. Nil when there is none.
  /// - Parameter file: what must be in it.
  static func find(_ name: String, with file: String, near executablePath: String) -> String? {
    var parts = executablePath.split(separator: "/").map(String.init)
    while !parts.isEmpty {
      parts.removeLast()
      let base = parts.map { "/" + $0 }.joined()
      for candidate in [name, "share/precedent/" + name] {
        let folder = base + "/" + candidate
        if FileManager.default.fileExists(atPath: folder + "/" + file) { return folder }
      }
    }
    return nil
  }
}
