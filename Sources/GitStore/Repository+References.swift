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
    switch try target(of: "HEAD") {
    case .name(let name): try commitID(ofReference: name) == nil ? .unborn(name) : .branch(name)
    case .id(let id): .detached(id)
    case nil: throw .failed(doing: "reading HEAD", reason: "there is none")
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
  /// - Throws: `failed` when the reference is there and leads to no commit.
  package func commitID(ofReference name: String) throws(GitStoreError) -> ObjectID? {
    do throws(LibraryFailure) {
      guard let reference = try reference(name) else { return nil }
      return try reference.lend { pointer throws(LibraryFailure) in
        let commit = try Handle<ObjectHandleKind> {
          unsafe git_reference_peel(&$0, pointer, GIT_OBJECT_COMMIT)
        }
        return commit.lend { unsafe ObjectID(git_object_id($0)) }
      }
    } catch {
      // A branch whose target is not born, such as HEAD in a new repository.
      if error.isA(GIT_ENOTFOUND), error.area == GIT_ERROR_REFERENCE.rawValue { return nil }
      throw .failed(doing: "reading the reference `\(name)`", reason: error.message)
    }
  }

  /// The branch that a remote's HEAD names here, such as `refs/remotes/origin/main`; nil when
  /// nobody said (`git remote set-head origin --auto` does).
  package func defaultBranch(
    ofRemote remote: String = "origin"
  ) throws(GitStoreError) -> String? {
    if case .name(let name)? = try target(of: "refs/remotes/\(remote)/HEAD") { return name }
    return nil
  }

  /// Every reference's full name, sorted by bytes.
  package func referenceNames() throws(GitStoreError) -> [String] {
    var list = unsafe git_strarray()
    defer { unsafe git_strarray_dispose(&list) }
    do throws(LibraryFailure) {
      try handle.lend { repository throws(LibraryFailure) in
        _ = try unsafe LibraryFailure.check(git_reference_list(&list, repository))
      }
    } catch { throw .failed(doing: "listing the references", reason: error.message) }
    let names = unsafe UnsafeBufferPointer(start: list.strings, count: list.count)
      .compactMap { unsafe $0.map { unsafe String(cString: $0) } }
    return names.sorted { $0.precedes($1) }
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

  /// What a reference holds: another's name, or an id.
  enum Target {
    case name(String)
    case id(ObjectID)
  }

  func target(of name: String) throws(GitStoreError) -> Target? {
    do throws(LibraryFailure) {
      guard let reference = try reference(name) else { return nil }
      return reference.lend { pointer in
        if let target = unsafe git_reference_symbolic_target(pointer) {
          return unsafe .name(String(cString: target))
        }
        return unsafe ObjectID(git_reference_target(pointer)).map { .id($0) }
      }
    } catch {
      throw .failed(doing: "reading the reference `\(name)`", reason: error.message)
    }
  }

  /// Looks a reference up by its full name; nil when there is none, or none can be called so.
  private func reference(
    _ name: String
  ) throws(LibraryFailure) -> Handle<ReferenceHandleKind>? {
    guard !name.utf8.contains(0), name.utf8.count <= Self.longestRevision else { return nil }
    do throws(LibraryFailure) {
      return try handle.lend { repository throws(LibraryFailure) in
        try Handle { unsafe git_reference_lookup(&$0, repository, name) }
      }
    } catch {
      if error.isA(GIT_ENOTFOUND) || error.isA(GIT_EINVALIDSPEC) { return nil }
      throw error
    }
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
