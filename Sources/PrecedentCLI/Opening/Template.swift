import Diagnostics
import Foundation

/// The template of a policy repository, which is installed beside the program.
struct Template {
  /// Absolute.
  let folder: String

  /// Finds it near the program.
  init(near executablePath: String) throws(CommandFailure) {
    guard
      let found = InstalledFolder.find(
        "policy-repo-template", with: "precedent.yaml", near: executablePath)
    else {
      throw CommandFailure(
        Diagnostic(
          code: "no-template",
          message: "the template of a policy repository is not installed beside the program",
          help: "put policy-repo-template next to it, or into share/precedent/ above it"))
    }
    folder = found
  }

  /// The paths of its files, relative, sorted.
  func files() throws(CommandFailure) -> [String] {
    guard let names = FileManager.default.enumerator(atPath: folder) else {
      throw CommandFailure(
        Diagnostic(code: "no-template", message: "cannot read the template `\(folder)`"))
    }
    var files: [String] = []
    for case let path as String in names {
      let isFolder = names.fileAttributes?[.type] as? FileAttributeType == .typeDirectory
      if !isFolder { files.append(path) }
    }
    return files.sorted()
  }

  /// Copies every file; nothing is copied if one of them is there already.
  func copy(to target: String) throws {
    let files = try files()
    let manager = FileManager.default
    let present = files.filter { manager.fileExists(atPath: target + "/" + $0) }
    guard present.isEmpty else { throw CommandFailure(Self.alreadyThere(present, target)) }
    do {
      for file in files {
        let path = URL(fileURLWithPath: target + "/" + file)
        try manager.createDirectory(
          at: path.deletingLastPathComponent(), withIntermediateDirectories: true)
        try manager.copyItem(at: URL(fileURLWithPath: folder + "/" + file), to: path)
      }
    } catch {
      throw WriteFailure(path: target, reason: error.localizedDescription)
    }
  }

  private static func alreadyThere(_ files: [String], _ target: String) -> Diagnostic {
    Diagnostic(
      code: "already-there", message: "`\(target)` already has files of a policy repository",
      notes: files.prefix(5).map { "`\($0)` is there" },
      help: "choose an empty folder, or move these files away")
  }
}
