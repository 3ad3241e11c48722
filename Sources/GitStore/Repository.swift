import CLibgit2

/// A git repository, opened for reading. Used from one thread; what it returns is Sendable.
///
/// Nothing in it writes: not the repository, not its index, not a work tree.
package struct Repository: ~Copyable {
  /// The longest revision that is looked at; git's own names are far shorter.
  package static let longestRevision = 4096

  /// The directory of this work tree's own state: `.git`, or `worktrees/NAME` of a linked one.
  package let gitDirectory: String
  /// The directory that linked work trees share; else the same as `gitDirectory`.
  package let commonDirectory: String
  /// The top of the work tree without a final `/`; nil of a bare repository.
  package let workTree: String?
  /// The directory it was opened at, below the work tree's top; empty at the top or outside.
  package let prefix: String
  /// Whether `.git` was cut by `git clone --depth`; see `shallowBoundary`.
  package var isShallow: Bool { !shallowBoundary.isEmpty }
  /// The commits whose parents a shallow clone left out.
  package let shallowBoundary: Set<ObjectID>
  /// The remote a partial clone fetches missing objects from; nil of a full clone.
  package let promisorRemote: String?

  let handle: Handle<RepositoryKind>
  /// Whether the index is not the repository's own, but the environment's.
  let hasOwnIndexFile: Bool
  /// What `~` means in paths of the configuration.
  let home: String?

  init(opening parts: consuming OpenedRepository) throws(GitStoreError) {
    gitDirectory = parts.gitDirectory
    commonDirectory = parts.commonDirectory
    workTree = parts.workTree
    prefix = parts.prefix
    shallowBoundary = try ShallowFile.boundary(in: parts.commonDirectory)
    promisorRemote = parts.promisorRemote
    hasOwnIndexFile = parts.hasOwnIndexFile
    home = parts.home
    handle = parts.handle
  }

  /// An absolute path relative to the top of the work tree, empty for the top; nil outside of it.
  ///
  /// The path need not exist, as another version may hold it. A link to the work tree is followed.
  package func pathInWorkTree(_ path: String) -> String? {
    workTree.flatMap { FilePath.inside($0, path) }
  }

  /// Opens the repository that a directory is in, as git would: the directory itself, a work tree
  /// around it, a linked work tree, or what the environment names.
  ///
  /// The owner check of libgit2 holds, also for `GIT_DIR` (where git leaves it out).
  /// - Throws: `notARepository`, `unsafeOwnership`, `sha256Repository`, `unsupportedExtension`,
  ///   `unsupportedRepositoryVersion`, or `failed`.
  package static func open(
    at directory: String, environment: GitEnvironment
  ) throws(GitStoreError) -> Repository {
    try Repository(opening: Opening(directory: directory, environment: environment).open())
  }
}

/// What opening a repository found out.
struct OpenedRepository: ~Copyable {
  let handle: Handle<RepositoryKind>
  let gitDirectory: String
  let commonDirectory: String
  let workTree: String?
  let prefix: String
  let promisorRemote: String?
  let hasOwnIndexFile: Bool
  let home: String?
}
