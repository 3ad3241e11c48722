import GitStore
import Reporting

/// Judges what is between two commits.
struct RangeJudge {
  let environment: CommandEnvironment

  /// Nil when the policy stays as it is.
  /// - Parameter old: nil to judge all of the new commit's policy.
  func verdict(
    on subject: String, from old: ObjectID?, to new: ObjectID,
    in repository: borrowing PolicyRepository
  ) async throws -> ChangeVerdict? {
    if let old {
      if try repository.hasSamePolicy(old, new) { return nil }
    } else if try repository.root(in: .commit(new)) == nil {
      return nil
    }
    let change = JudgedChange(
      subject: subject, after: try repository.load(.commit(new), named: shortName(new)),
      before: [
        try old.map { try repository.load(.commit($0), named: shortName($0)) } ?? .nothing
      ], asksGates: true)
    return try await ChangeJudge(environment: environment).judge(change, in: repository)
  }

  private func shortName(_ id: ObjectID) -> String {
    let length = 12
    return String(id.hex.prefix(length))
  }
}
