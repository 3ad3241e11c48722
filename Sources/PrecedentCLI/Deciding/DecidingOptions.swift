import ArgumentParser
import CEL
import Diagnostics
import GitStore
import PolicyCore

/// Whose policy decides, and when.
struct DecidingOptions: ParsableArguments {
  @Option(name: .customLong("rev"), help: ArgumentHelp("The policy version.", valueName: "rev"))
  var revision: String?

  @Option(
    help: ArgumentHelp(
      "The ref whose policy decides; git config precedent.protectedRef if left out.",
      valueName: "ref"))
  var protectedRef: String?

  @Flag(help: "Decide also with a commit that is not reachable from the protected ref.")
  var allowUnreachable = false

  @Option(
    help: ArgumentHelp("The instant of the decision; now if left out.", valueName: "instant"))
  var at: InstantArgument?

  /// The policy of the commit.
  func policy(in repository: borrowing PolicyRepository) throws -> StampedPolicy {
    let ref = try repository.protectedRef(givenAs: protectedRef)
    let commit = try repository.repository.commitID(of: revision ?? ref)
    if revision != nil { try requireReachable(commit, from: ref, repository) }
    let version = try repository.load(.commit(commit), named: revision ?? ref)
    let policy = try version.policy()
    return StampedPolicy(
      policy: policy,
      stamp: try repository.stamp(
        version, commit: commit, policy: policy, ref: revision == nil ? ref : nil))
  }

  /// Whoever can name any commit could otherwise decide with rules that nobody merged.
  private func requireReachable(
    _ commit: ObjectID, from ref: String, _ repository: borrowing PolicyRepository
  ) throws {
    guard !allowUnreachable else { return }
    let tip = try repository.repository.commitID(of: ref)
    let isReachable = try repository.repository.isAncestor(commit, of: tip)
    guard tip != commit, !isReachable else { return }
    throw CommandFailure(
      Diagnostic(
        code: "unreachable-commit",
        message: "`\(revision ?? commit.hex)` is not reachable from the protected ref `\(ref)`",
        help: "decide with a merged commit, or say --allow-unreachable; the stamp names the commit"
      ))
  }
}
