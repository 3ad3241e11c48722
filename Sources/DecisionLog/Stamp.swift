package import CEL
import PolicyCore

/// What makes a decision re-executable: the exact policy that made it (design document, section 4).
package struct Stamp: Sendable, Hashable {
  /// The version of the meaning of policies; a change of it changes decisions.
  package static let semantics = "precedent.semantics/v1"

  /// The address of the repository, without credentials; nil when it has no remote.
  package var repository: String?
  /// The folder of the policy in the repository; empty for its top.
  package var path: String
  /// The commit of the policy, 40 digits.
  package var commit: String
  /// The object id of the folder's tree.
  package var policyTree: String
  /// The digest of the policy's files.
  package var policySHA256: String
  /// The ref the revision was taken from.
  package var ref: String?
  /// When the commit was made.
  package var committedAt: Timestamp?
  /// The version of Precedent.
  package var engine: String

  /// Makes a stamp from its parts.
  package init(
    repository: String?, path: String, commit: String, policyTree: String, policySHA256: String,
    ref: String?, committedAt: Timestamp?, engine: String
  ) {
    self.repository = repository
    self.path = path
    self.commit = commit
    self.policyTree = policyTree
    self.policySHA256 = policySHA256
    self.ref = ref
    self.committedAt = committedAt
    self.engine = engine
  }

  var json: JSONObject {
    [
      "repository": .text(repository), "path": .string(path), "commit": .string(commit),
      "policyTree": .string(policyTree), "policySha256": .string(policySHA256),
      "ref": .text(ref), "committedAt": .text(committedAt?.description),
      "engine": .string(engine), "semantics": .string(Self.semantics),
    ]
  }
}
