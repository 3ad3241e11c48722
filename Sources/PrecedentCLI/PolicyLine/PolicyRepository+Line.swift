import ArgumentParser
import GitStore

extension PolicyRepository {
  private static let greatestLineCount = 1_000_000

  /// The commits of a first-parent line, the oldest first.
  /// - Parameter range: `A..B`, or nil for the whole line of the protected ref.
  /// - Throws: `shallowHistory` where the clone lacks the start of the line.
  func line(range: String?, protectedRef: String?) throws -> [ObjectID] {
    if let range {
      let ends = try repository.range(range)
      return try line(to: ends.to, excluding: [ends.from], named: "`\(range)`")
    }
    let ref = try self.protectedRef(givenAs: protectedRef)
    return try line(to: try repository.commitID(of: ref), named: "the history of `\(ref)`")
  }

  /// The commits of the first-parent line that ends at a commit, the oldest first.
  func line(
    to tip: ObjectID, excluding excluded: [ObjectID] = [], named name: String
  ) throws(GitStoreError) -> [ObjectID] {
    let walk = try repository.commits(
      from: [tip], excluding: excluded, parents: .first, limit: Self.greatestLineCount)
    guard walk.cutAt.isEmpty else { throw .shallowHistory(neededFor: name) }
    return walk.ids.reversed()
  }
}
