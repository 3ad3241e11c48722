import Diagnostics
import GitStore
import Reporting

/// Judges an update of the ref whose policy decides: only forward, and nothing that is refused.
struct ProtectedRef {
  let name: String
  let environment: CommandEnvironment

  /// Nil when the policy stays as it is.
  func verdict(
    on update: RefUpdate, in repository: borrowing PolicyRepository
  ) async throws -> ChangeVerdict? {
    guard let new = update.new else { return refusal("`\(update.name)` would be deleted") }
    if let old = update.old, try !isAncestor(old, of: new, in: repository) {
      return refusal("`\(update.name)` would lose commits that decisions are stamped with")
    }
    return try await RangeJudge(environment: environment).verdict(
      on: update.name, from: update.old, to: new, in: repository)
  }

  /// What is not here cannot be in the new history.
  private func isAncestor(
    _ old: ObjectID, of new: ObjectID, in repository: borrowing PolicyRepository
  ) throws(GitStoreError) -> Bool {
    do throws(GitStoreError) {
      return try repository.repository.isAncestor(old, of: new)
    } catch {
      switch error {
      case .missingObject(old, _), .unfetchedObject(old, _, _): return false
      default: throw error
      }
    }
  }

  private func refusal(_ message: String) -> ChangeVerdict {
    let problem = Diagnostic(
      code: "protected-ref", message: message,
      notes: [
        "`\(name)` is the protected ref: whoever verifies a decision looks for its commit there"
      ],
      help: "fetch, merge what is there, and push again without --force; undo a change with "
        + "`git revert`")
    return ChangeVerdict(subject: name, findings: [problem])
  }
}
