import Diagnostics
import GitStore
import PolicyCore

/// A git repository as the place of a policy: where git and the policy model meet.
struct PolicyRepository: ~Copyable {
  let repository: Repository
  /// As the user gave it: relative to where the repository was opened.
  let policyPath: String?

  static let settingsFile = "precedent.yaml"
  /// Folders whose files are part of a policy version; histories are listed, not read.
  static let folders: Set<String> = [
    settingsFile, "schema", "rules", "exceptions", "directory", "tests",
  ]
  /// Those that decide: tests change no decision.
  static let decidingFolders = folders.subtracting(["tests"])
  static let historyFolder = "history"
  /// In lower case, what people write for `settingsFile`.
  private static let misspelt: Set<String> = [settingsFile, "precedent.yml"]

  /// Loads a policy version; every problem of it is in the result.
  /// - Throws: what reading git throws, and `CommandFailure` when it is unclear which policy is
  ///   meant.
  func load(_ source: SnapshotSource, named name: String) throws -> PolicyVersion {
    let commit: ObjectID? =
      switch source {
      case .commit(let id): id
      case .staged, .workTree: nil
      }
    guard let root = try root(in: source) else {
      return PolicyVersion(
        name: name, source: source, commit: commit, root: nil, loaded: nil,
        absence: try absence(in: source))
    }
    let tree = try policyTree(of: source, root: root)
    return PolicyVersion(
      name: name, source: source, commit: commit, root: root, loaded: PolicyLoader().load(tree))
  }

  /// The folder of precedent.yaml: the nearest upwards, else the only one; nil when there is none.
  func root(in source: SnapshotSource) throws -> String? {
    try root(in: source) { try repository.paths(named: Self.settingsFile, in: source) }
  }

  /// - Parameter places: finds every precedent.yaml of the version; only asked where none is upwards.
  func root(in source: SnapshotSource, among places: () throws -> [String]) throws -> String? {
    if let policyPath { return try namedRoot(policyPath, in: source) }
    var folder = repository.prefix.split(separator: "/").map(String.init)
    while true {
      if try hasSettings(folder.joined(separator: "/"), in: source) {
        return folder.joined(separator: "/")
      }
      if folder.isEmpty { break }
      folder.removeLast()
    }
    let found = try places()
    guard found.count <= 1 else { throw CommandFailure(Self.severalPolicies(found)) }
    return found.first.map { String($0.dropLast(Self.settingsFile.count + 1)) }
  }

  /// Relative to where the repository was opened, or absolute and inside the work tree.
  private func namedRoot(_ path: String, in source: SnapshotSource) throws -> String? {
    var parts = repository.prefix.split(separator: "/").map(String.init)
    var path = path
    if path.hasPrefix("/") {
      guard let inside = repository.pathInWorkTree(path) else { return nil }
      parts = []
      path = inside
    }
    for part in path.split(separator: "/") where part != "." {
      if part != ".." {
        parts.append(String(part))
      } else if parts.popLast() == nil {
        return nil
      }
    }
    if parts.last == Self.settingsFile { parts.removeLast() }
    let root = parts.joined(separator: "/")
    return try hasSettings(root, in: source) ? root : nil
  }

  private func hasSettings(_ folder: String, in source: SnapshotSource) throws -> Bool {
    let listing = try repository.listing(
      of: source, root: folder, selecting: .named([Self.settingsFile]))
    // Also where it is a link or a folder: loading then says so.
    return listing.irregular.contains { $0.path == Self.settingsFile }
      || listing.files.contains {
        $0.path == Self.settingsFile || $0.path.hasPrefix(Self.settingsFile + "/")
      }
  }

  /// What there is in place of the policy that was looked for.
  private func absence(in source: SnapshotSource) throws -> PolicyVersion.Absence {
    var absence = PolicyVersion.Absence(asked: policyPath)
    let files: [ListedFile]
    do throws(GitStoreError) {
      files = try repository.listing(of: source).files
    } catch {
      // Only to help: a version too large to be searched still has no policy where it was looked for.
      switch error {
      case .tooManyEntries, .tooDeep: return absence
      // A second `catch` that lists the rest is more than the compiler takes here.
      default: throw error
      }
    }
    for path in files.map(\.path) {
      let name = path.split(separator: "/").last ?? ""
      if name == Self.settingsFile {
        absence.found.append(path)
      } else if Self.misspelt.contains(name.lowercased()) {
        absence.misnamed.append(path)
      }
    }
    return absence
  }

  /// The files of a policy version, before they are loaded.
  /// - Parameter folders: those that are read; histories are listed with all of them only.
  func policyTree(
    of source: SnapshotSource, root: String, folders: Set<String> = Self.folders
  ) throws -> PolicyTree {
    let snapshot = try repository.snapshot(of: source, root: root, selecting: .named(folders))
    let listed = folders == Self.folders ? [Self.historyFolder] : []
    let histories = try repository.listing(of: source, root: root, selecting: .named(Set(listed)))
    var tree = PolicyTree(
      files: snapshot.files.map { PolicyFile(path: $0.path, bytes: $0.bytes) }
        + histories.files.map { PolicyFile(path: $0.path, bytes: []) })
    tree.irregular =
      (snapshot.irregular + histories.irregular).map {
        .init(path: $0.path, kind: $0.kind.words)
      }
      + snapshot.oversized.map { .init(path: $0.path, kind: "a file too large to read") }
      + (snapshot.lookalikes + histories.lookalikes).map {
        .init(path: $0, kind: "a name that differs from the policy's only in case")
      }
    return tree
  }

  private static func severalPolicies(_ paths: [String]) -> Diagnostic {
    Diagnostic(
      code: "several-policies",
      message: "the repository holds \(paths.count) policies, and it is not clear which is meant",
      notes: paths.prefix(10).map { "`\($0)`" },
      help: "run in the folder of one, or name it with --policy")
  }
}
