import CLibgit2

/// Whether the format of a repository is one that libgit2 1.5 reads rightly
/// (git's Documentation/technical/repository-version).
struct FormatCheck {
  let path: String

  /// The extensions that git itself knows (git-config(1), `extensions`), in lower case.
  static let extensionsOfGit: Set<String> = [
    "compatobjectformat", "noop", "noop-v1", "objectformat", "partialclone", "preciousobjects",
    "refstorage", "relativeworktrees", "worktreeconfig",
  ]

  /// Refuses what libgit2 opened and would read wrongly.
  func check(_ handle: borrowing Handle<RepositoryKind>) throws(GitStoreError) {
    let format = ConfigurationFiles.string("extensions.objectformat", of: handle)
    if let problem = problem(objectFormat: format) { throw problem }
    if ConfigurationFiles.string("extensions.refstorage", of: handle).map({ $0 != "files" }) == true
    {
      throw .unsupportedExtension(name: "refstorage", path: path)
    }
  }

  /// The reason in a repository's own configuration file why it did not open; nil for none.
  func problem(inConfigurationOf gitDirectory: String) -> GitStoreError? {
    let common = FilePath.commonDirectory(of: gitDirectory)
    guard
      let configuration = try? Handle<ConfigurationKind>({
        unsafe git_config_open_ondisk(&$0, common + "/config")
      })
    else { return nil }
    let entries = configuration.lend {
      unsafe ConfigurationFiles.entries(in: $0)
    }
    return problem(in: entries)
  }

  private func problem(in entries: [ConfigurationFiles.Entry]) -> GitStoreError? {
    let version =
      entries.last { $0.name == "core.repositoryformatversion" }
      .flatMap { Int($0.value) } ?? 0
    let format = entries.last { $0.name == "extensions.objectformat" }?.value
    if let problem = problem(objectFormat: format) { return problem }
    if version > 1 { return .unsupportedRepositoryVersion(version, path: path) }
    guard version == 1 else { return nil }
    for entry in entries where entry.name.hasPrefix("extensions.") {
      let name = String(entry.name.dropFirst("extensions.".count))
      let isFiles = name == "refstorage" && entry.value == "files"
      if !Library.harmlessExtensions.contains(name), name != "objectformat", !isFiles {
        return .unsupportedExtension(name: name, path: path)
      }
    }
    return nil
  }

  private func problem(objectFormat: String?) -> GitStoreError? {
    switch objectFormat?.lowercased() {
    case nil, "sha1": nil
    case "sha256": .sha256Repository(path: path)
    default: .unsupportedExtension(name: "objectformat", path: path)
    }
  }
}

/// The directories whose foreign owner the user accepts (git-config(1), `safe.directory`).
struct SafeDirectories {
  let environment: GitEnvironment

  init(_ environment: GitEnvironment) { self.environment = environment }

  /// Whether one of the paths is accepted. Only the machine's and the person's files count, never
  /// the repository's own; an empty value forgets what came before; `*` is everything.
  func allow(_ paths: [String]) throws(GitStoreError) -> Bool {
    var accepted: [String] = []
    for value in try values() {
      if value.isEmpty { accepted = [] } else { accepted.append(expanded(value)) }
    }
    return accepted.contains { $0 == "*" || paths.contains(FilePath.withoutFinalSlash($0)) }
  }

  private func values() throws(GitStoreError) -> [String] {
    do throws(LibraryFailure) {
      let files = ConfigurationFiles(environment)
      let configuration = try Handle<ConfigurationKind> { unsafe git_config_new(&$0) }
      try unsafe files.addOutside(to: configuration, repository: nil)
      return configuration.lend {
        unsafe ConfigurationFiles.entries(in: $0)
      }.filter { $0.name == "safe.directory" }.map(\.value)
    } catch {
      throw .failed(doing: "reading git's configuration", reason: error.message)
    }
  }

  private func expanded(_ path: String) -> String {
    guard path.hasPrefix("~/"), let home = environment.home else { return path }
    return home + path.dropFirst()
  }
}
