import GitStore

/// The changes of a policy along a line of commits, and what stood before each.
struct ChangedLine {
  /// A commit whose policy files are others than those of the commit before.
  struct Change {
    /// Its place among the stretches.
    let place: Int
    let commit: ObjectID
    /// On its first-parent line; nil for the first commit of all.
    let previous: ObjectID?
  }

  /// With the commit before the first, where there is one.
  let line: PolicyLine
  /// The oldest first.
  let changes: [Change]

  /// - Parameter ids: a first-parent line, the oldest first.
  init(_ ids: [ObjectID], in repository: borrowing PolicyRepository) throws {
    let parent = try ids.first.flatMap { try repository.repository.commit($0).parents.first }
    let line = try PolicyLine.read((parent.map { [$0] } ?? []) + ids, in: repository)
    self.line = line
    changes = line.stretches.indices.compactMap { place in
      let stretch = line.stretches[place]
      if place == 0, parent != nil || stretch.files == nil { return nil }
      let index = stretch.commits.lowerBound
      return Change(
        place: place, commit: line.ids[index], previous: index == 0 ? nil : line.ids[index - 1])
    }
  }
}
