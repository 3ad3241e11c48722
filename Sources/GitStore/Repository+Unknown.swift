import CLibgit2

extension Repository {
  /// Why a revision named nothing.
  func explained(
    _ failure: LibraryFailure, _ revision: String, kind: git_object_t?
  ) -> GitStoreError {
    if failure.isA(GIT_EAMBIGUOUS), isAbbreviation(revision) {
      return .ambiguousRevision(revision)
    }
    if failure.isA(GIT_EPEEL) || failure.isA(GIT_EINVALIDSPEC), let found = kindName(of: revision) {
      return .wrongKind(revision: revision, found: found, wanted: Self.name(kind))
    }
    if let branch = unbornBranch, namesHead(revision) { return .unbornBranch(branch) }
    if isShallow, revision.contains(where: { "~^".contains($0) }) || revision.hasPrefix(":/") {
      return .shallowHistory(neededFor: "`\(revision)`")
    }
    if failure.isA(GIT_EMISMATCH) || failure.area == GIT_ERROR_ZLIB.rawValue {
      return .failed(doing: "reading `\(revision)`", reason: failure.message)
    }
    return .unknownRevision(revision, nearest: nearestName(to: revision))
  }

  /// Whether a revision starts with enough digits of an object id for git to look for it: four, its
  /// MINIMUM_ABBREV (git-config(1), `core.abbrev`). libgit2 looks for fewer.
  private func isAbbreviation(_ revision: String) -> Bool {
    let leastDigitCount = 4
    return revision.prefix { $0.isHexDigit }.count >= leastDigitCount
  }

  /// The kind of what a revision names, where it names something.
  private func kindName(of revision: String) -> String? {
    handle.lend { repository in
      guard
        let object = try? Handle<ObjectHandleKind>({
          unsafe git_revparse_single(&$0, repository, revision)
        })
      else { return nil }
      return object.lend { unsafe Self.name(git_object_type($0)) }
    }
  }

  private static func name(_ kind: git_object_t?) -> String {
    guard let kind, let text = unsafe git_object_type2string(kind) else { return "object" }
    return unsafe String(cString: text)
  }

  private func namesHead(_ revision: String) -> Bool {
    let name = revision.prefix { !"~^:@{".contains($0) }
    return name == "HEAD" || revision == "@" || (name.isEmpty && revision.hasPrefix("@"))
  }

  private func nearestName(to revision: String) -> String? {
    let name = String(revision.prefix { !"~^:{".contains($0) })
    return Naming.nearest(to: name, in: (try? referenceNames()) ?? [])
  }
}
