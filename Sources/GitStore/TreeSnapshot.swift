/// A file with its content.
package struct NamedBytes: Sendable, Hashable {
  /// Relative to the root that was asked for; parts are separated by `/`.
  package let path: String
  /// The content, as it would be committed.
  package let bytes: [UInt8]
  /// The blob's id; of a file in the work tree, the id it would get when added.
  package let objectID: ObjectID

  /// Makes a file from its parts.
  package init(path: String, bytes: [UInt8], objectID: ObjectID) {
    self.path = path
    self.bytes = bytes
    self.objectID = objectID
  }
}

/// What stands at a path.
package enum EntryKind: String, Sendable, Hashable, CaseIterable {
  case regular = "file"
  case executable = "executable file"
  case folder
  case symlink
  case submodule
  /// A socket, a device, a pipe, or a mode that git does not write.
  case special = "special file"
  /// A name that is not UTF-8; its path here has `\xNN` for the bytes that are not.
  case notUTF8 = "name that is not UTF-8"
  /// A name that could leave the root or reach the repository: `..`, `.git`, with `\` or `/`.
  case unsafeName = "unsafe name"
  /// A file of the work tree that git would rewrite with a program or an encoding of its
  /// attributes (`filter=lfs`, `working-tree-encoding`). Nothing is executed, so what would be
  /// committed is not known.
  case filtered = "file with an external filter"

  /// The kind with its article, for messages: `a symlink`.
  package var words: String {
    switch self {
    case .executable, .unsafeName: "an " + rawValue
    case .regular, .folder, .symlink, .submodule, .special, .notUTF8, .filtered: "a " + rawValue
    }
  }
}

/// Something that is at a path and is not read: to be reported, never skipped in silence.
package struct IrregularEntry: Sendable, Hashable {
  /// Relative to the root that was asked for.
  package let path: String
  /// What it is.
  package let kind: EntryKind
}

/// A file that is there but was not read.
package struct ListedFile: Sendable, Hashable {
  /// Relative to the root that was asked for.
  package let path: String
  /// Known in the work tree, and of a file found too large; else nil, for an object's size costs a
  /// look into the object database, which a partial clone cannot always answer.
  package let byteCount: Int?
  /// The blob's id; nil in the work tree.
  package let objectID: ObjectID?
}

/// What is in the chosen folders of one version, without contents. All sorted by the paths' bytes.
package struct TreeListing: Sendable, Hashable {
  /// Every plain file.
  package internal(set) var files: [ListedFile] = []
  /// Everything else that is no folder.
  package internal(set) var irregular: [IrregularEntry] = []
  /// Groups of paths, folders too, that are one path where case is folded.
  package internal(set) var caseCollisions: [[String]] = []
  /// Names directly below the root that were not chosen and differ from a chosen one only in case.
  package internal(set) var lookalikes: [String] = []
}

/// The named bytes of one version, with everything that is not plainly a file beside them.
package struct TreeSnapshot: Sendable, Hashable {
  /// Every plain file within the limit, sorted by the bytes of its path.
  package let files: [NamedBytes]
  /// Files over the limit: not read.
  package let oversized: [ListedFile]
  /// See `TreeListing`.
  package let irregular: [IrregularEntry]
  /// See `TreeListing`.
  package let caseCollisions: [[String]]
  /// See `TreeListing`.
  package let lookalikes: [String]
}

/// Which version of the files.
package enum SnapshotSource: Sendable, Hashable {
  case commit(ObjectID)
  /// The index: what `git commit` would commit. Entries added with `--intent-to-add` are not in it.
  case staged
  /// What `git add -A` would commit: tracked files as they are on disk and untracked ones that are
  /// not ignored, through the built-in filters (line endings, ident). Files that a sparse checkout
  /// left out come from the index. External filters are never run.
  case workTree
}

/// Which names directly below the root are wanted, with everything in them.
package enum Selection: Sendable, Hashable {
  case everything
  case named(Set<String>)

  /// Whether a name is wanted.
  func contains(_ name: String) -> Bool {
    switch self {
    case .everything: true
    case .named(let names): names.contains(name)
    }
  }

  /// Whether a name differs from a wanted one only in case.
  func lookAlike(_ name: String) -> Bool {
    switch self {
    case .everything: false
    case .named(let names):
      names.contains { EntryPath.folded($0) == EntryPath.folded(name) }
    }
  }
}

/// What reading a tree may cost.
package struct SnapshotLimits: Sendable, Hashable {
  /// Larger files are reported, not read. 16 MiB is far above any policy file written by people.
  package var fileByteCount = 16 << 20
  /// Entries visited, folders too: a tree that refers to itself many times over is small on disk.
  package var entryCount = 1_000_000
  /// Bytes of all files together.
  package var totalByteCount = 1 << 30
  /// Folders in folders.
  package var depth = 128

  /// The default limits.
  package init() {}
}
