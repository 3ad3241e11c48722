import Diagnostics
import GitStore

/// A line of commits, one after the other, cut where the files of their policies change.
struct PolicyLine: Sendable {
  /// Commits whose policy files are the same.
  struct Stretch: Sendable {
    /// Places in the line; the first of them is where the files changed.
    var commits: Range<Int>
    /// Nil where there is no policy.
    let files: PolicyFiles?
  }

  /// The oldest first.
  let ids: [ObjectID]
  /// All commits, in their order; neighbours differ.
  private(set) var stretches: [Stretch] = []

  init(ids: [ObjectID]) { self.ids = ids }

  /// Where the files of a stretch come from.
  func first(of stretch: Stretch) -> ObjectID { ids[stretch.commits.lowerBound] }

  /// The newest commit of a stretch.
  func last(of stretch: Stretch) -> ObjectID { ids[stretch.commits.upperBound - 1] }

  /// Adds the next commit.
  fileprivate mutating func add(_ files: PolicyFiles?) {
    let place = stretches.last?.commits.upperBound ?? 0
    if let last = stretches.indices.last, stretches[last].files == files {
      stretches[last].commits = stretches[last].commits.lowerBound..<(place + 1)
    } else {
      stretches.append(Stretch(commits: place..<(place + 1), files: files))
    }
  }

  /// Cuts a line of commits, the oldest first.
  /// - Parameter progress: told how many are done.
  /// - Throws: what reading git throws, and `CommandFailure` where it is unclear which policy of a
  ///   commit is meant.
  /// - Complexity: a look into the top and the policy's folder for each commit; more where there is
  ///   no policy, and then only for folders that no commit before had.
  static func read(
    _ ids: [ObjectID], in repository: borrowing PolicyRepository, progress: (Int) -> Void = { _ in }
  ) throws -> PolicyLine {
    var line = PolicyLine(ids: ids)
    var search = PolicyFilesSearch()
    for (index, id) in ids.enumerated() {
      try Task.checkCancellation()
      line.add(try search.files(of: id, in: repository))
      progress(index + 1)
    }
    return line
  }
}

/// Finds the policy files of commits that are neighbours.
struct PolicyFilesSearch {
  private var names = NameSearch(named: PolicyRepository.settingsFile)
  private var root: String?

  /// Nil where a commit has no policy.
  mutating func files(
    of commit: ObjectID, in repository: borrowing PolicyRepository
  ) throws -> PolicyFiles? {
    // Where the commit before had its policy, there it still is, unless it moved.
    if let root, let files = try repository.policyFiles(of: commit, at: root) { return files }
    do {
      root = try repository.root(in: .commit(commit)) {
        try names.paths(in: commit, of: repository.repository)
      }
    } catch let failure as CommandFailure {
      throw CommandFailure(
        failure.diagnostics.map { diagnostic in
          var noted = diagnostic
          noted.notes.append("in commit `\(commit.hex)`")
          return noted
        }, status: failure.status)
    }
    return try root.flatMap { try repository.policyFiles(of: commit, at: $0) }
  }
}
