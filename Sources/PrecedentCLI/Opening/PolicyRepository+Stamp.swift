import CEL
import DecisionLog
import GitStore
import PolicyCore

extension PolicyRepository {
  /// The setting of git that names the protected ref.
  static let protectedRefSetting = "precedent.protectedRef"

  /// `refs/heads/main` of `main`; what is a full name already stays.
  static func fullName(ofBranch name: String) -> String {
    name.hasPrefix("refs/") ? name : "refs/heads/" + name
  }

  /// The ref that decides: as given, else as configured, else the remote's default branch, a bare
  /// repository's HEAD, or refs/heads/main; never what the judged commit says (section 4).
  func protectedRef(
    givenAs given: String?, ofRemote remote: String = "origin"
  ) throws -> String {
    if let given { return given }
    if let configured = repository.configuration(Self.protectedRefSetting) { return configured }
    if let branch = try repository.defaultBranch(ofRemote: remote) { return branch }
    if repository.workTree == nil, case .branch(let name) = try repository.head() { return name }
    return "refs/heads/main"
  }

  /// What makes a decision under a commit re-executable.
  func stamp(
    _ version: PolicyVersion, commit id: ObjectID, policy: Policy, ref: String?
  ) throws -> Stamp {
    let commit = try repository.commit(id)
    let root = version.root ?? ""
    let tree = try repository.treeID(of: id, at: root) ?? commit.tree
    return Stamp(
      repository: repository.address(), path: root, commit: id.hex, policyTree: tree.hex,
      policySHA256: policy.digest, ref: ref,
      committedAt: Timestamp(seconds: commit.committer.secondsSinceEpoch),
      engine: "precedent \(PrecedentCommand.version)")
  }
}
