import DecisionLog
import Diagnostics
import GitStore
import PolicyCore

/// The policies of the commits that records name, each loaded once.
struct VerifyingPolicies {
  /// Which commits may decide.
  let ref: String
  private let tip: ObjectID
  private var policies = CommitPolicies()
  private var verifiers: [String: Result<RecordVerifier, RecordProblem>] = [:]

  init(_ repository: borrowing PolicyRepository, protectedRef: String?) throws {
    ref = try repository.protectedRef(givenAs: protectedRef)
    tip = try repository.repository.commitID(of: ref)
  }

  /// What verifies records of a commit, or why nothing does.
  mutating func verifier(
    of commit: String, in repository: borrowing PolicyRepository
  ) throws -> Result<RecordVerifier, RecordProblem> {
    if let known = verifiers[commit] { return known }
    let found = try makeVerifier(of: commit, repository)
    verifiers[commit] = found
    return found
  }

  private mutating func makeVerifier(
    of commit: String, _ repository: borrowing PolicyRepository
  ) throws -> Result<RecordVerifier, RecordProblem> {
    guard let id = ObjectID(hex: commit) else {
      return .failure(.notARecord("`\(commit)` is no commit id"))
    }
    do throws(GitStoreError) {
      guard try repository.repository.isAncestor(id, of: tip) else {
        return .failure(.unreachable(ref: ref))
      }
    } catch {
      switch error {
      case .missingObject: return .failure(.unknownCommit(commit))
      // A second `catch` that lists the rest is more than the compiler takes here.
      default: throw error
      }
    }
    let version = try policies.version(of: id, in: repository)
    guard let policy = version.loaded?.policy else { return .failure(.noPolicy(commit)) }
    let stamp = try repository.stamp(version, commit: id, policy: policy, ref: nil)
    return .success(RecordVerifier(policy: policy, stamp: stamp))
  }
}
