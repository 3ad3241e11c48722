import CLibgit2

/// The steps from a directory and an environment to an open repository.
struct Opening {
  let directory: String
  let environment: GitEnvironment

  func open() throws(GitStoreError) -> OpenedRepository {
    let library = Library()
    return try library.configured(by: environment) { () throws(GitStoreError) in
      let handle = try openHandle(library)
      try addConfiguration(to: handle)
      try FormatCheck(path: directory).check(handle)
      try setWorkTree(of: handle)
      try setObjectDirectories(of: handle)
      try setIndex(of: handle)
      readAttributesNow(of: handle)
      return try describe(handle)
    }
  }

  // MARK: Finding

  private func openHandle(
    _ library: borrowing Library
  ) throws(GitStoreError) -> Handle<RepositoryKind> {
    do {
      return try openOnce(library)
    } catch let failure where isOwnerRefusal(failure) {
      guard try SafeDirectories(environment).allow(ownedPaths()) else {
        throw .unsafeOwnership(path: ownedPaths().first ?? directory)
      }
      do {
        return try library.withoutOwnerCheck { () throws(LibraryFailure) in
          try openOnce(library)
        }
      } catch { throw explained(error) }
    } catch { throw explained(error) }
  }

  /// libgit2 1.5.1 reports its refusal as "not found" when no `safe.directory` is set at all.
  private func isOwnerRefusal(_ failure: LibraryFailure) -> Bool {
    failure.isA(GIT_EOWNER)
      || failure.isA(GIT_ENOTFOUND) && failure.message.contains("safe.directory")
  }

  private func openOnce(
    _ library: borrowing Library
  ) throws(LibraryFailure) -> Handle<RepositoryKind> {
    let flags =
      environment.gitDirectory == nil
      ? 0 : GIT_REPOSITORY_OPEN_NO_SEARCH.rawValue | GIT_REPOSITORY_OPEN_NO_DOTGIT.rawValue
    let start = environment.gitDirectory.map(absolute) ?? directory
    let ceilings = environment.ceilingDirectories.joined(separator: ":")
    library.keptForRepository()
    do {
      return try Handle { unsafe git_repository_open_ext(&$0, start, flags, ceilings) }
    } catch {
      git_libgit2_shutdown()
      throw error
    }
  }

  /// Says why a repository did not open, from its own configuration where that tells more.
  private func explained(_ failure: LibraryFailure) -> GitStoreError {
    guard let found = discover() else {
      let isThere = FilePath.resolved(directory) != nil
      return isThere ? .notARepository(path: directory) : .absentFolder(path: directory)
    }
    let check = FormatCheck(path: directory)
    if let error = check.problem(inConfigurationOf: found) { return error }
    if failure.isA(GIT_ENOTFOUND) { return .notARepository(path: directory) }
    return .failed(doing: "opening the repository at `\(directory)`", reason: failure.message)
  }

  /// The git directory that the search ends at, unopened.
  private func discover() -> String? {
    if let given = environment.gitDirectory { return absolute(given) }
    let ceilings = environment.ceilingDirectories.joined(separator: ":")
    return CallBuffer.text { unsafe git_repository_discover($0, directory, 0, ceilings) }
  }

  /// What `safe.directory` may name: the work tree, linked ones too, and the git directory.
  private func ownedPaths() -> [String] {
    let found = discover().map(FilePath.withoutFinalSlash)
    return [FilePath.resolved(directory).flatMap(FilePath.workTree), found].compactMap(\.self)
  }

  // MARK: Applying the environment

  private func addConfiguration(to handle: borrowing Handle<RepositoryKind>) throws(GitStoreError) {
    do throws(LibraryFailure) {
      try ConfigurationFiles(environment).apply(to: handle)
    } catch {
      throw .failed(doing: "reading git's configuration", reason: error.message)
    }
  }

  /// git(1): `GIT_WORK_TREE` names it; with `GIT_DIR` alone it is where git was started.
  private func setWorkTree(of handle: borrowing Handle<RepositoryKind>) throws(GitStoreError) {
    let isBare = handle.lend { unsafe git_repository_is_bare($0) == 1 }
    let configured = ConfigurationFiles.string("core.worktree", of: handle)
    var path = environment.workTree.map(absolute)
    if path == nil, environment.gitDirectory != nil, !isBare, configured == nil { path = directory }
    guard let path else { return }
    do throws(LibraryFailure) {
      try handle.lend { repository throws(LibraryFailure) in
        _ = try unsafe LibraryFailure.check(git_repository_set_workdir(repository, path, 0))
      }
    } catch {
      throw .failed(doing: "using the work tree `\(path)`", reason: error.message)
    }
  }

  /// The quarantine of pre-receive: objects are in one directory, older ones in the alternates
  /// (git-receive-pack(1), "QUARANTINE ENVIRONMENT").
  private func setObjectDirectories(
    of handle: borrowing Handle<RepositoryKind>
  ) throws(GitStoreError) {
    do throws(LibraryFailure) {
      try handle.lend { repository throws(LibraryFailure) in
        let database: Handle<ObjectDatabaseKind>
        if let given = environment.objectDirectory.map(absolute) {
          database = try Handle { unsafe git_odb_open(&$0, given) }
          try database.lend { odb throws(LibraryFailure) in
            _ = try unsafe LibraryFailure.check(git_repository_set_odb(repository, odb))
          }
        } else {
          database = try Handle { unsafe git_repository_odb(&$0, repository) }
        }
        for alternate in environment.alternateObjectDirectories.map(absolute) {
          try database.lend { odb throws(LibraryFailure) in
            _ = try unsafe LibraryFailure.check(git_odb_add_disk_alternate(odb, alternate))
          }
        }
      }
    } catch {
      throw .failed(doing: "opening the object directories", reason: error.message)
    }
  }

  private func setIndex(of handle: borrowing Handle<RepositoryKind>) throws(GitStoreError) {
    guard let path = environment.indexFile.map(absolute) else { return }
    do throws(LibraryFailure) {
      let index = try Handle<IndexHandleKind> { unsafe git_index_open(&$0, path) }
      try handle.lend { repository throws(LibraryFailure) in
        try index.lend { index throws(LibraryFailure) in
          _ = try unsafe LibraryFailure.check(git_repository_set_index(repository, index))
        }
      }
    } catch { throw IndexReader.explained(error) }
  }

  /// Makes libgit2 read the personal ignore and attribute files now, while its search paths are
  /// this environment's. A failure comes back when a path is really asked about.
  private func readAttributesNow(of handle: borrowing Handle<RepositoryKind>) {
    handle.lend { repository in
      guard unsafe git_repository_is_bare(repository) == 0 else { return }
      var isIgnored: Int32 = 0
      _ = unsafe git_ignore_path_is_ignored(&isIgnored, repository, "a")
    }
  }

  // MARK: Describing

  private func describe(
    _ handle: consuming Handle<RepositoryKind>
  ) throws(GitStoreError) -> OpenedRepository {
    let gitDirectory = unsafe path(of: handle, git_repository_path) ?? ""
    let commonDirectory = unsafe path(of: handle, git_repository_commondir) ?? gitDirectory
    let workTree = unsafe path(of: handle, git_repository_workdir)
    let promisor = ConfigurationFiles.promisorRemote(of: handle)
    return OpenedRepository(
      handle: handle, gitDirectory: gitDirectory, commonDirectory: commonDirectory,
      workTree: workTree, prefix: FilePath.below(workTree, directory), promisorRemote: promisor,
      hasOwnIndexFile: environment.indexFile != nil, home: environment.home)
  }

  private func path(
    of handle: borrowing Handle<RepositoryKind>,
    _ call: (OpaquePointer) -> UnsafePointer<CChar>?
  ) -> String? {
    handle.lend { unsafe call($0).map { unsafe String(cString: $0) } }
      .map(FilePath.withoutFinalSlash)
  }

  /// A path of the environment, relative to where git would stand.
  private func absolute(_ path: String) -> String {
    path.hasPrefix("/") ? path : directory + "/" + path
  }
}
