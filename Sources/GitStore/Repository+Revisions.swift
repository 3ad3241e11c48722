import CLibgit2

/// The two ends of `A..B` or `A...B`.
package struct RevisionRange: Sendable, Hashable {
  /// The older end: A, or for `A...B` the best merge base.
  package let from: ObjectID
  /// The newer end: B.
  package let to: ObjectID
  /// Both ends as they were written, `HEAD` for an empty side.
  package let fromName: String
  /// The newer end as it was written.
  package let toName: String
  /// For `A...B` every best common ancestor, `from` first; else empty. More than one means that
  /// histories crossed, and a reader should be told which was taken.
  package let mergeBases: [ObjectID]
}

extension Repository {
  /// The commit a revision names; tags are followed (gitrevisions(7)).
  /// - Throws: `unknownRevision`, `ambiguousRevision`, `malformedRevision`, `unbornBranch`,
  ///   `wrongKind` when it names a tree or a blob, `shallowHistory` beyond a shallow clone's cut.
  package func commitID(of revision: String) throws(GitStoreError) -> ObjectID {
    try objectID(of: revision, kind: GIT_OBJECT_COMMIT)
  }

  /// The tree a revision names: of a commit its tree, or `REV:FOLDER`, or `REV^{tree}`.
  package func treeID(of revision: String) throws(GitStoreError) -> ObjectID {
    try objectID(of: revision, kind: GIT_OBJECT_TREE)
  }

  /// The object a revision names, of whatever kind; a tag is not followed.
  package func objectID(of revision: String) throws(GitStoreError) -> ObjectID {
    try objectID(of: revision, kind: nil)
  }

  /// Both ends of `A..B` or `A...B`; an empty side is HEAD (gitrevisions(7), "Dotted Range").
  /// - Throws: as `commitID(of:)`; `noMergeBase`; `malformedRevision` when there are no dots.
  package func range(_ text: String) throws(GitStoreError) -> RevisionRange {
    guard let (left, right, isSymmetric) = Self.splitRange(text) else {
      throw .malformedRevision(text, reason: "a range is written A..B or A...B")
    }
    let fromName = left.isEmpty ? "HEAD" : left
    let toName = right.isEmpty ? "HEAD" : right
    let from = try commitID(of: fromName)
    let to = try commitID(of: toName)
    guard isSymmetric else {
      return RevisionRange(from: from, to: to, fromName: fromName, toName: toName, mergeBases: [])
    }
    let bases = try mergeBases(from, to)
    guard let best = bases.first else { throw .noMergeBase(left, right) }
    return RevisionRange(from: best, to: to, fromName: fromName, toName: toName, mergeBases: bases)
  }

  /// Whether a text is a range rather than one revision: it has two dots where a name cannot.
  package static func isRange(_ text: String) -> Bool { splitRange(text) != nil }

  /// Splits at the dots outside of braces: `HEAD^{/a..b}..x` is split at the second pair, and
  /// `:/text` and `REV:PATH` may hold dots after the colon.
  private static func splitRange(_ text: String) -> (String, String, Bool)? {
    let bytes = Array(text.utf8)
    var depth = 0
    for index in bytes.indices {
      switch bytes[index] {
      case UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "}"): depth = max(0, depth - 1)
      case UInt8(ascii: ":") where depth == 0: return nil
      case UInt8(ascii: ".") where depth == 0 && bytes[index...].starts(with: "..".utf8):
        let isSymmetric = bytes[index...].starts(with: "...".utf8)
        let right = bytes[(index + (isSymmetric ? 3 : 2))...]
        return (
          String(decoding: bytes[..<index], as: UTF8.self), String(decoding: right, as: UTF8.self),
          isSymmetric
        )
      default: break
      }
    }
    return nil
  }

  private func objectID(
    of revision: String, kind: git_object_t?
  ) throws(GitStoreError) -> ObjectID {
    try refuseMalformed(revision)
    let text: String
    switch try readable(revision) {
    case .nothing: throw .unknownRevision(revision, nearest: nil)
    case .object(let id): text = id.hex
    case .text(let readable): text = readable
    }
    do throws(LibraryFailure) {
      return try peeled(text, kind)
    } catch { throw explained(error, revision, kind: kind) }
  }

  private func peeled(_ text: String, _ kind: git_object_t?) throws(LibraryFailure) -> ObjectID {
    try handle.lend { repository throws(LibraryFailure) in
      let object = try Handle<ObjectHandleKind> {
        unsafe git_revparse_single(&$0, repository, text)
      }
      return try object.lend { found throws(LibraryFailure) in
        guard let kind else { return unsafe ObjectID(git_object_id(found).pointee) }
        let peeled = try Handle<ObjectHandleKind> { unsafe git_object_peel(&$0, found, kind) }
        return peeled.lend { unsafe ObjectID(git_object_id($0).pointee) }
      }
    }
  }

  private func refuseMalformed(_ revision: String) throws(GitStoreError) {
    if revision.isEmpty { throw .malformedRevision(revision, reason: "it is empty") }
    if revision.utf8.contains(0) {
      throw .malformedRevision(revision, reason: "it contains a NUL byte")
    }
    if revision.utf8.count > Self.longestRevision {
      throw .malformedRevision(
        String(revision.prefix(40)), reason: "it has more than \(Self.longestRevision) bytes")
    }
  }
}
