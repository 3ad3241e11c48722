package import Diagnostics

extension GitStoreError {
  /// The error as people read it, with the git command that mends it.
  package var diagnostic: Diagnostic {
    Diagnostic(code: code, message: message, help: help)
  }

  /// The stable code: a page of docs/diagnostics.
  package var code: String {
    switch self {
    case .notARepository, .absentFolder: "git-not-a-repository"
    case .unsafeOwnership: "git-unsafe-ownership"
    case .sha256Repository: "git-sha256-repository"
    case .unsupportedExtension: "git-unsupported-extension"
    case .unsupportedRepositoryVersion: "git-unsupported-version"
    case .bareRepository: "git-bare-repository"
    case .unknownRevision: "git-unknown-revision"
    case .malformedRevision: "git-malformed-revision"
    case .ambiguousRevision: "git-ambiguous-revision"
    case .wrongKind: "git-wrong-kind"
    case .unbornBranch: "git-unborn-branch"
    case .noMergeBase: "git-no-merge-base"
    case .shallowHistory: "git-shallow-history"
    case .missingObject: "git-missing-object"
    case .unfetchedObject: "git-unfetched-object"
    case .corruptObject: "git-corrupt-object"
    case .unmergedIndex: "git-unmerged-index"
    case .unreadableIndex: "git-unreadable-index"
    case .notAFolder: "git-not-a-folder"
    case .notAFile: "git-not-a-file"
    case .tooLarge: "git-too-large"
    case .tooManyEntries: "git-too-many-entries"
    case .tooDeep: "git-too-deep"
    case .unreadableFile: "git-unreadable-file"
    case .failed: "git-failed"
    }
  }

  private var message: String {
    switch self {
    case .notARepository(let path): "`\(path)` is not in a git repository"
    case .absentFolder(let path): "`\(path)` does not exist"
    case .unsafeOwnership(let path): "the repository `\(path)` belongs to somebody else"
    case .sha256Repository(let path):
      "the repository at `\(path)` names its objects by SHA-256, which is not supported yet"
    case .unsupportedExtension(let name, let path):
      "the repository at `\(path)` uses the extension `\(name)`, which is not supported yet"
    case .unsupportedRepositoryVersion(let version, let path):
      "the repository at `\(path)` has format version \(version), and only 0 and 1 are known"
    case .bareRepository(let path, let part):
      "the bare repository `\(path)` has no \(part.rawValue)"
    case .unknownRevision(let name, _): "no revision is called `\(name)`"
    case .malformedRevision(let name, let reason): "`\(name)` is no revision: \(reason)"
    case .ambiguousRevision(let name): "`\(name)` is the start of more than one object id"
    case .wrongKind(let name, let found, let wanted): "`\(name)` is a \(found), not a \(wanted)"
    case .unbornBranch(let name): "the branch `\(Naming.short(name))` has no commit yet"
    case .noMergeBase(let left, let right):
      "`\(Self.side(left))` and `\(Self.side(right))` have no common ancestor"
    case .shallowHistory(let question):
      "the clone is shallow, and \(question) needs history that it does not have"
    case .missingObject(let id, let path): "the object `\(id)`\(Self.at(path)) is missing"
    case .unfetchedObject(let id, let path, _):
      "the object `\(id)`\(Self.at(path)) was left out of this partial clone"
    case .corruptObject(let id, let path, let reason):
      "the object `\(id)`\(Self.at(path)) cannot be read: \(reason)"
    case .unmergedIndex(let paths):
      "the index has \(paths.count) unmerged \(paths.count == 1 ? "path" : "paths"): "
        + Self.list(paths)
    case .unreadableIndex(let reason, _): "the index cannot be read: \(reason)"
    case .notAFolder(let path, let kind): "`\(path)` is \(kind.words), not a folder"
    case .notAFile(let path, let kind): "`\(path)` is \(kind.words), not a file"
    case .tooLarge(let path, let byteCount, let limit):
      "`\(path)` has \(byteCount) bytes, more than the limit of \(limit)"
    case .tooManyEntries(let root, let limit):
      "there are more than \(limit) files and folders in `\(root.isEmpty ? "/" : root)`"
    case .tooDeep(let path, let limit): "`\(path)` is more than \(limit) folders deep"
    case .unreadableFile(let path, let reason): "`\(path)` cannot be read: \(reason)"
    case .failed(let doing, let reason): "\(doing) failed: \(reason)"
    }
  }

  private var help: String? {
    switch self {
    case .notARepository: "change into a repository, name one with `-C DIR`, or run `git init`"
    case .absentFolder: "name a folder of a git repository with `-C DIR`"
    case .unsafeOwnership(let path):
      "if you trust it, run `git config --global --add safe.directory \(path)`"
    case .sha256Repository: "use a repository made with `git init --object-format=sha1`"
    case .unsupportedExtension(let name, _): Self.help(extension: name)
    case .unsupportedRepositoryVersion:
      "if it is a mistake: `git config --file .git/config core.repositoryFormatVersion 0`"
    case .bareRepository: "name a commit, or use a clone made by `git clone`"
    case .unknownRevision(let name, let nearest): Self.help(unknown: name, nearest)
    case .malformedRevision: "see `git help revisions`"
    case .ambiguousRevision(let name):
      "use more digits; `git rev-parse --disambiguate=\(name.prefix { $0.isHexDigit })` lists them"
    case .wrongKind(let name, _, _): "see what it is with `git cat-file -t \(name)`"
    case .unbornBranch: "make a first commit with `git commit`"
    case .noMergeBase(let left, let right):
      "compare them directly with `\(Self.side(left))..\(Self.side(right))`"
    case .shallowHistory: "get the rest with `git fetch --unshallow`"
    case .missingObject, .corruptObject: "see what is broken with `git fsck --full`"
    case .unfetchedObject(_, _, let remote):
      "get every object with `git fetch --refetch --no-filter \(remote)`"
    case .unmergedIndex: "resolve the conflicts and `git add` the files"
    case .unreadableIndex(_, let mend): "write it anew with `\(mend)`"
    case .notAFolder, .notAFile: "links and submodules are never followed; `git mv` the files here"
    case .tooLarge: "see what is large with `git ls-tree -r -l HEAD`"
    case .tooManyEntries, .tooDeep: "name the policy's folder with `--policy PATH`"
    case .unreadableFile: "see what git makes of it with `git status`"
    case .failed: "see whether git itself can do it, and what `git fsck` says"
    }
  }

  /// Git clones a repository only where it knows the extension itself.
  private static func help(extension name: String) -> String {
    if FormatCheck.extensionsOfGit.contains(name) {
      return "clone it with `git clone`, which gives a repository without the extension"
    }
    let isPlain = name.utf8.allSatisfy { $0.isLetterOrDigit || $0 == UInt8(ascii: "-") }
    return isPlain
      ? "if it is a mistake: `git config --file .git/config --unset extensions.\(name)`"
      : "if it is a mistake, take it out of `.git/config`"
  }

  private static func help(unknown name: String, _ nearest: String?) -> String {
    if let nearest { return "did you mean `\(nearest)`?" }
    let digits = name.prefix { !"~^:@".contains($0) }
    if ObjectID(hex: digits.lowercased()) != nil { return "get it with `git fetch`" }
    return "list what there is with `git branch --all` and `git tag`, or get it with `git fetch`"
  }

  private static func side(_ revision: String) -> String { revision.isEmpty ? "HEAD" : revision }

  private static func at(_ path: String?) -> String {
    path.map { $0.isEmpty ? "" : " at `\($0)`" } ?? ""
  }

  private static func list(_ paths: [String]) -> String {
    let shownCount = 5
    let shown = paths.prefix(shownCount).map { "`\($0)`" }.joined(separator: ", ")
    return paths.count > shownCount ? shown + " and \(paths.count - shownCount) more" : shown
  }
}

extension UInt8 {
  fileprivate var isLetterOrDigit: Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20)
      || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self)
  }
}
