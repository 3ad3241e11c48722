import Diagnostics
import Foundation

/// The text of every hook, which is installed beside the program.
struct HookScript {
  /// What tells our hooks from others, of whatever version.
  private static let mark = Data("# precedent-hook:".utf8)
  private static let name = "precedent-hook"

  let bytes: [UInt8]

  init(near executablePath: String) throws(CommandFailure) {
    let folder = InstalledFolder.find("hooks", with: Self.name, near: executablePath)
    guard let folder, let data = FileManager.default.contents(atPath: folder + "/" + Self.name)
    else {
      throw CommandFailure(
        Diagnostic(
          code: "no-hooks", message: "the hooks are not installed beside the program",
          help: "put the folder hooks next to it, or into share/precedent/ above it"))
    }
    bytes = Array(data)
  }

  /// Whether a file is one of our hooks.
  static func isOurs(_ data: Data) -> Bool { data.firstRange(of: mark) != nil }
}
