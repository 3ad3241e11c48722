import DecisionLog
import Diagnostics
import GitStore
import PolicyCore

/// The commits from the first bad version up to the good one, and which of them records name.
struct CommitSpan {
  /// What a commit is to the span.
  enum Place: Sendable {
    case inside, outside
    /// Not in this clone: nobody knows.
    case unknown
  }

  let bad: Remediation.Version
  let good: Remediation.Version
  private let first: ObjectID
  private let last: ObjectID
  /// Of the good version.
  var goodID: ObjectID { last }
  private var places: [String: Place] = [:]

  /// - Parameter range: `A..B`.
  /// - Throws: `not-before` where A is no ancestor of B.
  init(_ range: String, in repository: borrowing PolicyRepository) throws {
    let ends = try repository.repository.range(range)
    first = ends.from
    last = ends.to
    bad = Remediation.Version(name: ends.fromName, commit: ends.from.hex)
    good = Remediation.Version(name: ends.toName, commit: ends.to.hex)
    guard try first != last && repository.repository.isAncestor(first, of: last) else {
      throw CommandFailure(
        Diagnostic(
          code: "not-before", message: "`\(ends.fromName)` does not come before `\(ends.toName)`",
          help: "name the first bad version, two dots, then the version that mends it"))
    }
  }

  /// What a commit is to the span; git is asked once for each.
  mutating func place(
    of commit: String, in repository: borrowing PolicyRepository
  ) throws -> Place {
    if let known = places[commit] { return known }
    let found = try find(commit, repository)
    places[commit] = found
    return found
  }

  private func find(
    _ commit: String, _ repository: borrowing PolicyRepository
  ) throws(GitStoreError) -> Place {
    guard let id = ObjectID(hex: commit) else { return .unknown }
    do throws(GitStoreError) {
      guard try repository.repository.isAncestor(first, of: id) else { return .outside }
      return try repository.repository.isAncestor(id, of: last) ? .inside : .outside
    } catch {
      switch error {
      case .missingObject: return .unknown
      // A second `catch` that lists the rest is more than the compiler takes here.
      default: throw error
      }
    }
  }
}
