import ArgumentParser
import GitStore

/// Which policy version a command looks at: a revision, the index, or the work tree.
struct VersionOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "A revision; the work tree if left out, HEAD in a bare repository.", valueName: "rev"))
  var revision: String?

  @Flag(help: "Look at what is staged.")
  var staged = false

  @Flag(name: .customLong("worktree"), help: "Look at the files of the work tree (the default).")
  var workTree = false

  func validate() throws {
    let chosen = [revision != nil, staged, workTree].filter { $0 }.count
    if chosen > 1 {
      throw ValidationError("give one of a revision, --staged and --worktree")
    }
  }

  /// Loads the version.
  func load(from repository: borrowing PolicyRepository) throws -> PolicyVersion {
    if staged { return try repository.load(.staged, named: "the index") }
    return try repository.load(revision: revision, orWorkTree: workTree)
  }
}

extension PolicyRepository {
  /// The version of a revision; without one the work tree, or HEAD in a bare repository.
  /// - Parameter isWorkTreeAsked: then also in a bare repository, which is refused there.
  func load(revision: String?, orWorkTree isWorkTreeAsked: Bool) throws -> PolicyVersion {
    let isBare = repository.workTree == nil
    guard let revision = revision ?? (isBare && !isWorkTreeAsked ? "HEAD" : nil) else {
      return try load(.workTree, named: "the work tree")
    }
    return try load(.commit(try repository.commitID(of: revision)), named: revision)
  }
}
