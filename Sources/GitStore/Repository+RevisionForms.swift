import CLibgit2

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Forms of gitrevisions(7) that libgit2 1.5 reads otherwise than git, or not at all. Found with
/// `git rev-parse` as the oracle (RevisionOracleTests); see docs/decisions/0003 for what is left.
extension Repository {
  /// A revision in a form that libgit2 reads as git does.
  enum ReadableRevision: Equatable {
    case text(String)
    case object(ObjectID)
    /// git knows the form, and it names nothing here.
    case nothing
  }

  /// Rewrites what libgit2 would misread.
  func readable(_ revision: String) throws(GitStoreError) -> ReadableRevision {
    if revision.hasPrefix(":"), !revision.hasPrefix(":/") {
      return try stagedObject(String(revision.dropFirst())).map { .object($0) } ?? .nothing
    }
    var text = revision
    // `@` alone is HEAD, also before a suffix.
    if text.hasPrefix("@"), let next = text.dropFirst().first, "~^:@".contains(next) {
      text = "HEAD" + text.dropFirst()
    }
    // Up to the colon: after it is a path, which may be called so.
    let object = text.prefix { $0 != ":" }.replacing("^{object}", with: "")
    text = String(object + text.drop { $0 != ":" })
    if text.hasPrefix("HEAD@{"), let end = text.firstIndex(of: "}"),
      let position = Int(text[..<end].dropFirst("HEAD@{".count)), position >= 0
    {
      // libgit2 looks into the reflog of the branch, which knows no checkouts.
      guard let id = headReflogEntry(position) else { return .nothing }
      text = id.hex + text[text.index(after: end)...]
    }
    if text.hasSuffix("@"), text != "@", !text.contains(":") {
      // libgit2 takes `anything@` for HEAD. To git it is a name like any other.
      guard try isReference(text) else { return .nothing }
      text += "^{}"
    }
    guard let rewritten = withAbsolutePath(text) else { return .nothing }
    return .text(rewritten)
  }

  /// Whether a short name is a reference's (gitrevisions(7), "<refname>").
  private func isReference(_ name: String) throws(GitStoreError) -> Bool {
    for start in ["", "refs/", "refs/tags/", "refs/heads/", "refs/remotes/"] {
      if try commitID(ofReference: start + name) != nil { return true }
    }
    return false
  }

  /// `REV:./PATH` and `REV:../PATH` are relative to where the user stands.
  private func withAbsolutePath(_ text: String) -> String? {
    var depth = 0
    for index in text.indices {
      switch text[index] {
      case "{": depth += 1
      case "}": depth -= 1
      case ":" where depth == 0 && index != text.startIndex:
        let path = String(text[text.index(after: index)...])
        return absolute(path).map { text[...index] + $0 }
      default: break
      }
    }
    return text
  }

  /// A path from the top of the work tree; nil when `..` leaves it.
  private func absolute(_ path: String) -> String? {
    guard path.hasPrefix("./") || path.hasPrefix("../") else {
      return path
    }
    var parts = prefix.split(separator: "/")
    for part in path.split(separator: "/") where part != "." {
      if part != ".." {
        parts.append(part)
      } else if parts.popLast() == nil {
        return nil
      }
    }
    return parts.joined(separator: "/")
  }

  /// `:PATH` and `:N:PATH`: an entry of the index at a stage.
  private func stagedObject(_ text: String) throws(GitStoreError) -> ObjectID? {
    var stage: Int32 = 0
    var path = text
    if let digit = text.first, let given = Int32(String(digit)), (0...3).contains(given),
      text.dropFirst().first == ":"
    {
      stage = given
      path = String(text.dropFirst(2))
    }
    guard let path = absolute(path) else { return nil }
    do throws(LibraryFailure) {
      return try readIndex().lend { index in
        unsafe git_index_get_bypath(index, path, stage).map { unsafe ObjectID($0.pointee.id) }
      }
    } catch { throw IndexReader.explained(error) }
  }

  private func headReflogEntry(_ position: Int) -> ObjectID? {
    handle.lend { repository in
      guard
        let log = try? Handle<ReflogKind>({ unsafe git_reflog_read(&$0, repository, "HEAD") })
      else { return nil }
      return log.lend { log in
        guard let entry = unsafe git_reflog_entry_byindex(log, position) else { return nil }
        return unsafe ObjectID(git_reflog_entry_id_new(entry))
      }
    }
  }
}
