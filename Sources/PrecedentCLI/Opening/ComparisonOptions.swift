import ArgumentParser
import GitStore

/// Which two versions are compared: `A..B`, `A...B`, or `A --staged`, `A --worktree`.
struct ComparisonOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "A..B, A...B (from the merge base), or A with --staged or --worktree; an empty side is HEAD.",
      valueName: "range"))
  var range: String?

  @Flag(help: "Compare A with what is staged.")
  var staged = false

  @Flag(name: .customLong("worktree"), help: "Compare A with the files of the work tree.")
  var workTree = false

  func validate() throws {
    if staged, workTree { throw ValidationError("--staged and --worktree exclude each other") }
    let isRange = range.map(Repository.isRange) ?? false
    if staged || workTree, isRange {
      throw ValidationError("give one revision with --staged or --worktree, not a range")
    }
    if !staged, !workTree, !isRange {
      throw ValidationError("name the change as A..B, or add --staged or --worktree")
    }
  }

  /// Loads both versions.
  func load(from repository: borrowing PolicyRepository) throws -> ComparedVersions {
    guard staged || workTree else { return try loadRange(repository) }
    let revision = range ?? "HEAD"
    let id = try repository.repository.commitID(of: revision)
    return ComparedVersions(
      before: try repository.load(.commit(id), named: revision),
      after: try repository.load(
        staged ? .staged : .workTree, named: staged ? "the index" : "the work tree"))
  }

  private func loadRange(_ repository: borrowing PolicyRepository) throws -> ComparedVersions {
    let text = range ?? ""
    let ends = try repository.repository.range(text)
    let base = "the merge base of \(ends.fromName) and \(ends.toName)"
    return ComparedVersions(
      before: try repository.load(
        .commit(ends.from), named: ends.mergeBases.isEmpty ? ends.fromName : base),
      after: try repository.load(.commit(ends.to), named: ends.toName))
  }
}

/// The two versions of a comparison.
struct ComparedVersions {
  let before: PolicyVersion
  let after: PolicyVersion
}
