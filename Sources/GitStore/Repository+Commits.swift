import CLibgit2

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Repository {
  /// Reads a commit.
  package func commit(_ id: ObjectID) throws(GitStoreError) -> Commit {
    try withObject(id, GIT_OBJECT_COMMIT) { commit throws(GitStoreError) in
      unsafe Self.read(commit, id)
    }
  }

  private static func read(_ commit: OpaquePointer, _ id: ObjectID) -> Commit {
    let encoding = unsafe git_commit_message_encoding(commit).map { unsafe String(cString: $0) }
    let text = { (pointer: UnsafePointer<CChar>?) -> String in
      unsafe decoded(pointer, encoding: encoding)
    }
    let message = unsafe text(git_commit_message(commit))
    return unsafe Commit(
      id: id, tree: ObjectID(git_commit_tree_id(commit).pointee),
      parents: (0..<git_commit_parentcount(commit)).compactMap {
        unsafe ObjectID(git_commit_parent_id(commit, $0))
      },
      author: signature(git_commit_author(commit), text),
      committer: signature(git_commit_committer(commit), text),
      message: message, subject: text(git_commit_summary(commit)), trailers: trailers(of: message))
  }

  private static func signature(
    _ pointer: UnsafePointer<git_signature>?, _ text: (UnsafePointer<CChar>?) -> String
  ) -> Signature {
    guard let signature = unsafe pointer?.pointee else {
      return Signature(name: "", email: "", secondsSinceEpoch: 0, offsetMinutes: 0)
    }
    return unsafe Signature(
      name: text(signature.name), email: text(signature.email),
      secondsSinceEpoch: signature.when.time, offsetMinutes: Int(signature.when.offset))
  }

  /// Latin-1 where the commit says so (every byte is its scalar); all else is taken for UTF-8.
  private static func decoded(_ pointer: UnsafePointer<CChar>?, encoding: String?) -> String {
    guard let pointer = unsafe pointer else { return "" }
    let bytes = unsafe UnsafeRawBufferPointer(start: pointer, count: strlen(pointer))
    let isLatin1 = ["iso-8859-1", "iso8859-1", "latin1", "latin-1"]
      .contains(encoding?.lowercased() ?? "")
    guard isLatin1 else { return unsafe String(decoding: bytes, as: UTF8.self) }
    let scalars = unsafe bytes.map { Unicode.Scalar($0) }
    return String(String.UnicodeScalarView(scalars))
  }

  /// What a walk needs of a commit: cheap to keep for every commit of a history.
  struct Node {
    let parents: [ObjectID]
    let committedAt: Int64
    /// Whether its parents were left out by a shallow clone.
    let isCut: Bool
  }

  /// Reads a commit's place in history.
  func node(_ id: ObjectID) throws(GitStoreError) -> Node {
    let isCut = shallowBoundary.contains(id)
    return try withObject(id, GIT_OBJECT_COMMIT) { commit throws(GitStoreError) in
      let count = unsafe isCut ? 0 : git_commit_parentcount(commit)
      let parents = (0..<count).compactMap { unsafe ObjectID(git_commit_parent_id(commit, $0)) }
      return unsafe Node(parents: parents, committedAt: git_commit_time(commit), isCut: isCut)
    }
  }
}
