import GitStore
import PolicyCore

/// A change as the hooks judge it: what there was, and what there would be.
struct JudgedChange {
  /// As people are told, such as `refs/heads/main`.
  let subject: String
  let after: PolicyVersion
  /// Never empty; several where commits are merged, HEAD first. What one of them has is not new.
  let before: [PolicyVersion]
  /// The commits that would be merged into HEAD; of a commit that is not made yet.
  var merged: [ObjectID] = []
  /// Whether the gates are asked too.
  let asksGates: Bool
}

extension PolicyVersion {
  /// What there was before the first commit: no policy.
  static let nothing = PolicyVersion(
    name: "nothing", source: .staged, commit: nil, root: nil, loaded: nil)
}
