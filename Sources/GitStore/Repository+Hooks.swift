import CLibgit2

/// Where git looks for the hooks of a repository.
package struct HooksFolder: Sendable, Hashable {
  /// Absolute.
  package let path: String
  /// Whether the setting that names it belongs to a person or the machine, so that other
  /// repositories have the same hooks.
  package let isShared: Bool
}

extension Repository {
  /// Where git looks for hooks: `core.hooksPath`, else `hooks` of the directory that linked work
  /// trees share (githooks(5)). A relative setting starts where hooks run: at the top of the work
  /// tree, or in the bare repository.
  package func hooksFolder() -> HooksFolder {
    let setting = ConfigurationFiles.entries(of: handle).last { $0.name == Self.hooksPath }
    guard let setting, !setting.value.isEmpty else {
      return HooksFolder(path: commonDirectory + "/hooks", isShared: false)
    }
    let path = expanded(setting.value)
    let absolute = path.hasPrefix("/") ? path : (workTree ?? gitDirectory) + "/" + path
    return HooksFolder(
      path: FilePath.withoutFinalSlash(absolute), isShared: !setting.isOfRepository)
  }

  /// A path of the configuration with the home that it starts at (git-config(1), "pathname").
  private func expanded(_ path: String) -> String {
    guard let home, path.hasPrefix("~/") else { return path }
    return home + path.dropFirst()
  }

  /// The commits that are being merged into HEAD, of a merge that `git commit` is to conclude;
  /// empty when there is none (gitrevisions(7), MERGE_HEAD).
  package func mergeHeads() throws(GitStoreError) -> [ObjectID] {
    let lines: [UInt8]?
    do throws(SmallFile.Failure) {
      lines = try SmallFile.read(gitDirectory + "/MERGE_HEAD", limit: Self.longestMergeHead)
    } catch { throw .failed(doing: "reading MERGE_HEAD", reason: error.reason) }
    return (lines ?? []).split(separator: UInt8(ascii: "\n")).compactMap {
      ObjectID(hex: String(decoding: $0, as: UTF8.self))
    }
  }

  /// The name of the reference that a push to a name changes: symbolic ones are followed, as
  /// git-receive-pack(1) does; the name itself where there is no reference yet.
  package func finalName(ofReference name: String) throws(GitStoreError) -> String {
    var name = name
    for _ in 0..<Self.longestChain {
      guard case .name(let next)? = try target(of: name) else { return name }
      name = next
    }
    throw .failed(doing: "following the reference `\(name)`", reason: "it leads through too many")
  }

  private static let hooksPath = "core.hookspath"
  /// An octopus of a thousand heads.
  private static let longestMergeHead = 65_536
  /// git's own limit is 5 (refs.c, SYMREF_MAXDEPTH).
  private static let longestChain = 5
}
