import CEL
import Diagnostics

/// Which files of a policy are loaded, and what is wrong with the others: nothing in a policy's
/// folders is ignored, because a deny rule must not vanish by being renamed.
struct FolderRules {
  /// What a file is for.
  enum Role: Hashable {
    case settings, schema, rules, directory, tests
    /// In `exceptions/`.
    case exceptions
    /// Read elsewhere: recorded requests, request documents of tests.
    case data
    /// A note for people, or outside of the policy's folders.
    case ignored
  }

  private static let folders = [
    "schema", "rules", "exceptions", "directory", "tests", "history",
  ]
  static let settingsPath = "precedent.yaml"
  static let schemaPath = "schema/request.schema.json"

  /// The role of a file, or why it is an error that it has none.
  static func role(of file: PolicyFile) -> Result<Role, Diagnostic> {
    if file.path == settingsPath { return .success(.settings) }
    let parts = file.path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard let folder = policyFolder(parts[0]) else { return .success(.ignored) }
    guard parts.count > 1 else {
      return .failure(.irregularFile(.init(path: file.path, kind: "a file"), wanted: "folder"))
    }
    guard folder == parts[0] else {
      return refused(file, "the folder is called `\(folder)`", help: "rename it to `\(folder)`")
    }
    if let last = parts.last, ["README.md", ".gitkeep"].contains(last) {
      return .success(.ignored)
    }
    if parts.contains(where: { $0.hasPrefix(".") }) {
      return refused(file, "its name begins with a dot", help: "rename it, or take it away")
    }
    if file.bytes.starts(with: Array("version https://git-lfs.github.com/spec/".utf8)) {
      return refused(
        file, "it is a Git LFS pointer, not the file itself",
        help: "run `git lfs migrate export --include=\(file.path)`, and commit the file")
    }
    return role(of: file, in: folder, parts)
  }

  private static func role(
    of file: PolicyFile, in folder: String, _ parts: [String]
  ) -> Result<Role, Diagnostic> {
    let name = parts[parts.count - 1]
    switch folder {
    case "schema":
      if file.path == schemaPath { return .success(.schema) }
      return refused(
        file, "the only schema is `\(schemaPath)`", help: "rename it, or take it away")
    case "tests" where parts[1] == "fixtures" && parts.count > 2:
      if name.hasSuffix(".json") { return .success(.data) }
      return refused(
        file, "fixtures of tests end in `.json`", help: "rename it to end in `.json`")
    case "history":
      if [".ndjson", ".ndjson.gz", ".ndjson.zst"].contains(where: name.hasSuffix) {
        return .success(.data)
      }
      return refused(
        file, "histories end in `.ndjson`, `.ndjson.gz` or `.ndjson.zst`",
        help: "rename it, or keep it elsewhere")
    default:
      guard name.hasSuffix(".yaml") else { return refusedExtension(file, folder) }
      return .success(yamlRole(folder))
    }
  }

  private static func yamlRole(_ folder: String) -> Role {
    switch folder {
    case "rules": .rules
    case "exceptions": .exceptions
    case "directory": .directory
    default: .tests
    }
  }

  private static func refusedExtension(
    _ file: PolicyFile, _ folder: String
  ) -> Result<Role, Diagnostic> {
    let name = file.path.split(separator: "/").last.map(String.init) ?? file.path
    let stem = name.split(separator: ".").first.map(String.init) ?? name
    return refused(
      file, "files in `\(folder)/` end in `.yaml`",
      help: "rename it to `\(stem).yaml`, or keep it elsewhere")
  }

  private static func refused(
    _ file: PolicyFile, _ reason: String, help: String
  ) -> Result<Role, Diagnostic> {
    .failure(.fileNotLoaded(file.path, because: reason, help: help))
  }

  /// The folder of a policy that a name means, also where case is written otherwise.
  private static func policyFolder(_ name: String) -> String? {
    folders.first { $0 == name.lowercased() }
  }

  // MARK: - Paths

  /// Whether a path leaves the folder that it is relative to.
  static func leavesRoot(_ path: String) -> Bool {
    path.hasPrefix("/") || path.utf8.contains(UInt8(ascii: "\\")) || path.utf8.contains(0)
      || path.split(separator: "/").contains("..")
  }

  /// What is wrong with the tree as a whole.
  static func problems(in tree: PolicyTree) -> [Diagnostic] {
    let paths = (tree.files.map(\.path) + tree.irregular.map(\.path))
      .sorted { $0.precedesInUTF8($1) }
    let outside = paths.filter(leavesRoot).map {
      Diagnostic.pathOutsidePolicy($0, at: .file($0))
    }
    let irregular = tree.irregular + settingsThatAreAFolder(in: tree)
    return outside + irregular.map(problem) + collisions(of: paths)
  }

  private static func problem(_ irregular: PolicyTree.Irregular) -> Diagnostic {
    let path = irregular.path
    let folder = policyFolder(path)
    let name = folder ?? (path.lowercased() == settingsPath ? settingsPath : path)
    guard name == path else {
      return .fileNotLoaded(
        path, because: "the \(folder == nil ? "file" : "folder") is called `\(name)`",
        help: "rename it to `\(name)`")
    }
    return .irregularFile(irregular, wanted: folder == nil ? "file" : "folder")
  }

  /// Whether something stands in the place of precedent.yaml, be it a file or not.
  static func holdsSettings(_ tree: PolicyTree) -> Bool {
    tree.files.contains { $0.path == settingsPath }
      || tree.irregular.contains { $0.path == settingsPath }
      || !settingsThatAreAFolder(in: tree).isEmpty
  }

  private static func settingsThatAreAFolder(in tree: PolicyTree) -> [PolicyTree.Irregular] {
    let isFolder = tree.files.contains { $0.path.hasPrefix(settingsPath + "/") }
    return isFolder ? [.init(path: settingsPath, kind: "a folder")] : []
  }

  /// Paths that a file system without case, or with one form of accents, takes for one; Swift's
  /// equality of strings already ignores the form.
  private static func collisions(of paths: [String]) -> [Diagnostic] {
    var first: [String: String] = [:]
    var reported: Set<String> = []
    var found: [Diagnostic] = []
    for path in paths {
      // Below a folder that collides everything does.
      for part in foldersAndPath(path) {
        let folded = part.lowercased()
        let other = first[folded, default: part]
        first[folded] = other
        guard !other.hasSameUTF8(as: part) else { continue }
        // A policy folder in another case is an error already.
        if policyFolder(part) != nil { continue }
        if reported.insert(folded).inserted { found.append(.collidingPaths(part, other)) }
        break
      }
    }
    return found
  }

  /// The folders above a path, the outermost first, and the path.
  private static func foldersAndPath(_ path: String) -> [String] {
    path.indices.filter { path[$0] == "/" }.map { String(path[..<$0]) } + [path]
  }
}
