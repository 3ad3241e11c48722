import Diagnostics
import GitStore
import Impact
import PolicyCore

/// A policy version as loaded from a repository.
struct PolicyVersion {
  /// As people named it.
  let name: String
  let source: SnapshotSource
  let commit: ObjectID?
  /// The folder of precedent.yaml; nil when the version has no policy.
  let root: String?
  /// Nil when the version has no policy.
  let loaded: LoadedPolicy?
  /// Of a version without a policy.
  var absence = Absence()

  /// What there is where a policy is not.
  struct Absence {
    /// The folder that the user named.
    var asked: String?
    /// Every precedent.yaml elsewhere.
    var found: [String] = []
    /// Files whose names are nearly that.
    var misnamed: [String] = []
  }

  /// The policy, or a failure with everything that is wrong with it.
  /// - Parameter schema: an absent policy then is an empty one that denies.
  func policy(orEmptyWith schema: RequestSchema? = nil) throws(CommandFailure) -> Policy {
    guard let loaded else {
      if let schema { return Policy.empty(schema: schema) }
      throw CommandFailure(absent)
    }
    guard let policy = loaded.policy else {
      let note = Diagnostic(
        code: "policy-unusable", severity: .note,
        message: "the policy of `\(name)` does not load; nothing was decided with it")
      throw CommandFailure(loaded.diagnostics + [note])
    }
    return policy
  }

  func reportVersion(_ policy: Policy) -> BlastRadius.Version {
    BlastRadius.Version(
      name: name, commit: commit?.hex, policySHA256: policy.digest, hasPolicy: loaded != nil)
  }

  private var absent: Diagnostic {
    let place = absence.asked.map { "`\($0)` of " } ?? ""
    return Diagnostic(
      code: "no-precedent-yaml", message: "there is no precedent.yaml in \(place)`\(name)`",
      help: absence.help)
  }
}

extension PolicyVersion.Absence {
  private static let greatestShownCount = 10

  /// What to do about it.
  var help: String {
    if !found.isEmpty {
      let shown = found.prefix(Self.greatestShownCount).map { "`\($0)`" }.joined(separator: ", ")
      let rest = found.count - Self.greatestShownCount
      let more = rest > 0 ? " and \(rest) more" : ""
      return "name the folder of one that there is: \(shown)\(more)"
    }
    if let path = misnamed.first { return "rename `\(path)` to `precedent.yaml`" }
    return "run `precedent init` to start a policy repository, or name its folder with --policy"
  }
}
