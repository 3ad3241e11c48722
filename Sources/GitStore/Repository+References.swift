import CLibgit2

/// Where HEAD stands.
package enum HeadState: Sendable, Hashable {
  /// On a branch, named in full: `refs/heads/main`.
  case branch(String)
  /// On a branch that has no commit yet.
  case unborn(String)
  /// On a commit itself.
  case detached(ObjectID)
}

extension Repository {
  /// Where HEAD stands.
  package func head() throws(GitStoreError) -> HeadState {
    do throws(LibraryFailure) {
      return try handle.lend { repository throws(LibraryFailure) in
        let head = try Handle<ReferenceHandleKind> {
          unsafe git_reference_lookup(&$0, repository, "HEAD")
        }
        if let target = head.lend({ unsafe Self.symbolicTarget($0) }) {
          return commitID(ofReference: target) == nil ? .unborn(target) : .branch(target)
        }
        let id = try head.lend { reference throws(LibraryFailure) in
          guard let id = unsafe ObjectID(git_reference_target(reference)) else {
            throw LibraryFailure.nothingMade
          }
          return id
        }
        return .detached(id)
      }
    } catch {
      throw .failed(doing: "reading HEAD", reason: error.message)
    }
  }

  /// The branch HEAD names when it has no commit; nil otherwise.
  var unbornBranch: String? {
    if case .unborn(let name)? = try? head() { return name }
    return nil
  }

  /// The commit of a reference named in full, such as `refs/heads/main`; nil when there is none.
  ///
  /// Unlike a revision it cannot mean anything else: a tag `refs/heads/main` is not looked at.
  package func commitID(ofReference name: String) -> ObjectID? {
    guard !name.utf8.contains(0), name.utf8.count <= Self.longestRevision else { return nil }
    return handle.lend { repository in
      guard
        let reference = try? Handle<ReferenceHandleKind>({
          unsafe git_reference_lookup(&$0, repository, name)
        })
      else { return nil }
      return reference.lend { pointer in
        let commit = try? Handle<ObjectHandleKind> {
          unsafe git_reference_peel(&$0, pointer, GIT_OBJECT_COMMIT)
        }
        guard let commit else { return nil }
        return commit.lend { unsafe ObjectID(git_object_id($0)) }
      }
    }
  }

  /// The branch that a remote's HEAD names here, such as `refs/remotes/origin/main`; nil when
  /// nobody said (`git remote set-head origin --auto` does).
  package func defaultBranch(ofRemote remote: String = "origin") -> String? {
    let name = "refs/remotes/\(remote)/HEAD"
    guard !name.utf8.contains(0) else { return nil }
    return handle.lend { repository in
      guard
        let reference = try? Handle<ReferenceHandleKind>({
          unsafe git_reference_lookup(&$0, repository, name)
        })
      else { return nil }
      return reference.lend { unsafe Self.symbolicTarget($0) }
    }
  }

  /// Every reference's full name, sorted by bytes.
  package var referenceNames: [String] {
    var list = unsafe git_strarray()
    defer { unsafe git_strarray_dispose(&list) }
    guard handle.lend({ unsafe git_reference_list(&list, $0) }) == 0 else { return [] }
    let names = unsafe UnsafeBufferPointer(start: list.strings, count: list.count)
      .compactMap { unsafe $0.map { unsafe String(cString: $0) } }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// The last value of a setting, such as `precedent.protectedRef`; nil when it is not set.
  package func configuration(_ name: String) -> String? {
    guard !name.utf8.contains(0) else { return nil }
    return ConfigurationFiles.string(name, of: handle)
  }

  /// The address of a remote without user names, passwords and tokens; nil when there is none.
  package func address(ofRemote remote: String = "origin") -> String? {
    configuration("remote.\(remote).url").map(RemoteAddress.withoutCredentials)
  }

  private static func symbolicTarget(_ reference: OpaquePointer) -> String? {
    unsafe git_reference_symbolic_target(reference).map { unsafe String(cString: $0) }
  }
}

/// Addresses of remotes, as they may be written into a decision.
enum RemoteAddress {
  /// Drops what could be a secret: user and password of `scheme://user:password@host`, query and
  /// fragment. Of ssh the user's name stays, for `git@host` is part of the address.
  static func withoutCredentials(_ address: String) -> String {
    guard let separator = address.firstRange(of: "://") else { return address }
    let scheme = address[..<separator.lowerBound].lowercased()
    let rest = address[separator.upperBound...]
    let authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    let path = rest[authority.endIndex...].prefix { $0 != "?" && $0 != "#" }
    guard let at = authority.lastIndex(of: "@") else {
      return String(address[..<separator.upperBound] + authority + path)
    }
    let host = authority[authority.index(after: at)...]
    let user = authority[..<at].prefix { $0 != ":" }
    let keepsUser = scheme.hasSuffix("ssh") && !user.isEmpty
    return String(
      address[..<separator.upperBound] + (keepsUser ? user + "@" : "") + host + path)
  }
}
