/// Why git could not give what was asked.
package enum GitStoreError: Error, Sendable, Equatable {
  /// A part of a repository that a bare one lacks.
  package enum Part: String, Sendable { case workTree = "work tree", index }

  // Opening.
  case notARepository(path: String)
  /// The folder to start from is not there.
  case absentFolder(path: String)
  /// The owner is somebody else, and no `safe.directory` says that this is well.
  case unsafeOwnership(path: String)
  case sha256Repository(path: String)
  case unsupportedExtension(name: String, path: String)
  case unsupportedRepositoryVersion(Int, path: String)
  case bareRepository(path: String, lacking: Part)
  // Revisions.
  case unknownRevision(String, nearest: String?)
  /// A revision with a NUL, or longer than `Repository.longestRevision` bytes.
  case malformedRevision(String, reason: String)
  case ambiguousRevision(String)
  /// The revision names an object of another kind than is wanted here.
  case wrongKind(revision: String, found: String, wanted: String)
  /// The branch that HEAD names has no commit.
  case unbornBranch(String)
  case noMergeBase(String, String)
  /// History beyond a shallow clone's cut is needed to answer.
  case shallowHistory(neededFor: String)
  // Objects.
  case missingObject(ObjectID, path: String?)
  /// A partial clone has not fetched the object yet.
  case unfetchedObject(ObjectID, path: String?, remote: String)
  case corruptObject(ObjectID, path: String?, reason: String)
  // Trees, the index and the work tree.
  case unmergedIndex(paths: [String])
  /// An index that libgit2 cannot read; `mend` is the git command that rewrites it.
  case unreadableIndex(reason: String, mend: String)
  /// A path that should be a folder, and is something else.
  case notAFolder(path: String, kind: EntryKind)
  /// A path that should be a plain file, and is something else.
  case notAFile(path: String, kind: EntryKind)
  case tooLarge(path: String, byteCount: Int, limit: Int)
  case tooManyEntries(root: String, limit: Int)
  case tooDeep(path: String, limit: Int)
  case unreadableFile(path: String, reason: String)
  /// What fits nowhere else, in libgit2's words.
  case failed(doing: String, reason: String)
}
