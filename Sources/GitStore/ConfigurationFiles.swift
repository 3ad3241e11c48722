import CLibgit2

/// The configuration files of a repository, as the environment names them.
struct ConfigurationFiles {
  /// One setting; the name's section and key in lower case.
  struct Entry {
    let name: String
    let value: String
    /// Whether the repository itself says it, not a person or the machine.
    var isOfRepository = false
  }

  let environment: GitEnvironment

  init(_ environment: GitEnvironment) { self.environment = environment }

  /// Makes the files the repository's configuration, the weakest first (git-config(1), "FILES").
  func apply(to handle: borrowing Handle<RepositoryKind>) throws(LibraryFailure) {
    let configuration = try Handle<ConfigurationKind> { unsafe git_config_new(&$0) }
    try handle.lend { repository throws(LibraryFailure) in
      try unsafe addOutside(to: configuration, repository: repository)
      let common = unsafe git_repository_commondir(repository).map { unsafe String(cString: $0) }
      try unsafe add(
        (common ?? "") + "/config", GIT_CONFIG_LEVEL_LOCAL, to: configuration, repository)
      if Self.string("extensions.worktreeconfig", in: configuration).map(Self.isTrue) == true {
        // libgit2 1.5 has no level of its own for it; the application's is the next above.
        let own = unsafe git_repository_path(repository).map { unsafe String(cString: $0) } ?? ""
        try unsafe add(
          own + "/config.worktree", GIT_CONFIG_LEVEL_APP, to: configuration, repository)
      }
      try configuration.lend { made throws(LibraryFailure) in
        _ = try unsafe LibraryFailure.check(git_repository_set_config(repository, made))
      }
    }
  }

  /// Adds the files that no repository can write: the machine's and the person's.
  func addOutside(
    to configuration: borrowing Handle<ConfigurationKind>, repository: OpaquePointer?
  ) throws(LibraryFailure) {
    if let file = environment.systemConfiguration {
      try unsafe add(file, GIT_CONFIG_LEVEL_SYSTEM, to: configuration, repository)
    }
    let levels = [GIT_CONFIG_LEVEL_GLOBAL, GIT_CONFIG_LEVEL_XDG]
    for (file, level) in zip(environment.personalConfigurationFiles.reversed(), levels) {
      try unsafe add(file, level, to: configuration, repository)
    }
  }

  private func add(
    _ file: String, _ level: git_config_level_t,
    to configuration: borrowing Handle<ConfigurationKind>,
    _ repository: OpaquePointer?
  ) throws(LibraryFailure) {
    guard file != "/dev/null" else { return }
    try configuration.lend { made throws(LibraryFailure) in
      _ = try unsafe LibraryFailure.check(
        git_config_add_file_ondisk(made, file, level, repository, 0))
    }
  }

  // MARK: Looking up

  /// The last value of a setting of a repository; nil when it is not set.
  static func string(_ name: String, of handle: borrowing Handle<RepositoryKind>) -> String? {
    guard let snapshot = snapshot(of: handle) else { return nil }
    return string(name, in: snapshot)
  }

  /// Every setting of a repository, the strongest last.
  static func entries(of handle: borrowing Handle<RepositoryKind>) -> [Entry] {
    guard let snapshot = snapshot(of: handle) else { return [] }
    return snapshot.lend { unsafe entries(in: $0) }
  }

  /// The remote whose missing objects are fetched on demand (git-config(1), `remote.NAME.promisor`).
  static func promisorRemote(of handle: borrowing Handle<RepositoryKind>) -> String? {
    if let name = string("extensions.partialclone", of: handle) { return name }
    let found = entries(of: handle).first {
      $0.name.hasPrefix("remote.") && $0.name.hasSuffix(".promisor") && isTrue($0.value)
    }
    return found.map { String($0.name.dropFirst("remote.".count).dropLast(".promisor".count)) }
  }

  /// All settings of a repository; nil when they cannot be read, so that none is set.
  private static func snapshot(
    of handle: borrowing Handle<RepositoryKind>
  ) -> Handle<ConfigurationKind>? {
    try? handle.lend { repository throws(LibraryFailure) in
      try Handle<ConfigurationKind> { unsafe git_repository_config_snapshot(&$0, repository) }
    }
  }

  /// Every setting, the strongest last.
  ///
  /// Not by libgit2's own pattern: with PCRE2 it leaks 20 KB for every setting compared.
  static func entries(in configuration: OpaquePointer) -> [Entry] {
    var found: [Entry] = []
    unsafe withUnsafeMutablePointer(to: &found) { list in
      _ = unsafe git_config_foreach(
        configuration,
        { entry, list in
          guard let entry = unsafe entry?.pointee, let name = unsafe entry.name else { return 0 }
          let value = unsafe entry.value.map { unsafe String(cString: $0) } ?? "true"
          unsafe list?.assumingMemoryBound(to: [Entry].self).pointee.append(
            Entry(
              name: String(cString: name), value: value,
              isOfRepository: entry.level.rawValue >= GIT_CONFIG_LEVEL_LOCAL.rawValue))
          return 0
        }, list)
    }
    return found
  }

  private static func string(
    _ name: String, in configuration: borrowing Handle<ConfigurationKind>
  ) -> String? {
    configuration.lend { made in
      CallBuffer.text { unsafe git_config_get_string_buf($0, made, name) }
    }
  }

  private static func isTrue(_ text: String) -> Bool {
    ["true", "yes", "on", "1"].contains(text.lowercased())
  }
}
